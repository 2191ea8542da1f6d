//! Names what a document is when it is not what was asked for.

use std::fmt;

use crate::der::{self, Reader};

/// What a key document turned out to be.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Found {
    /// An unencrypted private key in PKCS#8.
    PrivateKey,
    /// A public key (SubjectPublicKeyInfo).
    PublicKey,
    /// A private key under a passphrase: PKCS#8, old OpenSSL style, or cosign's.
    EncryptedKey,
    /// An elliptic-curve private key in SEC1 form (`EC PRIVATE KEY`).
    Sec1,
    /// An RSA private key in PKCS#1 form (`RSA PRIVATE KEY`).
    Pkcs1,
    /// An RSA public key in PKCS#1 form (`RSA PUBLIC KEY`).
    Pkcs1Public,
    /// A private key in OpenSSH's own format.
    OpenSsh,
    /// A public key as a line of OpenSSH.
    OpenSshPublic,
    /// An X.509 certificate.
    Certificate,
    /// DER where PEM was expected.
    Der,
    /// Another PEM label.
    Label(String),
}

impl Found {
    pub(super) fn of_label(label: &str) -> Self {
        match label {
            "PRIVATE KEY" => Self::PrivateKey,
            "PUBLIC KEY" => Self::PublicKey,
            "ENCRYPTED PRIVATE KEY" | "ENCRYPTED SIGSTORE PRIVATE KEY" | "ENCRYPTED COSIGN PRIVATE KEY" => {
                Self::EncryptedKey
            }
            "EC PRIVATE KEY" => Self::Sec1,
            "RSA PRIVATE KEY" => Self::Pkcs1,
            "RSA PUBLIC KEY" => Self::Pkcs1Public,
            "OPENSSH PRIVATE KEY" => Self::OpenSsh,
            "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => Self::Certificate,
            other => Self::Label(other.to_owned()),
        }
    }

    /// Tells the key structures apart by their first two members; `None` if it is none of them.
    pub(super) fn of_der(document: &[u8]) -> Option<Self> {
        let mut body = Reader::new(document).expect(der::SEQUENCE).ok()?;
        let (first, number) = body.next().ok()?;
        let (second, _) = body.next().ok()?;
        match (first, second) {
            (der::INTEGER, der::SEQUENCE) => Some(Self::PrivateKey),
            (der::INTEGER, der::OCTET_STRING) if number.rest() == [1] => Some(Self::Sec1),
            (der::INTEGER, der::INTEGER) => Some(Self::Pkcs1),
            (der::SEQUENCE, der::BIT_STRING) => Some(Self::PublicKey),
            (der::SEQUENCE, der::OCTET_STRING) => Some(Self::EncryptedKey),
            (der::SEQUENCE, der::SEQUENCE) => Some(Self::Certificate),
            _ => None,
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PrivateKey => "a private key (PKCS#8)",
            Self::PublicKey => "a public key",
            Self::EncryptedKey => "an encrypted private key",
            Self::Sec1 => "an EC private key in SEC1 form (`EC PRIVATE KEY`)",
            Self::Pkcs1 => "an RSA private key in PKCS#1 form (`RSA PRIVATE KEY`)",
            Self::Pkcs1Public => "an RSA public key in PKCS#1 form (`RSA PUBLIC KEY`)",
            Self::OpenSsh => "an OpenSSH private key",
            Self::OpenSshPublic => "an OpenSSH public key",
            Self::Label(label) if label.is_empty() => "something else",
            Self::Certificate => "an X.509 certificate",
            Self::Der => "DER without PEM armour",
            Self::Label(label) => return write!(f, "a PEM block labelled {label:?}"),
        })
    }
}
