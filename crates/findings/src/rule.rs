//! What recognises something: its name and the words that explain it.

use std::borrow::Cow;
use std::fmt;

use crate::Severity;

/// The name of a rule: `area/what`, for example `secret/github-token` or `vulnerability/RUSTSEC-2020-0071`.
///
/// ASCII letters, digits and `. _ - / :`, 1 to 200 bytes. Names are stable: waivers, baselines and SARIF consumers key on them.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RuleId(Cow<'static, str>);

impl RuleId {
    /// The longest name, in bytes.
    pub const MAX_BYTES: usize = 200;

    /// A name known at compile time.
    ///
    /// # Panics
    ///
    /// If `name` is not a rule name; in a `static` or `const` that is a compile error.
    #[must_use]
    #[allow(
        clippy::panic,
        reason = "only reachable in constant evaluation of our own tables"
    )]
    pub const fn new(name: &'static str) -> Self {
        assert!(is_rule_name(name.as_bytes()), "not a rule name");
        Self(Cow::Borrowed(name))
    }

    /// Reads a name that comes from outside.
    ///
    /// # Errors
    ///
    /// [`RuleIdError`] if it is empty, longer than [`RuleId::MAX_BYTES`] or holds another character.
    pub fn parse(name: &str) -> Result<Self, RuleIdError> {
        if is_rule_name(name.as_bytes()) {
            Ok(Self(Cow::Owned(name.to_owned())))
        } else {
            let valid = name
                .bytes()
                .take(Self::MAX_BYTES)
                .take_while(|byte| is_rule_byte(*byte))
                .count();
            Err(RuleIdError { byte: valid })
        }
    }

    /// A name built from an area and any text, where bytes that a name cannot hold become `-`.
    ///
    /// ```
    /// use portcullis_findings::RuleId;
    /// assert_eq!(RuleId::of_parts("vulnerability", "GO-2022 0001").as_str(), "vulnerability/GO-2022-0001");
    /// ```
    #[must_use]
    pub fn of_parts(area: &str, rest: &str) -> Self {
        let name = [area, "/", rest].concat();
        if is_rule_name(name.as_bytes()) {
            return Self(Cow::Owned(name));
        }
        let fitting = name
            .bytes()
            .take(Self::MAX_BYTES)
            .map(|byte| if is_rule_byte(byte) { char::from(byte) } else { '-' })
            .collect();
        Self(Cow::Owned(fitting))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the first `/`: `secret`, `generic`, `vulnerability` …
    #[must_use]
    pub fn area(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The text is not a rule name.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not a rule name at byte {byte}: 1 to 200 ASCII letters, digits and `._-/:`")]
#[non_exhaustive]
pub struct RuleIdError {
    /// Where the first byte stands that a name cannot hold.
    pub byte: usize,
}

/// What a rule is for, in words for people; one per rule that fired, in [`crate::Report`].
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct RuleInfo {
    /// The rule.
    pub id: RuleId,
    /// One line without a full stop.
    pub title: String,
    /// What it recognises, one or more sentences.
    pub description: String,
    /// What to do about it.
    pub help: String,
    /// Where to read more.
    pub help_uri: Option<String>,
    /// How bad a finding of this rule is unless the finding says otherwise.
    pub severity: Severity,
    /// Free words for grouping, sorted when a report is built.
    pub tags: Vec<String>,
}

impl RuleInfo {
    /// A rule with a title; description and help repeat the title until they are set.
    #[must_use]
    pub fn new(id: RuleId, title: impl Into<String>) -> Self {
        let title = title.into();
        Self {
            id,
            description: title.clone(),
            help: title.clone(),
            title,
            help_uri: None,
            severity: Severity::Unknown,
            tags: Vec::new(),
        }
    }
}

const fn is_rule_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'/' | b':')
}

const fn is_rule_name(name: &[u8]) -> bool {
    if name.is_empty() || name.len() > RuleId::MAX_BYTES {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if !is_rule_byte(name[at]) {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_outside_is_checked_with_its_position() {
        assert_eq!(
            RuleId::parse("secret/x").map(|id| id.area().to_owned()),
            Ok("secret".to_owned())
        );
        assert_eq!(RuleId::parse("secret x"), Err(RuleIdError { byte: 6 }));
        assert_eq!(RuleId::parse(""), Err(RuleIdError { byte: 0 }));
        assert!(RuleId::parse(&"a".repeat(201)).is_err());
    }
}
