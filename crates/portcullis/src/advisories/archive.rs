//! Advisory records packed into one file. What the file is, its first bytes tell, not its name.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use portcullis_archive::{ArchiveError, Entry, Limits, Summary, gzip, tar, zip, zstd};
use portcullis_findings::Budget;

use super::AdvisoriesError;

/// Bytes of all records together; the whole of OSV has under 8 GiB.
const TOTAL_BYTES: u64 = 32 << 30;

/// What a file begins with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Form {
    /// A zip with an entry, an empty one, one cut into pieces (which is refused later).
    Zip,
    /// A gzip stream, of a tar.
    Gzip,
    /// A Zstandard stream, of a tar; it may begin with a frame to be passed over.
    Zstd,
    /// A tar, or nothing that is known: old tars have no mark, their header's checksum is all that tells.
    Tar,
}

impl Form {
    fn of(head: &[u8]) -> Self {
        match head {
            [b'P', b'K', 3 | 5 | 7, ..] => Self::Zip,
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Self::Zstd,
            _ => Self::Tar,
        }
    }
}

/// Limits for at most `records` records of `record_bytes` each. Files that are no records count as well.
pub(super) fn limits(records: u64, record_bytes: u64) -> Limits {
    let mut limits = Limits::default();
    limits.entries = records;
    limits.entry_bytes = record_bytes;
    limits.total_bytes = TOTAL_BYTES;
    limits
}

/// Gives the files of the archive at `path` to `visit`.
///
/// # Errors
///
/// [`AdvisoriesError`] if it cannot be opened or holds nothing that can be read.
pub(super) fn read(
    path: &Path,
    limits: &Limits,
    visit: impl FnMut(Entry, &mut dyn Read) -> ControlFlow<()>,
) -> Result<Summary, AdvisoriesError> {
    let open = |source| AdvisoriesError::Open {
        path: path.to_owned(),
        source,
    };
    let mut file = File::open(path).map_err(open)?;
    let mut head = Vec::new();
    Read::take(&mut file, 4).read_to_end(&mut head).map_err(open)?;
    file.seek(SeekFrom::Start(0)).map_err(open)?;
    let file = BufReader::with_capacity(64 * 1024, file);
    let budget = Budget::unlimited();
    let form = Form::of(&head);
    let read = match form {
        Form::Zip => zip::read(file, limits, &budget, visit),
        Form::Gzip => tar::read(gzip::reader(file, limits, &budget), limits, &budget, visit),
        Form::Zstd => tar::read(zstd::reader(file, limits, &budget), limits, &budget, visit),
        Form::Tar => tar::read(file, limits, &budget, visit),
    };
    read.map_err(|source| refused(path.to_owned(), form, source))
}

fn refused(path: PathBuf, form: Form, source: ArchiveError) -> AdvisoriesError {
    match source {
        ArchiveError::Malformed { .. } if form == Form::Tar => AdvisoriesError::Unrecognised { path },
        source => AdvisoriesError::Archive { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_what_a_file_is() {
        let rows: [(&[u8], Form); 8] = [
            (b"PK\x03\x04", Form::Zip),
            (b"PK\x05\x06", Form::Zip),
            (b"\x1f\x8b\x08\x00", Form::Gzip),
            (b"\x28\xb5\x2f\xfd", Form::Zstd),
            (b"\x5a\x2a\x4d\x18", Form::Zstd),
            (b"GHSA", Form::Tar),
            (b"PK", Form::Tar),
            (b"", Form::Tar),
        ];
        for (head, form) in rows {
            assert_eq!(Form::of(head), form, "{head:?}");
        }
    }
}
