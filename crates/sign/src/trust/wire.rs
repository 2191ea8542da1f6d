//! The JSON form (`sigstore_trustroot.proto`).

use portcullis_findings::Timestamp;
use serde::Deserialize;

use super::authority::ChainProblem;
use super::{CertificateAuthority, CtLog, TrustRoot, TrustRootError, TrustRootLimits};
use crate::json::common::{WireChain, WireLogId};
use crate::json::proto::{Bytes, Enum};
use crate::json::{self, Bounds, Object, shown};
use crate::key::{KeyError, Scheme, VerifyingKey};
use crate::timestamp::{TimestampAuthority, TimestampAuthorityError};
use crate::tlog::LogAuthority;
use crate::window::Window;
use crate::x509::CertificateError;

const MEDIA_TYPES: [&str; 2] = [
    "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    "application/vnd.dev.sigstore.trustedroot.v0.1+json",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Wire {
    #[serde(alias = "media_type")]
    media_type: Option<String>,
    tlogs: Option<Vec<Object<WireLog>>>,
    #[serde(alias = "certificate_authorities")]
    certificate_authorities: Option<Vec<Object<WireAuthority>>>,
    ctlogs: Option<Vec<Object<WireLog>>>,
    #[serde(alias = "timestamp_authorities")]
    timestamp_authorities: Option<Vec<Object<WireAuthority>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct WireLog {
    #[serde(alias = "base_url")]
    base_url: Option<String>,
    #[serde(alias = "hash_algorithm")]
    hash_algorithm: Option<Enum>,
    #[serde(alias = "public_key")]
    public_key: Option<Object<WireKey>>,
    #[serde(alias = "log_id")]
    log_id: Option<Object<WireLogId>>,
    // Written since version 0.2 where the id of the log is another; the key's name gives it as well.
    #[serde(rename = "checkpointKeyId", alias = "checkpoint_key_id")]
    _checkpoint_key_id: Option<Object<WireLogId>>,
    #[serde(rename = "operator")]
    _operator: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct WireKey {
    #[serde(alias = "raw_bytes")]
    raw_bytes: Option<Bytes>,
    #[serde(alias = "key_details")]
    key_details: Option<Enum>,
    #[serde(alias = "valid_for")]
    valid_for: Option<Object<WireRange>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireRange {
    start: Option<String>,
    end: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct WireAuthority {
    // The certificates have the names that count.
    #[serde(rename = "subject")]
    _subject: Option<serde::de::IgnoredAny>,
    #[serde(rename = "uri")]
    _uri: Option<String>,
    #[serde(alias = "cert_chain")]
    cert_chain: Option<Object<WireChain>>,
    #[serde(alias = "valid_for")]
    valid_for: Option<Object<WireRange>>,
    #[serde(rename = "operator")]
    _operator: Option<String>,
}

/// A place in a list, for errors.
#[derive(Clone, Copy)]
struct Place {
    list: &'static str,
    index: usize,
}

/// A log's parts, read.
struct Log {
    id: Vec<u8>,
    base_url: Option<String>,
    key: VerifyingKey,
    window: Window,
}

pub(super) fn read(document: &[u8], limits: &TrustRootLimits) -> Result<TrustRoot, TrustRootError> {
    if document.len() > limits.bytes {
        return Err(TrustRootError::TooLarge {
            size: document.len(),
            limit: limits.bytes,
        });
    }
    let bounds = Bounds {
        depth: limits.depth,
        items: limits.items,
    };
    let wire: Wire = json::read(document, bounds)?;
    let media_type = wire.media_type.unwrap_or_default();
    if !MEDIA_TYPES.contains(&media_type.as_str()) {
        return Err(TrustRootError::MediaType {
            found: shown(&media_type),
        });
    }
    let mut root = TrustRoot::empty();
    for (place, wire) in places("tlogs", wire.tlogs, limits)? {
        if let Some(log) = log(place, wire, &mut root.unsupported)? {
            root.logs.push(log_authority(place, log)?);
        }
    }
    for (place, wire) in places("ctlogs", wire.ctlogs, limits)? {
        if let Some(log) = log(place, wire, &mut root.unsupported)? {
            root.ct_logs.push(CtLog {
                id: log.id,
                key: log.key,
                window: log.window,
            });
        }
    }
    for (place, wire) in places("certificateAuthorities", wire.certificate_authorities, limits)? {
        let (chain, window) = authority(place, wire, limits)?;
        let authorities =
            CertificateAuthority::of_chain(&chain, window).map_err(|problem| place.chain(problem))?;
        root.authorities.extend(authorities);
    }
    for (place, wire) in places("timestampAuthorities", wire.timestamp_authorities, limits)? {
        let (chain, window) = authority(place, wire, limits)?;
        let authority = timestamp_authority(place, &chain, window, &mut root.unsupported)?;
        root.timestamp_authorities.extend(authority);
    }
    Ok(root)
}

fn places<T>(
    list: &'static str,
    members: Option<Vec<Object<T>>>,
    limits: &TrustRootLimits,
) -> Result<impl Iterator<Item = (Place, T)>, TrustRootError> {
    let members = members.unwrap_or_default();
    if members.len() > limits.authorities {
        return Err(TrustRootError::TooMany {
            member: list,
            count: members.len(),
            limit: limits.authorities,
        });
    }
    let members = members.into_iter().enumerate();
    Ok(members.map(move |(index, Object(member))| (Place { list, index }, member)))
}

/// `None` for a key of an algorithm without a scheme here, which is noted.
fn log(place: Place, wire: WireLog, unsupported: &mut Vec<String>) -> Result<Option<Log>, TrustRootError> {
    let Object(key) = wire.public_key.ok_or_else(|| place.missing("publicKey"))?;
    // Before anything else: a window that is missing must not go unnoticed because of the key.
    let window = window(place, "publicKey.validFor.start", key.valid_for)?;
    let raw = filled(key.raw_bytes).ok_or_else(|| place.missing("publicKey.rawBytes"))?;
    let details = key
        .key_details
        .ok_or_else(|| place.missing("publicKey.keyDetails"))?;
    let id = wire.log_id.and_then(|Object(id)| filled(id.key_id));
    let id = id.ok_or_else(|| place.missing("logId.keyId"))?;
    let hash = wire.hash_algorithm.is_none_or(|hash| hash.is("SHA2_256", 1));
    let scheme = SCHEMES
        .iter()
        .find_map(|(name, number, scheme)| details.is(name, *number).then_some(*scheme));
    let (Some(scheme), true) = (scheme, hash) else {
        unsupported.push(format!(
            "{}[{}]: unknown key or hash algorithm",
            place.list, place.index
        ));
        return Ok(None);
    };
    let key = VerifyingKey::from_spki_der(&raw)
        .and_then(|key| Ok(key.with_scheme(scheme)?))
        .map_err(|error| place.key(error))?;
    Ok(Some(Log {
        id,
        base_url: wire.base_url,
        key,
        window,
    }))
}

/// A log of Rekor v2 names itself by its address without the scheme (C2SP tlog-checkpoint, "origin").
fn log_authority(place: Place, log: Log) -> Result<LogAuthority, TrustRootError> {
    let origin = log.base_url.as_deref().map(|url| {
        let address = url.split_once("://").map_or(url, |(_, address)| address);
        address.trim_end_matches('/')
    });
    LogAuthority::new(&log.id, log.key, origin, log.window).map_err(|_| place.value("logId.keyId"))
}

/// `None` for one whose certificate may not stamp times, which is noted: trusted roots in use have such, and they verify
/// nothing.
fn timestamp_authority(
    place: Place,
    chain: &[Vec<u8>],
    window: Window,
    unsupported: &mut Vec<String>,
) -> Result<Option<TimestampAuthority>, TrustRootError> {
    let Place { list, index } = place;
    match TimestampAuthority::new(chain, window) {
        Ok(authority) => Ok(Some(authority)),
        Err(TimestampAuthorityError::Certificate {
            error: error @ CertificateError::Usage { .. },
            ..
        }) => {
            unsupported.push(format!("{list}[{index}]: {error}"));
            Ok(None)
        }
        Err(error) => Err(TrustRootError::TimestampAuthority { list, index, error }),
    }
}

/// `PublicKeyDetails` (`sigstore_common.proto`) for which there is a scheme.
const SCHEMES: [(&str, u64, Scheme); 11] = [
    ("PKIX_RSA_PKCS1V5", 3, Scheme::RsaPkcs1Sha256),
    ("PKIX_RSA_PSS", 4, Scheme::RsaPssSha256),
    ("PKIX_ECDSA_P256_SHA_256", 5, Scheme::EcdsaP256Sha256),
    ("PKIX_ED25519", 7, Scheme::Ed25519),
    ("PKIX_RSA_PKCS1V15_2048_SHA256", 9, Scheme::RsaPkcs1Sha256),
    ("PKIX_RSA_PKCS1V15_3072_SHA256", 10, Scheme::RsaPkcs1Sha256),
    ("PKIX_RSA_PKCS1V15_4096_SHA256", 11, Scheme::RsaPkcs1Sha256),
    ("PKIX_ECDSA_P384_SHA_384", 12, Scheme::EcdsaP384Sha384),
    ("PKIX_RSA_PSS_2048_SHA256", 16, Scheme::RsaPssSha256),
    ("PKIX_RSA_PSS_3072_SHA256", 17, Scheme::RsaPssSha256),
    ("PKIX_RSA_PSS_4096_SHA256", 18, Scheme::RsaPssSha256),
];

fn authority(
    place: Place,
    wire: WireAuthority,
    limits: &TrustRootLimits,
) -> Result<(Vec<Vec<u8>>, Window), TrustRootError> {
    let window = window(place, "validFor.start", wire.valid_for)?;
    let chain = wire
        .cert_chain
        .and_then(|Object(chain)| chain.certificates)
        .unwrap_or_default();
    if chain.len() > limits.certificates {
        return Err(TrustRootError::TooMany {
            member: "certChain.certificates",
            count: chain.len(),
            limit: limits.certificates,
        });
    }
    if chain.is_empty() {
        return Err(place.missing("certChain.certificates"));
    }
    let chain = chain
        .into_iter()
        .map(|Object(certificate)| filled(certificate.raw_bytes).ok_or_else(|| place.missing("rawBytes")));
    Ok((chain.collect::<Result<_, _>>()?, window))
}

/// A start is required (`TimeRange`): without one nothing says since when the key is trusted.
fn window(
    place: Place,
    member: &'static str,
    range: Option<Object<WireRange>>,
) -> Result<Window, TrustRootError> {
    let time = |text: String| text.parse::<Timestamp>().map_err(|_| place.value(member));
    let Some(Object(range)) = range else {
        return Err(place.missing(member));
    };
    let start = time(range.start.ok_or_else(|| place.missing(member))?)?;
    match range.end {
        None => Ok(Window::from(start)),
        Some(end) => Ok(Window::from(start).until(time(end)?)),
    }
}

fn filled(bytes: Option<Bytes>) -> Option<Vec<u8>> {
    bytes.map(|bytes| bytes.0).filter(|bytes| !bytes.is_empty())
}

impl Place {
    const fn missing(self, member: &'static str) -> TrustRootError {
        TrustRootError::Missing {
            list: self.list,
            index: self.index,
            member,
        }
    }

    const fn value(self, member: &'static str) -> TrustRootError {
        TrustRootError::Value {
            list: self.list,
            index: self.index,
            member,
        }
    }

    const fn key(self, error: KeyError) -> TrustRootError {
        TrustRootError::Key {
            list: self.list,
            index: self.index,
            error,
        }
    }

    fn chain(self, problem: ChainProblem) -> TrustRootError {
        let Self { list, index } = self;
        match problem {
            ChainProblem::Certificate(certificate, error) => TrustRootError::Certificate {
                list,
                index,
                certificate,
                error,
            },
            ChainProblem::NotIssued(certificate) => TrustRootError::Chain {
                list,
                index,
                certificate,
            },
        }
    }
}
