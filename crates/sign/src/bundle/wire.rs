//! The JSON form of versions 0.1 to 0.3 (`sigstore_bundle.proto`, `sigstore_rekor.proto`).

use portcullis_findings::Algorithm;
use serde::Deserialize;

use super::{Bundle, BundleError, BundleLimits, BundleVersion, Content, LogRecord, Material, ProofRecord};
use crate::dsse::{Envelope, EnvelopeSignature};
use crate::json::common::{WireCertificate, WireChain, WireLogId};
use crate::json::proto::{Bytes, Enum, Unsigned};
use crate::json::{self, Object, shown};

/// Longest payload type, key id, kind or checkpoint, in bytes.
const TEXT: usize = 64 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Wire {
    #[serde(alias = "media_type")]
    media_type: Option<String>,
    #[serde(alias = "verification_material")]
    verification_material: Option<Object<WireMaterial>>,
    #[serde(alias = "message_signature")]
    message_signature: Option<Object<WireMessage>>,
    #[serde(alias = "dsse_envelope")]
    dsse_envelope: Option<Object<WireEnvelope>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct WireMaterial {
    #[serde(alias = "public_key")]
    public_key: Option<Object<WireKey>>,
    #[serde(alias = "x509_certificate_chain")]
    x509_certificate_chain: Option<Object<WireChain>>,
    certificate: Option<Object<WireCertificate>>,
    #[serde(alias = "tlog_entries")]
    tlog_entries: Option<Vec<Object<WireEntry>>>,
    #[serde(alias = "timestamp_verification_data")]
    timestamp_verification_data: Option<Object<WireTimestamps>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireKey {
    // Only a hint: the key is the verifier's.
    #[serde(rename = "hint")]
    _hint: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct WireTimestamps {
    #[serde(alias = "rfc3161_timestamps")]
    rfc3161_timestamps: Option<Vec<Object<WireTimestamp>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct WireTimestamp {
    #[serde(alias = "signed_timestamp")]
    signed_timestamp: Option<Bytes>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct WireEntry {
    #[serde(alias = "log_index")]
    log_index: Option<Unsigned>,
    #[serde(alias = "log_id")]
    log_id: Option<Object<WireLogId>>,
    #[serde(alias = "kind_version")]
    kind_version: Option<Object<WireKind>>,
    #[serde(alias = "integrated_time")]
    integrated_time: Option<Unsigned>,
    #[serde(alias = "inclusion_promise")]
    inclusion_promise: Option<Object<WirePromise>>,
    #[serde(alias = "inclusion_proof")]
    inclusion_proof: Option<Object<WireProof>>,
    #[serde(alias = "canonicalized_body")]
    canonicalized_body: Option<Bytes>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireKind {
    kind: Option<String>,
    version: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct WirePromise {
    #[serde(alias = "signed_entry_timestamp")]
    signed_entry_timestamp: Option<Bytes>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct WireProof {
    #[serde(alias = "log_index")]
    log_index: Option<Unsigned>,
    #[serde(alias = "root_hash")]
    root_hash: Option<Bytes>,
    #[serde(alias = "tree_size")]
    tree_size: Option<Unsigned>,
    hashes: Option<Vec<Bytes>>,
    checkpoint: Option<Object<WireCheckpoint>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireCheckpoint {
    envelope: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct WireMessage {
    #[serde(alias = "message_digest")]
    message_digest: Option<Object<WireDigest>>,
    signature: Option<Bytes>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireDigest {
    algorithm: Option<Enum>,
    digest: Option<Bytes>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct WireEnvelope {
    payload: Option<Bytes>,
    #[serde(alias = "payload_type")]
    payload_type: Option<String>,
    signatures: Option<Vec<Object<WireSignature>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSignature {
    sig: Option<Bytes>,
    keyid: Option<String>,
}

pub(super) fn read(document: &[u8], limits: &BundleLimits) -> Result<Bundle, BundleError> {
    let wire: Wire = json::read_checked(document)?;
    let version = version(wire.media_type.as_deref().unwrap_or_default())?;
    let material = required(wire.verification_material, "verificationMaterial")?;
    let timestamps = material
        .timestamp_verification_data
        .and_then(|Object(data)| data.rfc3161_timestamps)
        .unwrap_or_default();
    let entries = material.tlog_entries.unwrap_or_default();
    bounded("verificationMaterial.tlogEntries", entries.len(), limits.entries)?;
    bounded("rfc3161Timestamps", timestamps.len(), limits.timestamps)?;
    Ok(Bundle {
        version,
        material: signer(
            version,
            material.certificate,
            material.x509_certificate_chain,
            material.public_key,
            limits,
        )?,
        entries: distinct_entries(
            entries
                .into_iter()
                .map(|Object(wire)| entry(wire, version, limits))
                .collect::<Result<_, _>>()?,
        )?,
        timestamps: distinct_timestamps(
            timestamps
                .into_iter()
                .map(|Object(wire)| bytes(wire.signed_timestamp, "signedTimestamp"))
                .collect::<Result<_, _>>()?,
        )?,
        content: content(wire.message_signature, wire.dsse_envelope, limits)?,
        envelope_digest: None,
    })
}

/// The media types `sigstore_bundle.proto` lists, the older ones included.
fn version(media_type: &str) -> Result<BundleVersion, BundleError> {
    match media_type {
        "application/vnd.dev.sigstore.bundle+json;version=0.1" => Ok(BundleVersion::V01),
        "application/vnd.dev.sigstore.bundle+json;version=0.2" => Ok(BundleVersion::V02),
        "application/vnd.dev.sigstore.bundle+json;version=0.3"
        | "application/vnd.dev.sigstore.bundle.v0.3+json" => Ok(BundleVersion::V03),
        found => Err(BundleError::MediaType { found: shown(found) }),
    }
}

fn signer(
    version: BundleVersion,
    certificate: Option<Object<WireCertificate>>,
    chain: Option<Object<WireChain>>,
    key: Option<Object<WireKey>>,
    limits: &BundleLimits,
) -> Result<Material, BundleError> {
    let both = |first, second| Err(BundleError::Both { first, second });
    match (certificate, chain, key) {
        (Some(Object(certificate)), None, None) => Ok(Material::Certificate {
            leaf: bytes(certificate.raw_bytes, "certificate.rawBytes")?,
            chain: Vec::new(),
        }),
        // From 0.3 on there is the leaf alone; a chain could only repeat what the verifier must have anyway.
        (None, Some(_), None) if version >= BundleVersion::V03 => Err(BundleError::Version {
            member: "x509CertificateChain",
            version,
        }),
        (None, Some(Object(chain)), None) => {
            let certificates = chain.certificates.unwrap_or_default();
            bounded("certificates", certificates.len(), limits.certificates)?;
            let mut certificates = certificates
                .into_iter()
                .map(|Object(certificate)| bytes(certificate.raw_bytes, "certificates.rawBytes"));
            let leaf = certificates.next().ok_or(BundleError::Missing {
                member: "x509CertificateChain.certificates",
            })??;
            Ok(Material::Certificate {
                leaf,
                chain: certificates.collect::<Result<_, _>>()?,
            })
        }
        (None, None, Some(_)) => Ok(Material::Key),
        (None, None, None) => Err(BundleError::Missing {
            member: "verificationMaterial.certificate",
        }),
        (Some(_), Some(_), _) => both("certificate", "x509CertificateChain"),
        (Some(_), _, Some(_)) => both("certificate", "publicKey"),
        (_, Some(_), Some(_)) => both("x509CertificateChain", "publicKey"),
    }
}

fn entry(wire: WireEntry, version: BundleVersion, limits: &BundleLimits) -> Result<LogRecord, BundleError> {
    let Object(id) = wire.log_id.ok_or(BundleError::Missing {
        member: "tlogEntries.logId",
    })?;
    let kind = required(wire.kind_version, "tlogEntries.kindVersion")?;
    let promise = match wire.inclusion_promise {
        Some(Object(promise)) => Some(bytes(promise.signed_entry_timestamp, "signedEntryTimestamp")?),
        None => None,
    };
    let proof = match wire.inclusion_proof {
        Some(Object(wire)) => Some(proof(wire, limits)?),
        None => None,
    };
    match version {
        BundleVersion::Cosign | BundleVersion::V01 if promise.is_none() => {
            return Err(BundleError::Version {
                member: "inclusionPromise",
                version,
            });
        }
        BundleVersion::V02 | BundleVersion::V03 => match &proof {
            None => {
                return Err(BundleError::Version {
                    member: "inclusionProof",
                    version,
                });
            }
            Some(proof) if proof.checkpoint.is_none() => {
                return Err(BundleError::Version {
                    member: "inclusionProof.checkpoint",
                    version,
                });
            }
            Some(_) => {}
        },
        _ => {}
    }
    Ok(LogRecord {
        log_id: bytes(id.key_id, "logId.keyId")?,
        log_index: number(wire.log_index),
        kind: Some((text(kind.kind, "kind")?, text(kind.version, "version")?)),
        integrated_time: wire.integrated_time.map(|time| time.0).filter(|time| *time != 0),
        promise,
        proof,
        body: bytes(wire.canonicalized_body, "canonicalizedBody")?,
    })
}

fn proof(wire: WireProof, limits: &BundleLimits) -> Result<ProofRecord, BundleError> {
    let hashes = wire.hashes.unwrap_or_default();
    bounded("inclusionProof.hashes", hashes.len(), limits.hashes)?;
    let checkpoint = wire
        .checkpoint
        .and_then(|Object(checkpoint)| checkpoint.envelope)
        .filter(|checkpoint| !checkpoint.is_empty());
    if checkpoint
        .as_ref()
        .is_some_and(|checkpoint| checkpoint.len() > TEXT)
    {
        return Err(BundleError::Value {
            member: "checkpoint.envelope",
        });
    }
    Ok(ProofRecord {
        log_index: number(wire.log_index),
        tree_size: number(wire.tree_size),
        root: bytes(wire.root_hash, "inclusionProof.rootHash")?,
        hashes: hashes.into_iter().map(|hash| hash.0).collect(),
        checkpoint,
    })
}

fn content(
    message: Option<Object<WireMessage>>,
    envelope: Option<Object<WireEnvelope>>,
    limits: &BundleLimits,
) -> Result<Content, BundleError> {
    match (message, envelope) {
        (Some(Object(message)), None) => Ok(Content::Message {
            digest: match message.message_digest {
                Some(Object(stated)) => digest(stated)?,
                None => None,
            },
            signature: bytes(message.signature, "messageSignature.signature")?,
        }),
        (None, Some(Object(wire))) => {
            let signatures = wire.signatures.unwrap_or_default();
            bounded("dsseEnvelope.signatures", signatures.len(), limits.signatures)?;
            let signatures = signatures.into_iter().map(|Object(wire)| {
                Ok(EnvelopeSignature {
                    key_id: wire.keyid.unwrap_or_default(),
                    signature: bytes(wire.sig, "signatures.sig")?,
                })
            });
            Ok(Content::Envelope(Envelope {
                payload_type: text(wire.payload_type, "payloadType")?,
                payload: wire.payload.unwrap_or_default().0,
                signatures: signatures.collect::<Result<_, BundleError>>()?,
            }))
        }
        (None, None) => Err(BundleError::Missing {
            member: "messageSignature",
        }),
        (Some(_), Some(_)) => Err(BundleError::Both {
            first: "messageSignature",
            second: "dsseEnvelope",
        }),
    }
}

/// `HashOutput` (`sigstore_common.proto`); a digest of an algorithm not known here says nothing.
fn digest(wire: WireDigest) -> Result<Option<(Algorithm, Vec<u8>)>, BundleError> {
    // What is empty identifies nothing; cosign writes so for keys that sign without a digest.
    if wire.algorithm.is_none() && wire.digest.is_none() {
        return Ok(None);
    }
    let bytes = bytes(wire.digest, "messageDigest.digest")?;
    let Some(name) = wire.algorithm else {
        return Ok(None);
    };
    let known = [
        ("SHA2_256", 1, Algorithm::Sha256),
        ("SHA2_384", 2, Algorithm::Sha384),
        ("SHA2_512", 3, Algorithm::Sha512),
    ];
    let algorithm = known
        .into_iter()
        .find_map(|(text, number, algorithm)| name.is(text, number).then_some(algorithm));
    match algorithm {
        Some(algorithm) if bytes.len() != algorithm.length() => Err(BundleError::Value {
            member: "messageDigest.digest",
        }),
        Some(algorithm) => Ok(Some((algorithm, bytes))),
        None => Ok(None),
    }
}

/// One entry twice would look like more evidence than there is.
fn distinct_entries(entries: Vec<LogRecord>) -> Result<Vec<LogRecord>, BundleError> {
    let twice = entries.iter().enumerate().any(|(at, entry)| {
        entries
            .iter()
            .take(at)
            .any(|before| before.log_id == entry.log_id && before.log_index == entry.log_index)
    });
    if twice {
        return Err(BundleError::Twice {
            member: "tlogEntries",
        });
    }
    Ok(entries)
}

fn distinct_timestamps(timestamps: Vec<Vec<u8>>) -> Result<Vec<Vec<u8>>, BundleError> {
    let twice = timestamps
        .iter()
        .enumerate()
        .any(|(at, token)| timestamps.iter().take(at).any(|before| before == token));
    if twice {
        return Err(BundleError::Twice {
            member: "rfc3161Timestamps",
        });
    }
    Ok(timestamps)
}

fn required<T>(value: Option<Object<T>>, member: &'static str) -> Result<T, BundleError> {
    value
        .map(|Object(value)| value)
        .ok_or(BundleError::Missing { member })
}

/// Bytes that may not be empty: protobuf does not tell empty from absent.
fn bytes(value: Option<Bytes>, member: &'static str) -> Result<Vec<u8>, BundleError> {
    match value {
        Some(Bytes(bytes)) if !bytes.is_empty() => Ok(bytes),
        _ => Err(BundleError::Missing { member }),
    }
}

fn text(value: Option<String>, member: &'static str) -> Result<String, BundleError> {
    match value {
        Some(text) if text.len() > TEXT => Err(BundleError::Value { member }),
        Some(text) if !text.is_empty() => Ok(text),
        _ => Err(BundleError::Missing { member }),
    }
}

fn number(value: Option<Unsigned>) -> u64 {
    value.unwrap_or_default().0
}

fn bounded(member: &'static str, count: usize, limit: usize) -> Result<(), BundleError> {
    if count > limit {
        return Err(BundleError::TooMany { member, count, limit });
    }
    Ok(())
}
