//! What makes a finding of today the same as one of yesterday.
//!
//! One hash cannot survive both an edit of the line and a move of the file, so a finding carries several keys of decreasing
//! strictness and [`crate::correlate`] assigns old to new from the strictest on. Never hashed: messages, severities, scores,
//! versions of tools, absolute paths, line numbers, times.

use crate::sha256::{Sha256, hmac};
use crate::{Digest, Label, RuleId, Secret, Sha256Stream};

/// How a key was made, from the strictest to the loosest. The version is part of the name, so that an algorithm can change
/// beside the old one.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum KeyAlgorithm {
    /// Rule, path, masked line and its count among equal ones.
    ExactV1,
    /// Rule, path and the masked lines around.
    ContextV1,
    /// Rule, masked line and the masked lines around, without the path: survives a rename.
    MovedV1,
    /// What it means: package and advisory, package and licence.
    SemanticV1,
    /// The secret's value under the caller's key: survives everything but a change of the secret.
    KeyedV1,
}

impl KeyAlgorithm {
    /// All algorithms, the strictest first.
    pub const ALL: [Self; 5] = [
        Self::ExactV1,
        Self::ContextV1,
        Self::MovedV1,
        Self::SemanticV1,
        Self::KeyedV1,
    ];

    /// The name in files: `exact/v1`, `context/v1`, `moved/v1`, `semantic/v1`, `keyed/v1`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ExactV1 => "exact/v1",
            Self::ContextV1 => "context/v1",
            Self::MovedV1 => "moved/v1",
            Self::SemanticV1 => "semantic/v1",
            Self::KeyedV1 => "keyed/v1",
        }
    }
}

/// One key of a finding.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Key {
    algorithm: KeyAlgorithm,
    digest: Digest,
}

impl Key {
    /// A key over parts; their lengths are hashed too, so that no two lists of parts meet.
    #[must_use]
    pub fn of_parts(algorithm: KeyAlgorithm, parts: &[&[u8]]) -> Self {
        let mut hash = Sha256Stream::new();
        hash.update_part(algorithm.as_str().as_bytes());
        for part in parts {
            hash.update_part(part);
        }
        Self {
            algorithm,
            digest: hash.finish(),
        }
    }

    /// The meaning of a finding about a package: its kind, the package without its version and one id (an advisory or one
    /// of its aliases, a licence expression). A finding with several aliases carries one such key per alias.
    #[must_use]
    pub fn semantic(kind: &str, package: &str, id: &str) -> Self {
        Self::of_parts(
            KeyAlgorithm::SemanticV1,
            &[kind.as_bytes(), package.as_bytes(), id.as_bytes()],
        )
    }

    /// A secret's value under the caller's key. Without a key there is no such key: a plain hash of a short password can be
    /// guessed.
    #[must_use]
    pub fn keyed(key: &FingerprintKey, family: &str, secret: &Secret) -> Self {
        let parts = [
            KeyAlgorithm::KeyedV1.as_str().as_bytes(),
            family.as_bytes(),
            secret.expose(),
        ];
        Self {
            algorithm: KeyAlgorithm::KeyedV1,
            digest: key.mac(&parts),
        }
    }

    /// How it was made.
    #[must_use]
    pub fn algorithm(&self) -> KeyAlgorithm {
        self.algorithm
    }

    /// The hash.
    #[must_use]
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// Reads `exact/v1:` and 64 hexadecimal digits, as it prints.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (name, digits) = text.split_once(':')?;
        let algorithm = KeyAlgorithm::ALL
            .into_iter()
            .find(|algorithm| algorithm.as_str() == name)?;
        Some(Self {
            algorithm,
            digest: Digest::from_hex(crate::Algorithm::Sha256, digits).ok()?,
        })
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.algorithm.as_str(), self.digest.to_hex())
    }
}

/// What the keys of a finding in a text are made from. Every secret must be masked in it before.
#[derive(Clone, Copy, Debug)]
pub struct KeyMaterial<'a> {
    /// The rule that fired.
    pub rule: &'a RuleId,
    /// The file.
    pub label: &'a Label,
    /// The masked line or lines of the finding; white space is folded here.
    pub snippet: &'a [u8],
    /// The masked lines around it, without itself.
    pub context: &'a [u8],
    /// Its number among findings with the same rule, file and snippet, counted in the order of their contexts (not of their
    /// lines), so that an equal line inserted above does not rename the others.
    pub occurrence: u32,
}

