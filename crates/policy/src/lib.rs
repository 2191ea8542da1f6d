//! Policy as data: typed checks, waivers that expire, explained verdicts.
//!
//! A [`Policy`] is read from TOML, [`Facts`] are what the caller found and vouches for, and [`evaluate`] makes a [`Decision`]
//! of them: a [`Verdict`] with every reason, every waiver that was used, and what would change it. Nothing here reads a file
//! or a clock, and what is not known is never allowed.
//!
//! ```
//! use portcullis_findings::{Gap, InRange, Purl, RangeAnswer};
//! use portcullis_policy::{Facts, Policy, Verdict, Waivers, evaluate};
//!
//! struct NoRanges;
//! impl InRange for NoRanges {
//!     fn in_range(&self, _: &Purl, _: &str) -> RangeAnswer {
//!         RangeAnswer::Unknown("no version schemes at hand".to_owned())
//!     }
//! }
//!
//! let facts = Facts::builder("2026-11-01".parse()?).build();
//! let decision = evaluate(&Policy::builtin(), &Waivers::none(), &facts, &NoRanges);
//! // Nothing was looked at, so nothing is allowed.
//! assert_eq!(decision.verdict(), Verdict::Undecided);
//! # Ok::<(), portcullis_findings::TimeError>(())
//! ```
#![forbid(unsafe_code)]

mod checks;
mod decision;
mod duration;
mod error;
mod evaluate;
mod exclude;
mod facts;
mod json;
mod licence;
mod limits;
mod pattern;
mod policy;
mod read;
mod suggest;
mod tighten;
mod verdict;
mod waiver;

pub use decision::{
    AcceptedGap, Because, ComponentSubject, Decision, FindingSubject, IgnoreOrigin, Outcome, RuleRun,
    Subject, Waived, WaivedBy, WaiverReport, WaiverState,
};
pub use error::PolicyError;
pub use evaluate::evaluate;
pub use exclude::Exclude;
pub use facts::{Coverage, DataHealth, Facts, FactsBuilder};
pub use limits::Limits;
pub use policy::Policy;
pub use verdict::{Effect, Verdict};
pub use waiver::Waivers;
