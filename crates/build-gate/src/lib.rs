//! The gate in a `build.rs`: what it denies, cargo refuses to build.
//!
//! ```no_run
//! // build.rs
//! use portcullis_build_gate::{Check, check};
//!
//! fn main() -> Result<(), portcullis_build_gate::CheckError> {
//!     check(&Check::new(env!("CARGO_MANIFEST_DIR")).advisories("advisories").policy("gate.toml"))?;
//!     Ok(())
//! }
//! ```
//!
//! Every outcome that denies or leaves undecided becomes a `cargo::error` line, which fails the build without a panic; every
//! warning becomes `cargo::warning`. The script runs again when a gated file, the policy, a waiver file or the advisories
//! change. Needs cargo 1.84, the first that knows `cargo::error`.
//!
//! A build script runs on developers' machines, where nobody else looks: it is a convenience beside the gate of a pipeline,
//! not instead of it, since whoever changes the build script changes the check.
#![forbid(unsafe_code)]

mod lines;

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use portcullis::findings::{Severity, TimeError, Timestamp};
use portcullis::policy::Verdict;
use portcullis::{GateError, GateOptions, Silent};

/// What to check. Relative paths are below the root.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Check {
    root: PathBuf,
    advisories: Option<PathBuf>,
    policy: Option<PathBuf>,
    waivers: Vec<PathBuf>,
    fail_on: Option<Severity>,
    undecided: Undecided,
}

/// What an answer that is neither yes nor no means for the build.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Undecided {
    /// It fails, as in a pipeline.
    Fails,
    /// It goes on with a warning.
    Warns,
}

impl Check {
    /// The built-in policy on a folder, usually `env!("CARGO_MANIFEST_DIR")`.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            advisories: None,
            policy: None,
            waivers: Vec::new(),
            fail_on: None,
            undecided: Undecided::Fails,
        }
    }

    /// Folder, zip or tar (plain, with gzip or zstd) of OSV records.
    #[must_use]
    pub fn advisories(mut self, path: impl AsRef<Path>) -> Self {
        self.advisories = Some(self.root.join(path));
        self
    }

    /// The policy.
    #[must_use]
    pub fn policy(mut self, path: impl AsRef<Path>) -> Self {
        self.policy = Some(self.root.join(path));
        self
    }

    /// A waiver file; may be called several times.
    #[must_use]
    pub fn waivers(mut self, path: impl AsRef<Path>) -> Self {
        self.waivers.push(self.root.join(path));
        self
    }

    /// Denies vulnerabilities from this severity on.
    #[must_use]
    pub fn fail_on(mut self, severity: Severity) -> Self {
        self.fail_on = Some(severity);
        self
    }

    /// What an undecided answer means; it fails the build unless set.
    #[must_use]
    pub fn undecided(mut self, undecided: Undecided) -> Self {
        self.undecided = undecided;
        self
    }
}

/// The check could not be made. A build script that returns it fails the build.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CheckError {
    /// The tree, the policy, the waivers or the advisories cannot be read.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// `SOURCE_DATE_EPOCH` is no count of seconds, or the clock stands before 1970.
    #[error("no moment to decide for: SOURCE_DATE_EPOCH or the clock is not a time since 1970")]
    Clock,
    /// The moment lies outside of the years that can be written.
    #[error(transparent)]
    Time(#[from] TimeError),
}

/// Runs the gate and tells cargo what it found; to be called from a `build.rs`.
///
/// The folder that cargo builds into is left out. The moment is `SOURCE_DATE_EPOCH`, else now.
///
/// # Errors
///
/// [`CheckError`] if the check could not be made.
pub fn check(check: &Check) -> Result<Verdict, CheckError> {
    let mut options = GateOptions::new(&check.root, moment()?);
    options.advisories.clone_from(&check.advisories);
    options.policy.clone_from(&check.policy);
    options.waivers.clone_from(&check.waivers);
    options.fail_on = check.fail_on;
    options.excludes = lines::build_folder(&check.root).into_iter().collect();
    let gated = portcullis::gate(&options, &Silent)?;
    let mut text = lines::reruns(check, &options);
    text.push_str(&lines::outcomes(&gated, check.undecided));
    tell(&text);
    Ok(gated.decision.verdict())
}

#[allow(
    clippy::print_stdout,
    reason = "standard output is how a build script speaks to cargo"
)]
fn tell(lines: &str) {
    print!("{lines}");
}

fn moment() -> Result<Timestamp, CheckError> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.parse().ok(),
        Err(_) => SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .ok()
            .and_then(|since| i64::try_from(since.as_secs()).ok()),
    };
    Ok(Timestamp::from_unix(seconds.ok_or(CheckError::Clock)?)?)
}
