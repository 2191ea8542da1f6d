//! The shape of an OSV record in JSON, borrowed from its bytes. Nothing here is checked yet; see `json`.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::loose::{LooseList, LooseObject, LooseText, Text};

/// A list that may be missing or `null`.
pub(super) type List<T> = Option<Vec<T>>;

#[derive(Deserialize)]
pub(super) struct Document<'a> {
    #[serde(borrow)]
    pub(super) id: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) modified: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) published: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) withdrawn: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) aliases: List<Text<'a>>,
    #[serde(borrow)]
    pub(super) upstream: List<Text<'a>>,
    #[serde(borrow)]
    pub(super) related: List<Text<'a>>,
    #[serde(borrow)]
    pub(super) summary: Option<Text<'a>>,
    /// Walked over, and read only where someone wants it.
    #[serde(borrow)]
    pub(super) details: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) references: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) severity: List<SeverityEntry<'a>>,
    #[serde(borrow)]
    pub(super) affected: List<AffectedEntry<'a>>,
    #[serde(borrow, default)]
    pub(super) database_specific: LooseObject<DatabaseSpecific<'a>>,
}

#[derive(Deserialize)]
pub(super) struct SeverityEntry<'a> {
    #[serde(borrow)]
    pub(super) r#type: Text<'a>,
    #[serde(borrow)]
    pub(super) score: Text<'a>,
    #[serde(borrow, default)]
    pub(super) source: LooseText<'a>,
}

#[derive(Deserialize)]
pub(super) struct AffectedEntry<'a> {
    #[serde(borrow)]
    pub(super) package: Option<PackageEntry<'a>>,
    #[serde(borrow)]
    pub(super) ranges: List<RangeEntry<'a>>,
    #[serde(borrow)]
    pub(super) versions: List<Text<'a>>,
    #[serde(borrow)]
    pub(super) severity: List<SeverityEntry<'a>>,
    #[serde(borrow, default)]
    pub(super) database_specific: LooseObject<DatabaseSpecific<'a>>,
    #[serde(borrow, default)]
    pub(super) ecosystem_specific: LooseObject<EcosystemSpecific<'a>>,
}

#[derive(Deserialize)]
pub(super) struct PackageEntry<'a> {
    #[serde(borrow)]
    pub(super) ecosystem: Text<'a>,
    #[serde(borrow)]
    pub(super) name: Text<'a>,
}

#[derive(Deserialize)]
pub(super) struct RangeEntry<'a> {
    #[serde(borrow)]
    pub(super) r#type: Text<'a>,
    #[serde(borrow)]
    pub(super) events: List<EventEntry<'a>>,
}

#[derive(Deserialize)]
pub(super) struct EventEntry<'a> {
    #[serde(borrow)]
    pub(super) introduced: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) fixed: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) last_affected: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) limit: Option<Text<'a>>,
}

#[derive(Deserialize)]
pub(super) struct DatabaseSpecific<'a> {
    #[serde(borrow, default)]
    pub(super) severity: LooseText<'a>,
    #[serde(borrow, default)]
    pub(super) license: LooseText<'a>,
    #[serde(borrow, default)]
    pub(super) informational: LooseText<'a>,
}

#[derive(Deserialize)]
pub(super) struct EcosystemSpecific<'a> {
    #[serde(borrow, default)]
    pub(super) affects: LooseObject<Affects<'a>>,
    #[serde(borrow, default)]
    pub(super) imports: LooseList<LooseObject<Import<'a>>>,
}

/// RustSec.
#[derive(Deserialize)]
pub(super) struct Affects<'a> {
    #[serde(borrow, default)]
    pub(super) functions: LooseList<LooseText<'a>>,
}

/// Go.
#[derive(Deserialize)]
pub(super) struct Import<'a> {
    #[serde(borrow, default)]
    pub(super) path: LooseText<'a>,
    #[serde(borrow, default)]
    pub(super) symbols: LooseList<LooseText<'a>>,
}

/// What details are read from, where they are wanted.
#[derive(Deserialize)]
pub(super) struct Reference<'a> {
    #[serde(borrow, default)]
    pub(super) r#type: LooseText<'a>,
    #[serde(borrow, default)]
    pub(super) url: LooseText<'a>,
}
