//! What a component says of its licence.

use std::fmt;

/// The licence statement of a component.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Licence {
    /// The source states nothing; not the same as [`Licence::NoneStated`]'s explicit "none".
    #[default]
    Unknown,
    /// The source states that there is none (SPDX `NONE`, npm `UNLICENSED`).
    NoneStated,
    /// An SPDX expression as stated; not checked here.
    Expression(String),
    /// A free name or text that is no SPDX expression.
    Name(String),
}

impl Licence {
    /// The statement as text, `None` if there is no statement.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Unknown => None,
            Self::NoneStated => Some("NONE"),
            Self::Expression(text) | Self::Name(text) => Some(text),
        }
    }
}

impl fmt::Display for Licence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str().unwrap_or("unknown"))
    }
}
