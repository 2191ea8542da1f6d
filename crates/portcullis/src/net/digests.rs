//! Digests that someone vouches for.

use std::collections::BTreeMap;
use std::str::FromStr;

use portcullis_findings::{Algorithm, Digest};

/// SHA-256 digests of archives, as `sha256sum` writes them: 64 hexadecimal digits, white space, the name below the folder
/// (`PyPI/all.zip`), one a line. Empty lines and lines that begin with `#` are passed over.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Digests(BTreeMap<String, Digest>);

/// A list of digests cannot be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DigestsError {
    /// A line is not a digest and a name.
    #[error("line {line}: expected 64 hexadecimal digits and a name")]
    Line {
        /// Which, from 1.
        line: usize,
    },
    /// A name comes twice with different digests.
    #[error("line {line}: another digest of the same name")]
    Contradiction {
        /// Which, from 1.
        line: usize,
    },
}

impl Digests {
    /// The digest of an archive.
    #[must_use]
    pub fn of(&self, name: &str) -> Option<&Digest> {
        self.0.get(name)
    }
}

impl FromStr for Digests {
    type Err = DigestsError;

    fn from_str(text: &str) -> Result<Self, DigestsError> {
        let mut digests = BTreeMap::new();
        for (line, content) in (1..).zip(text.lines()) {
            let content = content.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let error = DigestsError::Line { line };
            let (hex, name) = content.split_once(char::is_whitespace).ok_or(error)?;
            let digest = Digest::from_hex(Algorithm::Sha256, hex).map_err(|_| error)?;
            // `sha256sum` marks a file read as binary with a star, and names what it was given.
            let name = name.trim_start();
            let name = name.strip_prefix('*').unwrap_or(name);
            let name = name.strip_prefix("./").unwrap_or(name).to_owned();
            if digests
                .insert(name, digest.clone())
                .is_some_and(|before| before != digest)
            {
                return Err(DigestsError::Contradiction { line });
            }
        }
        Ok(Self(digests))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sha256sum_writes_is_read() {
        let hex = "ab".repeat(32);
        let text = format!("# made by hand\n\n{hex}  PyPI/all.zip\n{hex} *./Red%20Hat/all.zip\r\n");
        let digests: Digests = text.parse().unwrap();
        assert_eq!(digests.of("PyPI/all.zip").map(Digest::to_hex), Some(hex.clone()));
        assert!(digests.of("Red%20Hat/all.zip").is_some());
        assert_eq!(digests.of("npm/all.zip"), None);
    }

    #[test]
    fn what_is_no_list_is_refused_with_its_line() {
        let (one, two) = ("ab".repeat(32), "cd".repeat(32));
        let rows = [
            ("nothing".to_owned(), DigestsError::Line { line: 1 }),
            (format!("\n{one}"), DigestsError::Line { line: 2 }),
            (format!("{one}00 x"), DigestsError::Line { line: 1 }),
            (
                format!("{one} x\n{one} x\n{two} x"),
                DigestsError::Contradiction { line: 3 },
            ),
        ];
        for (text, error) in rows {
            assert_eq!(text.parse::<Digests>(), Err(error), "{text}");
        }
    }
}
