//! Conversion to and from the document types of other crates, one file each, behind features of their names.
//!
//! For programs that already hold documents of these crates and as a second opinion on our own reader and writer. They
//! carry less than [`crate::cyclonedx`]: components with name, version, package URL, CPE names, digests and licence, edges and roots.
//! Sources, scopes, places and completeness are lost. The crates know CycloneDX 1.3 to 1.5 and SPDX 2.2 and 2.3.
//! Their types stay inside; what goes in and out is JSON and [`Inventory`].

use std::collections::BTreeMap;

use portcullis_findings::{
    Component, Digest, Edge, EdgeKind, Inventory, InventoryBuilder, Label, Location, Manifest, Occurrence,
    OccurrenceId, Position, Scope,
};

use crate::text::json::Document;
use crate::text::{Source, shortened};
use crate::{DocumentError, Limits};

#[cfg(feature = "cyclonedx-bom")]
pub mod cyclonedx_bom;
#[cfg(feature = "spdx-rs")]
pub mod spdx_rs;

/// A conversion through another crate did not work.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InteropError {
    /// The bytes are not JSON within the limits.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// JSON that the other crate does not take for a document it knows.
    #[error("{cause}{}", position.map(|position| format!(" at {position}")).unwrap_or_default())]
    Refused {
        /// Where it stopped, if it says so.
        position: Option<Position>,
        /// Its reason, shortened.
        cause: String,
    },
    /// The format asks for the time of creation, and none was given.
    #[error("the format asks for a time of creation")]
    MissingTimestamp,
}

impl InteropError {
    fn of_json(bytes: &[u8], error: &serde_json::Error) -> Self {
        let place = (error.line() > 0).then(|| Position::of_line_column(bytes, error.line(), error.column()));
        Self::Refused {
            position: place,
            cause: shortened(&error.to_string()),
        }
    }

    fn of_cause(cause: impl std::fmt::Display) -> Self {
        Self::Refused {
            position: None,
            cause: shortened(&cause.to_string()),
        }
    }
}

/// Looks at the bytes with our own reader first: the other crates have no limits and fewer positions.
fn check(label: &Label, bytes: &[u8], limits: &Limits) -> Result<(), InteropError> {
    let limits = Limits {
        // serde_json reads no deeper.
        depth: limits.depth.min(127),
        ..*limits
    };
    let source = Source::new(label, bytes, &limits).map_err(DocumentError::from)?;
    Document::parse(&source, &limits).map_err(DocumentError::from)?;
    Ok(())
}

/// An inventory from components and edges by reference.
struct Collector {
    label: Label,
    builder: InventoryBuilder,
    by_ref: BTreeMap<String, OccurrenceId>,
}

impl Collector {
    fn new(label: &Label, bytes: &[u8], format: &str) -> Self {
        let mut builder = InventoryBuilder::new();
        let mut manifest = Manifest::new(label.as_bytes(), format);
        manifest.digest = Some(Digest::sha256(bytes));
        builder.manifest(manifest);
        Self {
            label: label.clone(),
            builder,
            by_ref: BTreeMap::new(),
        }
    }

    fn component(&mut self, name: Option<&str>, component: Component) -> OccurrenceId {
        let component = self.builder.component(component);
        let location = Location::new(self.label.as_bytes());
        let id = self.builder.occurrence(Occurrence::new(component, 0, location));
        if let Some(name) = name {
            self.by_ref.entry(name.to_owned()).or_insert(id);
        }
        id
    }

    fn edge(&mut self, from: &str, to: &str, kind: EdgeKind, scope: Scope) {
        if let (Some(from), Some(to)) = (self.by_ref.get(from), self.by_ref.get(to)) {
            let mut edge = Edge::new(*to, scope);
            edge.kind = kind;
            self.builder.edge(*from, edge);
        }
    }

    fn root(&mut self, name: &str) {
        if let Some(id) = self.by_ref.get(name) {
            self.builder.root(*id);
        }
    }

    fn finish(self) -> Inventory {
        self.builder.build()
    }
}

/// For each component the references of those it depends on, from any of its occurrences.
fn dependencies<'a>(inventory: &Inventory, refs: &'a [String]) -> Vec<(&'a str, Vec<&'a str>)> {
    inventory
        .iter()
        .zip(refs)
        .map(|((id, _), own)| {
            let edges = inventory
                .occurrences_of(id)
                .flat_map(|(from, _)| inventory.edges(from));
            let mut targets: Vec<_> = edges
                .filter(|edge| edge.kind == EdgeKind::DependsOn)
                .filter_map(|edge| refs.get(inventory.occurrence(edge.to)?.component.index()))
                .map(String::as_str)
                .collect();
            targets.sort_unstable();
            targets.dedup();
            (own.as_str(), targets)
        })
        .collect()
}

fn root_refs<'a>(inventory: &Inventory, refs: &'a [String]) -> Vec<&'a str> {
    let mut roots: Vec<_> = inventory
        .roots()
        .filter_map(|root| refs.get(inventory.occurrence(root)?.component.index()))
        .map(String::as_str)
        .collect();
    roots.sort_unstable();
    roots.dedup();
    roots
}
