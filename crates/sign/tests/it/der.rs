//! Writes DER for the tests, broken on request.

use portcullis_findings::{Algorithm, Digest};
use portcullis_sign::{Hasher, Scheme, VerifyingKey};

pub(crate) const ECDSA_SHA256: &str = "2a8648ce3d040302";
pub(crate) const ECDSA_SHA384: &str = "2a8648ce3d040303";

pub(crate) fn element(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let mut out = vec![tag];
    match content.len() {
        short @ 0..=0x7f => out.push(short as u8),
        middle @ 0x80..=0xff => out.extend([0x81, middle as u8]),
        long => out.extend([0x82, (long >> 8) as u8, long as u8]),
    }
    out.extend(content);
    out
}

pub(crate) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    element(0x30, parts)
}

pub(crate) fn set(parts: &[&[u8]]) -> Vec<u8> {
    element(0x31, parts)
}

/// An object identifier from the hexadecimal digits of its content.
pub(crate) fn oid(digits: &str) -> Vec<u8> {
    element(6, &[&crate::support::unhex(digits)])
}

pub(crate) fn integer(number: u8) -> Vec<u8> {
    element(2, &[&[number]])
}

pub(crate) fn octets(bytes: &[u8]) -> Vec<u8> {
    element(4, &[bytes])
}

pub(crate) fn generalized_time(text: &str) -> Vec<u8> {
    element(0x18, &[text.as_bytes()])
}

/// The AlgorithmIdentifier of a hash.
pub(crate) fn hash_identifier(algorithm: Algorithm) -> Vec<u8> {
    sequence(&[&oid(match algorithm {
        Algorithm::Sha256 => "608648016503040201",
        Algorithm::Sha384 => "608648016503040202",
        Algorithm::Sha512 => "608648016503040203",
        _ => "2b0e03021a",
    })])
}

/// The AlgorithmIdentifier of a key's signatures.
pub(crate) fn signature_identifier(key: &VerifyingKey) -> Vec<u8> {
    sequence(&[&oid(match key.scheme() {
        Scheme::EcdsaP256Sha256 => ECDSA_SHA256,
        Scheme::EcdsaP384Sha384 => ECDSA_SHA384,
        _ => "2b6570",
    })])
}

pub(crate) fn digest(algorithm: Algorithm, bytes: &[u8]) -> Digest {
    let mut hasher = Hasher::new(algorithm).unwrap();
    hasher.update(bytes);
    hasher.finish()
}
