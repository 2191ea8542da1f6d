//! What one input may cost.

/// Bounds of one scan. What goes past them is told in [`crate::ScanSummary::gaps`], never left out silently.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// How many findings one input may have; the scan stops behind the last. Default 10,000.
    pub findings: u64,
    /// How many bytes of one input are looked at. Default: all (`u64::MAX`).
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            findings: 10_000,
            bytes: u64::MAX,
        }
    }
}

impl Limits {
    /// With another count of findings.
    #[must_use]
    pub fn with_findings(mut self, findings: u64) -> Self {
        self.findings = findings;
        self
    }

    /// With another count of bytes.
    #[must_use]
    pub fn with_bytes(mut self, bytes: u64) -> Self {
        self.bytes = bytes;
        self
    }
}
