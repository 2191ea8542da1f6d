//! What expressions are made of. Parts lie in one list and name one another by their place in it, so that nothing that
//! walks or frees an expression goes deeper the deeper it is nested.

use aho_corasick::AhoCorasick;

use crate::import::patterns::Patterns;

/// The place of a part in the list of all.
pub(super) type Id = usize;

/// One part of an expression.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Bool(bool),
    Number(f64),
    Text(String),
    /// The value of the `let` of this index.
    Variable(usize),
    Field(Field),
    Attribute(String),
    Not(Id),
    Any(Vec<Id>),
    All(Vec<Id>),
    Compare(Compare, Id, Id),
    In(Id, Vec<Id>),
    /// The first, or the second if the first is empty.
    Or(Id, Id),
    If(Id, Id, Id),
    Join(Id, Id),
    Plus(Id, Id),
    Minus(Id, Id),
    Slice(Id, Option<Id>, Option<Id>),
    /// A part of the text around the match, by offsets in the input.
    Around(Id, Id),
    Entropy(Id),
    Length(Id),
    WordLike(Id),
    Least(Vec<Id>),
    Most(Vec<Id>),
    MatchesAny(Id, Vec<String>, Patterns),
    ContainsAny(Id, Vec<String>, AhoCorasick),
    FindMatch(Id, String, Patterns),
}

/// What is known of a match.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Field {
    Secret,
    Match,
    Line,
    Fragment,
    MatchStart,
    MatchEnd,
    LineStart,
    LineEnd,
}

pub(super) const FIELDS: [(&str, Field, Kind); 8] = [
    ("secret", Field::Secret, Kind::Text),
    ("match", Field::Match, Kind::Text),
    ("line", Field::Line, Kind::Text),
    ("fragment_raw", Field::Fragment, Kind::Fragment),
    ("match_start_idx", Field::MatchStart, Kind::Number),
    ("match_end_idx", Field::MatchEnd, Kind::Number),
    ("match_line_start_idx", Field::LineStart, Kind::Number),
    ("match_line_end_idx", Field::LineEnd, Kind::Number),
];

/// The kind of a value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Bool,
    Number,
    Text,
    /// The text around the match, which can only be sliced.
    Fragment,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Compare {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    StartsWith,
    EndsWith,
}

pub(super) const COMPARISONS: [(&str, Compare); 9] = [
    ("==", Compare::Equal),
    ("!=", Compare::NotEqual),
    ("<=", Compare::LessOrEqual),
    (">=", Compare::GreaterOrEqual),
    ("<", Compare::Less),
    (">", Compare::Greater),
    ("contains", Compare::Contains),
    ("startsWith", Compare::StartsWith),
    ("endsWith", Compare::EndsWith),
];
