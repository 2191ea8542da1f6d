//! Documents in which platforms and registries hand out signed provenance. Only what is signed in them is read; what stands
//! beside it (a summary, the same as text, a type) nobody vouches for.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::bundle::{Bundle, BundleError, BundleLimits};
use crate::dsse::{Envelope, EnvelopeError, EnvelopeLimits};
use crate::intoto::Predicate as _;
use crate::json::{self, Bounds, JsonError, Object};

use super::{Provenance, PublishAttestation};

/// The text of a whole build stands beside its envelope.
const BOUNDS: Bounds = Bounds {
    depth: 64,
    items: 1_000_000,
};
/// Most occurrences or attestations of one artifact.
const PARTS_MAX: usize = 64;

/// What a document with provenance is, told by its members.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ProvenanceForm {
    /// One bundle or envelope, or nothing that is known.
    Single,
    /// What `gcloud artifacts docker images describe --show-provenance --format json` prints.
    Described,
    /// What a registry of npm serves as the attestations of a package.
    Package,
}

/// A document that holds no provenance.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// Longer than the limits allow.
    #[error("the document has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Not JSON, not strict enough, or not of the shape of the document.
    #[error("the document is not readable: {0}")]
    Json(#[from] JsonError),
    /// More envelopes or bundles than are looked at.
    #[error("more than {limit} provenances or attestations")]
    TooMany {
        /// Looked at.
        limit: usize,
    },
    /// Not exactly one of something: which one counts would be up to the reader.
    #[error("{count} attestations of the type {part}, expected one")]
    NotOne {
        /// `provenance` or `publish`.
        part: &'static str,
        /// How many there are.
        count: usize,
    },
    /// None of the envelopes can be read; the first one's error.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// There is no envelope.
    #[error("the document has no envelope")]
    NoEnvelope,
    /// A bundle cannot be read.
    #[error(transparent)]
    Bundle(#[from] BundleError),
}

/// What Artifact Registry tells of an image that Cloud Build has built: one envelope for each build and version of provenance.
///
/// ```
/// use portcullis_sign::{EnvelopeLimits, slsa::DescribedImage};
/// let printed = br#"{"image_summary": {}, "provenance_summary": {"provenance": [
///     {"kind": "BUILD", "envelope": {"payload": "e30=", "payloadType": "text/x.example", "signatures": []}}
/// ]}}"#;
/// let image = DescribedImage::from_json(printed, &EnvelopeLimits::default())?;
/// assert_eq!(image.envelopes().len(), 1);
/// # Ok::<(), portcullis_sign::slsa::DocumentError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DescribedImage(Vec<Envelope>);

/// What a registry of npm serves for a version of a package: provenance by its builder, and its own attestation that it took the
/// package in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PackageAttestations {
    /// The bundle whose type is said to be provenance.
    pub provenance: Bundle,
    /// The bundle whose type is said to be a publish attestation.
    pub publish: Bundle,
}

impl ProvenanceForm {
    /// Tells by the members; what is no JSON object is [`Single`](Self::Single).
    #[must_use]
    pub fn of(document: &[u8]) -> Self {
        match json::read::<Members>(document, BOUNDS) {
            Ok(Members {
                provenance_summary: Some(_),
                ..
            }) => Self::Described,
            Ok(Members {
                attestations: Some(_),
                ..
            }) => Self::Package,
            _ => Self::Single,
        }
    }
}

impl DescribedImage {
    /// Reads the envelopes, at most 64. One that cannot be read is passed over if another can: it shows nothing.
    ///
    /// # Errors
    ///
    /// [`DocumentError`] if none can be read.
    pub fn from_json(document: &[u8], limits: &EnvelopeLimits) -> Result<Self, DocumentError> {
        check_size(document, limits.bytes)?;
        let Described {
            provenance_summary: Object(summary),
        } = json::read(document, BOUNDS)?;
        let envelopes = summary
            .provenance
            .into_iter()
            .filter_map(|Object(one)| one.envelope);
        let mut read = Vec::new();
        let mut refused = DocumentError::NoEnvelope;
        for (count, envelope) in envelopes.enumerate() {
            if count == PARTS_MAX {
                return Err(DocumentError::TooMany { limit: PARTS_MAX });
            }
            match Envelope::from_json(envelope.get().as_bytes(), limits) {
                Ok(envelope) => read.push(envelope),
                Err(error) if refused == DocumentError::NoEnvelope => refused = error.into(),
                Err(_) => {}
            }
        }
        if read.is_empty() {
            Err(refused)
        } else {
            Ok(Self(read))
        }
    }

    /// The envelopes, in the order of the document; never none.
    #[must_use]
    pub fn envelopes(&self) -> &[Envelope] {
        &self.0
    }
}

