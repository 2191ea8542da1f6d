//! Names of entries, made harmless.

use std::collections::BTreeSet;

use portcullis_findings::{Digest, Gap, GapKind, Label, LimitHit, Stage};

use crate::Limits;

/// The names of one archive.
#[derive(Default)]
pub(crate) struct Names {
    /// The first half of a SHA-256 each: names may be long and many.
    seen: BTreeSet<[u8; 16]>,
}

impl Names {
    /// The name of a file as a label.
    ///
    /// # Errors
    ///
    /// The gap that stands for an entry whose name leaves the archive or that was there before.
    pub(crate) fn label(&mut self, raw: &[u8], limits: &Limits) -> Result<Label, Box<Gap>> {
        if raw.len() > limits.name_bytes {
            let limit = LimitHit {
                what: "bytes of one entry's name",
                allowed: limits.name_bytes as u64,
            };
            return Err(Box::new(
                skipped(raw, limits, "the name is too long").with_limit(limit),
            ));
        }
        let label = normal(raw).map_err(|cause| Box::new(skipped(raw, limits, cause)))?;
        let digest = Digest::sha256(label.as_bytes());
        let half = digest.as_bytes().first_chunk::<16>().copied().unwrap_or_default();
        if self.seen.insert(half) {
            Ok(label)
        } else {
            Err(Box::new(skipped(raw, limits, "another entry has the same name")))
        }
    }
}

/// An entry that is not given to the visitor.
pub(crate) fn skipped(raw: &[u8], limits: &Limits, cause: &str) -> Gap {
    let shown = raw.get(..raw.len().min(limits.name_bytes)).unwrap_or_default();
    Gap::new(Stage::Source, GapKind::Skipped, shown, cause)
}

fn normal(raw: &[u8]) -> Result<Label, &'static str> {
    if raw.contains(&0) {
        return Err("the name holds a zero byte");
    }
    if raw.contains(&b'\\') {
        return Err("the name holds a backslash, which some systems read as a separator");
    }
    if raw.first() == Some(&b'/') || matches!(raw, [letter, b':', ..] if letter.is_ascii_alphabetic()) {
        return Err("the name is absolute");
    }
    let parts: Vec<&[u8]> = raw
        .split(|byte| *byte == b'/')
        .filter(|part| !part.is_empty() && *part != b".")
        .collect();
    if parts.contains(&b"..".as_slice()) {
        return Err("the name leaves the archive by `..`");
    }
    if parts.is_empty() {
        return Err("the entry has no name");
    }
    Ok(Label::new(parts.join(&b'/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside() {
        for (raw, expected) in [
            ("a/b", Some("a/b")),
            ("./a//b/.", Some("a/b")),
            ("..a/b..", Some("..a/b..")),
            ("/etc/passwd", None),
            ("../a", None),
            ("a/../../b", None),
            ("a/..", None),
            ("a\\..\\b", None),
            ("C:/a", None),
            ("c:a", None),
            ("a\0b", None),
            (".", None),
            ("", None),
        ] {
            let label = normal(raw.as_bytes()).ok();
            assert_eq!(label, expected.map(Label::new), "{raw}");
        }
    }

    #[test]
    fn the_second_of_a_name_is_a_gap() {
        let (mut names, limits) = (Names::default(), Limits::default());
        assert!(names.label(b"a/b", &limits).is_ok());
        let gap = names.label(b"./a/b", &limits).unwrap_err();
        assert_eq!(gap.kind, GapKind::Skipped);
        assert!(gap.cause.contains("same name"));
    }

    #[test]
    fn a_long_name_is_cut_in_its_gap() {
        let limits = Limits {
            name_bytes: 4,
            ..Limits::default()
        };
        let gap = Names::default().label(b"abcdef", &limits).unwrap_err();
        assert_eq!(gap.input, Label::new("abcd"));
        assert_eq!(gap.limit.map(|limit| limit.allowed), Some(4));
    }
}
