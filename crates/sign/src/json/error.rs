//! Why a JSON document was refused.

use portcullis_findings::Position;

/// A document that is not acceptable JSON, or not of the shape asked for.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{problem} at {position}")]
#[non_exhaustive]
pub struct JsonError {
    /// Where reading stopped.
    pub position: Position,
    /// What is wrong there.
    pub problem: JsonProblem,
}

/// What was wrong with a JSON document.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum JsonProblem {
    /// Not JSON.
    #[error("text that is not JSON")]
    Syntax,
    /// The document ends too early.
    #[error("the end of a JSON text that is not complete")]
    UnexpectedEnd,
    /// Two members of one object have the same name: readers differ in which one counts.
    #[error("a second member {key:?} in one object")]
    DuplicateKey {
        /// The name, at most 64 characters of it.
        key: String,
    },
    /// Nested too deep.
    #[error("nesting deeper than {limit}")]
    TooDeep {
        /// Levels allowed.
        limit: usize,
    },
    /// Too many values.
    #[error("more than {limit} values")]
    TooManyItems {
        /// Values and keys allowed.
        limit: usize,
    },
    /// A value of another type than the format has there, or a member that is missing.
    #[error("a wrong shape ({detail})")]
    Shape {
        /// What was found and expected, at most 200 characters.
        detail: String,
    },
}

/// Longest text of the document that is repeated in an error, in characters.
const SHOWN: usize = 200;

impl JsonError {
    pub(super) fn from_serde(error: &serde_json::Error, document: &[u8]) -> Self {
        let problem = match error.classify() {
            serde_json::error::Category::Eof => JsonProblem::UnexpectedEnd,
            serde_json::error::Category::Syntax | serde_json::error::Category::Io => JsonProblem::Syntax,
            serde_json::error::Category::Data => JsonProblem::Shape {
                detail: detail(error),
            },
        };
        Self {
            position: Position::of_line_column(document, error.line(), error.column()),
            problem,
        }
    }
}

/// As much of a text as an error repeats.
pub(crate) fn shown(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

/// The message without its position, which is a field of its own, and without control characters.
fn detail(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let message = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(message, _)| message);
    shown(message)
        .chars()
        .map(|c| {
            if c.is_control() {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            }
        })
        .collect()
}
