//! The text of a document, read piece by piece so that a piece that cannot be read spoils nothing else.

use portcullis_findings::{Gap, GapKind, Label, LimitHit, LineIndex, Position, Stage, Timestamp};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{VexError, VexLimits};

/// A document while it is read.
pub(super) struct Reading<'a> {
    pub(super) label: Label,
    pub(super) limits: &'a VexLimits,
    text: &'a str,
    lines: LineIndex<'a>,
    items: u64,
    gaps: Vec<Gap>,
    untold: u64,
}

/// Where and why a piece cannot be read.
pub(super) struct Fault {
    pub(super) position: Position,
    pub(super) detail: String,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        label: impl Into<Label>,
        bytes: &'a [u8],
        limits: &'a VexLimits,
    ) -> Result<Self, VexError> {
        if bytes.len() as u64 > limits.bytes {
            return Err(LimitHit {
                what: "bytes of one VEX document",
                allowed: limits.bytes,
            }
            .into());
        }
        let text = std::str::from_utf8(bytes).map_err(|error| VexError::Encoding {
            position: Position::of_offset(bytes, error.valid_up_to()),
        })?;
        Ok(Self {
            label: label.into(),
            limits,
            text,
            lines: LineIndex::new(bytes),
            items: 0,
            gaps: Vec::new(),
            untold: 0,
        })
    }

    /// The whole document.
    pub(super) fn root<T: Deserialize<'a>>(&self) -> Result<T, VexError> {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        serde_json::from_str(text).map_err(|error| {
            let Fault { position, detail } = self.fault(text, &error);
            VexError::Json { position, detail }
        })
    }

    /// A piece of it.
    pub(super) fn piece<T: Deserialize<'a>>(&self, raw: &'a RawValue) -> Result<T, Fault> {
        serde_json::from_str(raw.get()).map_err(|error| self.fault(raw.get(), &error))
    }

    /// A piece of it, or a gap that says what it would have been.
    pub(super) fn piece_of<T: Deserialize<'a>>(&mut self, raw: &'a RawValue, what: &str) -> Option<T> {
        match self.piece(raw) {
            Ok(piece) => Some(piece),
            Err(Fault { position, detail }) => {
                self.gap(position, format!("{what} cannot be read: {detail}"));
                None
            }
        }
    }

    pub(super) fn position(&self, raw: &RawValue) -> Position {
        self.position_at(raw.get(), 0)
    }

    /// Tells what cannot be decided.
    pub(super) fn gap(&mut self, position: Position, cause: impl Into<String>) {
        if self.gaps.len() as u64 >= self.limits.gaps {
            self.untold += 1;
            return;
        }
        let gap = Gap::new(
            Stage::Vulnerability,
            GapKind::Undecidable,
            self.label.clone(),
            cause,
        );
        self.gaps.push(gap.at(position));
    }

    /// A time; one that cannot be read is told.
    pub(super) fn time(
        &mut self,
        text: Option<&str>,
        field: &'static str,
        position: Position,
    ) -> Option<Timestamp> {
        let time = text?.parse().ok();
        if time.is_none() {
            self.gap(position, format!("the time in `{field}` cannot be read"));
        }
        time
    }

    /// Counts what a document makes the reader keep.
    pub(super) fn count(&mut self, items: usize) -> Result<(), VexError> {
        self.items = self.items.saturating_add(items as u64);
        if self.items > self.limits.items {
            return Err(LimitHit {
                what: "items of one VEX document",
                allowed: self.limits.items,
            }
            .into());
        }
        Ok(())
    }

    /// All that was told, in the order of the text.
    pub(super) fn into_gaps(mut self) -> Vec<Gap> {
        self.gaps.sort_by_key(|gap| gap.position.map(|at| at.byte));
        if self.untold > 0 {
            let cause = format!("{} more things in the document cannot be decided", self.untold);
            self.gaps.push(Gap::new(
                Stage::Vulnerability,
                GapKind::Undecidable,
                self.label,
                cause,
            ));
        }
        self.gaps
    }

    fn fault(&self, piece: &str, error: &serde_json::Error) -> Fault {
        let text = error.to_string();
        let cause = text
            .rsplit_once(" at line ")
            .map_or(text.as_str(), |(cause, _)| cause);
        let inside = Position::of_line_column(piece.as_bytes(), error.line(), error.column()).byte;
        Fault {
            position: self.position_at(piece, usize::try_from(inside).unwrap_or(usize::MAX)),
            detail: shortened(cause),
        }
    }

    /// The place of a byte of `piece`, which is a part of the text.
    fn position_at(&self, piece: &str, inside: usize) -> Position {
        let start = (piece.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let offset = start.saturating_add(inside).min(self.text.len());
        let (line, column) = self.lines.line_column(offset);
        Position {
            byte: offset as u64,
            line,
            column,
        }
    }
}

/// A text of the document, short enough and safe to be told.
pub(super) fn shortened(text: &str) -> String {
    let text: String = text.chars().take(120).collect();
    Label::new(text).to_string()
}
