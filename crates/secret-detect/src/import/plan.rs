//! Where in a text an imported rule is searched: by its keywords, by literals of its pattern, or everywhere.

use crate::engine::{Literals, required, score};
use crate::import::{NoteKind, patterns};

/// How far from a match a keyword is looked for that is no part of the match, in bytes.
pub(crate) const KEYWORD_REACH: usize = 4 * 1024;

/// The literals a rule is searched by.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Plan {
    /// Of which every match contains one; none: the rule is searched everywhere.
    pub(crate) anchors: Vec<String>,
    /// How far before an anchor a match begins at most.
    pub(crate) left: Option<usize>,
    /// Of which one must occur near a match.
    pub(crate) near: Vec<String>,
}

/// Plans the search for a pattern of this crate's dialect, with what is to be told about it.
pub(crate) fn plan(pattern: &str, keywords: &[String]) -> Result<(Plan, Vec<NoteKind>), Option<usize>> {
    let hir = patterns::parse(pattern).map_err(|_| patterns::offset(pattern).flatten())?;
    let mut notes = Vec::new();
    if hir
        .properties()
        .maximum_len()
        .is_none_or(|most| most > crate::MAX_EXTENDED_WIDTH)
    {
        notes.push(NoteKind::Unbounded);
    }
    let sets = required(&hir);
    let best = sets
        .iter()
        .max_by_key(|set| score(set))
        .filter(|set| set.shortest() >= 2);
    let implying = sets
        .iter()
        .filter(|set| set.imply(keywords))
        .max_by_key(|set| score(set));
    let plan = match (best, implying) {
        _ if keywords.is_empty() => {
            notes.push(match best {
                Some(_) => NoteKind::NoKeyword,
                None => NoteKind::Everywhere,
            });
            best.map(of_literals).unwrap_or_default()
        }
        (Some(best), Some(_)) if best.shortest() >= 3 => of_literals(best),
        (best, Some(implying)) => {
            let shortest = keywords.iter().map(String::len).min().unwrap_or(0);
            match best {
                Some(best) if best.shortest() > shortest => of_literals(best),
                _ => Plan {
                    anchors: keywords.to_vec(),
                    left: implying
                        .left
                        .map(|left| left + implying.strings.iter().map(Vec::len).max().unwrap_or(0)),
                    near: Vec::new(),
                },
            }
        }
        (best, None) => {
            notes.push(NoteKind::KeywordApart);
            if best.is_none() {
                notes.push(NoteKind::Everywhere);
            }
            Plan {
                near: keywords.to_vec(),
                ..best.map(of_literals).unwrap_or_default()
            }
        }
    };
    if plan.anchors.iter().any(|anchor| anchor.len() < 3) {
        notes.push(NoteKind::ShortLiteral);
    }
    Ok((plan, notes))
}

fn of_literals(set: &Literals) -> Plan {
    Plan {
        anchors: set
            .strings
            .iter()
            .map(|string| String::from_utf8_lossy(string).into_owned())
            .collect(),
        left: set.left,
        near: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row<'a> = (&'a str, &'a [&'a str], &'a [&'a str], &'a [&'a str]);

    #[test]
    fn a_rule_is_searched_by_the_best_literals_there_are() {
        let rows: [Row<'_>; 6] = [
            ("abcd[0-9]{4}", &["abcd"], &["abcd"], &[]),
            ("SK[0-9a-f]{32}", &["sk"], &["sk"], &[]),
            (
                r"(?:^|\s)\dQ~[a-z]{30}",
                &["q~"],
                &[
                    "0q~", "1q~", "2q~", "3q~", "4q~", "5q~", "6q~", "7q~", "8q~", "9q~",
                ],
                &[],
            ),
            ("[0-9a-f]{32}", &["acme"], &[], &["acme"]),
            ("[0-9a-f]{32}", &[], &[], &[]),
            (
                "AccountKey=[a-z]{8}",
                &["storage"],
                &["accountkey="],
                &["storage"],
            ),
        ];
        for (pattern, keywords, anchors, near) in rows {
            let keywords: Vec<String> = keywords.iter().map(|word| (*word).to_owned()).collect();
            let (plan, _) = plan(pattern, &keywords).unwrap();
            assert_eq!(plan.anchors, anchors, "{pattern}");
            assert_eq!(plan.near, near, "{pattern}");
        }
    }
}
