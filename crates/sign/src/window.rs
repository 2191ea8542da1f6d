//! Spans of time in which something is trusted.

use portcullis_findings::Timestamp;

/// From a moment on, until another or without end. Both ends belong to it, as in protobuf's `TimeRange`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Window {
    start: Timestamp,
    end: Option<Timestamp>,
}

impl Window {
    /// From `start` on.
    #[must_use]
    pub const fn from(start: Timestamp) -> Self {
        Self { start, end: None }
    }

    /// The same, ending with `end`. One that ends before it starts holds no moment.
    #[must_use]
    pub const fn until(mut self, end: Timestamp) -> Self {
        self.end = Some(end);
        self
    }

    /// Whether the moment belongs to it.
    #[must_use]
    pub fn contains(&self, time: Timestamp) -> bool {
        self.start <= time && self.end.is_none_or(|end| time <= end)
    }

    /// Its first moment.
    #[must_use]
    pub const fn start(&self) -> Timestamp {
        self.start
    }

    /// Its last moment; `None` while it is open.
    #[must_use]
    pub const fn end(&self) -> Option<Timestamp> {
        self.end
    }
}
