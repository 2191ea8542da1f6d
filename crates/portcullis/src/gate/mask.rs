//! No secret leaves in the words of a gap or note, whatever a reader put into them.

use portcullis_findings::{Confidence, Label};
use portcullis_secret_detect::{Scanner, Scratch, SecretMatch};

/// Masks what the rules see in texts that are about to be told.
pub(super) struct Mask<'a> {
    scanner: &'a Scanner,
    scratch: Scratch,
}

impl<'a> Mask<'a> {
    pub(super) fn new(scanner: &'a Scanner) -> Self {
        Self {
            scanner,
            scratch: scanner.scratch(),
        }
    }

    /// Replaces every secret in the text by a star.
    pub(super) fn text(&mut self, text: &mut String) {
        let mut found: Vec<SecretMatch> = Vec::new();
        let scan = self.scanner.scan(&mut self.scratch, text.as_bytes(), &mut found);
        // A text that goes past the limits of the scan is not told at all.
        if !scan.gaps(&Label::default()).is_empty() {
            *text = "…".to_owned();
            return;
        }
        for secret in found.iter().rev() {
            let bytes = secret.region().bytes();
            let range = usize::try_from(bytes.start)
                .ok()
                .zip(usize::try_from(bytes.end).ok());
            match range.filter(|(start, end)| text.is_char_boundary(*start) && text.is_char_boundary(*end)) {
                Some((start, end)) if start <= end => text.replace_range(start..end, "*"),
                _ => *text = "…".to_owned(),
            }
        }
    }

    /// Replaces what is surely a secret in a JSON document by a star: a token in the address of a distribution, say. Hashes
    /// and names that only look like one stay, since a document with holes is of no use.
    pub(super) fn document(&mut self, text: &mut String) {
        // One scan ends behind so many findings; what it replaced is gone from the next.
        while self.replace_sure(text) {}
    }

    /// Whether there may be more.
    fn replace_sure(&mut self, text: &mut String) -> bool {
        let mut found: Vec<SecretMatch> = Vec::new();
        let scan = self.scanner.scan(&mut self.scratch, text.as_bytes(), &mut found);
        let mut replaced = false;
        for secret in found.iter().rev() {
            let sure = secret.rule().area() == "secret" && secret.confidence() >= Confidence::High;
            if sure && !secret.secret().expose().contains(&b'"') {
                replaced |= replace(text, secret);
            }
        }
        replaced && !scan.gaps(&Label::default()).is_empty()
    }
}

fn replace(text: &mut String, secret: &SecretMatch) -> bool {
    let bytes = secret.region().bytes();
    let range = usize::try_from(bytes.start)
        .ok()
        .zip(usize::try_from(bytes.end).ok());
    let whole = |at: usize| text.is_char_boundary(at);
    match range.filter(|(start, end)| start <= end && whole(*start) && whole(*end)) {
        Some((start, end)) => {
            text.replace_range(start..end, "*");
            true
        }
        None => false,
    }
}