impl KeyMaterial<'_> {
    /// The keys of a finding in a text: exact, context, moved.
    #[must_use]
    pub fn keys(&self) -> Vec<Key> {
        let rule = self.rule.as_str().as_bytes();
        let label = self.label.as_bytes();
        let snippet = folded(self.snippet);
        let context = folded(self.context);
        vec![
            Key::of_parts(
                KeyAlgorithm::ExactV1,
                &[rule, label, &snippet, &self.occurrence.to_le_bytes()],
            ),
            Key::of_parts(KeyAlgorithm::ContextV1, &[rule, label, &snippet, &context]),
            Key::of_parts(KeyAlgorithm::MovedV1, &[rule, &snippet, &context]),
        ]
    }
}

/// A key of the caller's own that fingerprints of secrets are made under.
#[derive(Clone, Debug)]
pub struct FingerprintKey(Secret);

impl FingerprintKey {
    /// The least bytes a key must have.
    pub const MIN_BYTES: usize = 16;

    /// Takes a key; white space around it is removed, so that a file with a line end is the same key.
    ///
    /// # Errors
    ///
    /// [`FingerprintKeyError`] if fewer than [`FingerprintKey::MIN_BYTES`] bytes are left.
    pub fn new(bytes: &[u8]) -> Result<Self, FingerprintKeyError> {
        let bytes = bytes.trim_ascii();
        if bytes.len() < Self::MIN_BYTES {
            return Err(FingerprintKeyError { found: bytes.len() });
        }
        Ok(Self(Secret::new(bytes)))
    }

    /// HMAC-SHA-256 (RFC 2104) over parts with their lengths.
    fn mac(&self, parts: &[&[u8]]) -> Digest {
        // The key of an HMAC is hashed first when it is longer than a block, so any length is taken.
        let mut key = Sha256::default();
        key.update(self.0.expose());
        let lengths: Vec<_> = parts
            .iter()
            .map(|part| (part.len() as u64).to_le_bytes())
            .collect();
        let counted = lengths
            .iter()
            .zip(parts)
            .flat_map(|(length, part)| [length.as_slice(), part]);
        Digest::sha256(&hmac(&key.finish(), counted))
    }
}

/// The key is too short to keep a short secret from being guessed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "a fingerprint key has at least {} bytes, found {found}",
    FingerprintKey::MIN_BYTES
)]
#[non_exhaustive]
pub struct FingerprintKeyError {
    /// How many bytes there were.
    pub found: usize,
}

/// White space runs become one space, so that re-indenting does not change a key.
fn folded(text: &[u8]) -> Vec<u8> {
    let mut words = text
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    let mut folded = words.next().unwrap_or_default().to_vec();
    for word in words {
        folded.push(b' ');
        folded.extend_from_slice(word);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn material<'a>(rule: &'a RuleId, label: &'a Label, snippet: &'a [u8]) -> KeyMaterial<'a> {
        KeyMaterial {
            rule,
            label,
            snippet,
            context: b"before\nafter",
            occurrence: 0,
        }
    }

    #[test]
    fn indentation_changes_no_key_and_a_rename_keeps_the_last() {
        let rule = RuleId::new("secret/x");
        let (old, new) = (Label::new("a.rs"), Label::new("b.rs"));
        let before = material(&rule, &old, b"  let key = \"***\";").keys();
        assert_eq!(before, material(&rule, &old, b"\tlet key =  \"***\";").keys());
        let after = material(&rule, &new, b"let key = \"***\";").keys();
        assert_ne!(before[0], after[0]);
        assert_eq!(before[2], after[2]);
    }

    #[test]
    fn keys_print_and_read_back() {
        let key = Key::semantic("vulnerability", "pkg:cargo/time", "RUSTSEC-2020-0071");
        assert_eq!(Key::parse(&key.to_string()), Some(key));
        assert_eq!(Key::parse("exact/v9:00"), None);
    }

    #[test]
    fn a_secret_under_another_key_has_another_fingerprint() {
        let secret = Secret::new(b"hunter2");
        let one = FingerprintKey::new(b"0123456789abcdef").unwrap();
        let same = FingerprintKey::new(b"0123456789abcdef\n").unwrap();
        let two = FingerprintKey::new(b"0123456789abcdeX").unwrap();
        assert_eq!(Key::keyed(&one, "x", &secret), Key::keyed(&same, "x", &secret));
        assert_ne!(Key::keyed(&one, "x", &secret), Key::keyed(&two, "x", &secret));
        assert_ne!(Key::keyed(&one, "x", &secret), Key::keyed(&one, "y", &secret));
        assert_eq!(FingerprintKey::new(b"short").unwrap_err().found, 5);
        assert!(!format!("{one:?}").contains("0123"));
    }
}
