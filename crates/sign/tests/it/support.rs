//! Keys and envelopes for the tests; every key is made from a seed.

use portcullis_sign::{
    Envelope, EnvelopeError, EnvelopeLimits, MessageSigner, Scheme, SigningKey, TrustedKeys,
};

pub(crate) const TYPE: &str = "application/vnd.example+json";
pub(crate) const SCHEMES: [Scheme; 3] = [Scheme::EcdsaP256Sha256, Scheme::EcdsaP384Sha384, Scheme::Ed25519];

/// A key of which nothing is secret.
pub(crate) fn key(scheme: Scheme, seed: u8) -> SigningKey {
    SigningKey::generate(scheme, [seed; 32]).unwrap()
}

pub(crate) fn trust(keys: &[&SigningKey]) -> TrustedKeys {
    TrustedKeys::any_of(keys.iter().map(|key| key.public_key().clone())).unwrap()
}

pub(crate) fn sign(payload: &[u8], keys: &[&SigningKey]) -> Envelope {
    let signers: Vec<&dyn MessageSigner> = keys.iter().map(|key| *key as &dyn MessageSigner).collect();
    Envelope::sign(TYPE, payload, &signers).unwrap()
}

pub(crate) fn read(document: &[u8]) -> Result<Envelope, EnvelopeError> {
    Envelope::from_json(document, &EnvelopeLimits::default())
}

/// The envelope as a JSON value, to be bent by a test.
pub(crate) fn json(envelope: &Envelope) -> serde_json::Value {
    serde_json::from_slice(&envelope.to_json()).unwrap()
}

pub(crate) fn read_value(value: &serde_json::Value) -> Result<Envelope, EnvelopeError> {
    read(&serde_json::to_vec(value).unwrap())
}

pub(crate) fn unhex(digits: &str) -> Vec<u8> {
    let digits: Vec<_> = digits
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_digit(16).unwrap() as u8)
        .collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// A PEM block; the label is joined here so that no key stands in a source.
pub(crate) fn pem(label: &str, der: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n")
}

/// PKCS#8 of a P-256 scalar without its public key.
pub(crate) fn p256_pkcs8(scalar: &[u8]) -> Vec<u8> {
    let head = "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420";
    [unhex(head), scalar.to_vec()].concat()
}

/// PKCS#8 of a P-384 scalar without its public key.
pub(crate) fn p384_pkcs8(scalar: &[u8]) -> Vec<u8> {
    let head = "304e020100301006072a8648ce3d020106052b8104002204373035020101 0430";
    [unhex(head), scalar.to_vec()].concat()
}

/// PKCS#8 of an Ed25519 seed, version 1 as OpenSSL writes it.
pub(crate) fn ed25519_pkcs8(seed: &[u8]) -> Vec<u8> {
    [unhex("302e020100300506032b657004220420"), seed.to_vec()].concat()
}

/// `SEQUENCE { r, s }` as r and s of 32 bytes each.
pub(crate) fn fixed(der: &[u8]) -> Vec<u8> {
    let mut rest = &der[2..];
    let mut out = Vec::new();
    for _ in 0..2 {
        let length = usize::from(rest[1]);
        let number: Vec<u8> = rest[2..2 + length]
            .iter()
            .copied()
            .skip_while(|byte| *byte == 0)
            .collect();
        out.extend(std::iter::repeat_n(0, 32 - number.len()).chain(number));
        rest = &rest[2 + length..];
    }
    out
}
