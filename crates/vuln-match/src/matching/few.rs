//! Lists that seldom have more than one item.

use std::ops::Deref;

/// Nearly always one advisory is about a vulnerability of a package, and one version fixes it: that needs no list of its own.
#[derive(Clone, Debug)]
pub(super) enum Few<T> {
    One(T),
    /// Any number, none included.
    Several(Vec<T>),
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &Self::Target {
        match self {
            Self::One(item) => std::slice::from_ref(item),
            Self::Several(items) => items,
        }
    }
}
