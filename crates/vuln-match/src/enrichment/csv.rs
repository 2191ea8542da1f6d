//! Rows of CSV (RFC 4180) without copies: quoted fields may hold commas, line breaks and doubled quotes.

use super::error::RowError;

/// One row, with the line it begins at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub(super) line: u64,
    raw: &'a [u8],
}

/// The rows of a text; empty lines are none.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    rest: &'a [u8],
    line: u64,
    most: usize,
}

impl<'a> Rows<'a> {
    pub(super) fn new(bytes: &'a [u8], most: usize) -> Self {
        Self {
            rest: bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes),
            line: 0,
            most,
        }
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Result<Row<'a>, (u64, RowError)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            self.line += 1;
            let line = self.line;
            let end = row_end(self.rest, self.most);
            let first = end.unwrap_or_else(|| line_end(self.rest));
            let (raw, rest) = self.rest.split_at(first);
            self.rest = rest.get(1..).unwrap_or_default();
            // Line breaks inside quotes; none where a row is given up after its first line.
            self.line += raw.iter().filter(|byte| **byte == b'\n').count() as u64;
            let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
            match end {
                None => return Some(Err((line, RowError::TooLong))),
                Some(_) if raw.is_empty() => {}
                Some(_) => return Some(Ok(Row { line, raw })),
            }
        }
    }
}

impl<'a> Row<'a> {
    /// Its fields, without the quotes around them; doubled quotes inside stay doubled.
    pub(super) fn fields(self) -> impl Iterator<Item = &'a [u8]> {
        let mut rest = Some(self.raw);
        std::iter::from_fn(move || {
            let text = rest?;
            let quoted = text.strip_prefix(b"\"");
            let end = match quoted {
                Some(inner) => closing(inner).map_or(text.len(), |at| at + 2),
                None => 0,
            };
            let tail = text.get(end..).unwrap_or_default();
            let comma = tail.iter().position(|byte| *byte == b',').map(|at| at + end);
            let whole = text.get(..comma.unwrap_or(text.len())).unwrap_or_default();
            rest = comma.and_then(|at| text.get(at + 1..));
            let inner = quoted.and_then(|_| whole.strip_prefix(b"\"")?.strip_suffix(b"\""));
            Some(inner.unwrap_or(whole).trim_ascii())
        })
    }

    pub(super) fn raw(self) -> &'a [u8] {
        self.raw
    }
}

/// Where the row ends; `None` if it is too long or its last quote is not closed.
fn row_end(text: &[u8], most: usize) -> Option<usize> {
    let window = text.get(..most.saturating_add(1)).unwrap_or(text);
    let plain = window.iter().position(|byte| matches!(byte, b'\n' | b'"'));
    let quote = match plain {
        Some(at) if text.get(at) == Some(&b'\n') => return Some(at),
        None => return (text.len() <= most).then_some(text.len()),
        Some(at) => at,
    };
    let mut open = false;
    for (at, byte) in window.iter().enumerate().skip(quote) {
        match byte {
            b'"' => open = !open,
            b'\n' if !open => return Some(at),
            _ => {}
        }
    }
    (text.len() <= most && !open).then_some(text.len())
}

fn line_end(text: &[u8]) -> usize {
    text.iter().position(|byte| *byte == b'\n').unwrap_or(text.len())
}

/// The place of the quote that closes a field, in the text behind the one that opens it.
fn closing(inner: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += inner.get(at..)?.iter().position(|byte| *byte == b'"')?;
        if inner.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_fields_hold_commas_breaks_and_quotes() {
        let text = b"\xEF\xBB\xBFa,b\r\n\n\"x, \"\"y\"\"\nz\", 2 ,\nlast";
        let rows: Vec<_> = Rows::new(text, 100)
            .map(|row| {
                let row = row.unwrap();
                let fields = row
                    .fields()
                    .map(|field| String::from_utf8_lossy(field).into_owned());
                (row.line, fields.collect::<Vec<_>>())
            })
            .collect();
        let expected: [(u64, &[&str]); 3] = [
            (1, &["a", "b"]),
            (3, &["x, \"\"y\"\"\nz", "2", ""]),
            (5, &["last"]),
        ];
        assert_eq!(rows.len(), expected.len());
        for ((line, fields), (expected_line, expected)) in rows.iter().zip(expected) {
            assert_eq!(
                (*line, fields.as_slice()),
                (expected_line, expected.map_strings().as_slice())
            );
        }
    }

    trait MapStrings {
        fn map_strings(&self) -> Vec<String>;
    }

    impl MapStrings for &[&str] {
        fn map_strings(&self) -> Vec<String> {
            self.iter().map(|text| (*text).to_owned()).collect()
        }
    }

    #[test]
    fn an_open_quote_costs_its_own_line_alone() {
        let rows: Vec<_> = Rows::new(b"a,\"open\nb,2\n", 100)
            .map(|row| row.map(|row| row.line))
            .collect();
        assert_eq!(rows, [Err((1, RowError::TooLong)), Ok(2)]);
    }
}
