//! What was accepted, bounded by number and size.

use std::collections::HashMap;
use std::sync::Arc;

use super::Signed;
use crate::verified::Verified;

/// A question: SHA-256 over the bundle and what is said of the artifact.
pub(super) type Key = [u8; 32];

/// Two generations: what is asked for again moves to the young one, and when that is full the old one is dropped.
pub(super) struct Remembered {
    young: Generation,
    old: Generation,
    /// Of one generation: verdicts, and bytes of statements.
    verdicts: usize,
    bytes: usize,
}

#[derive(Default)]
struct Generation {
    verdicts: HashMap<Key, Arc<Verified<Signed>>>,
    bytes: usize,
}

impl Remembered {
    /// Remembers at most that many verdicts, rounded up to an even number, with at most as many bytes of statements.
    pub(super) fn new(verdicts: usize, bytes: usize) -> Self {
        Self {
            young: Generation::default(),
            old: Generation::default(),
            verdicts: verdicts.div_ceil(2),
            bytes: bytes / 2,
        }
    }

    pub(super) fn get(&mut self, key: &Key) -> Option<Arc<Verified<Signed>>> {
        if let Some(verdict) = self.young.verdicts.get(key) {
            return Some(Arc::clone(verdict));
        }
        let verdict = self.old.verdicts.remove(key)?;
        self.old.bytes -= size(&verdict);
        self.put(*key, Arc::clone(&verdict));
        Some(verdict)
    }

    pub(super) fn insert(&mut self, key: Key, verdict: Verified<Signed>) {
        if size(&verdict) <= self.bytes {
            self.put(key, Arc::new(verdict));
        }
    }

    fn put(&mut self, key: Key, verdict: Arc<Verified<Signed>>) {
        let size = size(&verdict);
        if self.young.verdicts.len() >= self.verdicts || self.young.bytes + size > self.bytes {
            self.old = std::mem::take(&mut self.young);
        }
        if self.young.verdicts.insert(key, verdict).is_none() {
            self.young.bytes += size;
        }
    }
}

fn size(verdict: &Verified<Signed>) -> usize {
    match verdict.get() {
        Signed::Artifact => 0,
        Signed::Statement(payload) => payload.len(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::verified::Evidence;

    fn verdict(bytes: usize) -> Verified<Signed> {
        let evidence = Evidence::new(String::new(), BTreeSet::new());
        Verified::new(Signed::Statement(vec![0; bytes]), evidence)
    }

    fn known(remembered: &mut Remembered, numbers: std::ops::Range<u8>) -> usize {
        numbers
            .filter(|number| remembered.get(&[*number; 32]).is_some())
            .count()
    }

    #[test]
    fn it_holds_no_more_verdicts_and_bytes_than_it_may() {
        for (verdicts, bytes, size, expected) in [
            (10, 1000, 0, 10),
            (10, 1000, 1, 10),
            (1000, 1000, 100, 10),
            (1000, 1000, 500, 2),
            (1000, 1000, 501, 0),
        ] {
            let mut remembered = Remembered::new(verdicts, bytes);
            for number in 0..200 {
                remembered.insert([number; 32], verdict(size));
                let held = |generation: &Generation| {
                    let held = generation.verdicts.values().map(|verdict| super::size(verdict));
                    assert_eq!(held.sum::<usize>(), generation.bytes);
                    generation.bytes
                };
                assert!(held(&remembered.young) + held(&remembered.old) <= bytes);
            }
            // The last of a full generation before it, and those since.
            let count = remembered.young.verdicts.len() + remembered.old.verdicts.len();
            assert!(
                count <= expected && count * 2 >= expected,
                "{count} of {expected}"
            );
        }
    }

    #[test]
    fn what_is_asked_for_again_stays() {
        let mut remembered = Remembered::new(10, 1000);
        remembered.insert([0; 32], verdict(10));
        for number in 1..100 {
            remembered.insert([number; 32], verdict(10));
            assert_eq!(known(&mut remembered, 0..1), 1, "after {number}");
        }
        assert!(known(&mut remembered, 1..100) < 10);
    }

    #[test]
    fn the_same_question_twice_is_held_once() {
        let mut remembered = Remembered::new(10, 1000);
        remembered.insert([1; 32], verdict(100));
        remembered.insert([1; 32], verdict(100));
        assert_eq!(remembered.young.bytes, 100);
    }
}
