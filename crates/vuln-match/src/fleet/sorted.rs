//! Sorted byte strings in blocks, each string by what it shares with the one before.

use super::coding::{Reader, put_varint};
use super::limits::MOST_TEXT;

/// Strings of one block.
pub(super) const BLOCK: usize = 16;

/// Writes strings in rising order.
#[derive(Debug, Default)]
pub(super) struct SortedWriter {
    pub(super) bytes: Vec<u8>,
    /// Where each block begins.
    pub(super) blocks: Vec<u8>,
    pub(super) count: u32,
    last: Vec<u8>,
}

impl SortedWriter {
    pub(super) fn push(&mut self, text: &[u8]) {
        if (self.count as usize).is_multiple_of(BLOCK) {
            self.blocks.extend((self.bytes.len() as u64).to_le_bytes());
            self.last.clear();
        }
        put_shared(&mut self.bytes, &self.last, text);
        self.last.clear();
        self.last.extend_from_slice(text);
        self.count += 1;
    }
}

/// Writes what `text` shares with `last`, and the rest.
pub(super) fn put_shared(out: &mut Vec<u8>, last: &[u8], text: &[u8]) {
    let shared = last.iter().zip(text).take_while(|(one, two)| one == two).count();
    let rest = text.get(shared..).unwrap_or_default();
    // Both lengths in one byte where they are small; 15 says that the rest of the length follows.
    let nibble = |length: usize| length.min(15) as u8;
    out.push(nibble(shared) << 4 | nibble(rest.len()));
    for length in [shared, rest.len()] {
        if length >= 15 {
            put_varint(out, length as u64 - 15);
        }
    }
    out.extend_from_slice(rest);
}

/// Turns `text` from the string before into the next one. `None` if that is not what was written.
pub(super) fn take_shared(reader: &mut Reader<'_>, text: &mut Vec<u8>) -> Option<()> {
    let nibbles = reader.byte()?;
    let mut length = |nibble: u8| match nibble {
        15 => reader.length()?.checked_add(15),
        short => Some(usize::from(short)),
    };
    let (shared, rest) = (length(nibbles >> 4)?, length(nibbles & 15)?);
    // Without a bound a few bytes could stand for any length.
    if shared > text.len() || shared.checked_add(rest)? as u64 > MOST_TEXT {
        return None;
    }
    text.truncate(shared);
    text.extend_from_slice(reader.bytes(rest)?);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_any_length_read_back() {
        let long = "a".repeat(300);
        let longer = format!("{long}{}", "b".repeat(40));
        let texts = ["", "a", "aaaaaaaaaaaaaaaa", &long, &longer, "b"];
        let mut writer = SortedWriter::default();
        texts.iter().for_each(|text| writer.push(text.as_bytes()));
        let (mut reader, mut read) = (Reader(&writer.bytes), Vec::new());
        for text in texts {
            take_shared(&mut reader, &mut read).unwrap();
            assert_eq!(read, text.as_bytes());
        }
        assert!(reader.is_empty());
        assert_eq!(take_shared(&mut Reader(&[0x10]), &mut Vec::new()), None);
        assert_eq!(take_shared(&mut Reader(&[0x02, 1]), &mut Vec::new()), None);
    }
}
