//! The one place that may use threads.

/// Maps parts of a list in order; with feature `parallel` on the rayon pool the caller runs in.
#[cfg(feature = "parallel")]
pub(crate) fn map_parts<T: Sync, R: Send>(items: &[T], map: impl Fn(&[T]) -> R + Send + Sync) -> Vec<R> {
    use rayon::prelude::*;
    // Several parts for each thread, since they are not equally hard.
    let part = (items.len() / (rayon::current_num_threads() * 8)).max(64);
    items.par_chunks(part).map(map).collect()
}

/// Maps a list as one part.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map_parts<T, R>(items: &[T], map: impl Fn(&[T]) -> R) -> Vec<R> {
    vec![map(items)]
}
