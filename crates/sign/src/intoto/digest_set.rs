//! Digests by algorithm name (in-toto `DigestSet` 1.1).

use std::collections::BTreeMap;

use portcullis_findings::{Algorithm, Digest};

use crate::json::shown;

/// Digests of one artifact by algorithm name, never empty.
///
/// Values of the algorithms in-toto names are lower-case hexadecimal of the right length. Values of other names are
/// kept as they are, for consumers that know them.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct DigestSet(BTreeMap<String, String>);

/// A digest that cannot be one.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DigestSetError {
    /// Nothing identifies the artifact.
    #[error("there is no digest")]
    Empty,
    /// Not lower-case hexadecimal, or not as long as the algorithm's digests are.
    #[error("the value of {algorithm:?} is not a digest of that algorithm in lower-case hexadecimal")]
    Value {
        /// The algorithm's name, at most 200 characters of it.
        algorithm: String,
    },
    /// More algorithms than a reader allows.
    #[error("{count} digests of one artifact, the limit is {limit}")]
    TooMany {
        /// Digests found.
        count: usize,
        /// Digests allowed.
        limit: usize,
    },
}

impl DigestSet {
    /// A set from algorithm names (`sha256`, `gitCommit`) and values.
    ///
    /// # Errors
    ///
    /// [`DigestSetError`] if there is none, or a value does not fit its algorithm.
    pub fn new(digests: impl IntoIterator<Item = (String, String)>) -> Result<Self, DigestSetError> {
        let digests: BTreeMap<_, _> = digests.into_iter().collect();
        if digests.is_empty() {
            return Err(DigestSetError::Empty);
        }
        match digests.iter().find(|(algorithm, value)| !fits(algorithm, value)) {
            Some((algorithm, _)) => Err(DigestSetError::Value {
                algorithm: shown(algorithm),
            }),
            None => Ok(Self(digests)),
        }
    }

    /// The value of an algorithm.
    #[must_use]
    pub fn value(&self, algorithm: &str) -> Option<&str> {
        self.0.get(algorithm).map(String::as_str)
    }

    /// Whether the set states exactly this digest. Another algorithm's value never matches.
    #[must_use]
    pub fn contains(&self, digest: &Digest) -> bool {
        self.value(name(digest.algorithm())) == Some(digest.to_hex().as_str())
    }

    /// Names and values, ordered by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(algorithm, value)| (algorithm.as_str(), value.as_str()))
    }
}

impl From<&Digest> for DigestSet {
    fn from(digest: &Digest) -> Self {
        Self(BTreeMap::from([(
            name(digest.algorithm()).to_owned(),
            digest.to_hex(),
        )]))
    }
}

/// The name in-toto gives an algorithm.
fn name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::GoH1 => "dirHash",
        other => other.as_str(),
    }
}

fn fits(algorithm: &str, value: &str) -> bool {
    let lengths: &[usize] = match algorithm {
        "md5" => &[32],
        "sha1" | "ripemd160" => &[40],
        "sha224" | "sha512_224" | "sha3_224" => &[56],
        "sha256" | "sha512_256" | "sha3_256" | "sm3" | "gost" | "dirHash" | "dirHash1" => &[64],
        "sha384" | "sha3_384" => &[96],
        "sha512" | "sha3_512" => &[128],
        "gitCommit" | "gitTree" | "gitBlob" | "gitTag" => &[40, 64],
        // Of variable length.
        "blake2b" | "blake2s" | "shake128" | "shake256" => &[],
        _ => return !value.is_empty(),
    };
    let hex = !value.is_empty()
        && value
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let length = if lengths.is_empty() {
        value.len().is_multiple_of(2)
    } else {
        lengths.contains(&value.len())
    };
    hex && length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(algorithm: &str, value: &str) -> Result<DigestSet, DigestSetError> {
        DigestSet::new([(algorithm.to_owned(), value.to_owned())])
    }

    #[test]
    fn values_fit_their_algorithm() {
        for (algorithm, value, fits) in [
            ("sha256", "ab".repeat(32), true),
            ("sha256", "AB".repeat(32), false),
            ("sha256", "ab".repeat(31), false),
            ("sha256", String::new(), false),
            ("gitCommit", "0".repeat(40), true),
            ("gitCommit", "0".repeat(64), true),
            ("gitCommit", "0".repeat(41), false),
            ("shake256", "abc".to_owned(), false),
            ("gce_image_id", "8970095005306000053".to_owned(), true),
            ("gce_image_id", String::new(), false),
        ] {
            assert_eq!(set(algorithm, &value).is_ok(), fits, "{algorithm} {value:?}");
        }
        assert_eq!(DigestSet::new([]), Err(DigestSetError::Empty));
    }

    #[test]
    fn a_digest_matches_only_under_its_own_algorithm() {
        let digest = Digest::sha256(b"artifact");
        assert!(DigestSet::from(&digest).contains(&digest));
        assert!(!set("sha512_256", &digest.to_hex()).unwrap().contains(&digest));
        assert!(!DigestSet::from(&Digest::sha256(b"other")).contains(&digest));
    }
}
