//! Digests.

use std::fmt;

use crate::hex;
use crate::sha256::Sha256;

/// A digest algorithm as lockfiles and SBOM formats name it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Algorithm {
    /// MD5, 16 bytes. Carried where a format states it, never trusted.
    Md5,
    /// SHA-1, 20 bytes. Carried where a format states it, never trusted.
    Sha1,
    /// SHA-256, 32 bytes.
    Sha256,
    /// SHA-384, 48 bytes.
    Sha384,
    /// SHA-512, 64 bytes.
    Sha512,
    /// Go's `h1:` directory hash (SHA-256 over a sorted list of file hashes), 32 bytes. Not the digest of any one file.
    GoH1,
}

impl Algorithm {
    const ALL: [Self; 6] = [
        Self::Md5,
        Self::Sha1,
        Self::Sha256,
        Self::Sha384,
        Self::Sha512,
        Self::GoH1,
    ];

    /// The lower-case name: `md5`, `sha1`, `sha256`, `sha384`, `sha512`, `h1`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
            Self::GoH1 => "h1",
        }
    }

    /// The algorithm of a lower-case name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.as_str() == name)
    }

    /// How many bytes a digest of this algorithm has.
    #[must_use]
    pub const fn length(self) -> usize {
        match self {
            Self::Md5 => 16,
            Self::Sha1 => 20,
            Self::Sha256 | Self::GoH1 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }
}

/// A digest whose length fits its algorithm. Prints as `sha256:` and lower-case hexadecimal digits.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Digest {
    algorithm: Algorithm,
    bytes: Bytes,
}

/// The bytes of a digest; its algorithm alone tells in which form. Inventories hold many short ones.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
enum Bytes {
    /// As many as the algorithm has, then zeros.
    Short([u8; SHORT]),
    Long(Box<[u8]>),
}

/// How many bytes a digest has that needs no room of its own.
const SHORT: usize = 32;

impl Digest {
    /// A digest from its bytes.
    ///
    /// # Errors
    ///
    /// [`DigestError::Length`] if the count of bytes is not the algorithm's.
    pub fn new(algorithm: Algorithm, bytes: impl AsRef<[u8]>) -> Result<Self, DigestError> {
        let bytes = bytes.as_ref();
        let mut digest = Self::zeros(algorithm, bytes.len())?;
        digest.bytes_mut().copy_from_slice(bytes);
        Ok(digest)
    }

    /// Of which the bytes are yet to be set; there are `found` ones.
    fn zeros(algorithm: Algorithm, found: usize) -> Result<Self, DigestError> {
        if found != algorithm.length() {
            return Err(DigestError::Length { algorithm, found });
        }
        let bytes = if found <= SHORT {
            Bytes::Short([0; SHORT])
        } else {
            Bytes::Long(vec![0; found].into())
        };
        Ok(Self { algorithm, bytes })
    }

    fn bytes_mut(&mut self) -> &mut [u8] {
        match &mut self.bytes {
            Bytes::Short(bytes) => bytes.get_mut(..self.algorithm.length()).unwrap_or_default(),
            Bytes::Long(bytes) => bytes,
        }
    }

    /// A digest from hexadecimal digits of either case.
    ///
    /// # Errors
    ///
    /// [`DigestError::NotHex`] or [`DigestError::Length`].
    pub fn from_hex(algorithm: Algorithm, digits: &str) -> Result<Self, DigestError> {
        if digits.len() != 2 * algorithm.length() && hex::decode(digits).is_none() {
            return Err(DigestError::NotHex);
        }
        let mut digest = Self::zeros(algorithm, digits.len() / 2)?;
        hex::decode_into(digits, digest.bytes_mut()).ok_or(DigestError::NotHex)?;
        Ok(digest)
    }

