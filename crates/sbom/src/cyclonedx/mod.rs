//! CycloneDX JSON: inventories written as documents of version 1.5 to 1.7, documents of version 1.2 to 1.7 read.
//!
//! What a document cannot say in its own words it carries in properties named `portcullis:…`, so that reading what was
//! written gives the same components, sources, scopes and edges. Lost are: which of several occurrences an edge leaves (the
//! edges of a component are those of all its occurrences), the scope of single edges, the places of occurrences (they stand
//! in `evidence.occurrences` for people; the occurrences of a document that is read stand in that document), and characters
//! of an address that may not stand in one, which are percent-encoded.

use portcullis_findings::{Timestamp, Tool};

mod document;
mod read;
pub(crate) mod refs;
pub(crate) mod uuid;
mod vex;
mod vex_write;
mod write;

pub use read::{Bom, read};
pub use vex_write::{WriteVexError, write_vex};
pub use write::write;

/// The versions of CycloneDX that are written.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum SpecVersion {
    /// 1.5 (2023). Without line, offset and install path of occurrences.
    V1_5,
    /// 1.6 (ECMA-424, 2024).
    #[default]
    V1_6,
    /// 1.7 (2025).
    V1_7,
}

impl SpecVersion {
    /// The number, such as `1.6`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1_5 => "1.5",
            Self::V1_6 => "1.6",
            Self::V1_7 => "1.7",
        }
    }
}

/// What a document says of itself.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Metadata {
    /// Who makes it.
    pub tool: Tool,
    /// The name of what the inventory describes; it becomes the document's main component.
    pub subject: String,
    /// Its version, if it has one.
    pub version: Option<String>,
    /// When it is made. Without it the document has no time, and equal inventories give equal bytes for ever.
    pub timestamp: Option<Timestamp>,
}

impl Metadata {
    /// A document by this tool about this subject, without version and time.
    #[must_use]
    pub fn new(tool: Tool, subject: impl Into<String>) -> Self {
        Self {
            tool,
            subject: subject.into(),
            version: None,
            timestamp: None,
        }
    }
}

/// Names of the properties that carry what CycloneDX has no field for.
mod property {
    /// On the main component: it stands for the whole and is no component of the inventory.
    pub(super) const SUBJECT: &str = "portcullis:subject";
    /// The word of the component's source, unless it is unknown.
    pub(super) const SOURCE: &str = "portcullis:source";
    pub(super) const SOURCE_URL: &str = "portcullis:source:url";
    pub(super) const SOURCE_REVISION: &str = "portcullis:source:revision";
    /// The word of a scope that `scope` does not tell.
    pub(super) const SCOPE: &str = "portcullis:scope";
    /// A digest of an algorithm CycloneDX does not have.
    pub(super) const DIGEST: &str = "portcullis:digest";
    /// A CPE name beside the first one.
    pub(super) const CPE: &str = "portcullis:cpe";
    /// The reference of a component that this one holds inside.
    pub(super) const CONTAINS: &str = "portcullis:contains";
    /// In the metadata: graph, format, digest and label of a document the inventory was read from.
    pub(super) const MANIFEST: &str = "portcullis:manifest";
    /// In the metadata: the same inventory gives the same bytes.
    pub(super) const REPRODUCIBLE: &str = "cdx:reproducible";
}
