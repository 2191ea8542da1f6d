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
    let mut hidden = false;
    // Few of all secrets reach into a part, which is at most some hundred bytes long.
    let here: Vec<_> = secrets
        .iter()
        .filter(|secret| secret.start < part.end && part.start < secret.end)
        .collect();
    for (at, byte) in text.iter().enumerate().take(part.end).skip(part.start) {
        let secret = here.iter().any(|secret| secret.contains(&at));
        if !secret {
            copy.push(*byte);
        } else if !hidden {
            copy.push(b'*');
        }
        hidden = secret;
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
        assert_eq!(found.around, b"one\n\n\ntwo");
    }
}
