//! Finds leaked credentials in bytes.
//!
//! One pass of a literal automaton over the input finds the few places where a rule could match; only there a linear regex
//! runs, anchored at the literal where the rule allows it. What matched is then tested offline (checksums, decoded
//! structure), and shapes that are no secrets (placeholders, templates, identifiers) are set aside with a reason.
//! Nothing here opens a file, a socket or a process: bytes come in, [`SecretMatch`]es go to a [`Sink`].
//!
//! ```
//! use portcullis_secret_detect::{RuleSet, Scanner, SecretMatch};
//!
//! let scanner = Scanner::new(RuleSet::builtin())?;
//! let input = concat!("token = \"ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk", "\"");
//! let mut found: Vec<SecretMatch> = Vec::new();
//! let summary = scanner.scan(&mut scanner.scratch(), input.as_bytes(), &mut found);
//! assert_eq!(summary.findings, 1);
//! assert_eq!(found[0].rule().as_str(), "secret/github-token");
//! assert_eq!((found[0].region().line(), found[0].region().column()), (1, 10));
//! assert!(!format!("{:?}", found[0]).contains("StZs"));
//! # Ok::<(), portcullis_secret_detect::RuleSetError>(())
//! ```
//!
//! A [`Feeder`] takes the same input in pieces of any size and gives the same answer in bounded memory.
#![forbid(unsafe_code)]

mod decode;
mod engine;
mod feeder;
mod filter;
pub mod git;
pub mod ignore;
pub mod import;
mod limits;
mod many;
mod origin;
mod parts;
mod place;
mod proof;
mod report;
mod rule;
mod rules;
mod ruleset;
mod scanner;
mod sink;

pub use decode::{Depth, Encoding, MAX_ENCODED};
pub use engine::{MAX_EXTENDED_WIDTH, MAX_WIDTH};
pub use feeder::Feeder;
pub use filter::DropReason;
pub use limits::Limits;
pub use many::{ScannedInput, scan_many};
pub use origin::Origin;
pub use place::Place;
pub use proof::Proof;
pub use report::{findings, rule_info};
pub use rule::{Example, Extension, Rank, Rule, Shape};
pub use ruleset::{RuleSet, RuleSetError};
pub use scanner::{ScanSummary, Scanner, Scratch};
pub use sink::{Dropped, SecretMatch, Sink};
