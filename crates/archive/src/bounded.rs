//! A reader that stops where a limit is.

use std::io::{self, Read};

use portcullis_findings::{Budget, Gap, GapKind, Label, LimitHit, Stage};

use crate::{Limits, limit_hit};

/// Why an entry was not read to its end.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// A limit of this entry; the next one may be read.
    Entry(LimitHit),
    /// A limit of the whole archive or of the caller's budget.
    Whole(LimitHit),
    /// The caller's stop flag.
    Cancelled,
    /// The input is damaged behind so many bytes.
    Damaged { kind: io::ErrorKind, byte: u64 },
    /// There is another number of bytes than stated.
    Size { stated: u64, found: u64 },
}

impl Fault {
    /// Whether no further entry is to be read.
    pub(crate) fn is_final(self) -> bool {
        matches!(self, Self::Whole(_) | Self::Cancelled)
    }

    pub(crate) fn gap(self, label: Label) -> Gap {
        let gap = |cause: String| Gap::new(Stage::Source, GapKind::Truncated, label.as_bytes(), cause);
        match self {
            Self::Entry(limit) | Self::Whole(limit) => {
                gap("the content goes past a limit".to_owned()).with_limit(limit)
            }
            Self::Cancelled => gap("reading was cancelled".to_owned()),
            Self::Damaged { kind, byte } => {
                gap(format!("the content is damaged behind its byte {byte}: {kind}"))
            }
            Self::Size { stated, found } => {
                gap(format!("the content has {found} bytes where {stated} are stated"))
            }
        }
    }

    fn error(self) -> io::Error {
        match self {
            Self::Entry(limit) | Self::Whole(limit) => io::Error::other(limit),
            Self::Cancelled => io::Error::other("reading was cancelled"),
            Self::Damaged { kind, .. } => kind.into(),
            Self::Size { .. } => io::ErrorKind::InvalidData.into(),
        }
    }
}

/// The content of one entry, within all limits.
pub(crate) struct Bounded<'a, R> {
    inner: R,
    limits: &'a Limits,
    budget: &'a Budget,
    total: &'a mut u64,
    stated: u64,
    /// What the entry may expand to.
    expanded: Option<u64>,
    given: u64,
    fault: Option<Fault>,
}

impl<'a, R: Read> Bounded<'a, R> {
    pub(crate) fn new(
        inner: R,
        stated: u64,
        limits: &'a Limits,
        budget: &'a Budget,
        total: &'a mut u64,
    ) -> Self {
        Self {
            inner,
            limits,
            budget,
            total,
            stated,
            expanded: None,
            given: 0,
            fault: None,
        }
    }

    /// With the size before decompression.
    #[cfg(feature = "zip")]
    pub(crate) fn compressed(mut self, bytes: u64) -> Self {
        self.expanded = Some(self.limits.expanded(bytes));
        self
    }

    /// Why the content ended early, once reading is over.
    pub(crate) fn fault(&self) -> Option<Fault> {
        self.fault
    }

    /// How much more may be given, and what stands against more.
    fn room(&self) -> (u64, Fault) {
        let entry = LimitHit {
            what: "bytes of one entry",
            allowed: self.limits.entry_bytes,
        };
        let mut room = (
            self.limits.entry_bytes.saturating_sub(self.given),
            Fault::Entry(entry),
        );
        if let Some(expanded) = self.expanded {
            let ratio = LimitHit {
                what: "times the compressed size of an entry",
                allowed: self.limits.ratio,
            };
            let left = expanded.saturating_sub(self.given);
            if left < room.0 {
                room = (left, Fault::Entry(ratio));
            }
        }
        let whole = self.limits.total_bytes.saturating_sub(*self.total);
        if whole < room.0 {
            room = (whole, Fault::Whole(total_hit(self.limits)));
        }
        room
    }

    fn read_within(&mut self, buffer: &mut [u8]) -> Result<usize, Fault> {
        if self.budget.is_cancelled() {
            return Err(Fault::Cancelled);
        }
        let (room, against) = self.room();
        let mut probe = [0];
        let wanted = usize::try_from(room).unwrap_or(usize::MAX).min(buffer.len());
        let target = if room == 0 {
            &mut probe
        } else {
            buffer.get_mut(..wanted).unwrap_or_default()
        };
        let count = loop {
            match self.inner.read(target) {
                Ok(count) => break count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let damaged = Fault::Damaged {
                        kind: error.kind(),
                        byte: self.given,
                    };
                    return Err(limit_hit(&error).map_or(damaged, Fault::Whole));
                }
            }
        };
        if count == 0 {
            let size = Fault::Size {
                stated: self.stated,
                found: self.given,
            };
            return if self.given == self.stated {
                Ok(0)
            } else {
                Err(size)
            };
        }
        if room == 0 {
            return Err(against);
        }
        self.given += count as u64;
        *self.total += count as u64;
        self.budget.take_bytes(count as u64).map_err(Fault::Whole)?;
        Ok(count)
    }
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(fault) = self.fault {
            return Err(fault.error());
        }
        if buffer.is_empty() {
            return Ok(0);
        }
        self.read_within(buffer).map_err(|fault| {
            self.fault = Some(fault);
            fault.error()
        })
    }
}

pub(crate) fn total_hit(limits: &Limits) -> LimitHit {
    LimitHit {
        what: "bytes of all entries of an archive",
        allowed: limits.total_bytes,
    }
}

pub(crate) fn entries_hit(limits: &Limits) -> LimitHit {
    LimitHit {
        what: "entries of an archive",
        allowed: limits.entries,
    }
}
