//! VEX: statements on whether a vulnerability matters, read from OpenVEX and CSAF, written in both, and applied to findings.
//!
//! Reading gives a [`portcullis_findings::VexDocument`] and a gap for everything that could not be read: a statement is
//! never dropped in silence. Which documents are trusted is the caller's decision; [`Statements`] takes only those.
//!
//! ```
//! use portcullis_findings::{
//!     Component, ComponentKind, Finding, Inventory, Kind, RuleId, VexStatus, VulnerabilityDetail,
//! };
//! use portcullis_vuln_match::vex::{self, Statements, Terms, VexLimits};
//!
//! let text = br#"{
//!     "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/vex/1", "author": "Example",
//!     "timestamp": "2026-01-01T00:00:00Z", "version": 1,
//!     "statements": [{
//!         "vulnerability": {"name": "CVE-2026-0001"}, "products": [{"@id": "pkg:npm/left@1.4.1"}],
//!         "status": "not_affected", "justification": "vulnerable_code_not_in_execute_path"
//!     }]
//! }"#;
//! let read = vex::openvex::read("left.openvex.json", text, &VexLimits::default())?;
//! assert!(read.gaps.is_empty());
//!
//! let mut component = Component::new(ComponentKind::Library, "left");
//! component.purl = Some("pkg:npm/left@1.4.1".parse().unwrap());
//! let kind = Kind::Vulnerability(VulnerabilityDetail::new("CVE-2026-0001"));
//! let finding = Finding::builder(RuleId::new("vulnerability/CVE-2026-0001"), kind).subject(&component).build();
//! let statements = Statements::new(vec![read.document], Terms::at("2026-02-01".parse().unwrap()));
//! let applied = statements.apply(vec![finding], &Inventory::default());
//! assert_eq!(applied.findings[0].vex(), Some(VexStatus::NotAffected));
//! # Ok::<(), portcullis_vuln_match::vex::VexError>(())
//! ```

mod apply;
pub mod csaf;
mod error;
mod fit;
mod names;
pub mod openvex;
mod report;
mod source;

pub use apply::{Applied, Statements, Terms};
pub use error::{VexError, VexLimits, VexWriteError};

use std::collections::BTreeMap;

use portcullis_findings::{Gap, VexDocument, VexFormat};
use serde::de::IgnoredAny;

/// What a document says, and what of it could not be read.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct VexRead {
    /// The document with its statements.
    pub document: VexDocument,
    /// What could not be read or contradicts itself, in the order of the text.
    pub gaps: Vec<Gap>,
}

/// The format that a JSON text says to be of, by the names at its top; `None` if it is of none of the three.
#[must_use]
pub fn format_of(bytes: &[u8]) -> Option<VexFormat> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let names: BTreeMap<String, IgnoredAny> = serde_json::from_slice(bytes).ok()?;
    let formats = [
        ("@context", VexFormat::OpenVex),
        ("bomFormat", VexFormat::CycloneDx),
        ("document", VexFormat::Csaf),
    ];
    formats
        .into_iter()
        .find_map(|(name, format)| names.contains_key(name).then_some(format))
}
