//! Looks for secrets in trees, streams and git repositories.
//!
//! ```no_run
//! use portcullis::Silent;
//! use portcullis::secret_detect::{RuleSet, Scanner};
//! use portcullis::secrets::{SecretOptions, scan_tree};
//!
//! let scanner = Scanner::new(RuleSet::builtin())?;
//! let scanned = scan_tree("path/to/tree".as_ref(), &SecretOptions::new(&scanner), &Silent)?;
//! assert!(scanned.findings.is_empty() && scanned.gaps.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "git")]
mod git;
mod ignores;
mod lists;
mod options;
mod report;
mod rules;
pub(crate) mod scan;
mod tree;

#[cfg(feature = "git")]
pub use git::{scan_history, scan_range, scan_staged};
pub use ignores::Ignores;
pub(crate) use lists::is_list;
pub use lists::{PeerListError, PeerLists};
pub use options::{Explained, Explanations, ScannedSecrets, SecretOptions};
pub use report::InlineIgnores;
pub use rules::{RuleFileError, read_rules};
pub(crate) use tree::{budget, packed};
pub use tree::{scan_stream, scan_tree};
