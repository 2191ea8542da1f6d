//! Sigstore bundles: a signature with everything that is needed to check it offline.

pub(crate) mod attached;
mod error;
mod legacy;
mod limits;
mod wire;
mod write;

pub use error::BundleError;
pub use limits::BundleLimits;
pub use write::{write_envelope, write_message};

use std::fmt;

use portcullis_findings::Algorithm;

use crate::dsse::Envelope;
use crate::json;

/// A bundle that nobody has checked yet.
///
/// Neither its payload nor who signed it can be reached: [`verify`](crate::verify::verify) checks it and gives them up.
#[derive(Clone)]
pub struct Bundle {
    pub(crate) version: BundleVersion,
    pub(crate) material: Material,
    pub(crate) entries: Vec<LogRecord>,
    pub(crate) timestamps: Vec<Vec<u8>>,
    pub(crate) content: Content,
    /// SHA-256 of the envelope's JSON, where that came as it was written: old log entries name no more than that.
    pub(crate) envelope_digest: Option<[u8; 32]>,
}

/// The form a bundle was written in.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum BundleVersion {
    /// cosign's own JSON, before there were bundles: `base64Signature`, `cert`, `rekorBundle`.
    Cosign,
    /// `application/vnd.dev.sigstore.bundle+json;version=0.1`.
    V01,
    /// The same with `version=0.2`: every log entry has an inclusion proof.
    V02,
    /// `application/vnd.dev.sigstore.bundle.v0.3+json`, also in the older way of writing: one certificate, no chain.
    V03,
}

/// What the signature is said to be by.
#[derive(Clone)]
pub(crate) enum Material {
    /// The certificate in DER, and what came behind it in a chain.
    Certificate { leaf: Vec<u8>, chain: Vec<Vec<u8>> },
    /// A key the verifier has; the bundle's hint which one is not used.
    Key,
}

/// One entry of a transparency log, as the bundle states it.
#[derive(Clone)]
pub(crate) struct LogRecord {
    pub(crate) log_id: Vec<u8>,
    pub(crate) log_index: u64,
    /// Kind and version; cosign's older form has none.
    pub(crate) kind: Option<(String, String)>,
    /// Seconds since 1970; protobuf's zero is none.
    pub(crate) integrated_time: Option<u64>,
    pub(crate) promise: Option<Vec<u8>>,
    pub(crate) proof: Option<ProofRecord>,
    pub(crate) body: Vec<u8>,
}

/// An inclusion proof, as the bundle states it.
#[derive(Clone)]
pub(crate) struct ProofRecord {
    pub(crate) log_index: u64,
    pub(crate) tree_size: u64,
    pub(crate) root: Vec<u8>,
    pub(crate) hashes: Vec<Vec<u8>>,
    /// Absent only in version 0.1, where such a proof shows nothing.
    pub(crate) checkpoint: Option<String>,
}

/// What was signed.
#[derive(Clone)]
pub(crate) enum Content {
    /// An artifact: its signature, and the digest the bundle states for it, if of a known algorithm.
    Message {
        digest: Option<(Algorithm, Vec<u8>)>,
        signature: Vec<u8>,
    },
    /// An envelope.
    Envelope(Envelope),
}

impl Bundle {
    /// Reads the JSON form: versions 0.1 to 0.3, or cosign's older one.
    ///
    /// ProtoJSON as its text has it: members in camel or snake case, 64-bit integers as text or number, base64 of either
    /// alphabet. A member named twice in any of its ways is refused, and so is an unknown one: what a reader does not know
    /// it cannot check.
    ///
    /// # Errors
    ///
    /// [`BundleError`] with the position or member, and the limit.
    pub fn parse(document: &[u8], limits: &BundleLimits) -> Result<Self, BundleError> {
        if document.len() > limits.bytes {
            return Err(BundleError::TooLarge {
                size: document.len(),
                limit: limits.bytes,
            });
        }
        let bounds = json::Bounds {
            depth: limits.depth,
            items: limits.items,
        };
        json::bounded(document, bounds)?;
        if is_legacy(document)? {
            legacy::read(document)
        } else {
            wire::read(document, limits)
        }
    }

    /// The form it was written in.
    #[must_use]
    pub const fn version(&self) -> BundleVersion {
        self.version
    }

    /// How many log entries it carries.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    /// How many RFC 3161 timestamps it carries.
    #[must_use]
    pub fn timestamps(&self) -> usize {
        self.timestamps.len()
    }

    /// Whether it holds an envelope with a statement about the artifact; otherwise the artifact itself is signed.
    #[must_use]
    pub const fn has_envelope(&self) -> bool {
        matches!(self.content, Content::Envelope(_))
    }
}

/// Only sizes: what a bundle holds is unverified.
impl fmt::Debug for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bundle")
            .field("version", &self.version)
            .field("entries", &self.entries.len())
            .field("timestamps", &self.timestamps.len())
            .field("envelope", &self.has_envelope())
            .finish()
    }
}

/// The member that tells cosign's older form.
const LEGACY: &str = "base64Signature";

#[derive(serde::Deserialize)]
struct Kind {
    #[serde(default, rename = "base64Signature")]
    base64_signature: Option<serde::de::IgnoredAny>,
}

/// Most bundles do not have the member's name anywhere, and are not read a second time for it.
fn is_legacy(document: &[u8]) -> Result<bool, BundleError> {
    if !std::str::from_utf8(document).is_ok_and(|text| text.contains(LEGACY)) {
        return Ok(false);
    }
    let kind: Kind = json::read_checked(document)?;
    Ok(kind.base64_signature.is_some())
}
