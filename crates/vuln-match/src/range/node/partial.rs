//! Versions of which parts may be missing: `1`, `1.2.x`, `v1.2.3-rc.1+build`.

use std::fmt;

use super::{GREATEST, NpmGrammar};

/// A version that may name fewer than three numbers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::range) struct Partial<'a> {
    /// What stood before the first number: `v`, `=`.
    pub(super) prefix: &'a str,
    parts: [Part; 3],
    pub(super) prerelease: Option<String>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Part {
    Number(u64),
    /// `x`, `X` or `*`.
    Any,
    Missing,
}

impl<'a> Partial<'a> {
    /// Reads all of a text; nothing is any version.
    pub(in crate::range) fn parse(text: &'a str, grammar: NpmGrammar) -> Option<Self> {
        let bare = text.trim_start_matches(|c: char| matches!(c, 'v' | '=') || c.is_ascii_whitespace());
        let prefix = text.strip_suffix(bare)?;
        let mut parts = [Part::Missing; 3];
        if bare.is_empty() {
            return Some(Self {
                prefix,
                parts,
                prerelease: None,
            });
        }
        let (core, build) = match bare.split_once('+') {
            Some((core, build)) => (core, Some(build)),
            None => (bare, None),
        };
        if build.is_some_and(|build| !build.split('.').all(is_identifier)) {
            return None;
        }
        let mut rest = core;
        for (at, part) in parts.iter_mut().enumerate() {
            if at > 0 {
                match rest.strip_prefix('.') {
                    Some(behind) => rest = behind,
                    None => break,
                }
            }
            (*part, rest) = number(rest, grammar)?;
        }
        let whole = parts.iter().all(|part| *part != Part::Missing);
        let prerelease = match (rest, rest.strip_prefix('-')) {
            ("", _) => None,
            _ if !whole => return None,
            (_, Some(list)) => Some(identifiers(list, grammar)?),
            (list, None) if grammar == NpmGrammar::Loose => Some(identifiers(list, grammar)?),
            _ => return None,
        };
        Some(Self {
            prefix,
            parts,
            prerelease,
        })
    }

    /// Whether it says nothing.
    pub(in crate::range) fn is_any(&self) -> bool {
        self.number(0).is_none()
    }

    /// Whether a part is written as `x`.
    pub(in crate::range) fn is_written_open(&self) -> bool {
        self.parts.contains(&Part::Any)
    }

    /// Whether a number stands behind an `x`: `1.x.3`.
    pub(super) fn is_out_of_order(&self) -> bool {
        let open = self.parts.iter().position(|part| *part == Part::Any);
        open.is_some_and(|open| {
            self.parts
                .iter()
                .skip(open)
                .any(|part| matches!(part, Part::Number(_)))
        })
    }

    /// The three numbers, those that are missing or behind an `x` being zero.
    pub(super) fn triple(&self) -> [u64; 3] {
        let known = self.known();
        std::array::from_fn(|at| {
            if at < known {
                self.number(at).unwrap_or(0)
            } else {
                0
            }
        })
    }

    /// The first version that no longer begins alike; `None` if all three numbers are there, or none.
    pub(in crate::range) fn after(&self) -> Option<[u64; 3]> {
        let known = self.known();
        (known < 3).then(|| self.raised(known.checked_sub(1)?)).flatten()
    }

    /// The end of `^`: the first number that is not zero may not rise.
    pub(in crate::range) fn caret(&self) -> Option<[u64; 3]> {
        let known = self.known();
        let kept = (0..known)
            .find(|at| self.number(*at) != Some(0))
            .unwrap_or(known.checked_sub(1)?);
        self.raised(kept)
    }

    /// The end of `~`: the second number may not rise.
    pub(in crate::range) fn tilde(&self) -> Option<[u64; 3]> {
        self.raised(self.known().min(2).checked_sub(1)?)
    }

    /// How many numbers there are in front.
    fn known(&self) -> usize {
        let open = self
            .parts
            .iter()
            .position(|part| !matches!(part, Part::Number(_)));
        open.unwrap_or(3)
    }

    fn raised(&self, at: usize) -> Option<[u64; 3]> {
        let mut next = self.triple();
        let raised = next.get_mut(at)?;
        *raised += 1; // At most `GREATEST`.
        next.iter_mut().skip(at + 1).for_each(|part| *part = 0);
        Some(next)
    }

    fn number(&self, at: usize) -> Option<u64> {
        match self.parts.get(at)? {
            Part::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl fmt::Display for Partial<'_> {
    /// As a whole version.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.triple();
        write!(f, "{major}.{minor}.{patch}")?;
        match &self.prerelease {
            Some(prerelease) if self.known() == 3 => write!(f, "-{prerelease}"),
            _ => Ok(()),
        }
    }
}

fn number(text: &str, grammar: NpmGrammar) -> Option<(Part, &str)> {
    if let Some(rest) = text.strip_prefix(['x', 'X', '*']) {
        return Some((Part::Any, rest));
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.strip_suffix(rest)?;
    if digits.is_empty() || (grammar == NpmGrammar::Strict && digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    // What is too great stays too great.
    let number = digits.parse().unwrap_or(u64::MAX).min(GREATEST + 1);
    Some((Part::Number(number), rest))
}

/// The identifiers of a prerelease, numbers without leading zeros.
fn identifiers(list: &str, grammar: NpmGrammar) -> Option<String> {
    let mut written = Vec::new();
    for part in list.split('.') {
        let numeric = part.bytes().all(|byte| byte.is_ascii_digit());
        let bare = part.trim_start_matches('0');
        match (is_identifier(part), numeric) {
            (false, _) => return None,
            (true, true) if part.len() > 1 && bare.len() < part.len() => {
                if grammar == NpmGrammar::Strict {
                    return None;
                }
                written.push(if bare.is_empty() { "0" } else { bare });
            }
            _ => written.push(part),
        }
    }
    Some(written.join("."))
}

fn is_identifier(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
