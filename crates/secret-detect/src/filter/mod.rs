//! From what a pattern matched to what is told: proofs, and reasons to set it aside.

mod entropy;
mod generic;
mod identifier;
mod likeness;
mod placeholder;
mod published;

use std::fmt;

use portcullis_findings::{Confidence, RuleId, Severity};

use crate::proof::Proof;
use crate::rule::{Rank, Rule};

pub(crate) use entropy::bits_per_byte;
pub(crate) use likeness::{inner_cost, is_word_like};

/// What a pattern matched.
#[derive(Clone, Copy)]
pub(crate) struct Candidate<'t> {
    /// The part of the match before the secret: its name and the operator.
    pub(crate) name: &'t [u8],
    pub(crate) secret: &'t [u8],
    /// Up to [`LEAD`] bytes before the match.
    pub(crate) lead: &'t [u8],
}

/// How many bytes before a match are looked at.
pub(crate) const LEAD: usize = 48;

/// A candidate that is told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Accepted {
    pub(crate) severity: Severity,
    pub(crate) confidence: Confidence,
    pub(crate) proof: Option<Proof>,
}

/// Why something that a rule matched is no credential.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum DropReason {
    /// It says that it stands for something else: `EXAMPLE`, `your-token-here`, `xxxx`.
    Placeholder,
    /// A reference that is filled in elsewhere: `${TOKEN}`, `{{ token }}`, `<token>`, `%s`.
    Template,
    /// Its vendor published it as an example.
    Published,
    /// One character, or a short group, over and over.
    Repeated,
    /// Characters in the order of the alphabet or of the digits.
    Sequence,
    /// Less entropy than the rule asks for, in hundredths of a bit per byte.
    LowEntropy {
        /// What it has.
        found: u16,
        /// What the rule asks for.
        least: u16,
    },
    /// A word, an identifier, a path or a version.
    Identifier,
    /// A UUID, which names things.
    Uuid,
    /// A hexadecimal digest, or a value of an integrity field.
    Digest,
    /// The name says that the value is something else: a file, a URL, a length.
    Name,
    /// An allowlist of the file that the rule came from lets it pass.
    Allowed {
        /// What the file says about the allowlist; empty if it says nothing.
        note: String,
    },
    /// The filter expression of the rule, or the one of its file for all rules, refuses it.
    Filtered,
    /// The rule counts only beside a match of another rule, and there is none.
    Alone {
        /// The other rule.
        without: RuleId,
    },
    /// A rule of higher rank told the same bytes.
    Covered {
        /// That rule.
        by: RuleId,
    },
}

impl fmt::Display for DropReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Placeholder => f.write_str("a placeholder"),
            Self::Template => f.write_str("a reference that is filled in elsewhere"),
            Self::Published => f.write_str("an example that its vendor published"),
            Self::Repeated => f.write_str("a repetition"),
            Self::Sequence => f.write_str("a sequence of neighbours in the alphabet"),
            Self::LowEntropy { found, least } => {
                write!(
                    f,
                    "{}.{:02} bits of entropy per byte, not {}.{:02}",
                    found / 100,
                    found % 100,
                    least / 100,
                    least % 100
                )
            }
            Self::Identifier => f.write_str("an identifier, a path or a version"),
            Self::Uuid => f.write_str("a UUID"),
            Self::Digest => f.write_str("a digest"),
            Self::Name => f.write_str("the name says that it is something else"),
            Self::Allowed { note } if note.is_empty() => f.write_str("allowed by the rule's file"),
            Self::Allowed { note } => write!(f, "allowed by the rule's file: {note}"),
            Self::Filtered => f.write_str("refused by the rule's filter"),
            Self::Alone { without } => write!(f, "no match of {without} is near"),
            Self::Covered { by } => write!(f, "told by {by}"),
        }
    }
}

/// Decides about a candidate. A passed proof outweighs every shape.
pub(crate) fn judge(rule: &Rule, candidate: &Candidate<'_>) -> Result<Accepted, DropReason> {
    let proof = rule.check.map(|check| check(candidate.secret));
    let severity = if matches!(proof, Some(Proof::Protected { .. })) {
        Severity::Low
    } else {
        rule.severity
    };
    let confidence = match proof {
        Some(Proof::Passed { .. } | Proof::Protected { .. }) => Confidence::Certain,
        Some(Proof::Failed { .. }) => rule.confidence.lowered(),
        Some(Proof::Open) | None => rule.confidence,
    };
    let accepted = Accepted {
        severity,
        confidence,
        proof,
    };
    if published::is_published(candidate.secret) {
        return Err(DropReason::Published);
    }
    if confidence == Confidence::Certain && proof.is_some() {
        return Ok(accepted);
    }
    placeholder::refuse(candidate)?;
    refuse_low_entropy(rule, candidate.secret)?;
    if rule.rank == Rank::Named && identifier::is_letters(candidate.secret) {
        return Err(DropReason::Identifier);
    }
    if generic::is_client_side(candidate.lead)
        || (rule.rank == Rank::Named
            && (generic::is_named_id(candidate) || generic::is_named_digest(candidate)))
    {
        return Err(DropReason::Name);
    }
    if rule.rank == Rank::Generic {
        generic::refuse(rule.shape, candidate)?;
    }
    Ok(accepted)
}

fn refuse_low_entropy(rule: &Rule, secret: &[u8]) -> Result<(), DropReason> {
    if rule.min_entropy <= 0.0 {
        return Ok(());
    }
    let hundredths = |bits: f32| (bits * 100.0).clamp(0.0, 800.0) as u16;
    let (found, least) = (hundredths(bits_per_byte(secret)), hundredths(rule.min_entropy));
    if found < least {
        Err(DropReason::LowEntropy { found, least })
    } else {
        Ok(())
    }
}
