//! How targets read their input.

use portcullis_findings::{LineIndex, Position, Region};

/// A line that separates the parts of an input: a lockfile and its companions, several records, several versions.
const SEPARATOR: &[u8] = b"\n%%%\n";

/// The input as text; what is no UTF-8 is no input for a parser that takes `str`.
pub(crate) fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}

/// The parts of an input between lines of `%%%`; at least one.
pub(crate) fn parts(mut data: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    while let Some(at) = data
        .windows(SEPARATOR.len())
        .position(|window| window == SEPARATOR)
    {
        let (part, rest) = data.split_at(at);
        parts.push(part);
        data = rest.split_at(SEPARATOR.len()).1;
    }
    parts.push(data);
    parts
}

/// A position lies within the text, and its line and column are those of its byte.
pub(crate) fn assert_position(text: &[u8], position: Position) {
    let byte = usize::try_from(position.byte).unwrap();
    assert!(byte <= text.len(), "{position} of {} bytes", text.len());
    assert_eq!(position, Position::of_offset(text, byte));
}

/// A region lies within the text, and its lines and columns are those of its bytes.
pub(crate) fn assert_region(text: &[u8], index: &LineIndex<'_>, region: &Region) {
    let bytes = region.bytes();
    assert!(
        bytes.start <= bytes.end && bytes.end <= text.len() as u64,
        "{bytes:?} of {}",
        text.len()
    );
    let bytes = usize::try_from(bytes.start).unwrap()..usize::try_from(bytes.end).unwrap();
    assert_eq!((region.line(), region.column()), index.line_column(bytes.start));
    assert_eq!(
        (region.end_line(), region.end_column()),
        index.line_column(bytes.end)
    );
}
