//! Rekor v1: hashes in hexadecimal digits, certificates and keys as PEM in base64.

use std::borrow::Cow;

use portcullis_findings::{Algorithm, Digest};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{ClaimedSignature, EntryClaims, EntryError, EntryKind, EntryVerifier, base64, part};
use crate::json::Object;
use crate::key::{Found, KeyError, pem};

pub(super) fn hashed_rekord(spec: &RawValue) -> Result<EntryClaims, EntryError> {
    let Spec { data, signature } = part(spec)?;
    let verifier = verifier(&signature.0.public_key.0.content)?;
    Ok(EntryClaims {
        artifact: Some(data.0.hash.0.digest("hash")?),
        signatures: vec![ClaimedSignature {
            signature: Some(base64("signature", &signature.0.content)?),
            verifier,
        }],
        ..EntryClaims::new(EntryKind::HashedRekordV001)
    })
}

pub(super) fn dsse(spec: &RawValue) -> Result<EntryClaims, EntryError> {
    let spec: Dsse<'_> = part(spec)?;
    let signatures = spec.signatures.iter().map(|Object(signature)| {
        Ok(ClaimedSignature {
            signature: Some(base64("signature", &signature.signature)?),
            verifier: verifier(&signature.verifier)?,
        })
    });
    Ok(EntryClaims {
        envelope: Some(spec.envelope_hash.0.digest("envelopeHash")?),
        payload: Some(spec.payload_hash.0.digest("payloadHash")?),
        signatures: signatures.collect::<Result<_, EntryError>>()?,
        ..EntryClaims::new(EntryKind::DsseV001)
    })
}

pub(super) fn intoto_001(spec: &RawValue) -> Result<EntryClaims, EntryError> {
    let IntotoOld { content, public_key } = part(spec)?;
    Ok(EntryClaims {
        envelope: Some(content.0.hash.0.digest("hash")?),
        payload: content
            .0
            .payload_hash
            .map(|hash| hash.0.digest("payloadHash"))
            .transpose()?,
        signatures: vec![ClaimedSignature {
            signature: None,
            verifier: verifier(&public_key)?,
        }],
        ..EntryClaims::new(EntryKind::IntotoV001)
    })
}

pub(super) fn intoto_002(spec: &RawValue) -> Result<EntryClaims, EntryError> {
    let Intoto { content } = part(spec)?;
    let IntotoContent {
        envelope,
        hash,
        payload_hash,
    } = content.0;
    let payload_hash = payload_hash.0.digest("payloadHash")?;
    if let Some(payload) = &envelope.0.payload {
        check_payload(payload, &payload_hash)?;
    }
    let signatures = envelope.0.signatures.iter().map(|Object(signature)| {
        Ok(ClaimedSignature {
            signature: Some(twice("sig", &signature.sig)?),
            verifier: verifier(&signature.public_key)?,
        })
    });
    Ok(EntryClaims {
        envelope: Some(hash.0.digest("hash")?),
        payload: Some(payload_hash),
        signatures: signatures.collect::<Result<_, EntryError>>()?,
        ..EntryClaims::new(EntryKind::IntotoV002)
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spec<'a> {
    #[serde(borrow)]
    data: Object<Data<'a>>,
    #[serde(borrow)]
    signature: Object<Signature<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data<'a> {
    #[serde(borrow)]
    hash: Object<Hash<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Hash<'a> {
    #[serde(borrow)]
    algorithm: Cow<'a, str>,
    #[serde(borrow)]
    value: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signature<'a> {
    #[serde(borrow)]
    content: Cow<'a, str>,
    #[serde(borrow, rename = "publicKey")]
    public_key: Object<Pem<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pem<'a> {
    #[serde(borrow)]
    content: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Dsse<'a> {
    #[serde(borrow)]
    envelope_hash: Object<Hash<'a>>,
    #[serde(borrow)]
    payload_hash: Object<Hash<'a>>,
    #[serde(borrow)]
    signatures: Vec<Object<DsseSignature<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DsseSignature<'a> {
    #[serde(borrow)]
    signature: Cow<'a, str>,
    #[serde(borrow)]
    verifier: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IntotoOld<'a> {
    #[serde(borrow)]
    content: Object<IntotoOldContent<'a>>,
    #[serde(borrow, rename = "publicKey")]
    public_key: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct IntotoOldContent<'a> {
    #[serde(borrow)]
    hash: Object<Hash<'a>>,
    // Entries of 2021 have none.
    #[serde(borrow, default)]
    payload_hash: Option<Object<Hash<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Intoto<'a> {
    #[serde(borrow)]
    content: Object<IntotoContent<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct IntotoContent<'a> {
    #[serde(borrow)]
    envelope: Object<IntotoEnvelope<'a>>,
    #[serde(borrow)]
    hash: Object<Hash<'a>>,
    #[serde(borrow)]
    payload_hash: Object<Hash<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct IntotoEnvelope<'a> {
    // The log leaves it out of most bodies.
    #[serde(borrow, default)]
    payload: Option<Cow<'a, str>>,
    #[serde(rename = "payloadType")]
    _payload_type: serde::de::IgnoredAny,
    #[serde(borrow)]
    signatures: Vec<Object<IntotoSignature<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct IntotoSignature<'a> {
    #[serde(rename = "keyid", default)]
    _key_id: serde::de::IgnoredAny,
    #[serde(borrow)]
    public_key: Cow<'a, str>,
    #[serde(borrow)]
    sig: Cow<'a, str>,
}

impl Hash<'_> {
    fn digest(&self, member: &'static str) -> Result<Digest, EntryError> {
        let stated = Algorithm::of_name(&self.algorithm)
            .and_then(|algorithm| Digest::from_hex(algorithm, &self.value).ok())
            .ok_or(EntryError::Digest { member })?;
        super::digest(member, Some(stated.algorithm()), stated.as_bytes())
    }
}

/// Base64 of the base64 in an envelope.
fn twice(member: &'static str, text: &str) -> Result<Vec<u8>, EntryError> {
    let inner = base64(member, text)?;
    let inner = std::str::from_utf8(&inner).map_err(|_| EntryError::Base64 { member })?;
    base64(member, inner)
}

fn check_payload(payload: &str, hash: &Digest) -> Result<(), EntryError> {
    let payload = twice("payload", payload)?;
    let mut hasher = crate::Hasher::new(hash.algorithm()).map_err(|_| EntryError::PayloadHash)?;
    hasher.update(&payload);
    if hasher.finish() == *hash {
        Ok(())
    } else {
        Err(EntryError::PayloadHash)
    }
}

/// Base64 of PEM: one certificate or one key.
fn verifier(text: &str) -> Result<EntryVerifier, EntryError> {
    let document = base64("verifier", text)?;
    match pem::read(&document, &Found::Certificate) {
        Ok(der) => Ok(EntryVerifier::Certificate(der.to_vec())),
        Err(KeyError::Unexpected { .. }) => Ok(EntryVerifier::PublicKey(
            pem::read(&document, &Found::PublicKey)?.to_vec(),
        )),
        Err(error) => Err(error.into()),
    }
}
