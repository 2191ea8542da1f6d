//! Why an archive could not be read at all.

use std::fmt;
use std::io;

use portcullis_findings::LimitHit;

/// The formats that are read.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Format {
    /// Zip.
    Zip,
    /// Tar: old, ustar, GNU and pax.
    Tar,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Zip => "zip",
            Self::Tar => "tar",
        })
    }
}

/// An archive gave no entry. What happens after the first entry is a gap of the [`crate::Summary`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// The input could not be read.
    #[error("the input cannot be read after {byte} bytes: {kind}")]
    Input {
        /// How many bytes were read.
        byte: u64,
        /// What the reader said.
        kind: io::ErrorKind,
    },
    /// It is no archive of the format, or its beginning (tar) or its directory (zip) is damaged.
    #[error("not a {format} archive, or damaged at byte {byte}")]
    Malformed {
        /// The format that was expected.
        format: Format,
        /// Where: the header of a tar, the end of a zip, where its directory is looked for.
        byte: u64,
    },
    /// It is in a form that is not read, such as a zip of several disks.
    #[error("a {format} archive in a form that is not read")]
    Unsupported {
        /// The format.
        format: Format,
    },
    /// A limit was hit before the first entry.
    #[error(transparent)]
    Limit(#[from] LimitHit),
}

/// The limit in an error of one of this crate's readers.
#[must_use]
pub fn limit_hit(error: &io::Error) -> Option<LimitHit> {
    error.get_ref()?.downcast_ref::<LimitHit>().copied()
}
