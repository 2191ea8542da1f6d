//! No secret leaves in the words of a gap or note, whatever a reader put into them.

use portcullis_findings::Label;
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
}
