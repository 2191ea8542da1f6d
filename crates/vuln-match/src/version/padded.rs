//! Lists that go on with zeros without end: `1` and `1.0.0` are one, `1.rc` is below, `1.1` above.

use super::key::KeyWriter;

/// Where an item stands beside zero.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Side {
    Below,
    Zero,
    Above,
}

/// How a run of zeros ends, in rising order.
const BELOW: u8 = 1;
const END: u8 = 2;
const ABOVE: u8 = 3;

/// Writes such a list. Each run of zeros is written as its length before the item that ends it, so a shorter run before
/// an item below sorts first, and before an item above last.
pub(super) struct PaddedWriter<'w> {
    writer: &'w mut KeyWriter,
    zeros: u64,
    written: bool,
}

impl<'w> PaddedWriter<'w> {
    pub(super) fn new(writer: &'w mut KeyWriter) -> Self {
        Self {
            writer,
            zeros: 0,
            written: false,
        }
    }

    /// Begins an item; the caller writes the rest of it, unless it is zero.
    pub(super) fn item(&mut self, side: Side) -> Option<&mut KeyWriter> {
        match side {
            Side::Zero => {
                self.zeros += 1;
                return None;
            }
            Side::Below => {
                self.writer.byte(BELOW);
                self.writer.number(self.zeros);
            }
            Side::Above => {
                self.writer.byte(ABOVE);
                let mut falling = KeyWriter::default();
                falling.number(self.zeros);
                for byte in falling.finish() {
                    self.writer.byte(!byte);
                }
            }
        }
        self.zeros = 0;
        self.written = true;
        Some(self.writer)
    }

    /// Whether anything but zeros was written.
    pub(super) fn is_written(&self) -> bool {
        self.written
    }

    pub(super) fn end(self) {
        self.writer.byte(END);
    }
}
