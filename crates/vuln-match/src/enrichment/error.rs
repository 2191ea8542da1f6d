//! Why data cannot be used, whole or in part.

use portcullis_findings::{LimitHit, Position};

/// Limits on enrichment data.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct EnrichmentLimits {
    /// Bytes of one file; 64 MiB unless set. EPSS of all CVEs has some 10 MB, KEV some 2 MB.
    pub bytes: u64,
    /// Bytes of one CSV row; 64 KiB unless set. A longer one is set aside.
    pub row_bytes: usize,
    /// Rows or entries; 4,000,000 unless set.
    pub rows: u64,
    /// Rows set aside that are kept one by one; 1,000 unless set. The count goes on.
    pub notes: usize,
}

impl Default for EnrichmentLimits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            row_bytes: 64 << 10,
            rows: 4_000_000,
            notes: 1_000,
        }
    }
}

impl EnrichmentLimits {
    pub(super) fn check_bytes(&self, bytes: &[u8]) -> Result<(), EnrichmentError> {
        if bytes.len() as u64 > self.bytes {
            let limit = LimitHit {
                what: "bytes of enrichment data",
                allowed: self.bytes,
            };
            return Err(EnrichmentError::Limit { limit });
        }
        Ok(())
    }

    pub(super) fn check_rows(&self, rows: usize) -> Result<(), EnrichmentError> {
        if rows as u64 > self.rows {
            let limit = LimitHit {
                what: "rows of enrichment data",
                allowed: self.rows,
            };
            return Err(EnrichmentError::Limit { limit });
        }
        Ok(())
    }
}

/// The data cannot be used at all; a single bad row is set aside instead.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum EnrichmentError {
    /// It goes past a limit.
    #[error("{limit}")]
    Limit {
        /// Which.
        limit: LimitHit,
    },
    /// The header names no column of this name.
    #[error("line {line}: the header has no column `{column}`")]
    Column {
        /// The line of the header, from 1; 0 if there is no line at all.
        line: u64,
        /// The column.
        column: &'static str,
    },
    /// It is no JSON of this form.
    #[error("not a catalogue in JSON at {position}")]
    Json {
        /// Where it stops being one.
        position: Position,
    },
    /// No row of it can be used, which is no answer.
    #[error("no usable row, {set_aside} set aside")]
    Empty {
        /// How many were set aside.
        set_aside: u64,
    },
}

/// A row that is not used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct SetAside {
    /// Its line in a CSV, or its place in the list of a JSON document; from 1.
    pub row: u64,
    /// Why.
    pub error: RowError,
}

/// Why a row is not used.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RowError {
    /// No CVE id of the form `CVE-2014-0160`.
    #[error("no CVE id")]
    Cve,
    /// A probability or percentile that is no number of 0 to 1.
    #[error("no number from 0 to 1")]
    Number,
    /// A day that is none.
    #[error("no day such as 2026-11-01")]
    Date,
    /// Another row tells something else of the same CVE, and more.
    #[error("another row of the same CVE counts")]
    Repeated,
    /// More bytes than a row may have, or a quote that is not closed within them.
    #[error("a row too long or with an open quote")]
    TooLong,
    /// Not an object (JSON).
    #[error("no object")]
    Form,
}

/// The rows of one file that were set aside.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SetAsides {
    pub(super) list: Vec<SetAside>,
    pub(super) count: u64,
}

impl SetAsides {
    /// The first of them, in the order they were found.
    #[must_use]
    pub fn list(&self) -> &[SetAside] {
        &self.list
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn add(&mut self, row: u64, error: RowError, limits: &EnrichmentLimits) {
        self.count += 1;
        if self.list.len() < limits.notes {
            self.list.push(SetAside { row, error });
        }
    }
}
