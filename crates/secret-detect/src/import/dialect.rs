//! From Go's regular expressions to those of this crate.
//!
//! Both are RE2's dialect, so that little differs: what is a literal `{`, `[` or `<`, `\Q…\E`, and the vertical tab, which is
//! no `\s` in Go. Classes and `\b` are ASCII in both; `.` and negated classes are one *byte* here and one character there;
//! `(?i)` folds ASCII only. `$` without `(?m)` is the end of the text in both, and never the end of a window here.

/// The same pattern for this crate, or the offset of the byte that has no meaning here.
pub(crate) fn from_go(pattern: &str) -> Result<String, usize> {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut rest = pattern.char_indices().peekable();
    let mut class = Class::Outside;
    while let Some((at, char)) = rest.next() {
        let ahead = pattern.get(at + char.len_utf8()..).unwrap_or_default();
        match (char, class) {
            ('\\', _) => {
                let Some((_, escaped)) = rest.next() else {
                    return Err(at);
                };
                if escaped == 'Q' && class == Class::Outside {
                    let quoted = ahead.get(1..).unwrap_or_default();
                    let text = quoted.split("\\E").next().unwrap_or_default();
                    push_literal(&mut out, text);
                    let skipped = text.chars().count() + if text.len() < quoted.len() { 2 } else { 0 };
                    for _ in 0..skipped {
                        let _ = rest.next();
                    }
                } else {
                    push_escape(&mut out, escaped, class, at)?;
                    let braced = ahead.get(1..).unwrap_or_default().starts_with('{');
                    if matches!(escaped, 'x' | 'p' | 'P') && braced {
                        copy_through(&mut rest, '}', &mut out);
                    }
                }
                class = class.inside();
            }
            ('[', Class::Outside) => {
                out.push('[');
                class = Class::Begun;
                if ahead.starts_with('^') {
                    let _ = rest.next();
                    out.push('^');
                }
            }
            ('[', _) if ahead.starts_with(':') && ahead.contains(":]") => {
                out.push('[');
                // The name up to its end, `:]` included.
                copy_through(&mut rest, ']', &mut out);
                class = Class::Inside;
            }
            (']', Class::Inside) => {
                out.push(']');
                class = Class::Outside;
            }
            ('[' | ']' | '&' | '~', Class::Begun | Class::Inside) => {
                out.push('\\');
                out.push(char);
                class = Class::Inside;
            }
            // `--` is a difference of classes here; in Go the first minus makes a range with the second.
            ('-', Class::Begun) if ahead.starts_with('-') => {
                out.push_str("\\-");
                class = Class::Inside;
            }
            ('-', Class::Inside) if ahead.starts_with('-') => {
                let _ = rest.next();
                out.push_str("-\\-");
            }
            ('{', Class::Outside) if !is_count(ahead) => out.push_str("\\{"),
            (other, _) => {
                out.push(other);
                class = class.inside();
            }
        }
    }
    Ok(out)
}

/// Where in a bracketed class the reader is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Class {
    Outside,
    /// Behind `[` or `[^`, where `]` is a literal.
    Begun,
    Inside,
}

impl Class {
    fn inside(self) -> Self {
        match self {
            Self::Outside => Self::Outside,
            Self::Begun | Self::Inside => Self::Inside,
        }
    }
}

/// Whether `{` is followed by a count of repetitions: `n}`, `n,}` or `n,m}`.
fn is_count(ahead: &str) -> bool {
    let Some((inner, _)) = ahead.split_once('}') else {
        return false;
    };
    let (least, most) = inner.split_once(',').unwrap_or((inner, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    !least.is_empty() && digits(least) && digits(most)
}

fn copy_through(rest: &mut impl Iterator<Item = (usize, char)>, last: char, out: &mut String) {
    for (_, char) in rest {
        out.push(char);
        if char == last {
            break;
        }
    }
}

fn push_escape(out: &mut String, escaped: char, class: Class, at: usize) -> Result<(), usize> {
    match (escaped, class) {
        ('s', Class::Outside) => out.push_str(r"[\t\n\f\r ]"),
        ('s', _) => out.push_str(r"\t\n\f\r "),
        ('S', _) => out.push_str(r"[^\t\n\f\r ]"),
        ('0'..='9' | 'C' | 'Q' | 'E' | 'Z', _) => return Err(at),
        ('A'..='Z' | 'a'..='z', _) => {
            out.push('\\');
            out.push(escaped);
        }
        _ => push_literal(out, escaped.encode_utf8(&mut [0; 4])),
    }
    Ok(())
}

fn push_literal(out: &mut String, text: &str) {
    for char in text.chars() {
        if regex_syntax::is_meta_character(char) {
            out.push('\\');
        }
        out.push(char);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex_automata::meta::Regex;
    use regex_automata::util::syntax;

    fn is_match(pattern: &str, text: &str) -> bool {
        Regex::builder()
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .configure(Regex::config().utf8_empty(false))
            .build(&from_go(pattern).unwrap())
            .unwrap()
            .is_match(text)
    }

    #[test]
    fn patterns_mean_what_they_mean_in_go() {
        let rows = [
            (r"^\$(?:\d+|{\d+})$", "${12}", true),
            (r"^\$(?:\d+|{\d+})$", "$12", true),
            (r"a{2,3}b{", "aab{", true),
            (r"a{,2}", "a{,2}", true),
            (r"^[^]]+$", "a[b", true),
            (r"^[^]]+$", "a]b", false),
            (r"^[[a]+$", "[a[", true),
            (r"^[a&&b]+$", "a&b", true),
            (r"^[+--]+$", "+,-", true),
            (r"^[--/]+$", "-./", true),
            (r"^[[:alpha:]_]+$", "ab_", true),
            (r"^\<a\>$", "<a>", true),
            (r"\Qa.b\E+$", "a.bbb", true),
            (r"\Qa.b\E", "axb", false),
            (r"\s", "\u{b}", false),
            (r"[\s]", "\u{b}", false),
            (r"[^\S]x", " x", true),
            (r"\S", "\u{b}", true),
            (r"a$", "a\n", false),
            (r"(?m)a$", "a\nb", true),
            (r"[\w .-/]x", "/x", true),
            (r"\x60\x{7e}", "`~", true),
            (r"(?i)k", "K", true),
            (r"\_\-\/\%", "_-/%", true),
            (r"}}", "}}", true),
        ];
        for (pattern, text, expected) in rows {
            assert_eq!(is_match(pattern, text), expected, "{pattern} on {text:?}");
        }
    }

    #[test]
    fn what_go_does_not_know_is_refused_with_its_place() {
        assert_eq!(from_go(r"ab\1"), Err(2));
        assert_eq!(from_go("ab\\"), Err(2));
    }
}
