//! Walks over well-formed JSON, and tells no errors: whoever gets nothing asks a reader that explains.
//!
//! What is accepted, `serde_json` accepts; what is skipped is held against the grammar all the same.

use std::borrow::Cow;

use super::loose::Text;

/// A place in a JSON text. After nothing was given, the place means nothing.
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Whether nothing but white space follows.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.peek().is_none() && self.at == self.text.len()
    }

    /// Walks over an object; `each` takes the value of every key. Keys with escapes are not understood.
    #[inline]
    pub(super) fn object(&mut self, mut each: impl FnMut(&mut Self, &'a str) -> Option<()>) -> Option<()> {
        self.expect(b'{')?;
        if self.peek()? == b'}' {
            self.at += 1;
            return Some(());
        }
        loop {
            let key = self.key()?;
            each(self, key)?;
            if self.is_last(b'}')? {
                return Some(());
            }
        }
    }

    /// Walks over a list; `each` takes every value.
    #[inline]
    pub(super) fn list(&mut self, mut each: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.expect(b'[')?;
        if self.peek()? == b']' {
            self.at += 1;
            return Some(());
        }
        loop {
            each(self)?;
            if self.is_last(b']')? {
                return Some(());
            }
        }
    }

    /// Takes a value with `read`, or `null`.
    #[inline]
    pub(super) fn unless_null<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.peek()? != b'n' {
            return read(self).map(Some);
        }
        self.word("null")?;
        Some(None)
    }

    /// Takes a text.
    pub(super) fn text(&mut self) -> Option<Text<'a>> {
        self.expect(b'"')?;
        let start = self.at;
        if self.next_mark()? == b'"' {
            let plain = self.text.get(start..self.at)?;
            self.at += 1;
            return Some(Text(Cow::Borrowed(plain)));
        }
        self.rest_of_text()?;
        let quoted = self.text.get(start - 1..self.at)?;
        serde_json::from_str(quoted)
            .ok()
            .map(|text| Text(Cow::Owned(text)))
    }

    /// Walks over a value and gives how it is written.
    pub(super) fn raw(&mut self) -> Option<&'a str> {
        self.peek()?;
        let start = self.at;
        self.skip()?;
        self.text.get(start..self.at)
    }

    /// Walks over a value that has at most [`DEPTH`] others around one another in it.
    pub(super) fn skip(&mut self) -> Option<()> {
        // For each open bracket a bit, set for objects; a one in front of all.
        let mut open = 1_u64;
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    self.rest_of_text()?;
                }
                bracket @ (b'{' | b'[') => {
                    self.at += 1;
                    // Both brackets are two below the ones that close them.
                    if self.peek()? != bracket + 2 {
                        let is_object = bracket == b'{';
                        open = (open >> DEPTH == 0).then_some(open << 1 | u64::from(is_object))?;
                        if is_object {
                            self.skip_key()?;
                        }
                        continue;
                    }
                    self.at += 1;
                }
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'n' => self.word("null")?,
                _ => self.number()?,
            }
            loop {
                if open == 1 {
                    return Some(());
                }
                let is_object = open & 1 == 1;
                if self.is_last(if is_object { b'}' } else { b']' })? {
                    open >>= 1;
                    continue;
                }
                if is_object {
                    self.skip_key()?;
                }
                break;
            }
        }
    }

    fn key(&mut self) -> Option<&'a str> {
        self.expect(b'"')?;
        let start = self.at;
        if self.next_mark()? != b'"' {
            return None;
        }
        let key = self.text.get(start..self.at)?;
        self.at += 1;
        self.expect(b':')?;
        Some(key)
    }

    fn skip_key(&mut self) -> Option<()> {
        self.expect(b'"')?;
        if self.next_mark()? == b'"' {
            self.at += 1;
        } else {
            self.rest_of_text()?;
        }
        self.expect(b':')
    }

    /// Takes what is behind a value: whether that closes the list or object.
    #[inline]
    fn is_last(&mut self, close: u8) -> Option<bool> {
        let byte = self.peek()?;
        self.at += 1;
        (byte == b',' || byte == close).then_some(byte == close)
    }

    #[inline]
    fn expect(&mut self, byte: u8) -> Option<()> {
        if self.peek()? != byte {
            return None;
        }
        self.at += 1;
        Some(())
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let rest = self.bytes().get(self.at..)?;
        rest.starts_with(word.as_bytes()).then_some(())?;
        self.at += word.len();
        Some(())
    }

    /// Walks to behind the quotation mark that ends a text.
    fn rest_of_text(&mut self) -> Option<()> {
        loop {
            self.skip_plain_blocks();
            let mark = self.next_mark()?;
            self.at += 1;
            match mark {
                b'"' => return Some(()),
                b'\\' => {
                    let escaped = self.bytes().get(self.at)?;
                    self.at += 1;
                    match escaped {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                        b'u' => {
                            let digits = self.bytes().get(self.at..self.at + 4)?;
                            digits.iter().all(u8::is_ascii_hexdigit).then_some(())?;
                            self.at += 4;
                        }
                        _ => return None,
                    }
                }
                _ => return None,
            }
        }
    }

    /// Most of a long text is nothing else but text.
    #[inline]
    fn skip_plain_blocks(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(block) = bytes.get(self.at..).and_then(<[u8]>::first_chunk::<64>) {
            if block
                .iter()
                .fold(0, |found, byte| found | u8::from(is_mark(*byte)))
                != 0
            {
                return;
            }
            self.at += block.len();
        }
    }

    /// Goes on to the next quotation mark, backslash or control character in a text, and gives it.
    #[inline]
    fn next_mark(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(eight) = bytes.get(self.at..).and_then(<[u8]>::first_chunk) {
            let marks = marks(u64::from_le_bytes(*eight));
            if marks != 0 {
                self.at += marks.trailing_zeros() as usize / 8;
                return bytes.get(self.at).copied();
            }
            self.at += 8;
        }
        self.at += bytes.get(self.at..)?.iter().position(|byte| is_mark(*byte))?;
        bytes.get(self.at).copied()
    }

    fn number(&mut self) -> Option<()> {
        let rest = self.bytes().get(self.at..)?;
        let mut bytes = rest.strip_prefix(b"-").unwrap_or(rest);
        let (first, behind) = bytes.split_first()?;
        bytes = match first {
            b'0' => behind,
            b'1'..=b'9' => digits(behind),
            _ => return None,
        };
        if let Some(fraction) = bytes.strip_prefix(b".") {
            bytes = some_digits(fraction)?;
        }
        if let Some((b'e' | b'E', exponent)) = bytes.split_first() {
            let unsigned = exponent.strip_prefix(b"+").or(exponent.strip_prefix(b"-"));
            bytes = some_digits(unsigned.unwrap_or(exponent))?;
        }
        self.at = self.text.len() - bytes.len();
        Some(())
    }

    /// The next byte that is no white space, which is not taken.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        match self.bytes().get(self.at) {
            Some(byte) if *byte > b' ' => Some(*byte),
            _ => self.peek_behind_space(),
        }
    }

    fn peek_behind_space(&mut self) -> Option<u8> {
        const SPACES: u128 = u128::from_le_bytes([b' '; 16]);
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at)? {
                b'\n' | b'\r' | b'\t' | b' ' => self.at += 1,
                other => return Some(*other),
            }
            // Lines mostly begin with many spaces.
            while bytes.get(self.at) == Some(&b' ') {
                let Some(many) = bytes.get(self.at..).and_then(<[u8]>::first_chunk) else {
                    break;
                };
                let others = u128::from_le_bytes(*many) ^ SPACES;
                self.at += (others.trailing_zeros() / 8) as usize;
            }
        }
    }

    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }
}

/// How many values may stand around one another in a value that is skipped.
const DEPTH: u32 = 60;

fn is_mark(byte: u8) -> bool {
    (byte == b'"') | (byte == b'\\') | (byte < b' ')
}

/// For eight bytes of a text a word with the highest bit of a byte set where the first quotation mark, backslash or control
/// character stands; behind that one other bits may be set.
#[inline]
fn marks(eight: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let below = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word;
    let is = |byte: u8| below(eight ^ (ONES * u64::from(byte)), 1);
    (is(b'"') | is(b'\\') | below(eight, b' ')) & HIGH
}

fn digits(bytes: &[u8]) -> &[u8] {
    let count = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    bytes.get(count..).unwrap_or_default()
}

fn some_digits(bytes: &[u8]) -> Option<&[u8]> {
    let rest = digits(bytes);
    (rest.len() < bytes.len()).then_some(rest)
}
