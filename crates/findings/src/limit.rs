//! Positions, limits and budgets: how hostile input is kept small, and how that is told.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::LineIndex;

/// Where in an input an error stands.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Position {
    /// Bytes before it, from 0.
    pub byte: u64,
    /// Line, from 1.
    pub line: u64,
    /// Column in bytes, from 1.
    pub column: u64,
}

impl Position {
    /// The position of a byte offset in `text`, read in one pass; meant for error paths.
    #[must_use]
    pub fn of_offset(text: &[u8], offset: usize) -> Self {
        let before = text.get(..offset.min(text.len())).unwrap_or_default();
        let (line, column) = LineIndex::new(before).line_column(before.len());
        Self {
            byte: before.len() as u64,
            line,
            column,
        }
    }

    /// The position of a line and column (both from 1, in bytes), as JSON and TOML readers report them.
    #[must_use]
    pub fn of_line_column(text: &[u8], line: usize, column: usize) -> Self {
        let start: usize = text
            .split_inclusive(|byte| *byte == b'\n')
            .take(line.saturating_sub(1))
            .map(<[u8]>::len)
            .sum();
        Self {
            byte: (start + column.saturating_sub(1)) as u64,
            line: line.max(1) as u64,
            column: column.max(1) as u64,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}, column {} (byte {})",
            self.line, self.column, self.byte
        )
    }
}

/// A limit that input went past: which, and how much is allowed.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, thiserror::Error)]
#[error("more than {allowed} {what}")]
pub struct LimitHit {
    /// What is counted, for example `bytes of one lockfile`.
    pub what: &'static str,
    /// How much is allowed.
    pub allowed: u64,
}

/// Bytes and items that one piece of work may use, counted across nesting and threads, and a flag to stop it.
///
/// Copies share their counters. There is no clock in it: who wants a time limit sets the flag.
///
/// ```
/// use portcullis_findings::Budget;
/// let budget = Budget::new(10, 2);
/// assert!(budget.take_bytes(8).is_ok());
/// assert!(budget.clone().take_bytes(3).is_err());
/// ```
#[derive(Clone, Debug)]
pub struct Budget(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    bytes: AtomicU64,
    items: AtomicU64,
    allowed_bytes: u64,
    allowed_items: u64,
    cancelled: AtomicBool,
}

impl Budget {
    /// A budget of bytes and items.
    #[must_use]
    pub fn new(bytes: u64, items: u64) -> Self {
        Self(Arc::new(Shared {
            bytes: AtomicU64::new(0),
            items: AtomicU64::new(0),
            allowed_bytes: bytes,
            allowed_items: items,
            cancelled: AtomicBool::new(false),
        }))
    }

    /// A budget that never runs out; it can still be cancelled.
    #[must_use]
    pub fn unlimited() -> Self {
        Self::new(u64::MAX, u64::MAX)
    }

    /// Uses up bytes.
    ///
    /// # Errors
    ///
    /// [`LimitHit`] once more than the allowed bytes were asked for; they stay used.
    pub fn take_bytes(&self, bytes: u64) -> Result<(), LimitHit> {
        take(
            &self.0.bytes,
            bytes,
            LimitHit {
                what: "bytes",
                allowed: self.0.allowed_bytes,
            },
        )
    }

    /// Uses up items.
    ///
    /// # Errors
    ///
    /// [`LimitHit`] once more than the allowed items were asked for; they stay used.
    pub fn take_items(&self, items: u64) -> Result<(), LimitHit> {
        take(
            &self.0.items,
            items,
            LimitHit {
                what: "items",
                allowed: self.0.allowed_items,
            },
        )
    }

    /// Asks the work to stop at its next check.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the work was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }
}

fn take(counter: &AtomicU64, amount: u64, limit: LimitHit) -> Result<(), LimitHit> {
    let used = counter
        .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |used| {
            Some(used.saturating_add(amount))
        })
        .unwrap_or(u64::MAX)
        .saturating_add(amount);
    if used > limit.allowed { Err(limit) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_agree_with_the_text() {
        let text = b"ab\ncd";
        let expected = Position {
            byte: 4,
            line: 2,
            column: 2,
        };
        assert_eq!(Position::of_offset(text, 4), expected);
        assert_eq!(Position::of_line_column(text, 2, 2), expected);
        assert_eq!(Position::of_offset(text, 99).byte, 5);
    }

    #[test]
    fn a_budget_is_shared_by_its_copies() {
        let budget = Budget::new(u64::MAX, 1);
        let copy = budget.clone();
        assert!(budget.take_items(1).is_ok());
        assert_eq!(
            copy.take_items(1),
            Err(LimitHit {
                what: "items",
                allowed: 1
            })
        );
        copy.cancel();
        assert!(budget.is_cancelled());
    }
}
