//! Comments and lists that ask to pass over secrets.

use portcullis_findings::LineIndex;
use portcullis_secret_detect::ignore::{IgnoreComments, IgnoreReader};
use portcullis_secret_detect::import::{Allowlists, PeerBaseline};

/// Comments are the same however the text is cut (by the first byte), stand where they are said to stand, and with nothing to speak
/// of none has an effect. Two readings of a list agree; entries are numbered and have a place.
pub fn ignore_lists(data: &[u8]) {
    let Some((choice, text)) = data.split_first() else {
        return;
    };
    let whole = IgnoreComments::read(text);
    let mut reader = IgnoreReader::new();
    text.chunks(usize::from(*choice) + 1)
        .for_each(|piece| reader.push(piece));
    assert_eq!(reader.finish(), whole);
    assert_eq!(whole.mark(&mut [], None).len(), whole.len());
    let is_utf16 = matches!(text, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let index = LineIndex::new(text);
    let lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
    for comment in whole.iter().filter(|_| !is_utf16) {
        let line = lines[usize::try_from(comment.line - 1).unwrap()];
        let behind = &line[usize::try_from(comment.column - 1).unwrap()..];
        let word = comment.form.as_str().split([':', ' ']).next().unwrap();
        assert!(
            behind[..word.len()].eq_ignore_ascii_case(word.as_bytes()),
            "{comment}"
        );
        let offset = behind.as_ptr().addr() - text.as_ptr().addr();
        assert_eq!(index.line_column(offset), (comment.line, comment.column));
    }
    for read in [PeerBaseline::read, PeerBaseline::read_ignore_list] {
        let (one, two) = (read(text), read(text));
        assert_eq!(
            one.as_ref().map(PeerBaseline::len).ok(),
            two.as_ref().map(PeerBaseline::len).ok()
        );
        if let Ok(list) = one {
            let mut numbers: Vec<usize> = list.entries().map(|entry| entry.number()).collect();
            numbers.sort_unstable();
            assert_eq!(numbers, (1..=list.len()).collect::<Vec<_>>());
        }
    }
    let _ = Allowlists::read("list.toml", text);
}
