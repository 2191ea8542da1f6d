//! A rule that came from a file.

use std::sync::Arc;

use portcullis_findings::{Confidence, RuleId, Severity};

use crate::engine::{LINE_REACH, PARTNER_REACH};
use crate::filter::{Accepted, DropReason};
use crate::import::expr::Program;
use crate::import::patterns::Patterns;
use crate::import::plan::{KEYWORD_REACH, Plan};
use crate::import::screen::Screen;
use crate::import::{Peer, View};
use crate::origin::Origin;

/// A rule that came from a file: it keeps the meaning that it has in the tool the file is for.
///
/// Its matches pass none of this crate's own filters and offline proofs, only those of its file.
#[derive(Clone, Debug)]
pub struct ImportedRule {
    pub(crate) id: RuleId,
    pub(crate) original: String,
    pub(crate) peer: Peer,
    pub(crate) description: String,
    pub(crate) tags: Vec<String>,
    pub(crate) pattern: Option<String>,
    pub(crate) plan: Plan,
    pub(crate) path: Option<Patterns>,
    pub(crate) group: Option<usize>,
    /// Entropy in bits per byte that the secret must exceed.
    pub(crate) above_entropy: Option<f64>,
    pub(crate) screens: Vec<Arc<Screen>>,
    pub(crate) filters: Vec<Arc<Program>>,
    /// Expressions over the input's path and commit.
    pub(crate) prefilters: Vec<Arc<Program>>,
    pub(crate) required: Vec<Required>,
    pub(crate) silent: bool,
    pub(crate) precedence: i32,
}

/// A rule that must match near by.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Required {
    pub(crate) rule: RuleId,
    pub(crate) lines: Option<u32>,
    pub(crate) columns: Option<u32>,
}

impl Required {
    /// The rule.
    #[must_use]
    pub fn rule(&self) -> &RuleId {
        &self.rule
    }

    /// How many lines there may be from one match's first line to the other's; nothing: any number.
    #[must_use]
    pub fn lines(&self) -> Option<u32> {
        self.lines
    }

    /// How many columns there may be from one match's first column to the other's; nothing: any number.
    #[must_use]
    pub fn columns(&self) -> Option<u32> {
        self.columns
    }
}

impl ImportedRule {
    /// What to do when a credential that such a rule sees leaked.
    pub(crate) const REMEDY: &str = "Revoke it where it was issued, issue a new one, and pass that from a secret store instead of the text.";

    /// The name here: `imported/` and the name in the file.
    #[must_use]
    pub fn id(&self) -> &RuleId {
        &self.id
    }

    /// The name in the file, as it is there.
    #[must_use]
    pub fn original_id(&self) -> &str {
        &self.original
    }

    /// Whose file it is.
    #[must_use]
    pub fn peer(&self) -> Peer {
        self.peer
    }

    /// What the file says about it.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The tags of the file.
    #[must_use]
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// The rules that must match near by for a match of this one to count.
    #[must_use]
    pub fn required(&self) -> &[Required] {
        &self.required
    }

    /// Whether its matches are never told, only asked for by other rules.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.silent
    }

    /// The same rule without the rules it requires, and told even if its file says not to: to try it on examples of its own.
    #[must_use]
    pub fn alone(mut self) -> Self {
        self.required.clear();
        self.silent = false;
        self
    }

    /// Whether it looks at the path of an input alone, never at its bytes.
    #[must_use]
    pub fn is_of_paths(&self) -> bool {
        self.pattern.is_none()
    }

    /// Whether what it tells depends on the path or commit of an input.
    #[must_use]
    pub fn asks_origin(&self) -> bool {
        self.path.is_some()
            || !self.prefilters.is_empty()
            || self.screens.iter().any(|screen| screen.asks_origin())
            || self.filters.iter().any(|filter| filter.asks_origin())
    }

    /// Whether it looks at an input at all.
    pub(crate) fn sees(&self, origin: &Origin) -> bool {
        if origin.is_open() {
            return self.pattern.is_some();
        }
        self.path
            .as_ref()
            .is_none_or(|path| !origin.path().is_empty() && path.is_match(origin.path()))
            && !self.screens.iter().any(|screen| screen.lets_input_pass(origin))
            && !self.prefilters.iter().any(|filter| filter.refuses_input(origin))
    }

    /// Decides about a match, in the order of the tool: entropy, then what the file says for all rules, then for this one.
    pub(crate) fn judge(&self, view: &View<'_>) -> Result<Accepted, DropReason> {
        if !self.plan.near.is_empty() && !contains_any(view.around(KEYWORD_REACH), &self.plan.near) {
            return Err(DropReason::Filtered);
        }
        if let Some(least) = self.above_entropy {
            let found = bits_per_byte(view.secret());
            if found <= least {
                let hundredths = |bits: f64| (bits * 100.0).clamp(0.0, 800.0) as u16;
                return Err(DropReason::LowEntropy {
                    found: hundredths(found),
                    least: hundredths(least),
                });
            }
        }
        if let Some(screen) = self.screens.iter().find(|screen| screen.lets_match_pass(view)) {
            return Err(DropReason::Allowed {
                note: screen.note.clone(),
            });
        }
        let is_open = view.origin().is_open();
        let mut filters = self
            .filters
            .iter()
            .filter(|filter| !(is_open && filter.asks_origin()));
        if filters.any(|filter| filter.refuses(view)) {
            return Err(DropReason::Filtered);
        }
        Ok(self.accepted())
    }

    pub(crate) fn accepted(&self) -> Accepted {
        Accepted {
            severity: self.severity(),
            confidence: if self.precedence <= 0 {
                Confidence::Low
            } else {
                Confidence::Medium
            },
            proof: None,
        }
    }

    /// How far beyond a match its conditions look, in bytes.
    pub(crate) fn reach(&self) -> usize {
        let reach = |yes: bool, bytes: usize| if yes { bytes } else { 0 };
        let conditions = !self.screens.is_empty() || !self.filters.is_empty();
        reach(conditions, LINE_REACH)
            .max(reach(!self.plan.near.is_empty(), KEYWORD_REACH))
            .max(reach(!self.required.is_empty(), PARTNER_REACH))
    }

    pub(crate) fn severity(&self) -> Severity {
        if self.precedence <= 0 {
            Severity::Medium
        } else {
            Severity::High
        }
    }
}

/// Shannon entropy, in the precision in which the tools compare it.
pub(crate) fn bits_per_byte(text: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in text {
        if let Some(count) = counts.get_mut(usize::from(*byte)) {
            *count += 1;
        }
    }
    let length = text.len() as f64;
    let share = |count: &u32| {
        let p = f64::from(*count) / length;
        -p * p.log2()
    };
    counts.iter().filter(|count| **count > 0).map(share).sum()
}

/// Whether one of some words in lower case occurs, in any ASCII case.
fn contains_any(text: &[u8], words: &[String]) -> bool {
    words.iter().any(|word| {
        text.windows(word.len().max(1))
            .any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
    })
}
