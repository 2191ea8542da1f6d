//! Path patterns of excludes, acceptances and waivers.

use portcullis_findings::Label;

/// A pattern for labels.
///
/// `a/b.txt` is that path alone; `a/` is the folder and everything in it; `*` stands for any bytes of one part, `?` for one
/// byte, `**` as a whole part for any number of parts. A pattern with a final `/` matches folders by these rules and takes
/// everything in them. Always the whole path is compared, from the top of what was scanned.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Pattern {
    text: String,
    parts: Vec<Vec<u8>>,
    folder: bool,
}

impl Pattern {
    /// What a pattern must look like, for errors.
    pub(crate) const EXPECTED: &'static str = "a relative path with `/`, a folder with `/` at its end, or a glob that names at least one letter or digit";

    /// Reads a pattern; `None` if it is empty, absolute, leaves the tree or would match everything.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let folder = text.ends_with('/');
        let body = text.strip_suffix('/').unwrap_or(text);
        let mut parts: Vec<_> = body.split('/').map(|part| part.as_bytes().to_vec()).collect();
        let wrong = |part: &Vec<u8>| matches!(part.as_slice(), b"" | b"." | b"..");
        let names_something = body.chars().any(char::is_alphanumeric);
        let deceptive = body.contains('\\') || body.chars().any(char::is_control);
        if !names_something || deceptive || parts.iter().any(wrong) {
            return None;
        }
        if folder {
            parts.push(b"**".to_vec());
        }
        Some(Self {
            text: text.to_owned(),
            parts,
            folder,
        })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it names one path only.
    pub(crate) fn is_exact(&self) -> bool {
        !self.folder && !self.text.contains(['*', '?'])
    }

    /// Whether it names this path, or the folder it is in.
    pub(crate) fn matches(&self, label: &Label) -> bool {
        let bytes = label.as_bytes();
        let bytes = bytes.strip_suffix(b"/").unwrap_or(bytes);
        if bytes.is_empty() {
            return false;
        }
        let path: Vec<&[u8]> = bytes.split(|byte| *byte == b'/').collect();
        // A label that climbs out of what it names is not in any folder.
        if path.iter().any(|part| *part == b"..") {
            return false;
        }
        glob_parts(&self.parts, &path)
    }
}

fn glob_parts(pattern: &[Vec<u8>], path: &[&[u8]]) -> bool {
    wildcard(
        pattern,
        path,
        |part| part.as_slice() == b"**",
        |part, name| {
            wildcard(
                part,
                name,
                |byte| *byte == b'*',
                |byte, given| *byte == b'?' || byte == given,
            )
        },
    )
}

/// Matching with one sort of "any number of": backs up to the last such place only, so it takes at most the product of both
/// lengths.
fn wildcard<P, T>(
    pattern: &[P],
    given: &[T],
    any: impl Fn(&P) -> bool,
    one: impl Fn(&P, &T) -> bool,
) -> bool {
    let (mut at, mut from) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while from < given.len() {
        match (pattern.get(at), given.get(from)) {
            (Some(part), _) if any(part) => {
                retry = Some((at, from));
                at += 1;
            }
            (Some(part), Some(item)) if one(part, item) => {
                at += 1;
                from += 1;
            }
            _ => match retry.as_mut() {
                Some((star, taken)) => {
                    *taken += 1;
                    at = *star + 1;
                    from = *taken;
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(at).all(any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_what_their_words_say() {
        let rows = [
            ("a/b.txt", "a/b.txt", true),
            ("a/b.txt", "a/b.txt.bak", false),
            ("a/b.txt", "x/a/b.txt", false),
            ("examples/", "examples/a/b", true),
            ("examples/", "examples", true),
            ("examples/", "examples/", true),
            ("examples/", "examples2/a", false),
            ("examples/", "src/examples/a", false),
            ("examples", "examples/a", false),
            ("**/node_modules/", "web/node_modules/a/b.js", true),
            ("**/node_modules/", "node_modules/a", true),
            ("**/node_modules/", "web/node_modules2/a", false),
            ("src/*.rs", "src/lib.rs", true),
            ("src/*.rs", "src/a/lib.rs", false),
            ("src/**/*.rs", "src/a/b/lib.rs", true),
            ("src/**/*.rs", "src/lib.rs", true),
            ("t?st", "test", true),
            ("t?st", "tst", false),
            ("a*b*c", "aXbXXbc", true),
            ("a/", "a/../b", false),
            ("a/", "", false),
        ];
        for (pattern, label, expected) in rows {
            let read = Pattern::parse(pattern).unwrap();
            assert_eq!(read.matches(&Label::new(label)), expected, "{pattern} {label}");
        }
    }

    #[test]
    fn what_leaves_the_tree_or_names_nothing_is_refused() {
        for text in [
            "", "/", "*", "**", "**/*", "/a", "../a", "a/../b", "a//b", "a\\b", "./a", "?", "a\n",
        ] {
            assert_eq!(Pattern::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn hostile_patterns_end_in_time() {
        let pattern = Pattern::parse(&format!("{}b", "a*".repeat(1000))).unwrap();
        assert!(!pattern.matches(&Label::new("a".repeat(20_000))));
    }
}
