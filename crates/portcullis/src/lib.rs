//! May it go through? The facade of Portcullis.
//!
//! [`gate`] looks at a source tree, takes an inventory, matches it against advisories, scans every file for secrets and
//! decides by a policy. The answer is a [`Gated`]: a decision with its reasons, a report, an inventory, and with
//! [`sign_decision`] a signed proof that [`verify_decision`] checks.
//!
//! The libraries below take values and give values; this crate is where files are opened. It executes
//! nothing of the tree it looks at, opens no socket without the feature `net`, and starts no process but the key program that a
//! key's name asks for (feature `kms-plugin`).
//!
//! ```no_run
//! use portcullis::policy::Verdict;
//! use portcullis::{GateOptions, Silent, gate};
//!
//! let mut options = GateOptions::new("path/to/tree", "2026-11-01T00:00:00Z".parse()?);
//! options.advisories = Some("path/to/advisories".into());
//! let gated = gate(&options, &Silent)?;
//! for outcome in gated.decision.outcomes() {
//!     println!("{}: {}", outcome.rule, outcome.reason);
//! }
//! assert_eq!(gated.decision.verdict(), Verdict::Allow);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![deny(unsafe_code)]

mod advisories;
pub mod artifact;
pub mod bundles;
pub mod fleet;
pub mod fs;
mod gate;
pub mod images;
mod inventory;
pub mod keys;
#[cfg(feature = "net")]
pub mod net;
mod parallel;
mod progress;
pub mod provenance;
pub mod secrets;
pub mod signatures;
pub mod source;
mod tree_hash;

pub use portcullis_archive as archive;
pub use portcullis_findings as findings;
pub use portcullis_policy as policy;
pub use portcullis_sbom as sbom;
pub use portcullis_secret_detect as secret_detect;
pub use portcullis_sign as sign;
pub use portcullis_vuln_match as vuln_match;

pub use advisories::{
    Advisories, AdvisoriesError, CompiledAdvisories, compile_advisories, compile_delta, open_advisories,
    open_index,
};
pub use gate::{
    Counts, GateError, GateOptions, Gated, Matched, Planning, RefusedDecision, SignDecisionError,
    VERIFIER_ID, VexOutput, VexOutputError, gate, match_advisories, sign_decision, tool, tree_digest,
    verify_decision,
};
pub use inventory::{InventoryError, ReadInventory, read_inventory};
pub use progress::{Progress, Silent};
