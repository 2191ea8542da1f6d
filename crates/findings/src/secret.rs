//! Bytes that must not leave.

use std::fmt;

use zeroize::Zeroizing;

/// The bytes of a secret: no `Debug`, `Display` or serialization shows them, and they are overwritten when dropped.
///
/// ```
/// use portcullis_findings::Secret;
/// let secret = Secret::new(b"correct horse battery staple");
/// assert_eq!(format!("{secret:?}"), "Secret(28 bytes)");
/// assert_eq!(secret.redacted(), "corr… (28 bytes)");
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes a copy of the bytes.
    #[must_use]
    pub fn new(bytes: impl AsRef<[u8]>) -> Self {
        Self(Zeroizing::new(bytes.as_ref().to_vec()))
    }

    /// The bytes; what is done with them is the caller's responsibility.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A form for reports: at most the first four bytes, never more than a sixth of the secret, and its length.
    #[must_use]
    pub fn redacted(&self) -> String {
        let shown: String = self
            .0
            .iter()
            .take((self.0.len() / 6).min(4))
            .take_while(|byte| byte.is_ascii_graphic())
            .map(|byte| char::from(*byte))
            .collect();
        // Dashes of a PEM frame tell nothing.
        let shown = if shown.contains(|character: char| character.is_ascii_alphanumeric()) {
            shown
        } else {
            String::new()
        };
        format!("{shown}… ({} bytes)", self.0.len())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_secrets_show_nothing() {
        assert_eq!(Secret::new(b"pass").redacted(), "… (4 bytes)");
        assert_eq!(Secret::new(b"password1234").redacted(), "pa… (12 bytes)");
    }
}
