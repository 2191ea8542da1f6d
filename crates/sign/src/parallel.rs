//! The one place that knows about threads.

/// Maps in order; on the caller's rayon pool with feature `parallel`.
#[cfg(feature = "parallel")]
pub(crate) fn map_ordered<T: Send, U: Send>(items: Vec<T>, f: impl Fn(T) -> U + Send + Sync) -> Vec<U> {
    use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
    items.into_par_iter().map(f).collect()
}

/// Maps in order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map_ordered<T, U>(items: Vec<T>, f: impl Fn(T) -> U) -> Vec<U> {
    items.into_iter().map(f).collect()
}
