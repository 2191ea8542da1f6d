//! Keys as TUF writes them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::json::Object;
use crate::key::{Scheme, VerifyingKey};

/// RFC 8410: SubjectPublicKeyInfo of Ed25519 up to the key.
const ED25519: [u8; 12] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];

/// Keys by their ids. A key that cannot be used is left out: it signs nothing, and so never counts.
pub(super) type Keys = BTreeMap<String, VerifyingKey>;

#[derive(Deserialize)]
pub(super) struct WireKey {
    keytype: String,
    scheme: String,
    keyval: Object<WireValue>,
}

#[derive(Deserialize)]
struct WireValue {
    public: String,
}

/// Reads the keys that can be used here.
pub(super) fn keys(wire: BTreeMap<String, Object<WireKey>>) -> Keys {
    wire.into_iter()
        .filter_map(|(id, Object(key))| Some((id, read(&key)?)))
        .collect()
}

/// The scheme is the key's, stated by who delegates to it; nothing that is signed chooses it.
fn read(key: &WireKey) -> Option<VerifyingKey> {
    let text = key.keyval.0.public.as_str();
    let scheme = match (key.keytype.as_str(), key.scheme.as_str()) {
        ("ed25519", "ed25519") => return ed25519(text),
        ("ecdsa" | "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256") => Scheme::EcdsaP256Sha256,
        ("ecdsa" | "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384") => Scheme::EcdsaP384Sha384,
        ("rsa", "rsassa-pss-sha256") => Scheme::RsaPssSha256,
        ("rsa", "rsassa-pss-sha384") => Scheme::RsaPssSha384,
        ("rsa", "rsassa-pss-sha512") => Scheme::RsaPssSha512,
        ("rsa", "rsa-pkcs1v15-sha256") => Scheme::RsaPkcs1Sha256,
        _ => return None,
    };
    VerifyingKey::from_spki_pem(text).ok()?.with_scheme(scheme).ok()
}

fn ed25519(digits: &str) -> Option<VerifyingKey> {
    let key = unhex(digits)?;
    VerifyingKey::from_spki_der(&[&ED25519, key.as_slice()].concat()).ok()
}

/// Bytes of hexadecimal digits of either case.
pub(super) fn unhex(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    digits.as_bytes().chunks(2).map(pair).collect()
}
