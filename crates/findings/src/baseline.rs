//! What was known before: a file of keys, and which finding of today is which of then.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Finding, Key, KeyAlgorithm, Position, Status};

const SCHEMA: &str = "portcullis-baseline/v1";

/// The findings of an earlier run, by their keys alone. Holds no secret and no plain hash of one.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Baseline {
    entries: Vec<BaselineEntry>,
}

/// One finding of an earlier run.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct BaselineEntry {
    /// The rule that saw it.
    pub rule: String,
    /// Its keys, the strictest first.
    pub keys: Vec<Key>,
}

/// What became of a finding.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Change {
    /// Not in the baseline.
    New,
    /// The entry with this place in the baseline, at the same place or with the same meaning.
    Unchanged(usize),
    /// The entry with this place in the baseline, found by a key that does not know the path.
    Moved(usize),
}

impl Change {
    /// The status to write into the finding.
    #[must_use]
    pub const fn status(self) -> Status {
        match self {
            Self::New => Status::New,
            Self::Unchanged(_) => Status::Unchanged,
            Self::Moved(_) => Status::Moved,
        }
    }
}

impl Baseline {
    /// The most bytes a baseline may have.
    pub const MAX_BYTES: usize = 256 * 1024 * 1024;

    /// The baseline of these findings.
    #[must_use]
    pub fn of_findings<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut entries: Vec<_> = findings
            .into_iter()
            .map(|finding| BaselineEntry {
                rule: finding.rule().to_string(),
                keys: finding.keys().to_vec(),
            })
            .collect();
        entries.sort_unstable();
        Self { entries }
    }

    /// The baseline of these secrets by their keyed fingerprints alone, which survive everything but a change of the secret.
    /// Findings without one are left out.
    #[must_use]
    pub fn of_secrets<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut all = Self::of_findings(findings);
        for entry in &mut all.entries {
            entry.keys.retain(|key| key.algorithm() == KeyAlgorithm::KeyedV1);
        }
        all.entries.retain(|entry| !entry.keys.is_empty());
        all.entries.sort_unstable();
        all
    }

    /// Whether an entry has this key.
    #[must_use]
    pub fn holds(&self, key: &Key) -> bool {
        self.entries.iter().any(|entry| entry.keys.contains(key))
    }

    /// The entries, sorted.
    #[must_use]
    pub fn entries(&self) -> &[BaselineEntry] {
        &self.entries
    }

    /// Reads a baseline file.
    ///
    /// # Errors
    ///
    /// [`BaselineError`] if it is no baseline of this version, or too large. Keys of algorithms that are not known are
    /// passed over, so that a file of a newer version still matches by the keys both know.
    pub fn parse(json: &[u8]) -> Result<Self, BaselineError> {
        if json.len() > Self::MAX_BYTES {
            return Err(BaselineError::TooLarge {
                bytes: json.len() as u64,
            });
        }
        let file: File = serde_json::from_slice(json).map_err(|error| BaselineError::Syntax {
            position: Position::of_line_column(json, error.line(), error.column()),
        })?;
        if file.schema != SCHEMA {
            return Err(BaselineError::Schema {
                found: file.schema.chars().take(60).collect(),
            });
        }
        let entry = |entry: Entry| BaselineEntry {
            rule: entry.rule,
            keys: entry.keys.iter().filter_map(|key| Key::parse(key)).collect(),
        };
        let mut entries: Vec<_> = file.findings.into_iter().map(entry).collect();
        entries.sort_unstable();
        Ok(Self { entries })
    }

    /// Writes a baseline file: JSON, one finding a line, sorted.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = format!("{{\n  \"schema\": \"{SCHEMA}\",\n  \"findings\": [");
        for (at, entry) in self.entries.iter().enumerate() {
            let entry = Entry {
                rule: entry.rule.clone(),
                keys: entry.keys.iter().map(Key::to_string).collect(),
            };
            json.push_str(if at == 0 { "\n    " } else { ",\n    " });
            json.push_str(&serde_json::to_string(&entry).unwrap_or_default());
        }
        json.push_str("\n  ]\n}\n");
        json
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    findings: Vec<Entry>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    keys: Vec<String>,
}

/// A baseline could not be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// No JSON of the baseline's form.
    #[error("not a baseline at {position}")]
    Syntax {
        /// Where reading stopped.
        position: Position,
    },
    /// A baseline of another version, or another file.
    #[error("unknown baseline schema `{found}`, expected `{SCHEMA}`")]
    Schema {
        /// What it says of itself, shortened.
        found: String,
    },
    /// More bytes than a baseline may have.
    #[error("a baseline has at most {} bytes, found {bytes}", Baseline::MAX_BYTES)]
    TooLarge {
        /// How many there are.
        bytes: u64,
    },
}

