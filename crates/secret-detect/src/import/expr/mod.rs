//! Filter expressions: the total part of the language of betterleaks' `filter` and `prefilter`.
//!
//! Literals, `let`, `||`, `&&`, `!`, comparisons, `in`, `??`, `?:`, `+`, `-`, slices of texts, and the functions `entropy`,
//! `matchesAny`, `containsAny`, `failsTokenEfficiency`, `findMatch`, `get`, `len`, `min`, `max`. Types are checked when the
//! expression is read, so that evaluation cannot fail; it cannot loop either. An expression that is true refuses the match.
//!
//! A text is bytes. `finding["fragment_raw"]` is the text around the match, up to 1,024 bytes on each side, and can only be
//! sliced; attributes other than `path` and `git.sha` are empty.

mod cursor;
mod eval;
mod lexer;
mod node;
mod parser;
mod parts;
mod print;

use std::fmt;

use crate::import::View;
use crate::origin::Origin;
use node::{Id, Node};

/// How long an expression may be, in bytes.
pub(crate) const MAX_BYTES: usize = 256 << 10;
/// How many parts an expression may have.
pub(crate) const MAX_NODES: usize = 20_000;
/// How deep an expression may be nested.
pub(crate) const MAX_DEPTH: usize = 48;

/// An expression ready to be asked.
///
/// `Display` writes it in a form that reads as the same expression.
#[derive(Clone, Debug)]
pub struct Program {
    nodes: Vec<Node>,
    lets: Vec<(String, Id)>,
    body: Id,
}

/// An expression that cannot be had.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ExprError {
    /// It is none.
    #[error("no expression at byte {at}")]
    Syntax {
        /// Where.
        at: usize,
    },
    /// It uses a name, function or operator that is not in the total part of the language.
    #[error("`{what}` at byte {at} is not in the part of the language that can be had here")]
    Unknown {
        /// The name or operator.
        what: String,
        /// Where.
        at: usize,
    },
    /// It uses a value of one kind where another is needed.
    #[error("a value of the wrong kind at byte {at}")]
    Type {
        /// Where.
        at: usize,
    },
    /// One of its regexes is none, or a large one.
    #[error("not a pattern: number {index} of the list at byte {at}")]
    Pattern {
        /// Which of the list, from 0.
        index: usize,
        /// Where the list is.
        at: usize,
    },
    /// It is longer, larger or deeper than it may be.
    #[error("more than {allowed} {what}")]
    Limit {
        /// What is counted: bytes, parts or levels.
        what: &'static str,
        /// How many there may be.
        allowed: usize,
    },
}

impl Program {
    /// Reads an expression.
    ///
    /// ```
    /// use portcullis_secret_detect::import::Program;
    /// let filter = Program::parse(r#"entropy(finding["secret"]) <= 3.0 || len(finding["secret"]) < 8"#)?;
    /// assert_eq!(Program::parse(&filter.to_string())?.to_string(), filter.to_string());
    /// # Ok::<(), portcullis_secret_detect::import::ExprError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ExprError`] with what cannot be had, and where.
    pub fn parse(source: &str) -> Result<Self, ExprError> {
        parser::program(source)
    }

    /// Whether the expression is true of a secret that is the whole text of an input without a path.
    #[must_use]
    pub fn refuses_text(&self, secret: &[u8]) -> bool {
        let origin = Origin::default();
        self.refuses(&View::whole(secret, &origin))
    }

    /// Whether it asks for the path or commit of an input.
    pub(crate) fn asks_origin(&self) -> bool {
        self.nodes.iter().any(|node| matches!(node, Node::Attribute(_)))
    }

    /// Whether it refuses a match.
    pub(crate) fn refuses(&self, view: &View<'_>) -> bool {
        eval::is_true(self, view)
    }

    /// Whether it refuses an input of this origin, whatever it holds.
    pub(crate) fn refuses_input(&self, origin: &Origin) -> bool {
        self.refuses(&View::whole(&[], origin))
    }
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print::program(self, f)
    }
}
