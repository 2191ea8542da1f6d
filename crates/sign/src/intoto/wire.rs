//! The JSON form of statements and descriptors.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{
    DigestSet, DigestSetError, JsonObject, Predicate, PredicateError, ResourceDescriptor, Statement,
    StatementError, StatementLimits, StatementVersion, SubjectProblem,
};
use crate::json::{self, Bounds, Object, shown};

const V1: &str = "https://in-toto.io/Statement/v1";
const V01: &str = "https://in-toto.io/Statement/v0.1";
const NOT_AN_OBJECT: StatementError =
    StatementError::Predicate(PredicateError::Value { member: "predicate" });

#[derive(Deserialize, Serialize)]
struct Wire<'a> {
    #[serde(borrow, rename = "_type")]
    version: Cow<'a, str>,
    #[serde(borrow)]
    subject: Vec<Object<WireDescriptor<'a>>>,
    #[serde(borrow, rename = "predicateType")]
    predicate_type: Cow<'a, str>,
    // Unset is the same as empty (in-toto, statement layer).
    #[serde(borrow, default)]
    predicate: Option<Cow<'a, RawValue>>,
}

/// A descriptor as it is written. Unknown members are ignored.
#[derive(Deserialize, Serialize)]
pub(crate) struct WireDescriptor<'a> {
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    name: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    uri: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    digest: Option<WireDigest<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    content: Option<Cow<'a, str>>,
    #[serde(
        borrow,
        default,
        rename = "downloadLocation",
        skip_serializing_if = "Option::is_none"
    )]
    download_location: Option<Cow<'a, str>>,
    #[serde(
        borrow,
        default,
        rename = "mediaType",
        skip_serializing_if = "Option::is_none"
    )]
    media_type: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    annotations: Option<&'a RawValue>,
}

pub(super) fn read<P: Predicate>(
    document: &[u8],
    limits: &StatementLimits,
) -> Result<Statement<P>, StatementError> {
    if document.len() > limits.bytes {
        return Err(StatementError::TooLarge {
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
    let version = match wire.version.as_ref() {
        V1 => StatementVersion::V1,
        V01 => StatementVersion::V01,
        found => {
            return Err(StatementError::Version { found: shown(found) });
        }
    };
    if !P::accepts(&wire.predicate_type) {
        return Err(StatementError::PredicateType {
            expected: P::EXPECTED,
            found: shown(&wire.predicate_type),
        });
    }
    let predicate = wire.predicate.as_ref().map_or("{}", |raw| raw.get());
    if !predicate.starts_with('{') {
        return Err(NOT_AN_OBJECT);
    }
    Ok(Statement {
        version,
        subjects: subjects(wire.subject, limits)?,
        predicate: P::from_json(&wire.predicate_type, predicate.as_bytes())?,
    })
}

pub(super) fn write<P: Predicate>(statement: &Statement<P>) -> Result<Vec<u8>, StatementError> {
    let predicate = statement.predicate.to_json();
    json::check(
        &predicate,
        Bounds {
            depth: 100,
            items: usize::MAX,
        },
    )?;
    // The check above has read the same bytes.
    let predicate: &RawValue = serde_json::from_slice(&predicate).map_err(|_| NOT_AN_OBJECT)?;
    let wire = Wire {
        version: V1.into(),
        subject: statement
            .subjects
            .iter()
            .map(|subject| Object(WireDescriptor::of(subject)))
            .collect(),
        predicate_type: statement.predicate.predicate_type().into(),
        predicate: Some(Cow::Borrowed(predicate)),
    };
    // Strings and checked JSON in a vector cannot fail to serialize.
    Ok(serde_json::to_vec(&wire).unwrap_or_default())
}

fn subjects(
    wire: Vec<Object<WireDescriptor<'_>>>,
    limits: &StatementLimits,
) -> Result<Vec<ResourceDescriptor>, StatementError> {
    match wire.len() {
        0 => return Err(StatementError::NoSubject),
        count if count > limits.subjects => {
            return Err(StatementError::TooManySubjects {
                count,
                limit: limits.subjects,
            });
        }
        _ => {}
    }
    let read = |(index, Object(subject)): (usize, Object<WireDescriptor<'_>>)| {
        let problem = |problem| StatementError::Subject { index, problem };
        let count = subject.digest.as_ref().map_or(0, BTreeMap::len);
        if count > limits.digests {
            let error = DigestSetError::TooMany {
                count,
                limit: limits.digests,
            };
            return Err(problem(SubjectProblem::Digest(error)));
        }
        let subject = subject.into_descriptor().map_err(problem)?;
        if subject.digest.is_none() {
            return Err(problem(SubjectProblem::NoDigest));
        }
        Ok(subject)
    };
    wire.into_iter().enumerate().map(read).collect()
}

impl<'a> WireDescriptor<'a> {
    pub(crate) fn of(descriptor: &'a ResourceDescriptor) -> Self {
        let text = |text: &'a Option<String>| text.as_deref().map(Cow::Borrowed);
        Self {
            name: text(&descriptor.name),
            uri: text(&descriptor.uri),
            digest: descriptor.digest.as_ref().map(wire_digest),
            content: descriptor
                .content
                .as_ref()
                .map(|bytes| STANDARD.encode(bytes).into()),
            download_location: text(&descriptor.download_location),
            media_type: text(&descriptor.media_type),
            annotations: descriptor.annotations.as_ref().and_then(JsonObject::as_raw),
        }
    }

    pub(crate) fn into_descriptor(self) -> Result<ResourceDescriptor, SubjectProblem> {
        let text = |text: Option<Cow<'a, str>>| text.map(Cow::into_owned).filter(|text| !text.is_empty());
        let digest = digests(self.digest)?;
        let content = self.content.filter(|content| !content.is_empty());
        let content = content.map(|content| STANDARD.decode(content.as_bytes()));
        Ok(ResourceDescriptor {
            name: text(self.name),
            uri: text(self.uri),
            digest,
            content: content.transpose().map_err(|_| SubjectProblem::Content)?,
            download_location: text(self.download_location),
            media_type: text(self.media_type),
            annotations: JsonObject::of_raw(self.annotations, "annotations")
                .map_err(|_| SubjectProblem::Annotations)?,
        })
    }
}

/// Digests by algorithm name as they are written.
pub(crate) type WireDigest<'a> = BTreeMap<Cow<'a, str>, Cow<'a, str>>;

/// Reads digests; none at all is the same as an empty set.
fn digests(wire: Option<WireDigest<'_>>) -> Result<Option<DigestSet>, DigestSetError> {
    let set = wire.filter(|set| !set.is_empty());
    let owned = |set: WireDigest<'_>| {
        let pairs = set.into_iter();
        DigestSet::new(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())))
    };
    set.map(owned).transpose()
}

