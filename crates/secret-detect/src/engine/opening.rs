//! The first bytes of a pattern's matches: most hits of a keyword are refused by them, without a regex.

use regex_syntax::hir::{Class, Hir, HirKind};

/// How many bytes are looked at.
const DEPTH: usize = 24;

/// A set of bytes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Bytes([u64; 4]);

/// What every match begins with.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Opening {
    /// What the byte at each place may be.
    places: Vec<Bytes>,
    /// The whole pattern, if that is one class over and over: as many as there are.
    run: Option<(Bytes, usize, usize)>,
}

impl Bytes {
    fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    fn contains(self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 != 0
    }

    fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }
}

impl Opening {
    /// Reads it off the syntax tree.
    pub(super) fn new(hir: &Hir) -> Self {
        let run = match hir.kind() {
            HirKind::Repetition(repetition) if repetition.greedy => {
                let most = repetition.max.and_then(|most| usize::try_from(most).ok());
                let least = usize::try_from(repetition.min).ok();
                class(&repetition.sub)
                    .zip(least)
                    .zip(most)
                    .map(|((bytes, least), most)| (bytes, least, most))
            }
            _ => None,
        };
        Self {
            places: places(hir).0,
            run,
        }
    }

    /// Whether a match may begin where `rest` does.
    pub(super) fn allows(&self, rest: &[u8]) -> bool {
        rest.len() >= self.places.len()
            && self
                .places
                .iter()
                .zip(rest)
                .all(|(bytes, byte)| bytes.contains(*byte))
    }

    /// The length of the match that begins where `rest` does, for a pattern that is a run: `Some(None)` if there is no match.
    pub(super) fn run(&self, rest: &[u8]) -> Option<Option<usize>> {
        let (bytes, least, most) = self.run?;
        let length = rest
            .iter()
            .take(most)
            .take_while(|byte| bytes.contains(**byte))
            .count();
        Some((length >= least).then_some(length))
    }
}

/// The sets of the first bytes, and whether they are all that the part matches (all matches have that length).
///
/// The tree's depth is what the parser's nesting limit allows.
fn places(hir: &Hir) -> (Vec<Bytes>, bool) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => (Vec::new(), true),
        HirKind::Literal(literal) => {
            let one = |byte: &u8| {
                let mut bytes = Bytes::default();
                bytes.insert(*byte);
                bytes
            };
            let places = literal.0.iter().take(DEPTH).map(one).collect();
            (places, literal.0.len() <= DEPTH)
        }
        HirKind::Class(_) => class(hir).map_or((Vec::new(), false), |bytes| (vec![bytes], true)),
        HirKind::Capture(capture) => places(&capture.sub),
        HirKind::Repetition(repetition) => {
            let (inner, whole) = places(&repetition.sub);
            let mut all = Vec::new();
            let mut count = 0;
            while count < repetition.min && all.len() < DEPTH && (whole || count == 0) && !inner.is_empty() {
                all.extend_from_slice(&inner);
                count += 1;
            }
            let exact = whole && repetition.max == Some(count) && all.len() <= DEPTH;
            all.truncate(DEPTH);
            (all, exact)
        }
        HirKind::Concat(parts) => {
            let (mut all, mut exact) = (Vec::new(), true);
            for part in parts {
                let (more, whole) = places(part);
                all.extend(more);
                exact = whole && all.len() <= DEPTH;
                if !exact || all.len() >= DEPTH {
                    exact = false;
                    break;
                }
            }
            all.truncate(DEPTH);
            (all, exact)
        }
        HirKind::Alternation(parts) => {
            let each: Vec<_> = parts.iter().map(places).collect();
            let shortest = each.iter().map(|(places, _)| places.len()).min().unwrap_or(0);
            let exact = each
                .iter()
                .all(|(places, whole)| *whole && places.len() == shortest);
            let union = |at: usize| {
                each.iter()
                    .filter_map(|(places, _)| places.get(at))
                    .fold(Bytes::default(), |all, one| all.or(*one))
            };
            ((0..shortest).map(union).collect(), exact)
        }
    }
}

/// A class of single bytes (a literal of one byte counts).
fn class(hir: &Hir) -> Option<Bytes> {
    let mut bytes = Bytes::default();
    match hir.kind() {
        HirKind::Class(Class::Bytes(class)) => {
            for range in class.ranges() {
                (range.start()..=range.end()).for_each(|byte| bytes.insert(byte));
            }
        }
        HirKind::Class(Class::Unicode(class)) => {
            for range in class.ranges() {
                for letter in range.start()..=range.end() {
                    // The bytes of other characters are more than one.
                    bytes.insert(u8::try_from(letter).ok().filter(u8::is_ascii)?);
                }
            }
        }
        HirKind::Literal(literal) => match &*literal.0 {
            [byte] => bytes.insert(*byte),
            _ => return None,
        },
        _ => return None,
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opening(pattern: &str) -> Opening {
        let hir = regex_syntax::ParserBuilder::new()
            .unicode(false)
            .utf8(false)
            .build()
            .parse(pattern)
            .unwrap();
        Opening::new(&hir)
    }

    #[test]
    fn only_what_cannot_match_is_refused() {
        let rows: [(&str, usize, &[&str], &[&str]); 9] = [
            (
                r"\b{start-half}ab[0-9]{3}x?y",
                5,
                &["ab123y", "ab123x"],
                &["ab12", "ab12y3", "Ab123y"],
            ),
            (r"(?i:ab)c", 3, &["ABc", "aBc"], &["abC"]),
            (r"(?:abc|xy)[0-9]", 2, &["ab", "xy", "ay"], &["a", "ba"]),
            (r"(?:abc|xyz)[0-9]", 4, &["abc1"], &["abcd"]),
            (r"a?b", 0, &["", "z"], &[]),
            (r"(?:ab|c){2}d", 1, &["ab", "cc"], &["d"]),
            (r"[ab]{2,5}c", 2, &["abz"], &["ac"]),
            (r"x{30}", 24, &["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"], &["xxx"]),
            (r"((a)(b))c$", 3, &["abc"], &["abd"]),
        ];
        for (pattern, places, allowed, refused) in rows {
            let opening = opening(pattern);
            assert_eq!(opening.places.len(), places, "{pattern}");
            for text in allowed {
                assert!(opening.allows(text.as_bytes()), "{pattern} {text}");
            }
            for text in refused {
                assert!(!opening.allows(text.as_bytes()), "{pattern} {text}");
            }
        }
    }

    #[test]
    fn a_run_takes_as_many_as_there_are() {
        let run = opening("[a-c]{2,4}");
        assert_eq!(run.run(b"abcabc"), Some(Some(4)));
        assert_eq!(run.run(b"abc"), Some(Some(3)));
        assert_eq!(run.run(b"azb"), Some(None));
        assert_eq!(opening("[a-c]{2,4}?").run(b"abc"), None);
        assert_eq!(opening("([a-c]{2,4})").run(b"abc"), None);
    }
}
