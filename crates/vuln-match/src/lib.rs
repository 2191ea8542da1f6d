//! Matches components against advisories in OSV format, and explains every answer.
//!
//! An [`IndexBuilder`] takes records one by one, sets bad ones aside with their reason, and compiles the others into one file.
//! [`Index`] reads that file where it lies. [`Index::matches`] answers what affects a component: affected, or unknown with a
//! reason, never silently safe. Versions are compared by the [`Scheme`] of their ecosystem, as byte strings ([`VersionKey`]).
//!
//! ```
//! use portcullis_findings::{Component, ComponentKind};
//! use portcullis_vuln_match::{Answer, IndexBuilder, Limits, Provenance};
//!
//! let mut builder = IndexBuilder::new(Limits::default());
//! builder.add("X-1.json", br#"{
//!     "id": "X-1", "modified": "2026-01-01T00:00:00Z",
//!     "affected": [{
//!         "package": {"ecosystem": "npm", "name": "left"},
//!         "ranges": [{"type": "SEMVER", "events": [{"introduced": "1.2.0"}, {"fixed": "1.5.0"}]}]
//!     }]
//! }"#);
//! let built = builder.build(&Provenance::default());
//! let index = built.open()?;
//!
//! let mut component = Component::new(ComponentKind::Library, "left");
//! component.purl = Some("pkg:npm/left@1.4.1".parse()?);
//! let matches = index.matches(&component)?;
//! assert_eq!(*matches[0].answer(), Answer::Affected);
//! assert_eq!(matches[0].fix(), Some("1.5.0"));
//! let why = matches[0].explanations()[0].to_string();
//! assert_eq!(why, "X-1: introduced 1.2.0 <= 1.4.1 < fixed 1.5.0 (semver)");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod advisory;
mod coordinates;
mod cpe;
pub mod cvss;
mod ecosystem;
pub mod enrichment;
mod fleet;
mod index;
mod limits;
mod matching;
mod pages;
mod parallel;
pub mod plan;
mod range;
pub mod reach;
mod reading;
mod release;
mod settle;
mod version;
pub mod vex;

pub use advisory::{
    Advisory, AdvisoryError, Affected, Event, EventKind, Interval, Intervals, IntervalsKind, Package, Range,
    RangeKind, Rating, RatingKind, Remark,
};
pub use coordinates::{Coordinates, Lookup, LookupBy};
pub use cpe::{Cpe, CpeError};
pub use cvss::base_score as cvss_base_score;
pub use ecosystem::Ecosystem;
pub use fleet::{
    ComponentId, Fleet, FleetAnswer, FleetBuilder, FleetChanges, FleetComponent, FleetCounts, FleetError,
    FleetLimits, InventorySet, Removals,
};
pub use index::{
    AdvisoryView, Built, Details, DetailsView, EntryView, Index, IndexBuilder, IndexError, Provenance,
    RatingView, Rejected, Remarked, SourceOfRecords,
};
pub use limits::Limits;
pub use matching::{
    Answer, Because, Boundary, Explanation, InventoryChanges, Match, Matches, Reason, is_looked_up,
};
pub use portcullis_findings::{CpePolicy, EpochPolicy, MatchOptions, ProPolicy};
pub use range::{
    Comparator, Notation, NpmGrammar, NpmPrereleases, NpmRange, NpmRangeError, RangeError, Vers, VersFault,
    VersionRange, VersionRanges,
};
pub use reading::Doubt;
pub use release::{Relation, relation};
pub use version::{Patched, Quality, Scheme, VersionKey};
