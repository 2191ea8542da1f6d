//! The shared model of Portcullis.
//!
//! The five check crates (`sbom`, `secret-detect`, `vuln-match`, `sign`, `policy`) never import one another; what two of
//! them need is a value of this crate: a [`Component`] in an [`Inventory`], a [`Finding`], a [`Gap`], a [`Purl`], a
//! [`Digest`], a [`Timestamp`]. Nothing here opens a file, reads a clock or prints.
//!
//! Three outcomes stay apart by type. An *error* says that something could not be looked at. A [`Finding`] says that it was
//! looked at and what was seen. A verdict says what to do about it, and only the crate `policy` makes one. What was not
//! looked at (skipped, truncated, undecidable, stale, not covered) is a [`Gap`] and travels beside the findings.
//!
//! ```
//! use portcullis_findings::{Finding, Kind, Location, Report, RuleId, RuleInfo, SecretDetail, Severity, Tool};
//!
//! let rule = RuleId::new("secret/example-token");
//! let finding = Finding::builder(rule.clone(), Kind::Secret(SecretDetail::new("exam…")))
//!     .severity(Severity::High)
//!     .message("a token of the example service")
//!     .location(Location::new("src/config.rs"))
//!     .build();
//! let report = Report::builder(Tool::new("portcullis", "0.1.0"))
//!     .rule(RuleInfo::new(rule, "Example token"))
//!     .finding(finding)
//!     .build();
//! assert_eq!(report.findings().len(), 1);
//! ```
#![forbid(unsafe_code)]

mod baseline;
mod component;
mod digest;
mod digest_set;
mod evidence;
pub mod exchange;
mod finding;
mod gap;
mod graph;
mod hex;
mod inventory;
mod key;
mod label;
mod licence;
mod limit;
mod location;
mod matching;
mod purl;
mod range;
mod report;
mod rule;
mod score;
mod secret;
mod severity;
mod sha256;
mod timestamp;
mod vex;

pub use baseline::{Baseline, BaselineEntry, BaselineError, Change, correlate};
pub use component::{Component, ComponentKind, ComponentSource};
pub use digest::{Algorithm, Digest, DigestError, Sha256Stream};
pub use digest_set::DigestSet;
pub use evidence::{Evidence, EvidenceKind};
pub use finding::{
    DependencyPath, Exploited, Finding, FindingBuilder, Fix, Informational, Kind, LicenceDetail, Likelihood,
    ProvenanceDetail, Ransomware, Reach, SecretDetail, Source, Status, Subject, Times, VulnerabilityDetail,
    WebDetail,
};
pub use gap::{Gap, GapKind, Stage};
pub use graph::{Completeness, Edge, EdgeKind, Paths, Scope};
pub use inventory::{ComponentId, Inventory, InventoryBuilder, Manifest, Occurrence, OccurrenceId};
pub use key::{FingerprintKey, FingerprintKeyError, Key, KeyAlgorithm, KeyMaterial};
pub use label::Label;
pub use licence::Licence;
pub use limit::{Budget, LimitHit, Position};
pub use location::{LineIndex, Location, Region};
pub use matching::{CpePolicy, EpochPolicy, MatchOptions, ProPolicy};
pub use purl::{Purl, PurlBuilder, PurlError};
pub use range::{InRange, RangeAnswer};
pub use report::{Note, Report, ReportBuilder, Suppressed, Tool};
pub use rule::{RuleId, RuleIdError, RuleInfo};
pub use score::{Score, ScoreKind};
pub use secret::Secret;
pub use severity::{Confidence, ParseLevelError, Severity};
pub use timestamp::{Date, TimeError, Timestamp};
pub use vex::{
    VexDocument, VexDocumentState, VexFormat, VexIdentity, VexJustification, VexProduct, VexSource,
    VexStatement, VexStatus,
};
