//! Several lockfiles in one call.

use portcullis_findings::Label;

use super::{Companion, Extract, Format};
use crate::{Limits, LockfileError};

/// A lockfile to be read.
#[derive(Clone, Copy, Debug)]
pub struct Lockfile<'a> {
    /// Its format, see [`Format::of_file_name`].
    pub format: &'static Format,
    /// The path that locations carry.
    pub label: &'a Label,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The files beside it that [`Format::companions`] names.
    pub companions: &'a [Companion<'a>],
}

/// Reads lockfiles; answers stand in the order of the files. With the feature `parallel` the work is spread over the
/// caller's rayon pool, with the same answers.
pub fn read_all(files: &[Lockfile<'_>], limits: &Limits) -> Vec<Result<Extract, LockfileError>> {
    map_ordered(files, |file| {
        file.format.read(file.label, file.bytes, file.companions, limits)
    })
}

#[cfg(feature = "parallel")]
fn map_ordered<T: Sync, R: Send>(items: &[T], map: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    items.par_iter().map(map).collect()
}

#[cfg(not(feature = "parallel"))]
fn map_ordered<T, R>(items: &[T], map: impl Fn(&T) -> R) -> Vec<R> {
    items.iter().map(map).collect()
}
