//! The text around a secret with every secret masked: what location keys are made from.

use std::ops::Range;

/// How many bytes of the line, and then of the lines around, are looked at on each side.
pub(crate) const REACH: usize = 128;

/// The masked line of a secret, and the masked text around that line.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Surroundings {
    pub(crate) line: Vec<u8>,
    pub(crate) around: Vec<u8>,
}

impl Surroundings {
    /// Copies the surroundings of `secret` out of `text`; `secrets` are all secrets there, in any order.
    pub(crate) fn new(text: &[u8], secret: &Range<usize>, secrets: &[Range<usize>]) -> Self {
        let before = text
            .get(secret.start.saturating_sub(REACH)..secret.start)
            .unwrap_or_default();
        let left = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |newline| newline + 1);
        let start = secret.start - (before.len() - left);
        let after = text
            .get(secret.end..text.len().min(secret.end + REACH))
            .unwrap_or_default();
        let end = secret.end
            + after
                .iter()
                .position(|byte| *byte == b'\n')
                .unwrap_or(after.len());
        let mut around = masked(text, start.saturating_sub(REACH)..start, secrets);
        around.push(b'\n');
        around.extend(masked(text, end..text.len().min(end + REACH), secrets));
        Self {
            line: masked(text, start..end, secrets),
            around,
        }
    }
}

/// A copy of a part of the text, each secret replaced by one `*` whatever its length.
fn masked(text: &[u8], part: Range<usize>, secrets: &[Range<usize>]) -> Vec<u8> {
    let mut copy = Vec::with_capacity(part.len());
    // Few of all secrets reach into a part, which is at most some hundred bytes long.
    let here: Vec<_> = secrets
        .iter()
        .filter(|secret| secret.start < part.end && part.start < secret.end)
        .collect();
    let (mut at, mut hidden) = (part.start, false);
    while at < part.end {
        let around = here.iter().filter(|secret| secret.contains(&at));
        if let Some(end) = around.map(|secret| secret.end).max() {
            if !hidden {
                copy.push(b'*');
            }
            (at, hidden) = (end, true);
        } else {
            let behind = here.iter().map(|secret| secret.start).filter(|start| *start > at);
            let next = behind.min().map_or(part.end, |next| next.min(part.end));
            copy.extend_from_slice(text.get(at..next).unwrap_or_default());
            (at, hidden) = (next, false);
        }
    }
    copy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_secret_is_masked_and_the_line_is_kept_apart() {
        let text = b"one\na = SECRET; b = OTHER\ntwo";
        let found = Surroundings::new(text, &(8..14), &[8..14, 20..25]);
        assert_eq!(found.line, b"a = *; b = *");
        // Empty ones and ones that overlap or touch are one secret or none.
        let found = Surroundings::new(text, &(8..14), &[9..11, 5..5, 8..14, 14..16, 20..25]);
        assert_eq!(found.line, b"a = *b = *");
        assert_eq!(found.around, b"one\n\n\ntwo");
    }
}
