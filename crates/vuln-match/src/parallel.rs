//! The one place that may use threads.

/// Maps in order; with feature `parallel` on the rayon pool the caller runs in.
#[cfg(feature = "parallel")]
pub(crate) fn map_ordered<T: Sync, R: Send>(items: &[T], map: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    use rayon::prelude::*;
    items.par_iter().with_min_len(64).map(map).collect()
}

/// Maps in order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map_ordered<T, R>(items: &[T], map: impl Fn(&T) -> R) -> Vec<R> {
    items.iter().map(map).collect()
}
