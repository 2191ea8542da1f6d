//! The JSON form of an envelope.

use std::borrow::Cow;

use base64::engine::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::{Envelope, EnvelopeError, EnvelopeLimits, EnvelopeSignature, Field};
use crate::json::{self, Bounds, Object};

#[derive(Deserialize, Serialize)]
struct Wire<'a> {
    #[serde(borrow)]
    payload: Cow<'a, str>,
    #[serde(borrow, rename = "payloadType")]
    payload_type: Cow<'a, str>,
    #[serde(borrow)]
    signatures: Vec<Object<WireSignature<'a>>>,
}

#[derive(Deserialize, Serialize)]
struct WireSignature<'a> {
    // Unset is the same as empty (DSSE 1.0.2, "Parsing rules").
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    keyid: Option<Cow<'a, str>>,
    #[serde(borrow)]
    sig: Cow<'a, str>,
}

pub(super) fn read(document: &[u8], limits: &EnvelopeLimits) -> Result<Envelope, EnvelopeError> {
    if document.len() > limits.bytes {
        return Err(EnvelopeError::TooLarge {
            size: document.len(),
            limit: limits.bytes,
        });
    }
    let wire: Wire<'_> = json::read(
        document,
        Bounds {
            depth: limits.depth,
            items: limits.items,
        },
    )?;
    let count = wire.signatures.len();
    if count > limits.signatures {
        return Err(EnvelopeError::TooManySignatures {
            count,
            limit: limits.signatures,
        });
    }
    let signatures = wire
        .signatures
        .into_iter()
        .enumerate()
        .map(|(index, Object(signature))| {
            Ok(EnvelopeSignature {
                key_id: text(
                    Field::KeyId { index },
                    signature.keyid.unwrap_or_default(),
                    limits,
                )?,
                signature: decode(Field::Signature { index }, &signature.sig)?,
            })
        });
    Ok(Envelope {
        signatures: signatures.collect::<Result<_, EnvelopeError>>()?,
        payload_type: text(Field::PayloadType, wire.payload_type, limits)?,
        payload: decode(Field::Payload, &wire.payload)?,
    })
}

pub(super) fn write(envelope: &Envelope) -> Vec<u8> {
    let wire = Wire {
        payload: STANDARD.encode(&envelope.payload).into(),
        payload_type: envelope.payload_type.as_str().into(),
        signatures: envelope.signatures.iter().map(write_signature).collect(),
    };
    // Strings in a vector cannot fail to serialize.
    serde_json::to_vec(&wire).unwrap_or_default()
}

fn write_signature(signature: &EnvelopeSignature) -> Object<WireSignature<'_>> {
    let key_id = signature.key_id.as_str();
    Object(WireSignature {
        keyid: (!key_id.is_empty()).then_some(key_id.into()),
        sig: STANDARD.encode(&signature.signature).into(),
    })
}

fn text(field: Field, text: Cow<'_, str>, limits: &EnvelopeLimits) -> Result<String, EnvelopeError> {
    if text.len() > limits.text {
        return Err(EnvelopeError::TextTooLong {
            field,
            size: text.len(),
            limit: limits.text,
        });
    }
    Ok(text.into_owned())
}

fn decode(field: Field, text: &str) -> Result<Vec<u8>, EnvelopeError> {
    json::base64::decode(text).map_err(|offset| EnvelopeError::Base64 { field, offset })
}
