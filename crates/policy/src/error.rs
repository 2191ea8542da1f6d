//! Why a policy or waiver text was refused.

use portcullis_findings::{LimitHit, Position};

/// A policy or waiver text that cannot be used. Nothing of it is used then: a half-read policy would be a looser one.
///
/// Quoted values are shortened to 80 characters, with control characters escaped.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// Larger than is read.
    #[error("{limit}{}", at(position))]
    Limit {
        /// Which limit.
        limit: LimitHit,
        /// Where it was hit, if it is not the whole text.
        position: Option<Position>,
    },
    /// Not TOML.
    #[error("not TOML at {position}: {cause}")]
    Syntax {
        /// Where.
        position: Position,
        /// What is wrong there.
        cause: String,
    },
    /// Written for another version of this crate.
    #[error("`schema` is {found} at {position}, expected 1")]
    Schema {
        /// The version it names.
        found: String,
        /// Where.
        position: Position,
    },
    /// A key that has no meaning there. Ignoring it could drop a restriction.
    #[error("unknown key `{key}` in {table} at {position}{}", did_you_mean(suggestion))]
    UnknownKey {
        /// The key.
        key: String,
        /// Where it stands: `[policy]`, `[[rule]]`, `check severity` …
        table: String,
        /// Where.
        position: Position,
        /// The nearest known key, if one is near.
        suggestion: Option<String>,
    },
    /// A check that does not exist.
    #[error("unknown check `{found}` at {position}{}", did_you_mean(suggestion))]
    UnknownCheck {
        /// The name.
        found: String,
        /// Where.
        position: Position,
        /// The nearest check, if one is near.
        suggestion: Option<String>,
    },
    /// A key that must be there is not.
    #[error("{table} at {position} has no `{key}`")]
    MissingKey {
        /// The key.
        key: &'static str,
        /// Where it belongs.
        table: String,
        /// Where that stands.
        position: Position,
    },
    /// A value of another type.
    #[error("`{key}` is {found} at {position}, expected {expected}")]
    WrongType {
        /// The key.
        key: String,
        /// The type of the value.
        found: &'static str,
        /// The type it must have.
        expected: &'static str,
        /// Where.
        position: Position,
    },
    /// A value of the right type without a meaning.
    #[error(
        "`{found}` is no value for `{key}` at {position}, expected {expected}{}",
        did_you_mean(suggestion)
    )]
    InvalidValue {
        /// The key.
        key: String,
        /// The value.
        found: String,
        /// What is expected.
        expected: String,
        /// Where.
        position: Position,
        /// The nearest value, if one is near.
        suggestion: Option<String>,
    },
    /// Two rules or waivers of one name.
    #[error("the {what} `{id}` at {position} was already there; give each an `id` of its own")]
    DuplicateId {
        /// `rule` or `waiver`.
        what: &'static str,
        /// The name.
        id: String,
        /// Where the second stands.
        position: Position,
    },
    /// None of several keys is there, and one is needed.
    #[error("{table} at {position} needs at least one of {expected}")]
    NeedsOneOf {
        /// What lacks it.
        table: String,
        /// The keys.
        expected: &'static str,
        /// Where it stands.
        position: Position,
    },
}

fn did_you_mean(suggestion: &Option<String>) -> String {
    suggestion
        .as_ref()
        .map(|word| format!("; did you mean `{word}`?"))
        .unwrap_or_default()
}

fn at(position: &Option<Position>) -> String {
    position
        .map(|position| format!(" at {position}"))
        .unwrap_or_default()
}
