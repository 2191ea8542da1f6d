//! One escape of the three notations that write single characters.

use super::Encoding;

/// One escape.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Escape {
    /// How many bytes it takes.
    pub(super) length: usize,
    pub(super) value: Value,
}

/// What an escape stands for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Value {
    Byte(u8),
    Character(u32),
}

/// The byte that escapes begin with.
pub(super) fn lead(encoding: Encoding) -> Option<u8> {
    match encoding {
        Encoding::Percent => Some(b'%'),
        Encoding::Escape => Some(b'\\'),
        Encoding::Entity => Some(b'&'),
        Encoding::Base64 | Encoding::Hex | Encoding::Utf16 => None,
    }
}

/// The escape by number at `at`, if there is one.
pub(super) fn numeric(encoding: Encoding, text: &[u8], at: usize) -> Option<Escape> {
    let rest = text.get(at..)?;
    match (encoding, rest) {
        (Encoding::Percent, [b'%', high, low, ..]) | (Encoding::Escape, [b'\\', b'x', high, low, ..]) => {
            Some(Escape {
                length: if encoding == Encoding::Percent { 3 } else { 4 },
                value: Value::Byte(u8::try_from(hex(&[*high, *low])?).ok()?),
            })
        }
        (Encoding::Escape, [b'\\', b'u', b'{', digits @ ..]) => {
            let count = digits.iter().take(7).position(|byte| *byte == b'}')?;
            Some(Escape {
                length: count + 4,
                value: Value::Character(hex(digits.get(..count)?)?),
            })
        }
        (Encoding::Escape, [b'\\', b'u', digits @ ..]) => Some(Escape {
            length: 6,
            value: Value::Character(hex(digits.get(..4)?)?),
        }),
        (Encoding::Entity, [b'&', b'#', b'x' | b'X', digits @ ..]) => {
            let count = digits.iter().take(8).position(|byte| *byte == b';')?;
            Some(Escape {
                length: count + 4,
                value: Value::Character(hex(digits.get(..count)?)?),
            })
        }
        (Encoding::Entity, [b'&', b'#', digits @ ..]) => {
            let count = digits.iter().take(8).position(|byte| *byte == b';')?;
            Some(Escape {
                length: count + 3,
                value: Value::Character(number(digits.get(..count)?, 10)?),
            })
        }
        _ => None,
    }
}

/// The escape at `at`, one by name among them: `\\`, `\/`, `\"`, `\n`.
pub(super) fn any(encoding: Encoding, text: &[u8], at: usize) -> Option<Escape> {
    let named = |value| Escape {
        length: 2,
        value: Value::Byte(value),
    };
    numeric(encoding, text, at).or_else(|| match (encoding, text.get(at..)?) {
        (Encoding::Escape, [b'\\', byte @ (b'\\' | b'/' | b'"' | b'\''), ..]) => Some(named(*byte)),
        (Encoding::Escape, [b'\\', b'n', ..]) => Some(named(b'\n')),
        (Encoding::Escape, [b'\\', b'r', ..]) => Some(named(b'\r')),
        (Encoding::Escape, [b'\\', b't', ..]) => Some(named(b'\t')),
        _ => None,
    })
}

fn hex(digits: &[u8]) -> Option<u32> {
    number(digits, 16)
}

/// At most eight digits.
fn number(digits: &[u8], radix: u32) -> Option<u32> {
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    digits.iter().try_fold(0_u32, |value, digit| {
        let digit = match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'f' | b'A'..=b'F' if radix == 16 => (digit | 0x20) - b'a' + 10,
            _ => return None,
        };
        value.checked_mul(radix)?.checked_add(u32::from(digit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_what_is_none_is_not() {
        let byte = |length, value| Some((length, Value::Byte(value)));
        let character = |length, value| Some((length, Value::Character(value)));
        for (encoding, text, expected) in [
            (Encoding::Percent, &b"%67x"[..], byte(3, b'g')),
            (Encoding::Percent, b"%6", None),
            (Encoding::Percent, b"%s1", None),
            (Encoding::Escape, br"\x67", byte(4, b'g')),
            (Encoding::Escape, br"\u0067", character(6, 0x67)),
            (Encoding::Escape, br"\u{67}", character(6, 0x67)),
            (Encoding::Escape, br"\u{}", None),
            (Encoding::Escape, br"\u{1234567}", None),
            (Encoding::Escape, br"\u006", None),
            (Encoding::Escape, br"\n", None),
            (Encoding::Entity, b"&#103;", character(6, 103)),
            (Encoding::Entity, b"&#x67;", character(6, 0x67)),
            (Encoding::Entity, b"&#x67", None),
            (Encoding::Entity, b"&amp;", None),
        ] {
            let found = numeric(encoding, text, 0).map(|escape| (escape.length, escape.value));
            assert_eq!(found, expected, "{}", text.escape_ascii());
        }
        assert_eq!(
            any(Encoding::Escape, br"\\", 0).unwrap().value,
            Value::Byte(b'\\')
        );
    }
}