impl PackageAttestations {
    /// Reads the document: it must have one bundle of provenance and one of a publish attestation, among at most 64. What they
    /// are is shown when they are verified.
    ///
    /// # Errors
    ///
    /// [`DocumentError`] naming what is wrong.
    pub fn from_json(document: &[u8], limits: &BundleLimits) -> Result<Self, DocumentError> {
        check_size(document, limits.bytes)?;
        let Served { attestations } = json::read(document, BOUNDS)?;
        if attestations.len() > PARTS_MAX {
            return Err(DocumentError::TooMany { limit: PARTS_MAX });
        }
        let one = |part: &'static str, accepts: fn(&str) -> bool| {
            let mut found = attestations
                .iter()
                .filter(|Object(one)| accepts(&one.predicate_type));
            match (found.next(), found.count()) {
                (Some(Object(one)), 0) => Ok(Bundle::parse(one.bundle.get().as_bytes(), limits)?),
                (first, more) => Err(DocumentError::NotOne {
                    part,
                    count: more + usize::from(first.is_some()),
                }),
            }
        };
        Ok(Self {
            provenance: one("provenance", Provenance::accepts)?,
            publish: one("publish", PublishAttestation::accepts)?,
        })
    }
}

fn check_size(document: &[u8], limit: usize) -> Result<(), DocumentError> {
    let size = document.len();
    if size > limit {
        return Err(DocumentError::TooLarge { size, limit });
    }
    Ok(())
}

#[derive(Deserialize)]
struct Members {
    #[serde(default)]
    provenance_summary: Option<IgnoredAny>,
    #[serde(default)]
    attestations: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Described<'a> {
    #[serde(borrow)]
    provenance_summary: Object<Summary<'a>>,
}

#[derive(Deserialize)]
struct Summary<'a> {
    #[serde(borrow)]
    provenance: Vec<Object<Occurrence<'a>>>,
}

#[derive(Deserialize)]
struct Occurrence<'a> {
    #[serde(borrow, default)]
    envelope: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Served<'a> {
    #[serde(borrow)]
    attestations: Vec<Object<Attestation<'a>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Attestation<'a> {
    predicate_type: String,
    #[serde(borrow)]
    bundle: &'a RawValue,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENVELOPE: &str = r#"{"payload":"e30=","payloadType":"x","signatures":[]}"#;

    fn described(parts: &str) -> Result<usize, DocumentError> {
        let document = format!(r#"{{"image_summary":{{}},"provenance_summary":{{"provenance":[{parts}]}}}}"#);
        assert_eq!(ProvenanceForm::of(document.as_bytes()), ProvenanceForm::Described);
        DescribedImage::from_json(document.as_bytes(), &EnvelopeLimits::default())
            .map(|image| image.envelopes().len())
    }

    #[test]
    fn envelopes_that_can_be_read_are_read() {
        let good = format!(r#"{{"kind":"BUILD","envelope":{ENVELOPE}}}"#);
        assert_eq!(described(&good), Ok(1));
        let mixed =
            format!(r#"{{"envelope":{{"payload":1}}}},{good},{{"kind":"BUILD"}},{{"envelope":null}},{good}"#);
        assert_eq!(described(&mixed), Ok(2));
        assert_eq!(described(""), Err(DocumentError::NoEnvelope));
        assert_eq!(described(r#"{"kind":"BUILD"}"#), Err(DocumentError::NoEnvelope));
        assert!(matches!(
            described(r#"{"envelope":[]}"#),
            Err(DocumentError::Envelope(_))
        ));
        assert_eq!(
            described(&vec![good.as_str(); PARTS_MAX + 1].join(",")),
            Err(DocumentError::TooMany { limit: PARTS_MAX })
        );
        let twice = format!(r#"{{"envelope":{ENVELOPE},"envelope":{ENVELOPE}}}"#);
        let document = format!(r#"{{"provenance_summary":{{"provenance":[{twice}]}}}}"#);
        assert!(matches!(
            DescribedImage::from_json(document.as_bytes(), &EnvelopeLimits::default()),
            Err(DocumentError::Json(_))
        ));
    }

    #[test]
    fn a_package_has_one_provenance_and_one_publish_attestation() {
        let bundle = r#"{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"publicKey":{"hint":"x"}},"dsseEnvelope":{"payload":"e30=","payloadType":"application/vnd.in-toto+json","signatures":[{"sig":"AAAA"}]}}"#;
        let part = |kind: &str| format!(r#"{{"predicateType":"{kind}","bundle":{bundle}}}"#);
        let (built, published) = (
            part("https://slsa.dev/provenance/v1"),
            part(PublishAttestation::EXPECTED),
        );
        let read = |parts: &[&String]| {
            let parts: Vec<&str> = parts.iter().map(|part| part.as_str()).collect();
            let document = format!(r#"{{"attestations":[{}]}}"#, parts.join(","));
            assert_eq!(ProvenanceForm::of(document.as_bytes()), ProvenanceForm::Package);
            PackageAttestations::from_json(document.as_bytes(), &BundleLimits::default()).map(|_| ())
        };
        let not_one = |part, count| Err(DocumentError::NotOne { part, count });
        let other = part("https://example.com/other");
        assert_eq!(read(&[&published, &other, &built]), Ok(()));
        assert_eq!(read(&[&published]), not_one("provenance", 0));
        assert_eq!(read(&[&built]), not_one("publish", 0));
        let older = part("https://slsa.dev/provenance/v0.2");
        assert_eq!(read(&[&published, &built, &older]), not_one("provenance", 2));
        assert_eq!(read(&[&published, &built, &published]), not_one("publish", 2));
        assert_eq!(ProvenanceForm::of(ENVELOPE.as_bytes()), ProvenanceForm::Single);
        assert_eq!(ProvenanceForm::of(b"[]"), ProvenanceForm::Single);
    }
}
