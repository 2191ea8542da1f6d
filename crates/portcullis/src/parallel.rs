//! Work over a list on the caller's rayon pool, or one after the other; the answers stand in the order of the list.

/// Applies `work` to every item. `begin` makes what one thread keeps from item to item.
#[cfg(feature = "parallel")]
pub(crate) fn map_ordered<T: Sync, S, R: Send>(
    items: &[T],
    begin: impl Fn() -> S + Send + Sync,
    work: impl Fn(&mut S, &T) -> R + Send + Sync,
) -> Vec<R> {
    use rayon::prelude::*;
    items.par_iter().map_init(begin, work).collect()
}

/// Applies `work` to every item. `begin` makes what is kept from item to item.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map_ordered<T, S, R>(
    items: &[T],
    begin: impl Fn() -> S,
    work: impl Fn(&mut S, &T) -> R,
) -> Vec<R> {
    let mut kept = begin();
    items.iter().map(|item| work(&mut kept, item)).collect()
}
