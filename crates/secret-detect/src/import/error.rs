//! What can be wrong with a rule file.

use super::{ExprError, MAX_BYTES, MAX_EXTENDS};

/// A rule file that cannot be honoured as a whole. `rule` is the name in the file, empty for the file itself.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The file is larger than [`MAX_BYTES`].
    #[error("{file}: more than {MAX_BYTES} bytes")]
    Size {
        /// The file.
        file: String,
    },
    /// The file is not TOML.
    #[error("{file}:{line}: not TOML")]
    Toml {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
    },
    /// A key has a value of the wrong kind.
    #[error("{rule}: `{key}` has a value of another kind than it must have")]
    Value {
        /// The rule.
        rule: String,
        /// The key.
        key: String,
    },
    /// A key has a value that it cannot have.
    #[error("{rule}: `{key}` cannot be `{value}`")]
    Choice {
        /// The rule.
        rule: String,
        /// The key.
        key: &'static str,
        /// The value.
        value: String,
    },
    /// A regex is none in this crate's dialect (ASCII classes, no look-around but `\b`), matches the empty text or is too large.
    #[error("{rule}: `{key}` is not a pattern at byte {at}")]
    Pattern {
        /// The rule.
        rule: String,
        /// The key.
        key: &'static str,
        /// Where in the pattern; 0 if it is too large or matches the empty text.
        at: usize,
    },
    /// An expression cannot be honoured.
    #[error("{rule}: `{key}`: {cause}")]
    Expression {
        /// The rule.
        rule: String,
        /// The key.
        key: &'static str,
        /// What of it.
        cause: ExprError,
    },
    /// A rule has no name.
    #[error("rule number {number} has no id")]
    NoId {
        /// Which, from 1.
        number: usize,
    },
    /// Two rules of one file have the same name.
    #[error("{rule}: there are two rules of this id")]
    Duplicate {
        /// The name.
        rule: String,
    },
    /// A rule has neither a regex nor a path.
    #[error("{rule}: neither `regex` nor `path`")]
    Empty {
        /// The rule.
        rule: String,
    },
    /// An allowlist allows nothing.
    #[error("{rule}: an allowlist without commits, paths, regexes or stopwords")]
    EmptyAllowlist {
        /// The rule.
        rule: String,
    },
    /// A rule asks for a group that its regex has not.
    #[error("{rule}: `secretGroup` is {group}, the regex has {groups}")]
    Group {
        /// The rule.
        rule: String,
        /// The group it asks for.
        group: usize,
        /// How many there are.
        groups: usize,
    },
    /// A rule or an allowlist names a rule that is not there.
    #[error("{rule}: there is no rule `{other}`")]
    NoRule {
        /// The rule that names it.
        rule: String,
        /// The name.
        other: String,
    },
    /// The file builds on another that nobody gave.
    #[error("{file}: builds on {other}, which was not given")]
    Extends {
        /// The file.
        file: String,
        /// The path of the other, or `the default rules`.
        other: String,
    },
    /// Files build on one another more than [`MAX_EXTENDS`] deep.
    #[error("{file}: more than {MAX_EXTENDS} files build on one another")]
    Depth {
        /// The file.
        file: String,
    },
}
