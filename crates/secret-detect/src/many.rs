//! Several inputs at once.

use crate::scanner::{ScanSummary, Scanner, Scratch};
use crate::sink::SecretMatch;

/// What one of several inputs gave.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ScannedInput {
    /// Its credentials, in order.
    pub matches: Vec<SecretMatch>,
    /// What the scan did.
    pub summary: ScanSummary,
}

/// Scans several inputs and answers in their order; with the feature `parallel` on the caller's rayon pool.
#[must_use]
pub fn scan_many(scanner: &Scanner, inputs: &[&[u8]]) -> Vec<ScannedInput> {
    map_ordered(scanner, inputs, |scratch, bytes| {
        let mut matches = Vec::new();
        let summary = scanner.scan(scratch, bytes, &mut matches);
        ScannedInput { matches, summary }
    })
}

#[cfg(feature = "parallel")]
fn map_ordered<T: Send>(
    scanner: &Scanner,
    inputs: &[&[u8]],
    scan: impl Fn(&mut Scratch, &[u8]) -> T + Sync,
) -> Vec<T> {
    use rayon::prelude::*;
    inputs
        .par_iter()
        .map_init(|| scanner.scratch(), |scratch, bytes| scan(scratch, bytes))
        .collect()
}

#[cfg(not(feature = "parallel"))]
fn map_ordered<T>(scanner: &Scanner, inputs: &[&[u8]], scan: impl Fn(&mut Scratch, &[u8]) -> T) -> Vec<T> {
    let mut scratch = scanner.scratch();
    inputs.iter().map(|bytes| scan(&mut scratch, bytes)).collect()
}
