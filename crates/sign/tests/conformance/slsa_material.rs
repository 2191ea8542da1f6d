//! Opens the bundles of the SLSA cases: statement and certificate.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use portcullis_sign::slsa::{CertificateClaims, Provenance, PublishAttestation};
use portcullis_sign::{
    Envelope, KeyId, Predicate, Scheme, SigningKey, Statement, StatementLimits, TrustedKeys, Verified, intoto,
};
use serde_json::Value;

/// Provenance and the certificate it is signed with.
pub(crate) struct Opened {
    pub(crate) statement: Verified<Statement<Provenance>>,
    pub(crate) certificate: CertificateClaims,
}

impl Opened {
    pub(crate) fn first_digest(&self, algorithm: &str) -> String {
        let subject = &self.statement.get().subjects()[0];
        subject
            .digest
            .as_ref()
            .unwrap()
            .value(algorithm)
            .unwrap()
            .to_owned()
    }
}

/// A bundle with a certificate; the reason if it has none, or no log entry.
pub(crate) fn open(bytes: &[u8]) -> Result<Opened, &'static str> {
    let document: Value = serde_json::from_slice(bytes).unwrap();
    let material = &document["verificationMaterial"];
    if material["tlogEntries"].as_array().is_none_or(Vec::is_empty) {
        return Err("no authenticated time");
    }
    let certificate = [
        &material["certificate"],
        &material["x509CertificateChain"]["certificates"][0],
    ]
    .into_iter()
    .find_map(|one| one["rawBytes"].as_str())
    .ok_or("no certificate")?;
    let certificate = STANDARD.decode(certificate).unwrap();
    Ok(Opened {
        statement: resigned(&document["dsseEnvelope"]).0,
        certificate: claims(&certificate),
    })
}

pub(crate) fn open_publish(bytes: &[u8]) -> Result<Verified<Statement<PublishAttestation>>, &'static str> {
    let document: Value = serde_json::from_slice(bytes).unwrap();
    Ok(resigned(&document["dsseEnvelope"]).0)
}

/// The payload of an envelope, signed by a key of the tests, because statements are reached through a signature alone.
pub(crate) fn resigned<P: Predicate>(envelope: &Value) -> (Verified<Statement<P>>, KeyId) {
    let payload = envelope["payload"].as_str().unwrap();
    let payload = STANDARD
        .decode(payload)
        .or_else(|_| URL_SAFE.decode(payload))
        .unwrap();
    let key = SigningKey::generate(Scheme::Ed25519, [1; 32]).unwrap();
    let statement = Envelope::sign(intoto::PAYLOAD_TYPE, &payload, &[&key])
        .unwrap()
        .verify(intoto::PAYLOAD_TYPE, &TrustedKeys::from(key.public_key().clone()))
        .unwrap()
        .into_statement(&StatementLimits::default())
        .unwrap();
    (statement, key.public_key().key_id())
}

pub(crate) fn sha512(bytes: &[u8]) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA512, bytes);
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The extensions of a certificate, found by their identifiers.
fn claims(certificate: &[u8]) -> CertificateClaims {
    let fulcio = |number: u8| {
        let value = extension(certificate, &[0x2b, 6, 1, 4, 1, 0x83, 0xbf, 0x30, 1, number])?;
        let value = if number < 8 { value } else { element(value)?.1 };
        Some(String::from_utf8(value.to_vec()).unwrap())
    };
    let names = element(extension(certificate, &[0x55, 0x1d, 0x11]).unwrap())
        .unwrap()
        .1;
    let subject = String::from_utf8(element(names).unwrap().1.to_vec()).unwrap();
    let mut claims = CertificateClaims::new(fulcio(8).or_else(|| fulcio(1)).unwrap(), subject);
    claims.subject_digest = fulcio(10);
    claims.runner_environment = fulcio(11);
    claims.source_repository =
        fulcio(12).or_else(|| fulcio(5).map(|repository| format!("https://github.com/{repository}")));
    claims.source_digest = fulcio(13).or_else(|| fulcio(3));
    claims.source_ref = fulcio(14).or_else(|| fulcio(6));
    claims.source_id = fulcio(15);
    claims.source_owner_id = fulcio(17);
    claims.build_config = fulcio(18);
    claims.build_trigger = fulcio(20).or_else(|| fulcio(2));
    claims.run_invocation = fulcio(21);
    claims
}

/// The value of the extension with this identifier, with or without a criticality before it.
fn extension<'a>(certificate: &'a [u8], oid: &[u8]) -> Option<&'a [u8]> {
    let key = [&[6, oid.len() as u8], oid].concat();
    let at = certificate.windows(key.len()).position(|window| window == key)?;
    let rest = &certificate[at + key.len()..];
    let rest = rest.strip_prefix(&[1, 1, 0xff]).unwrap_or(rest);
    element(rest).filter(|(tag, _)| *tag == 4).map(|(_, value)| value)
}

/// Tag and value of the first element.
fn element(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let (tag, rest) = bytes.split_first()?;
    let (length, rest) = match rest {
        [0x81, length, rest @ ..] => (usize::from(*length), rest),
        [0x82, high, low, rest @ ..] => (usize::from(*high) << 8 | usize::from(*low), rest),
        [length, rest @ ..] => (usize::from(*length), rest),
        [] => return None,
    };
    Some((*tag, rest.get(..length)?))
}
