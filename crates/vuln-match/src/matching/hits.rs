//! The explanations of one match.

use std::ops::Deref;

use super::Explanation;

/// Nearly always one advisory is about a vulnerability of a package: it needs no list of its own.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "the large variant is the usual one, and is what is not to be allocated"
)]
pub(super) enum Hits<'a> {
    One(Explanation<'a>),
    Several(Vec<Explanation<'a>>),
}

impl<'a> Deref for Hits<'a> {
    type Target = [Explanation<'a>];

    fn deref(&self) -> &Self::Target {
        match self {
            Self::One(hit) => std::slice::from_ref(hit),
            Self::Several(hits) => hits,
        }
    }
}