/// Reads digests that stand under `member`.
pub(crate) fn digest_set(
    wire: Option<WireDigest<'_>>,
    member: &'static str,
) -> Result<Option<DigestSet>, PredicateError> {
    digests(wire).map_err(|problem| PredicateError::Digest { member, problem })
}

/// Writes digests.
pub(crate) fn wire_digest(set: &DigestSet) -> WireDigest<'_> {
    set.iter()
        .map(|(name, value)| (name.into(), value.into()))
        .collect()
}

/// A list of descriptors as predicates hold it.
pub(crate) type WireList<'a> = Vec<Object<WireDescriptor<'a>>>;

/// Reads a list of descriptors that stands under `member`.
pub(crate) fn descriptors(
    list: WireList<'_>,
    member: &'static str,
) -> Result<Vec<ResourceDescriptor>, PredicateError> {
    list.into_iter()
        .map(|Object(one)| descriptor(one, member))
        .collect()
}

/// Reads a descriptor that stands under `member`.
pub(crate) fn descriptor(
    wire: WireDescriptor<'_>,
    member: &'static str,
) -> Result<ResourceDescriptor, PredicateError> {
    wire.into_descriptor().map_err(|problem| match problem {
        SubjectProblem::Digest(problem) => PredicateError::Digest { member, problem },
        _ => PredicateError::Value { member },
    })
}

/// Writes a list of descriptors.
pub(crate) fn wire_list(list: &[ResourceDescriptor]) -> WireList<'_> {
    list.iter().map(|one| Object(WireDescriptor::of(one))).collect()
}

/// Reads a predicate's own shape; the statement has bounded it already.
pub(crate) fn predicate<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Result<T, PredicateError> {
    let bounds = Bounds {
        depth: 100,
        items: usize::MAX,
    };
    Ok(json::read(json, bounds)?)
}

/// RFC 3339 with a time of day; a bare date, which our own inputs may be, is not one.
pub(crate) fn timestamp(text: &str, member: &'static str) -> Result<Timestamp, PredicateError> {
    let value = PredicateError::Value { member };
    if !text.contains(['T', 't']) {
        return Err(value);
    }
    text.parse().map_err(|_| value)
}
