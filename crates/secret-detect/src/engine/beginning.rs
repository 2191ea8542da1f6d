//! Whether every match of a pattern begins with a keyword: by walking both side by side, without listing what matches.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, ClassBytesRange, Hir, HirKind, Repetition};

/// How far the ways through a pattern have got in keywords, each told by the part that it has spelled. A way that has spelled a
/// whole keyword is in no set any more.
type Ways<'k> = BTreeSet<&'k [u8]>;

/// Whether every match begins with one of the keywords, in any ASCII case, look-around aside.
pub(super) fn begins_with_keyword<'k>(hir: &Hir, keywords: impl Iterator<Item = &'k str>) -> bool {
    let keywords: Vec<Vec<u8>> = keywords
        .map(|keyword| keyword.as_bytes().to_ascii_lowercase())
        .collect();
    let start = Ways::from([&[][..]]);
    !keywords.is_empty() && walk(hir, &keywords, start).is_some_and(|ways| ways.is_empty())
}

/// The ways behind this part of a pattern; nothing if one of them leaves all keywords. Goes as deep as a pattern may nest.
fn walk<'k>(hir: &Hir, keywords: &'k [Vec<u8>], ways: Ways<'k>) -> Option<Ways<'k>> {
    if ways.is_empty() {
        return Some(ways);
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(ways),
        HirKind::Literal(literal) => literal.0.iter().try_fold(ways, |ways, byte| {
            step(keywords, &ways, &[ClassBytesRange::new(*byte, *byte)])
        }),
        HirKind::Class(Class::Bytes(class)) => step(keywords, &ways, class.ranges()),
        // Patterns are read without Unicode.
        HirKind::Class(Class::Unicode(_)) => None,
        HirKind::Capture(capture) => walk(&capture.sub, keywords, ways),
        HirKind::Concat(parts) => parts
            .iter()
            .try_fold(ways, |ways, part| walk(part, keywords, ways)),
        HirKind::Alternation(parts) => parts.iter().try_fold(Ways::new(), |mut all, part| {
            all.extend(walk(part, keywords, ways.clone())?);
            Some(all)
        }),
        HirKind::Repetition(repetition) => repeat(repetition, keywords, ways),
    }
}

fn repeat<'k>(repetition: &Repetition, keywords: &'k [Vec<u8>], mut ways: Ways<'k>) -> Option<Ways<'k>> {
    let mut all = Ways::new();
    if repetition.min == 0 {
        all.extend(&ways);
    }
    for count in 1..=repetition.max.unwrap_or(u32::MAX) {
        let next = walk(&repetition.sub, keywords, ways.clone())?;
        // No keyword goes on for ever: ways end, or do not move.
        let rests = next == ways;
        ways = next;
        if rests || count >= repetition.min {
            all.extend(&ways);
        }
        if rests || ways.is_empty() {
            break;
        }
    }
    Some(all)
}

/// Every way goes on by each of the bytes.
fn step<'k>(keywords: &'k [Vec<u8>], ways: &Ways<'k>, bytes: &[ClassBytesRange]) -> Option<Ways<'k>> {
    let mut next = Ways::new();
    for way in ways {
        let mut last = None;
        for byte in bytes.iter().flat_map(|range| range.start()..=range.end()) {
            let byte = byte.to_ascii_lowercase();
            let is_longer =
                |keyword: &&'k Vec<u8>| keyword.starts_with(way) && keyword.get(way.len()) == Some(&byte);
            let longer = keywords.iter().filter(is_longer);
            let mut spelled = longer.filter_map(|keyword| Some((keyword.get(..=way.len())?, keyword.len())));
            let (longer, len) = spelled.next()?;
            let is_whole = longer.len() == len || spelled.any(|(longer, len)| longer.len() == len);
            if !is_whole && last != Some(longer) {
                next.insert(longer);
                last = Some(longer);
            }
        }
    }
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins(pattern: &str, keywords: &[&str]) -> bool {
        let mut parser = regex_syntax::ParserBuilder::new()
            .unicode(false)
            .utf8(false)
            .build();
        begins_with_keyword(&parser.parse(pattern).unwrap(), keywords.iter().copied())
    }

    #[test]
    fn every_way_has_to_spell_a_keyword() {
        assert!(begins("(?i:ab)C[0-9]", &["abc"]));
        assert!(begins(
            r"\bgh[pous]_[A-Za-z0-9]{36}",
            &["ghp_", "gho_", "ghu_", "ghs_"]
        ));
        assert!(!begins(
            "gh[pousr]_[A-Za-z0-9]{36}",
            &["ghp_", "gho_", "ghu_", "ghs_"]
        ));
        assert!(begins("(?:live|test)_[0-9]", &["live_", "test"]));
        assert!(!begins("(?:live|test)_[0-9]", &["live_"]));
        assert!(!begins("[A-Za-z0-9]{24}abc", &["abc"]));
        assert!(!begins("ab", &["abc"]));
        assert!(!begins("(?:abc)?x", &["abc"]));
        assert!(!begins("ab?c", &["abc"]));
        assert!(begins("ab?c", &["abc", "ac"]));
        assert!(begins("(?:ab){2}", &["abab"]));
        assert!(begins("(?:ab){2,}", &["aba"]));
        assert!(!begins("(?:ab){1,}", &["aba"]));
        assert!(begins("a{0,9}b", &["a", "b"]));
        assert!(!begins("a{0,9}b", &["aa", "b"]));
        assert!(begins("(?:(?:a?){40}){40}abc", &["a"]));
        assert!(begins("[a-c]x", &["a", "b", "c"]));
        assert!(!begins("abc", &[]));
    }
}
