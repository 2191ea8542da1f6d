//! The words of a line, told apart as Go's own reader of go.mod does.

/// The words of a line, its code and its comment.
///
/// # Errors
///
/// What is wrong with a quoted word.
pub(super) fn of(line: &str) -> Result<(Vec<String>, &str, &str), &'static str> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        if rest.starts_with("//") {
            let code = line.strip_suffix(rest).unwrap_or_default();
            return Ok((words, code, rest.trim_start_matches('/').trim()));
        }
        let (word, after) = match first {
            '"' => interpreted(rest)?,
            '`' => {
                let inner = rest.strip_prefix('`').and_then(|rest| rest.split_once('`'));
                let (word, after) = inner.ok_or("a quoted text without end")?;
                (word.to_owned(), after)
            }
            '(' | ')' | ',' => {
                let (word, after) = rest.split_at_checked(1).unwrap_or((rest, ""));
                (word.to_owned(), after)
            }
            '[' | ']' => {
                let (word, after) = rest.split_at_checked(1).unwrap_or((rest, ""));
                (word.to_owned(), after)
            }
            '{' | '}' => return Err("a brace where a word is expected"),
            _ if rest.starts_with("/*") => return Err("a block comment, which go.mod does not have"),
            _ => {
                let (word, after) = rest.split_at_checked(end_of_word(rest)).unwrap_or((rest, ""));
                (word.to_owned(), after)
            }
        };
        words.push(word);
        rest = after.trim_start_matches([' ', '\t', '\r', '\n']);
        if rest.starts_with(char::is_whitespace) {
            return Err("white space that Go does not take for any");
        }
    }
    Ok((words, line, ""))
}

/// A word ends at white space, a bracket, a comma or a comment.
fn end_of_word(text: &str) -> usize {
    let mut ends = text.char_indices().filter(|(at, c)| {
        matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | ',')
            || c.is_whitespace()
            || text
                .get(*at..)
                .is_some_and(|rest| rest.starts_with("//") || rest.starts_with("/*"))
    });
    ends.next().map_or(text.len(), |(at, _)| at)
}

/// A text in double quotes with the escapes of Go that stand for ASCII; what remains behind it.
fn interpreted(text: &str) -> Result<(String, &str), &'static str> {
    const UNKNOWN: &str = "an escape in a quoted text that is not read";
    let mut word = String::new();
    let mut characters = text.chars();
    characters.next();
    loop {
        match characters.next().ok_or("a quoted text without end")? {
            '"' => return Ok((word, characters.as_str())),
            '\\' => {
                let (digits, radix) = match characters.next() {
                    Some(plain @ ('\\' | '"')) => {
                        word.push(plain);
                        continue;
                    }
                    Some('x') => (2, 16),
                    Some('u') => (4, 16),
                    Some('U') => (8, 16),
                    _ => return Err(UNKNOWN),
                };
                let mut number = 0_u32;
                for _ in 0..digits {
                    let digit = characters.next().and_then(|digit| digit.to_digit(radix));
                    number = number
                        .checked_mul(radix)
                        .and_then(|number| number.checked_add(digit?))
                        .ok_or(UNKNOWN)?;
                }
                // Two digits stand for a byte, which is a character of its own below 0x80 only.
                let plain = char::from_u32(number).filter(|c| c.is_ascii_graphic());
                word.push(plain.ok_or(UNKNOWN)?);
            }
            other => word.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_go_reads() {
        for (line, expected) in [
            ("require a v1 // indirect", vec!["require", "a", "v1"]),
            ("require a v0.1.0// x", vec!["require", "a", "v0.1.0"]),
            (
                "require \"example.org/crypt\\x6f\" v1",
                vec!["require", "example.org/crypto", "v1"],
            ),
            ("require \"\\u0061\\U00000062\" v1", vec!["require", "ab", "v1"]),
            ("require `a\\x6f` v1", vec!["require", "a\\x6f", "v1"]),
            ("require \"a//b\" v1", vec!["require", "a//b", "v1"]),
            ("require (", vec!["require", "("]),
            ("retract [v1, v2]", vec!["retract", "[", "v1", ",", "v2", "]"]),
            ("\t// only", vec![]),
        ] {
            assert_eq!(of(line).unwrap().0, expected, "{line}");
        }
        assert_eq!(of("a v1 // indirect; x").unwrap().2, "indirect; x");
    }

    #[test]
    fn what_cannot_be_read_exactly_is_refused() {
        for line in [
            "require \"a\\q\" v1",
            "require \"a\\xff\" v1",
            "require \"a\\x6\" v1",
            "require \"a",
            "require `a",
            "/* a",
            "a/* b",
            "require a\u{a0}v1",
        ] {
            assert!(of(line).is_err(), "{line}");
        }
    }
}
