//! The name of an input, as bytes.

use std::fmt;
use std::sync::Arc;

/// The name of an input: a path with `/` between its parts, relative to what was scanned.
///
/// Kept as bytes because file names need not be UTF-8. Printing replaces what is not text, control characters and
/// bidirectional overrides by escapes, so a hostile name cannot forge a report line. Copies share the bytes.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Label(Arc<[u8]>);

impl Label {
    /// A label of these bytes.
    #[must_use]
    pub fn new(bytes: impl AsRef<[u8]>) -> Self {
        Self(bytes.as_ref().into())
    }

    /// The bytes as they came.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text, if the bytes are UTF-8.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// What stands behind the last `/`.
    #[must_use]
    pub fn file_name(&self) -> &[u8] {
        self.0.rsplit(|byte| *byte == b'/').next().unwrap_or_default()
    }

    /// What stands before the last `/`, empty at the top.
    #[must_use]
    pub fn directory(&self) -> &[u8] {
        let name = self.file_name().len();
        let end = self.0.len().saturating_sub(name).saturating_sub(1);
        self.0.get(..end).unwrap_or_default()
    }

    /// A relative URI reference by RFC 3986: everything but unreserved characters and `/` percent-encoded.
    ///
    /// ```
    /// use portcullis_findings::Label;
    /// assert_eq!(Label::new(b"a b/\xff.txt").to_uri(), "a%20b/%FF.txt");
    /// ```
    #[must_use]
    pub fn to_uri(&self) -> String {
        let mut uri = String::with_capacity(self.0.len());
        for byte in self.0.iter() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
                uri.push(char::from(*byte));
            } else {
                uri.push('%');
                uri.push_str(&crate::hex::encode(&[*byte]).to_ascii_uppercase());
            }
        }
        uri
    }
}

impl<T: AsRef<[u8]>> From<T> for Label {
    fn from(bytes: T) -> Self {
        Self::new(bytes)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_clean(f, &self.0)
    }
}

/// Writes bytes as a label prints.
pub(crate) fn write_clean(f: &mut fmt::Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    for chunk in bytes.utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some((plain, character, after)) = split_at_deceptive(rest) {
            write!(f, "{plain}{}", character.escape_unicode())?;
            rest = after;
        }
        f.write_str(rest)?;
        for byte in chunk.invalid() {
            write!(f, "\\x{byte:02x}")?;
        }
    }
    Ok(())
}

/// What stands before the first deceptive character, that character, and the rest.
fn split_at_deceptive(text: &str) -> Option<(&str, char, &str)> {
    // Of nearly all names every byte is a printable character.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    let (at, character) = text
        .char_indices()
        .find(|(_, character)| is_deceptive(*character))?;
    let after = text.get(at + character.len_utf8()..)?;
    Some((text.get(..at)?, character, after))
}

/// Control characters and the marks that reorder or hide text on a terminal.
pub(crate) fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_print_as_escapes() {
        assert_eq!(
            Label::new(b"a\n\xff\xe2\x80\xae").to_string(),
            "a\\u{a}\\xff\\u{202e}"
        );
        assert_eq!(
            Label::new("é\u{200b}\u{1b}[é\u{7f}é").to_string(),
            "é\\u{200b}\\u{1b}[é\\u{7f}é"
        );
    }

    #[test]
    fn directory_and_file_name_split_at_the_last_slash() {
        let label = Label::new("a/b/c.txt");
        assert_eq!(label.directory(), b"a/b");
        assert_eq!(label.file_name(), b"c.txt");
        assert_eq!(Label::new("c.txt").directory(), b"");
        assert_eq!(Label::new("").file_name(), b"");
    }
}
