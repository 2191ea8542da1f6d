//! Digests of one thing.

use std::collections::{BTreeSet, btree_set};
use std::fmt;
use std::iter::Chain;
use std::option;

use crate::Digest;

/// Digests of one thing, each once, in their order.
///
/// Most packages of a lockfile have exactly one, and there are many packages, so the first one needs no room of its own.
///
/// ```
/// use portcullis_findings::{Digest, DigestSet};
/// let mut digests = DigestSet::default();
/// assert!(digests.insert(Digest::sha256(b"a")));
/// assert!(!digests.insert(Digest::sha256(b"a")));
/// assert_eq!(digests.len(), 1);
/// ```
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DigestSet {
    /// The smallest one; without it there is none.
    first: Option<Digest>,
    rest: BTreeSet<Digest>,
}

impl DigestSet {
    /// Adds a digest; whether it is new.
    pub fn insert(&mut self, digest: Digest) -> bool {
        match &mut self.first {
            None => {
                self.first = Some(digest);
                true
            }
            Some(first) if *first == digest => false,
            Some(first) if *first > digest => self.rest.insert(std::mem::replace(first, digest)),
            Some(_) => self.rest.insert(digest),
        }
    }

    /// All of them, in their order.
    pub fn iter(&self) -> <&Self as IntoIterator>::IntoIter {
        self.into_iter()
    }

    /// The smallest one.
    #[must_use]
    pub const fn first(&self) -> Option<&Digest> {
        self.first.as_ref()
    }

    /// Whether a digest is among them.
    #[must_use]
    pub fn contains(&self, digest: &Digest) -> bool {
        self.first.as_ref() == Some(digest) || self.rest.contains(digest)
    }

    /// Whether no digest is in both.
    #[must_use]
    pub fn is_disjoint(&self, other: &Self) -> bool {
        !self.iter().any(|digest| other.contains(digest))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        usize::from(self.first.is_some()) + self.rest.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.first.is_none()
    }
}

impl fmt::Debug for DigestSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self).finish()
    }
}

impl<'a> IntoIterator for &'a DigestSet {
    type Item = &'a Digest;
    type IntoIter = Chain<option::Iter<'a, Digest>, btree_set::Iter<'a, Digest>>;

    fn into_iter(self) -> Self::IntoIter {
        self.first.iter().chain(&self.rest)
    }
}

impl IntoIterator for DigestSet {
    type Item = Digest;
    type IntoIter = Chain<option::IntoIter<Digest>, btree_set::IntoIter<Digest>>;

    fn into_iter(self) -> Self::IntoIter {
        self.first.into_iter().chain(self.rest)
    }
}

impl Extend<Digest> for DigestSet {
    fn extend<I: IntoIterator<Item = Digest>>(&mut self, digests: I) {
        for digest in digests {
            self.insert(digest);
        }
    }
}

impl FromIterator<Digest> for DigestSet {
    fn from_iter<I: IntoIterator<Item = Digest>>(digests: I) -> Self {
        let mut set = Self::default();
        set.extend(digests);
        set
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_holds_what_a_set_of_the_library_holds(bytes in proptest::collection::vec(0u8..6, 0..12), others in proptest::collection::vec(0u8..6, 0..3)) {
            let all = |bytes: &[u8]| bytes.iter().map(|byte| Digest::sha256(&[*byte])).collect::<Vec<_>>();
            let (mut set, mut expected) = (DigestSet::default(), BTreeSet::new());
            for digest in all(&bytes) {
                prop_assert_eq!(set.insert(digest.clone()), expected.insert(digest));
            }
            prop_assert!(set.iter().eq(&expected));
            prop_assert_eq!((set.len(), set.is_empty(), set.first()), (expected.len(), expected.is_empty(), expected.first()));
            for digest in all(&[0, 1, 2, 3, 4, 5]) {
                prop_assert_eq!(set.contains(&digest), expected.contains(&digest));
            }
            let (other, expected_other) = (all(&others).into_iter().collect::<DigestSet>(), all(&others).into_iter().collect());
            prop_assert_eq!(set.is_disjoint(&other), expected.is_disjoint(&expected_other));
            prop_assert_eq!(set.cmp(&other) == std::cmp::Ordering::Equal, expected == expected_other);
            prop_assert!(set.into_iter().eq(expected));
        }
    }
}
