//! Rekor v2: ProtoJSON, with certificates and keys as DER in base64.

use std::borrow::Cow;

use portcullis_findings::{Algorithm, Digest};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::{ClaimedSignature, EntryClaims, EntryError, EntryKind, EntryVerifier, base64, part};
use crate::json::Object;

pub(super) fn hashed_rekord(spec: &RawValue) -> Result<EntryClaims, EntryError> {
    let HashedRekordSpec { entry } = part(spec)?;
    Ok(EntryClaims {
        artifact: Some(entry.0.data.0.digest("data")?),
        signatures: vec![entry.0.signature.0.claimed()?],
        ..EntryClaims::new(EntryKind::HashedRekordV002)
    })
}

pub(super) fn dsse(spec: &RawValue) -> Result<EntryClaims, EntryError> {
    let DsseSpec { entry } = part(spec)?;
    let signatures = entry.0.signatures.iter().map(|signature| signature.0.claimed());
    Ok(EntryClaims {
        payload: Some(entry.0.payload_hash.0.digest("payloadHash")?),
        signatures: signatures.collect::<Result<_, EntryError>>()?,
        ..EntryClaims::new(EntryKind::DsseV002)
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HashedRekordSpec<'a> {
    #[serde(borrow, rename = "hashedRekordV002")]
    entry: Object<HashedRekord<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HashedRekord<'a> {
    #[serde(borrow)]
    data: Object<Hash<'a>>,
    #[serde(borrow)]
    signature: Object<Signature<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DsseSpec<'a> {
    #[serde(borrow, rename = "dsseV002")]
    entry: Object<Dsse<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Dsse<'a> {
    #[serde(borrow)]
    payload_hash: Object<Hash<'a>>,
    #[serde(borrow)]
    signatures: Vec<Object<Signature<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hash<'a> {
    #[serde(borrow)]
    algorithm: Cow<'a, str>,
    #[serde(borrow)]
    digest: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signature<'a> {
    #[serde(borrow)]
    content: Cow<'a, str>,
    #[serde(borrow)]
    verifier: Object<Verifier<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Verifier<'a> {
    // The algorithm comes from the key that is trusted, not from here.
    #[serde(rename = "keyDetails")]
    _key_details: IgnoredAny,
    #[serde(borrow, default)]
    x509_certificate: Option<Object<Raw<'a>>>,
    #[serde(borrow, default)]
    public_key: Option<Object<Raw<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw<'a> {
    #[serde(borrow, rename = "rawBytes")]
    bytes: Cow<'a, str>,
}

impl Hash<'_> {
    fn digest(&self, member: &'static str) -> Result<Digest, EntryError> {
        let algorithm = match &*self.algorithm {
            "SHA2_256" => Some(Algorithm::Sha256),
            "SHA2_384" => Some(Algorithm::Sha384),
            "SHA2_512" => Some(Algorithm::Sha512),
            _ => None,
        };
        super::digest(member, algorithm, &base64(member, &self.digest)?)
    }
}

impl Signature<'_> {
    fn claimed(&self) -> Result<ClaimedSignature, EntryError> {
        let verifier = match (&self.verifier.0.x509_certificate, &self.verifier.0.public_key) {
            (Some(certificate), None) => {
                EntryVerifier::Certificate(base64("x509Certificate", &certificate.0.bytes)?)
            }
            (None, Some(key)) => EntryVerifier::PublicKey(base64("publicKey", &key.0.bytes)?),
            _ => return Err(EntryError::Verifier),
        };
        Ok(ClaimedSignature {
            signature: Some(base64("content", &self.content)?),
            verifier,
        })
    }
}
