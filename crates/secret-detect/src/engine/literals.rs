//! Literals that every match of a pattern contains, read off its syntax tree.

use std::collections::BTreeSet;

use regex_syntax::hir::{Class, Hir, HirKind};

/// How many strings one set may have.
const MAX_STRINGS: usize = 64;
/// How long a string may be.
const MAX_LENGTH: usize = 32;
/// How many bytes, case aside, a class may have to count as a choice of literals.
const MAX_CHOICE: usize = 16;

/// Strings in lower case, of which every match contains one (in any ASCII case).
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Literals {
    pub(crate) strings: BTreeSet<Vec<u8>>,
    /// The most bytes between the start of a match and the string; nothing if there is no bound.
    pub(crate) left: Option<usize>,
}

/// What is known of a part of the pattern.
#[derive(Clone, Debug, Default)]
struct Known {
    /// All that the part matches, in lower case, if that is little.
    exact: Option<BTreeSet<Vec<u8>>>,
    /// Sets of which every match contains a string.
    sets: Vec<Literals>,
}

impl Literals {
    /// How many bytes the shortest string has.
    pub(crate) fn shortest(&self) -> usize {
        self.strings.iter().map(Vec::len).min().unwrap_or(0)
    }

    /// Whether each string contains one of `keywords`, which are lower case.
    pub(crate) fn imply(&self, keywords: &[String]) -> bool {
        self.strings.iter().all(|string| {
            keywords.iter().any(|keyword| {
                !keyword.is_empty()
                    && string
                        .windows(keyword.len())
                        .any(|part| part == keyword.as_bytes())
            })
        })
    }
}

/// Every set that was found. The tree's depth is what the parser's nesting limit allows.
pub(crate) fn required(hir: &Hir) -> Vec<Literals> {
    let known = walk(hir);
    let mut sets = known.sets;
    if let Some(exact) = known.exact {
        push(&mut sets, exact, Some(0));
    }
    sets
}

fn walk(hir: &Hir) -> Known {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => exact([Vec::new()].into()),
        HirKind::Literal(literal) if literal.0.len() <= MAX_LENGTH => {
            exact([literal.0.to_ascii_lowercase()].into())
        }
        HirKind::Literal(literal) => {
            let start = literal
                .0
                .get(..MAX_LENGTH)
                .unwrap_or_default()
                .to_ascii_lowercase();
            let mut sets = Vec::new();
            push(&mut sets, [start].into(), Some(0));
            Known { exact: None, sets }
        }
        HirKind::Class(class) => Known {
            exact: choice(class),
            sets: Vec::new(),
        },
        HirKind::Capture(capture) => walk(&capture.sub),
        HirKind::Repetition(repetition) => {
            let inner = walk(&repetition.sub);
            match (repetition.min, repetition.max) {
                (1, Some(1)) => inner,
                (0, Some(1)) => Known {
                    exact: inner.exact.map(|mut strings| {
                        strings.insert(Vec::new());
                        strings
                    }),
                    sets: Vec::new(),
                },
                (0, _) => Known::default(),
                (least, most) => repeated(inner, least, most == Some(least)),
            }
        }
        HirKind::Concat(parts) => concat(parts),
        HirKind::Alternation(parts) => alternation(parts),
    }
}

fn exact(strings: BTreeSet<Vec<u8>>) -> Known {
    Known {
        exact: Some(strings),
        sets: Vec::new(),
    }
}

fn choice(class: &Class) -> Option<BTreeSet<Vec<u8>>> {
    let Class::Bytes(class) = class else {
        return None;
    };
    let mut strings = BTreeSet::new();
    for range in class.ranges() {
        for byte in range.start()..=range.end() {
            strings.insert(vec![byte.to_ascii_lowercase()]);
            if strings.len() > MAX_CHOICE {
                return None;
            }
        }
    }
    Some(strings)
}

fn repeated(inner: Known, least: u32, fixed: bool) -> Known {
    let mut sets = inner.sets;
    let Some(strings) = inner.exact else {
        return Known { exact: None, sets };
    };
    let mut all = strings.clone();
    let mut count = 1;
    while count < least {
        match product(&all, &strings) {
            Some(longer) => all = longer,
            None => break,
        }
        count += 1;
    }
    if fixed && count == least {
        return exact(all);
    }
    push(&mut sets, all, Some(0));
    Known { exact: None, sets }
}

fn concat(parts: &[Hir]) -> Known {
    let mut sets = Vec::new();
    // The strings that the parts since `begun` make together.
    let mut run: BTreeSet<Vec<u8>> = [Vec::new()].into();
    let mut begun = Some(0_usize);
    let mut at = Some(0_usize);
    let mut whole = true;
    for part in parts {
        let known = walk(part);
        let longer = known.exact.as_ref().and_then(|strings| product(&run, strings));
        match (longer, known.exact) {
            (Some(longer), _) => run = longer,
            (None, Some(strings)) => {
                whole = false;
                push(&mut sets, std::mem::replace(&mut run, strings), begun);
                begun = at;
            }
            (None, None) => {
                whole = false;
                push(&mut sets, std::mem::replace(&mut run, [Vec::new()].into()), begun);
                for set in known.sets {
                    push(&mut sets, set.strings, sum(at, set.left));
                }
                begun = sum(at, part.properties().maximum_len());
            }
        }
        at = sum(at, part.properties().maximum_len());
    }
    if whole {
        return Known {
            exact: Some(run),
            sets,
        };
    }
    push(&mut sets, run, begun);
    Known { exact: None, sets }
}

