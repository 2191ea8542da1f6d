//! How a name is compared. Whatever the way, the whole of it is compared, from its first to its last character.

use std::fmt;

use regex_lite::{Regex, RegexBuilder};

use super::glob;

/// The longest text to compare with, in bytes.
const LONGEST: usize = 4096;
/// The most memory a compiled pattern takes.
const PATTERN_BYTES: usize = 1 << 20;

/// A name, or a set of names.
#[derive(Clone)]
pub struct Matcher(Rule);

#[derive(Clone)]
enum Rule {
    Exact(String),
    Glob(String),
    Pattern { text: String, regex: Regex },
}

/// A matcher that cannot be one.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MatcherError {
    /// More than 4096 bytes.
    #[error("the text to compare with has {size} bytes, the limit is 4096")]
    TooLong {
        /// Bytes given.
        size: usize,
    },
    /// Not a regular expression, or too large a one.
    #[error("not a regular expression: {reason}")]
    Pattern {
        /// Why, as the expression's parser has it.
        reason: String,
    },
    /// It matches the empty name, so it says next to nothing about who signed.
    #[error("{text:?} matches the empty name as well; name at least a part of it")]
    MatchesEmpty {
        /// The text.
        text: String,
    },
}

impl Matcher {
    /// Exactly this name, byte for byte.
    ///
    /// # Errors
    ///
    /// [`MatcherError::TooLong`], or [`MatcherError::MatchesEmpty`] for the empty name.
    pub fn exact(name: impl Into<String>) -> Result<Self, MatcherError> {
        Self(Rule::Exact(name.into())).checked()
    }

    /// Names of a form. `*` stands for any characters but `/`, also for none; `**` for any characters; `?` for one
    /// character but `/`. Every other character stands for itself: there are no brackets, braces or escapes.
    ///
    /// # Errors
    ///
    /// [`MatcherError::TooLong`], or [`MatcherError::MatchesEmpty`] if nothing but stars is left.
    pub fn glob(form: impl Into<String>) -> Result<Self, MatcherError> {
        Self(Rule::Glob(form.into())).checked()
    }

    /// Names that a regular expression matches as a whole: `^` and `$` around it are understood and change nothing.
    /// Matching takes time linear in the name.
    ///
    /// # Errors
    ///
    /// [`MatcherError`] if it is not one, too large, or matches the empty name.
    pub fn pattern(text: impl Into<String>) -> Result<Self, MatcherError> {
        let text = text.into();
        if text.len() > LONGEST {
            return Err(MatcherError::TooLong { size: text.len() });
        }
        let compile = |text: &str| {
            RegexBuilder::new(text)
                .size_limit(PATTERN_BYTES)
                .build()
                .map_err(|error| MatcherError::Pattern {
                    reason: error.to_string(),
                })
        };
        // By itself first: `a)|(b` would only be one inside of the anchors.
        compile(&text)?;
        let regex = compile(&format!(r"\A(?:{text})\z"))?;
        Self(Rule::Pattern { text, regex }).checked()
    }

    /// Whether the whole name matches.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        match &self.0 {
            Rule::Exact(exact) => exact == name,
            Rule::Glob(form) => glob::matches(form, name),
            Rule::Pattern { regex, .. } => regex.is_match(name),
        }
    }

    fn text(&self) -> &str {
        match &self.0 {
            Rule::Exact(text) | Rule::Glob(text) | Rule::Pattern { text, .. } => text,
        }
    }

    fn checked(self) -> Result<Self, MatcherError> {
        let size = self.text().len();
        if size > LONGEST {
            Err(MatcherError::TooLong { size })
        } else if self.matches("") {
            Err(MatcherError::MatchesEmpty {
                text: self.text().to_owned(),
            })
        } else {
            Ok(self)
        }
    }
}

/// The text, with the kind of matcher where it is not exact.
impl fmt::Display for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Rule::Exact(text) => write!(f, "{text:?}"),
            Rule::Glob(text) => write!(f, "glob {text:?}"),
            Rule::Pattern { text, .. } => write!(f, "pattern {text:?}"),
        }
    }
}

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Matcher({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_names_only() {
        for (pattern, name, matches) in [
            ("https://github.com/acme/.*", "https://github.com/acme/x", true),
            (
                "https://github.com/acme/.*",
                "https://evil.example/?https://github.com/acme/x",
                false,
            ),
            ("^https://github.com/acme/x$", "https://github.com/acme/x", true),
            ("a|b", "b", true),
            ("a|b", "ab", false),
            ("a|b", "xb", false),
            ("(?i)ACME", "acme", true),
            ("acme", "acme\n", false),
            ("(?m)acme$", "acme\nevil", false),
        ] {
            let matcher = Matcher::pattern(pattern).unwrap();
            assert_eq!(matcher.matches(name), matches, "{pattern} {name:?}");
        }
    }

    #[test]
    fn patterns_cannot_step_out_of_their_anchors() {
        for pattern in ["a)|(b", "(?x)a #", "a)|(?:b", "(", "\\", "[a", "a\\"] {
            assert!(
                matches!(Matcher::pattern(pattern), Err(MatcherError::Pattern { .. })),
                "{pattern}"
            );
        }
    }

    #[test]
    fn what_matches_nothing_in_particular_is_refused() {
        for text in ["", "*", "**", "***"] {
            assert!(
                matches!(Matcher::glob(text), Err(MatcherError::MatchesEmpty { .. })),
                "{text}"
            );
        }
        for text in ["", ".*", "a?", "a|", "^$"] {
            assert!(
                matches!(Matcher::pattern(text), Err(MatcherError::MatchesEmpty { .. })),
                "{text}"
            );
        }
        assert!(matches!(
            Matcher::exact(""),
            Err(MatcherError::MatchesEmpty { .. })
        ));
        assert!(matches!(
            Matcher::exact("a".repeat(5000)),
            Err(MatcherError::TooLong { .. })
        ));
    }
}
