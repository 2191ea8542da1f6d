//! Writes Sigstore bundles of version 0.3 for keys that are managed by their owner: no certificate, no log entry.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::{Algorithm, Digest};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::dsse::Envelope;
use crate::key::VerifyingKey;

/// The bundle of a signature over an artifact (`messageSignature`), on one line, the same bytes every time.
///
/// The key is named by a hint, the base64 of SHA-256 of its SubjectPublicKeyInfo, which is no part of any check: who verifies
/// brings the key.
///
/// ```
/// use portcullis_findings::Digest;
/// use portcullis_sign::{MessageSigner, Scheme, SigningKey, bundle};
/// let key = SigningKey::generate(Scheme::EcdsaP256Sha256, [7; 32])?;
/// let signature = key.sign(b"the artifact")?;
/// let json = bundle::write_message(&Digest::sha256(b"the artifact"), &signature, key.public_key());
/// assert!(json.starts_with(br#"{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json""#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn write_message(digest: &Digest, signature: &[u8], key: &VerifyingKey) -> Vec<u8> {
    let algorithm = match digest.algorithm() {
        Algorithm::Sha384 => "SHA2_384",
        Algorithm::Sha512 => "SHA2_512",
        _ => "SHA2_256",
    };
    document(
        key,
        Content::MessageSignature {
            message_digest: MessageDigest {
                algorithm,
                digest: STANDARD.encode(digest.as_bytes()),
            },
            signature: STANDARD.encode(signature),
        },
    )
}

/// The bundle of a signed envelope (`dsseEnvelope`), on one line, the same bytes every time. `key` is the one that signed it.
///
/// Its signatures name no key: the bundle's hint does, and verifiers that call keys otherwise (as `SHA256:…`) pass over a
/// signature whose `keyid` is not theirs.
#[must_use]
pub fn write_envelope(envelope: &Envelope, key: &VerifyingKey) -> Vec<u8> {
    let mut envelope = envelope.clone();
    for signature in &mut envelope.signatures {
        signature.key_id.clear();
    }
    let json = String::from_utf8(envelope.to_json()).unwrap_or_default();
    document(key, Content::DsseEnvelope(RawValue::from_string(json).ok()))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    media_type: &'static str,
    verification_material: Material,
    #[serde(flatten)]
    content: Content,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Material {
    public_key: Hint,
}

#[derive(Serialize)]
struct Hint {
    hint: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Content {
    MessageSignature {
        message_digest: MessageDigest,
        signature: String,
    },
    /// There always is one: an envelope writes itself as JSON.
    DsseEnvelope(Option<Box<RawValue>>),
}

#[derive(Serialize)]
struct MessageDigest {
    algorithm: &'static str,
    digest: String,
}

fn document(key: &VerifyingKey, content: Content) -> Vec<u8> {
    let document = Document {
        media_type: "application/vnd.dev.sigstore.bundle.v0.3+json",
        verification_material: Material {
            public_key: Hint {
                hint: STANDARD.encode(key.key_id().as_bytes()),
            },
        },
        content,
    };
    // Strings alone: nothing in it can fail to be written.
    serde_json::to_vec(&document).unwrap_or_default()
}
