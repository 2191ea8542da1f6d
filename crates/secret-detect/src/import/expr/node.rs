//! What expressions are made of.

use aho_corasick::AhoCorasick;

use crate::import::patterns::Patterns;

/// One part of an expression. Its depth is bounded by the parser.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Bool(bool),
    Number(f64),
    Text(String),
    /// The value of the `let` of this index.
    Variable(usize),
    Field(Field),
    Attribute(String),
    Not(Box<Self>),
    Any(Vec<Self>),
    All(Vec<Self>),
    Compare(Compare, Box<Self>, Box<Self>),
    In(Box<Self>, Vec<Self>),
    /// The first, or the second if the first is empty.
    Or(Box<Self>, Box<Self>),
    If(Box<Self>, Box<Self>, Box<Self>),
    Join(Box<Self>, Box<Self>),
    Plus(Box<Self>, Box<Self>),
    Minus(Box<Self>, Box<Self>),
    Slice(Box<Self>, Option<Box<Self>>, Option<Box<Self>>),
    /// A part of the text around the match, by offsets in the input.
    Around(Box<Self>, Box<Self>),
    Entropy(Box<Self>),
    Length(Box<Self>),
    WordLike(Box<Self>),
    Least(Vec<Self>),
    Most(Vec<Self>),
    MatchesAny(Box<Self>, Vec<String>, Patterns),
    ContainsAny(Box<Self>, Vec<String>, AhoCorasick),
    FindMatch(Box<Self>, String, Patterns),
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
