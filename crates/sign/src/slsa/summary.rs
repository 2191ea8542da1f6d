//! The check of verification summaries.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mismatch, VerificationResult, VerificationSummary};
use crate::intoto::Statement;
use crate::key::KeyId;
use crate::verified::Verified;

/// What a consumer expects of a verification summary.
///
/// ```
/// use portcullis_sign::slsa::SummaryExpectations;
/// let expected = SummaryExpectations::new("https://example.com/gate", "pkg:npm/app@1.0.0")
///     .subject("sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
///     .level("SLSA_BUILD_LEVEL_2");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SummaryExpectations {
    verifier: String,
    resource: String,
    keys: BTreeSet<KeyId>,
    subjects: Vec<(String, String)>,
    levels: Vec<String>,
}

impl SummaryExpectations {
    /// Expects a verifier's summary about a resource.
    #[must_use]
    pub fn new(verifier_id: impl Into<String>, resource_uri: impl Into<String>) -> Self {
        Self {
            verifier: verifier_id.into(),
            resource: resource_uri.into(),
            keys: BTreeSet::new(),
            subjects: Vec::new(),
            levels: Vec::new(),
        }
    }

    /// One more key that is this verifier's. Without any, whoever signed is taken for the verifier.
    #[must_use]
    pub fn key(mut self, key: KeyId) -> Self {
        self.keys.insert(key);
        self
    }

    /// One more artifact it must be about, by algorithm and digest as the summary writes them.
    #[must_use]
    pub fn subject(mut self, algorithm: impl Into<String>, value: impl Into<String>) -> Self {
        self.subjects.push((algorithm.into(), value.into()));
        self
    }

    /// One more level it must state: of SLSA's tracks (`SLSA_BUILD_LEVEL_2`) this or a higher one, of others this.
    #[must_use]
    pub fn level(mut self, level: impl Into<String>) -> Self {
        self.levels.push(level.into());
        self
    }
}

/// Checks a verification summary against what is expected of it. A summary must be about at least one artifact that is
/// expected.
///
/// # Errors
///
/// The mismatches, at least one.
pub fn check_summary(
    statement: &Verified<Statement<VerificationSummary>>,
    expected: &SummaryExpectations,
) -> Result<(), Vec<Mismatch>> {
    let summary = statement.get().predicate();
    let mut found = Vec::new();
    if !expected.keys.is_empty() && !statement.evidence().keys().any(|key| expected.keys.contains(key)) {
        found.push(Mismatch::VerifierKey);
    }
    if summary.verifier.id != expected.verifier {
        found.push(Mismatch::Verifier {
            expected: expected.verifier.clone(),
            found: summary.verifier.id.clone(),
        });
    }
    if summary.resource_uri != expected.resource {
        found.push(Mismatch::Resource {
            expected: expected.resource.clone(),
            found: summary.resource_uri.clone(),
        });
    }
    if summary.result != VerificationResult::Passed {
        found.push(Mismatch::Failed);
    }
    subjects(statement.get(), expected, &mut found);
    levels(&summary.verified_levels, expected, &mut found);
    if found.is_empty() { Ok(()) } else { Err(found) }
}

fn subjects(
    statement: &Statement<VerificationSummary>,
    expected: &SummaryExpectations,
    found: &mut Vec<Mismatch>,
) {
    let missing = |algorithm: &str, value: &str| Mismatch::SummarySubject {
        algorithm: algorithm.to_owned(),
        value: value.to_owned(),
    };
    if expected.subjects.is_empty() {
        found.push(missing("", ""));
    }
    for (algorithm, value) in &expected.subjects {
        let states = |set: &crate::intoto::DigestSet| set.value(algorithm) == Some(value.as_str());
        if !statement
            .subjects()
            .iter()
            .filter_map(|one| one.digest.as_ref())
            .any(states)
        {
            found.push(missing(algorithm, value));
        }
    }
}

fn levels(stated: &[String], expected: &SummaryExpectations, found: &mut Vec<Mismatch>) {
    let mut tracks: BTreeMap<&str, u32> = BTreeMap::new();
    for (track, level) in stated.iter().filter_map(|level| slsa_level(level)) {
        let best = tracks.entry(track).or_default();
        *best = level.max(*best);
    }
    for level in &expected.levels {
        let reached = match slsa_level(level) {
            Some((track, least)) => tracks.get(track).is_some_and(|level| *level >= least),
            None => stated.contains(level),
        };
        if !reached {
            found.push(Mismatch::SummaryLevel {
                expected: level.clone(),
            });
        }
    }
}

/// The track and number of `SLSA_<TRACK>_LEVEL_<n>`.
fn slsa_level(level: &str) -> Option<(&str, u32)> {
    let (track, number) = level.strip_prefix("SLSA_")?.split_once("_LEVEL_")?;
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| number.parse().ok().map(|number| (track, number)))?
}
