//! What the first bytes of a file announce. By content, since a name can say anything.

use std::fmt;

/// A packed form.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Form {
    /// A zip archive, such as a jar or a wheel.
    Zip,
    /// A tar archive.
    Tar,
    /// A gzip stream.
    Gzip,
    /// A Zstandard stream.
    Zstd,
    /// A form that is known and not read: xz.
    Xz,
    /// A form that is known and not read: bzip2.
    Bzip2,
    /// A form that is known and not read: 7z.
    SevenZip,
}

/// How many bytes tell the form: the header of a tar.
pub(crate) const HEAD: usize = 512;

impl Form {
    /// The form that the first bytes of a file announce; the first 512 tell a tar.
    #[must_use]
    pub fn of(start: &[u8]) -> Option<Self> {
        const MAGIC: &[(&[u8], Form)] = &[
            (b"PK\x03\x04", Form::Zip),
            (b"PK\x05\x06", Form::Zip),
            (b"\x1f\x8b\x08", Form::Gzip),
            (b"\x28\xb5\x2f\xfd", Form::Zstd),
            (b"\xfd7zXZ\0", Form::Xz),
            (b"7z\xbc\xaf\x27\x1c", Form::SevenZip),
        ];
        let magic = MAGIC.iter().find(|(magic, _)| start.starts_with(magic));
        if let Some((_, form)) = magic {
            return Some(*form);
        }
        // Three letters alone are too little: the magic of the first block, or of the end of an empty stream, follows a digit.
        let bzip2 = start.starts_with(b"BZh")
            && start.get(3).is_some_and(u8::is_ascii_digit)
            && matches!(start.get(4..10), Some(b"1AY&SY" | b"\x17\x72\x45\x38\x50\x90"));
        if bzip2 {
            return Some(Self::Bzip2);
        }
        is_tar(start).then_some(Self::Tar)
    }

    /// Whether it is opened.
    #[must_use]
    pub fn is_read(self) -> bool {
        matches!(self, Self::Zip | Self::Tar | Self::Gzip | Self::Zstd)
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Zip => "zip",
            Self::Tar => "tar",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Xz => "xz",
            Self::Bzip2 => "bzip2",
            Self::SevenZip => "7z",
        })
    }
}

/// Whether a block is a header whose checksum holds (POSIX pax, "ustar Interchange Format": the sum of all bytes, the
/// checksum's own counted as spaces, in octal digits at 148).
fn is_tar(start: &[u8]) -> bool {
    let Some(block) = start.first_chunk::<HEAD>() else {
        return false;
    };
    let digits = block.get(148..156).unwrap_or_default().trim_ascii_start();
    let stated = digits
        .iter()
        .take_while(|byte| (b'0'..=b'7').contains(byte))
        .fold(None, |sum: Option<u64>, digit| {
            Some(sum.unwrap_or(0) * 8 + u64::from(digit - b'0'))
        });
    let own = 148..156;
    let sum: u64 = block
        .iter()
        .enumerate()
        .map(|(at, byte)| u64::from(if own.contains(&at) { b' ' } else { *byte }))
        .sum();
    // An empty name with a sum of spaces alone is a block of zeros and no header.
    stated == Some(sum) && block.first().is_some_and(|byte| *byte != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_no_archive() {
        let text = [b"BZhello, PK and ustar\n".repeat(40), vec![0; 600]];
        assert!(text.iter().all(|text| Form::of(text).is_none()));
        assert_eq!(Form::of(b"PK\x03\x04..."), Some(Form::Zip));
        assert_eq!(Form::of(b"BZh91AY&SY"), Some(Form::Bzip2));
    }
}