/// Assigns each finding at most one entry of the baseline and each entry at most one finding, from the strictest key on.
/// Keys without a path assign only where both sides have one candidate. The answer has one change per finding, in order.
#[must_use]
pub fn correlate(baseline: &Baseline, findings: &[Finding]) -> Vec<Change> {
    let mut changes = vec![Change::New; findings.len()];
    let mut taken = vec![false; baseline.entries.len()];
    for algorithm in KeyAlgorithm::ALL {
        assign(algorithm, baseline, findings, &mut taken, &mut changes);
    }
    changes
}

fn assign(
    algorithm: KeyAlgorithm,
    baseline: &Baseline,
    findings: &[Finding],
    taken: &mut [bool],
    changes: &mut [Change],
) {
    let mut old: BTreeMap<&Key, Vec<usize>> = BTreeMap::new();
    for (at, entry) in baseline.entries.iter().enumerate() {
        if !taken.get(at).copied().unwrap_or(true) {
            for key in entry.keys.iter().filter(|key| key.algorithm() == algorithm) {
                old.entry(key).or_default().push(at);
            }
        }
    }
    let mut new: BTreeMap<&Key, usize> = BTreeMap::new();
    let open = |change: &Change| *change == Change::New;
    for (finding, _) in findings.iter().zip(&*changes).filter(|(_, change)| open(change)) {
        for key in finding.keys().iter().filter(|key| key.algorithm() == algorithm) {
            *new.entry(key).or_default() += 1;
        }
    }
    let moves = algorithm == KeyAlgorithm::MovedV1;
    for (finding, change) in findings.iter().zip(changes).filter(|(_, change)| open(change)) {
        for key in finding.keys().iter().filter(|key| key.algorithm() == algorithm) {
            let Some(candidates) = old.get(key) else { continue };
            if moves && (candidates.len() > 1 || new.get(key).is_some_and(|count| *count > 1)) {
                continue;
            }
            let free = candidates
                .iter()
                .copied()
                .find(|at| taken.get(*at) == Some(&false));
            if let Some(at) = free {
                if let Some(slot) = taken.get_mut(at) {
                    *slot = true;
                }
                *change = if moves {
                    Change::Moved(at)
                } else {
                    Change::Unchanged(at)
                };
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{KeyMaterial, Kind, Label, RuleId, SecretDetail};

    fn finding(label: &str, snippet: &str, context: &str, occurrence: u32) -> Finding {
        let rule = RuleId::new("secret/x");
        let label = Label::new(label);
        let material = KeyMaterial {
            rule: &rule,
            label: &label,
            snippet: snippet.as_bytes(),
            context: context.as_bytes(),
            occurrence,
        };
        let keys = material.keys();
        keys.into_iter()
            .fold(
                Finding::builder(rule.clone(), Kind::Secret(SecretDetail::new("…"))),
                |finding, key| finding.key(key),
            )
            .build()
    }

    #[test]
    fn a_baseline_reads_back() {
        let baseline = Baseline::of_findings(&[finding("a", "x", "", 0), finding("b", "x", "", 0)]);
        assert_eq!(Baseline::parse(baseline.to_json().as_bytes()), Ok(baseline));
        assert_eq!(
            Baseline::parse(Baseline::default().to_json().as_bytes()),
            Ok(Baseline::default())
        );
    }

    #[test]
    fn a_renamed_file_is_moved_and_a_new_line_is_new() {
        let baseline = Baseline::of_findings(&[finding("a", "x", "c", 0)]);
        let now = [finding("b", "x", "c", 0), finding("b", "y", "c", 0)];
        assert_eq!(correlate(&baseline, &now), [Change::Moved(0), Change::New]);
    }

    #[test]
    fn one_known_finding_does_not_hide_two() {
        let baseline = Baseline::of_findings(&[finding("a", "x", "c", 0)]);
        let now = [finding("a", "x", "c", 0), finding("a", "x", "c", 0)];
        assert_eq!(correlate(&baseline, &now), [Change::Unchanged(0), Change::New]);
    }

    #[test]
    fn a_move_with_two_candidates_is_not_guessed() {
        let baseline = Baseline::of_findings(&[finding("a", "x", "c", 0)]);
        let now = [finding("b", "x", "c", 0), finding("d", "x", "c", 0)];
        assert_eq!(correlate(&baseline, &now), [Change::New, Change::New]);
    }

    #[test]
    fn another_schema_is_refused() {
        let error = Baseline::parse(br#"{"schema":"x","findings":[]}"#);
        assert_eq!(error, Err(BaselineError::Schema { found: "x".into() }));
        assert!(matches!(Baseline::parse(b"{"), Err(BaselineError::Syntax { .. })));
    }
}
