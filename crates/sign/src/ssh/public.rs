//! Public keys of OpenSSH: one line, `ssh-ed25519 AAAA… comment` (RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709, 4).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::wire::{self, Reader};
use super::{SshProblem, SshWireError};
use crate::der::{self, write};
use crate::key::{Found, KeyError, KeyKind, Scheme, VerifyingKey, check_size};

/// A kind of key: its name, the name of its curve, the scheme.
struct Kind {
    name: &'static str,
    curve: &'static str,
    scheme: Scheme,
}

const KINDS: [Kind; 4] = [
    Kind {
        name: "ssh-ed25519",
        curve: "",
        scheme: Scheme::Ed25519,
    },
    Kind {
        name: "ecdsa-sha2-nistp256",
        curve: "nistp256",
        scheme: Scheme::EcdsaP256Sha256,
    },
    Kind {
        name: "ecdsa-sha2-nistp384",
        curve: "nistp384",
        scheme: Scheme::EcdsaP384Sha384,
    },
    Kind {
        name: "ssh-rsa",
        curve: "",
        scheme: Scheme::RsaPkcs1Sha256,
    },
];

/// Bytes of an Ed25519 public key.
const ED25519_LEN: usize = 32;
/// Longest name of an unknown kind that is repeated in an error.
const NAME_MAX: usize = 64;

impl VerifyingKey {
    /// Reads a public key as OpenSSH writes it: one line with the kind, the key in base64, and perhaps a comment. Ed25519,
    /// P-256, P-384 and RSA.
    ///
    /// # Errors
    ///
    /// [`KeyError::UnsupportedSshKey`] for other kinds (security keys, certificates, P-521), [`KeyError::Ssh`] where the data
    /// breaks, otherwise as [`from_spki_der`](Self::from_spki_der).
    pub fn from_openssh(line: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        let line = line.as_ref();
        check_size(line)?;
        let line = line.trim_ascii();
        let not_ssh = KeyError::Unexpected {
            expected: Found::OpenSshPublic,
            found: Found::Label(String::new()),
        };
        if line.contains(&b'\n') || !is_public_line(line) {
            return Err(not_ssh);
        }
        let mut words = line
            .split(u8::is_ascii_whitespace)
            .filter(|word| !word.is_empty());
        let (Some(name), Some(text)) = (words.next(), words.next()) else {
            return Err(not_ssh);
        };
        let blob = STANDARD
            .decode(text)
            .map_err(|_| KeyError::PemBase64 { line: 1 })?;
        let mut reader = Reader::new(&blob);
        if reader.string()? != name {
            return Err(SshWireError {
                offset: 4,
                problem: SshProblem::Value,
            }
            .into());
        }
        of_blob(&blob)
    }

    /// The key as a line of OpenSSH, without comment and line feed.
    #[must_use]
    pub fn to_openssh(&self) -> String {
        format!("{} {}", kind_of(self).name, STANDARD.encode(to_blob(self)))
    }
}

/// Whether the text starts as a public key of OpenSSH does.
pub(crate) fn is_public_line(document: &[u8]) -> bool {
    const STARTS: [&[u8]; 4] = [b"ssh-", b"ecdsa-sha2-", b"sk-ssh-", b"sk-ecdsa-"];
    let document = document.trim_ascii_start();
    STARTS.iter().any(|start| document.starts_with(start))
}

/// Reads a key in SSH's binary form.
pub(super) fn of_blob(blob: &[u8]) -> Result<VerifyingKey, KeyError> {
    let mut reader = Reader::new(blob);
    let kind = kind(reader.string()?)?;
    let raw = match kind.scheme.key_kind() {
        KeyKind::Ed25519 => {
            let field = reader.field()?;
            if field.rest().len() != ED25519_LEN {
                return Err(field.error(SshProblem::Value).into());
            }
            field.rest().to_vec()
        }
        KeyKind::Rsa => {
            let exponent = reader.positive()?;
            let modulus = reader.positive()?;
            write::sequence(&[&write::unsigned(modulus), &write::unsigned(exponent)])
        }
        _ => {
            check_curve(&mut reader, kind)?;
            reader.string()?.to_vec()
        }
    };
    reader.finish()?;
    VerifyingKey::from_algorithm(kind.scheme, &raw)
}

/// A key in SSH's binary form.
pub(super) fn to_blob(key: &VerifyingKey) -> Vec<u8> {
    let kind = kind_of(key);
    let (name, raw) = (kind.name.as_bytes(), key.as_raw());
    match kind.scheme.key_kind() {
        KeyKind::Ed25519 => wire::strings(&[name, raw]),
        KeyKind::Rsa => {
            let (modulus, exponent) = rsa_numbers(raw).unwrap_or_default();
            wire::strings(&[name, &wire::mpint(exponent), &wire::mpint(modulus)])
        }
        _ => wire::strings(&[name, kind.curve.as_bytes(), raw]),
    }
}

/// The name of the key's kind, as in the private key's format.
pub(super) fn scheme(name: &[u8]) -> Result<Scheme, KeyError> {
    kind(name).map(|kind| kind.scheme)
}

/// Reads the curve's name, which repeats that of the kind.
pub(super) fn expect_curve(reader: &mut Reader<'_>, scheme: Scheme) -> Result<(), KeyError> {
    match KINDS.iter().find(|kind| kind.scheme == scheme) {
        Some(kind) => check_curve(reader, kind),
        None => Err(reader.error(SshProblem::Value).into()),
    }
}

fn check_curve(reader: &mut Reader<'_>, kind: &Kind) -> Result<(), KeyError> {
    let field = reader.field()?;
    if field.rest() == kind.curve.as_bytes() {
        Ok(())
    } else {
        Err(field.error(SshProblem::Value).into())
    }
}

fn kind(name: &[u8]) -> Result<&'static Kind, KeyError> {
    KINDS
        .iter()
        .find(|kind| kind.name.as_bytes() == name)
        .ok_or_else(|| KeyError::UnsupportedSshKey {
            name: String::from_utf8_lossy(name)
                .chars()
                .filter(|c| c.is_ascii_graphic())
                .take(NAME_MAX)
                .collect(),
        })
}

/// RSA keys have one kind whatever their padding and hash.
fn kind_of(key: &VerifyingKey) -> &'static Kind {
    let [ed25519, p256, p384, rsa] = &KINDS;
    match key.scheme().key_kind() {
        KeyKind::Ed25519 => ed25519,
        KeyKind::P256 => p256,
        KeyKind::P384 => p384,
        KeyKind::Rsa => rsa,
    }
}

/// Modulus and exponent of an RSAPublicKey, which was checked when the key was read.
fn rsa_numbers(raw: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut body = der::Reader::document(raw, der::SEQUENCE).ok()?;
    Some((body.integer().ok()?, body.integer().ok()?))
}