fn alternation(parts: &[Hir]) -> Known {
    let known: Vec<Known> = parts.iter().map(walk).collect();
    let mut all = Some(BTreeSet::new());
    for part in &known {
        all = match (all, &part.exact) {
            (Some(mut all), Some(strings)) if all.len() + strings.len() <= MAX_STRINGS => {
                all.extend(strings.iter().cloned());
                Some(all)
            }
            _ => None,
        };
    }
    if all.is_some() {
        return Known {
            exact: all,
            sets: Vec::new(),
        };
    }
    let mut union = BTreeSet::new();
    let mut left = Some(0);
    for part in known {
        let mut sets = part.sets;
        if let Some(strings) = part.exact {
            push(&mut sets, strings, Some(0));
        }
        let Some(best) = sets.into_iter().max_by_key(score) else {
            return Known::default();
        };
        union.extend(best.strings);
        left = left.zip(best.left).map(|(a, b)| a.max(b));
    }
    let mut sets = Vec::new();
    push(&mut sets, union, left);
    Known { exact: None, sets }
}

/// Long strings first, then few of them, then a bound on the left.
pub(crate) fn score(set: &Literals) -> (usize, std::cmp::Reverse<usize>, bool) {
    (
        set.shortest().min(5),
        std::cmp::Reverse(set.strings.len()),
        set.left.is_some(),
    )
}

fn product(a: &BTreeSet<Vec<u8>>, b: &BTreeSet<Vec<u8>>) -> Option<BTreeSet<Vec<u8>>> {
    if a.len().checked_mul(b.len())? > MAX_STRINGS {
        return None;
    }
    let longest = |set: &BTreeSet<Vec<u8>>| set.iter().map(Vec::len).max().unwrap_or(0);
    if longest(a) + longest(b) > MAX_LENGTH {
        return None;
    }
    Some(
        a.iter()
            .flat_map(|first| b.iter().map(move |second| [first.as_slice(), second].concat()))
            .collect(),
    )
}

fn push(sets: &mut Vec<Literals>, strings: BTreeSet<Vec<u8>>, left: Option<usize>) {
    let useful = !strings.is_empty()
        && strings.len() <= MAX_STRINGS
        && strings
            .iter()
            .all(|string| !string.is_empty() && string.is_ascii());
    if useful && sets.len() < MAX_STRINGS {
        sets.push(Literals { strings, left });
    }
}

fn sum(a: Option<usize>, b: Option<usize>) -> Option<usize> {
    a?.checked_add(b?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(pattern: &str) -> Option<(Vec<String>, Option<usize>)> {
        let hir = regex_syntax::ParserBuilder::new()
            .unicode(false)
            .utf8(false)
            .build()
            .parse(pattern)
            .unwrap();
        let set = required(&hir).into_iter().max_by_key(score)?;
        let strings = set
            .strings
            .into_iter()
            .map(|string| String::from_utf8(string).unwrap())
            .collect();
        Some((strings, set.left))
    }

    /// A pattern, and its best literals with how far they may be from the start.
    type Row<'a> = (&'a str, Option<(&'a [&'a str], Option<usize>)>);

    #[test]
    fn literals_are_those_that_every_match_contains() {
        let rows: [Row<'_>; 9] = [
            ("abc[0-9]{4}", Some((&["abc"], Some(0)))),
            (
                r"(?i)[\w.-]{0,50}?(?:acme|umbrella)x",
                Some((&["acmex", "umbrellax"], Some(50))),
            ),
            (r".*foo", Some((&["foo"], None))),
            (r"(?:abc)+[xyz]", Some((&["abc"], Some(0)))),
            (
                r"(?:AKIA|A3T[A-Z0-9])[A-Z0-9]{16}",
                Some((&["a3t", "akia"], Some(0))),
            ),
            (
                r"[a-z0-9]{3}-k[12]-[a-z0-9]{9}",
                Some((&["-k1-", "-k2-"], Some(3))),
            ),
            (r"(?:long-one|[a-z0-9]{4})x{0,1}", None),
            (r"a{3}[0-9a-z]", Some((&["aaa"], Some(0)))),
            (r"[0-9a-z]*", None),
        ];
        for (pattern, expected) in rows {
            let expected = expected
                .map(|(strings, left)| (strings.iter().map(|string| (*string).to_owned()).collect(), left));
            assert_eq!(best(pattern), expected, "{pattern}");
        }
    }
}