    /// Reads `sha256:…` as [`fmt::Display`] writes it.
    ///
    /// # Errors
    ///
    /// [`DigestError`] if the algorithm is unknown or the digits do not fit it.
    pub fn parse(text: &str) -> Result<Self, DigestError> {
        let (name, digits) = text.split_once(':').ok_or(DigestError::UnknownAlgorithm)?;
        Self::from_hex(
            Algorithm::of_name(name).ok_or(DigestError::UnknownAlgorithm)?,
            digits,
        )
    }

    /// The SHA-256 of `bytes`.
    #[must_use]
    pub fn sha256(bytes: &[u8]) -> Self {
        let mut stream = Sha256Stream::new();
        stream.update(bytes);
        stream.finish()
    }

    /// The algorithm.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Short(bytes) => bytes.get(..self.algorithm.length()).unwrap_or_default(),
            Bytes::Long(bytes) => bytes,
        }
    }

    /// Lower-case hexadecimal digits.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex::encode(self.as_bytes())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Digest")
            .field("algorithm", &self.algorithm)
            .field("bytes", &self.as_bytes())
            .finish()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.algorithm.as_str(), self.to_hex())
    }
}

/// The SHA-256 of bytes that come in pieces.
#[derive(Clone, Default)]
pub struct Sha256Stream(Sha256);

impl Sha256Stream {
    /// Nothing hashed yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The next bytes with their length in front, so that two lists of parts never hash alike.
    pub fn update_part(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// The digest of all that was given.
    #[must_use]
    pub fn finish(self) -> Digest {
        Digest {
            algorithm: Algorithm::Sha256,
            bytes: Bytes::Short(self.0.finish()),
        }
    }
}

/// Without what was hashed.
impl fmt::Debug for Sha256Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sha256Stream")
    }
}

/// The text or the bytes are not a digest.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DigestError {
    /// No algorithm of this name, or no `:` behind it.
    #[error("unknown digest algorithm, expected for example `sha256:` and hexadecimal digits")]
    UnknownAlgorithm,
    /// A character that is no hexadecimal digit, or an odd count of them.
    #[error("the digest is not hexadecimal")]
    NotHex,
    /// A digest cut short or of another algorithm.
    #[error("a digest of {} has {} bytes, found {found}", .algorithm.as_str(), .algorithm.length())]
    Length {
        /// The algorithm that was named.
        algorithm: Algorithm,
        /// How many bytes there were.
        found: usize,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-4 example: SHA-256 of "abc".
    const ABC: &str = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn sha256_is_that_of_the_standard() {
        assert_eq!(Digest::sha256(b"abc").to_string(), ABC);
        assert_eq!(Digest::parse(ABC), Ok(Digest::sha256(b"abc")));
        let mut stream = Sha256Stream::new();
        stream.update(b"a");
        stream.update(b"bc");
        assert_eq!(stream.finish(), Digest::sha256(b"abc"));
    }

    #[test]
    fn a_digest_of_the_wrong_length_is_refused() {
        for algorithm in Algorithm::ALL {
            for found in [0, 1, 15, 16, 20, 32, 48, 64, 65, 100] {
                let digits = "0f".repeat(found);
                let expected = Err(DigestError::Length { algorithm, found });
                let made = Digest::from_hex(algorithm, &digits);
                assert_eq!(made, Digest::new(algorithm, vec![15; found]));
                match made {
                    Ok(digest) => assert_eq!(digest.to_hex(), digits),
                    refused => assert_eq!(refused, expected),
                }
                for odd in ["0", "zz"] {
                    let error = Digest::from_hex(algorithm, &[&digits, odd].concat());
                    assert_eq!(error, Err(DigestError::NotHex));
                }
            }
        }
        let error = Digest::from_hex(Algorithm::Sha1, "00");
        assert_eq!(
            error,
            Err(DigestError::Length {
                algorithm: Algorithm::Sha1,
                found: 1
            })
        );
        assert_eq!(Digest::parse("sha3:00"), Err(DigestError::UnknownAlgorithm));
        assert_eq!(Digest::parse("sha256:zz"), Err(DigestError::NotHex));
    }
}
