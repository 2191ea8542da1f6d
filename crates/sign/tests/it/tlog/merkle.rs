//! Proofs made by the recursive definitions of RFC 6962, 2.1 and Merkle Tree Certificates, 4; attack T23: every change
//! of a proof is refused.

use std::collections::HashMap;
use std::ops::Range;

use portcullis_sign::tlog::{
    TreeHash, TreeHead, verify_consistency, verify_inclusion, verify_subtree_consistency,
    verify_subtree_inclusion,
};

const LARGEST: u64 = 300;

/// Hashes of ranges of leaves, each computed once.
#[derive(Default)]
struct Leaves(HashMap<Range<u64>, TreeHash>);

impl Leaves {
    fn hash(&mut self, range: Range<u64>) -> TreeHash {
        if let Some(hash) = self.0.get(&range) {
            return *hash;
        }
        let hash = if range.end - range.start == 1 {
            TreeHash::of_leaf(&range.start.to_be_bytes())
        } else {
            let middle = split(&range);
            TreeHash::of_node(&self.hash(range.start..middle), &self.hash(middle..range.end))
        };
        self.0.insert(range, hash);
        hash
    }

    fn head(&mut self, size: u64) -> TreeHead {
        TreeHead {
            size,
            root: self.hash(0..size),
        }
    }

    /// PATH(index, tree).
    fn path(&mut self, index: u64, tree: Range<u64>) -> Vec<TreeHash> {
        if tree.end - tree.start == 1 {
            return Vec::new();
        }
        let middle = split(&tree);
        let (inside, beside) = if index < middle {
            (tree.start..middle, middle..tree.end)
        } else {
            (middle..tree.end, tree.start..middle)
        };
        let mut path = self.path(index, inside);
        path.push(self.hash(beside));
        path
    }

    /// SUBTREE_SUBPROOF(subtree, tree, known).
    fn proof(&mut self, subtree: Range<u64>, tree: Range<u64>, known: bool) -> Vec<TreeHash> {
        if subtree == tree {
            return if known { Vec::new() } else { vec![self.hash(tree)] };
        }
        let middle = split(&tree);
        let (mut proof, beside) = if subtree.end <= middle {
            (self.proof(subtree, tree.start..middle, known), middle..tree.end)
        } else if middle <= subtree.start {
            (self.proof(subtree, middle..tree.end, known), tree.start..middle)
        } else {
            (
                self.proof(middle..subtree.end, middle..tree.end, false),
                tree.start..middle,
            )
        };
        proof.push(self.hash(beside));
        proof
    }
}

/// The largest power of two below the number of leaves, from the first leaf on.
fn split(range: &Range<u64>) -> u64 {
    range.start + (range.end - range.start).next_power_of_two() / 2
}

fn flipped(hash: &TreeHash, bit: usize) -> TreeHash {
    let mut bytes = *hash.as_bytes();
    bytes[bit / 8 % 32] ^= 1 << (bit % 8);
    TreeHash::from_bytes(bytes)
}

/// Every one-step change of a proof: a bit of each hash, each hash left out, doubled, or exchanged with its neighbour,
/// and a hash more at both ends.
fn changed(proof: &[TreeHash], bit: usize) -> Vec<Vec<TreeHash>> {
    let mut all = Vec::new();
    for at in 0..proof.len() {
        let mut other = proof.to_vec();
        other[at] = flipped(&other[at], bit);
        all.push(other);
        let mut shorter = proof.to_vec();
        shorter.remove(at);
        all.push(shorter);
        let mut longer = proof.to_vec();
        longer.insert(at, proof[at]);
        all.push(longer);
        if at > 0 {
            let mut swapped = proof.to_vec();
            swapped.swap(at - 1, at);
            all.push(swapped);
        }
    }
    for at in [0, proof.len()] {
        let mut longer = proof.to_vec();
        longer.insert(at, TreeHash::EMPTY);
        all.push(longer);
    }
    all
}

#[test]
fn t23_inclusion_is_shown_by_its_proof_and_by_no_other() {
    let mut leaves = Leaves::default();
    for size in 1..=LARGEST {
        let head = leaves.head(size);
        for index in 0..size {
            let leaf = leaves.hash(index..index + 1);
            let proof = leaves.path(index, 0..size);
            let verify = |leaf: &TreeHash, index: u64, head: &TreeHead, proof: &[TreeHash]| {
                verify_inclusion(leaf, index, head, proof)
            };
            assert_eq!(verify(&leaf, index, &head, &proof), Ok(()), "{index} of {size}");
            let bit = (index * 7 + size) as usize;
            for other in changed(&proof, bit) {
                assert!(verify(&leaf, index, &head, &other).is_err(), "{index} of {size}");
            }
            assert!(verify(&flipped(&leaf, bit), index, &head, &proof).is_err());
            let other_root = TreeHead {
                root: flipped(&head.root, bit),
                ..head
            };
            assert!(verify(&leaf, index, &other_root, &proof).is_err());
            for other in [
                index ^ 1,
                index + 1,
                index.wrapping_sub(1),
                index ^ size,
                size,
                u64::MAX,
            ] {
                if other != index {
                    assert!(
                        verify(&leaf, other, &head, &proof).is_err(),
                        "{other} for {index} of {size}"
                    );
                }
            }
        }
    }
}

#[test]
fn t23_consistency_is_shown_by_its_proof_and_by_no_other() {
    let mut leaves = Leaves::default();
    for size in 1..=LARGEST {
        let new = leaves.head(size);
        for old_size in 1..=size {
            let old = leaves.head(old_size);
            let proof = leaves.proof(0..old_size, 0..size, true);
            assert_eq!(
                verify_consistency(&old, &new, &proof),
                Ok(()),
                "{old_size} to {size}"
            );
            let bit = (old_size * 5 + size) as usize;
            for other in changed(&proof, bit) {
                assert!(
                    verify_consistency(&old, &new, &other).is_err(),
                    "{old_size} to {size}"
                );
            }
            for (old_bit, new_bit) in [(Some(bit), None), (None, Some(bit)), (Some(bit), Some(bit))] {
                // One tree under another name is still one tree.
                if old_size == size && old_bit == new_bit {
                    continue;
                }
                let change = |head: TreeHead, bit: Option<usize>| TreeHead {
                    root: bit.map_or(head.root, |bit| flipped(&head.root, bit)),
                    ..head
                };
                let verified = verify_consistency(&change(old, old_bit), &change(new, new_bit), &proof);
                assert!(verified.is_err(), "{old_size} to {size}");
            }
            for other in [old_size - 1, old_size + 1, 0, size + 1] {
                let other = TreeHead { size: other, ..old };
                assert!(
                    verify_consistency(&other, &new, &proof).is_err(),
                    "{other:?} to {size}"
                );
            }
        }
    }
}

#[test]
fn t23_subtrees_are_shown_by_their_proofs_and_by_no_other() {
    let mut leaves = Leaves::default();
    for size in 1..=80 {
        let head = leaves.head(size);
        for start in 0..size {
            for end in start + 1..=size {
                let proof = if start.is_multiple_of((end - start).next_power_of_two()) {
                    leaves.proof(start..end, 0..size, true)
                } else {
                    assert!(verify_subtree_consistency(start..end, &head.root, &head, &[]).is_err());
                    continue;
                };
                let root = leaves.hash(start..end);
                let verify = |root: &TreeHash, head: &TreeHead, proof: &[TreeHash]| {
                    verify_subtree_consistency(start..end, root, head, proof)
                };
                assert_eq!(verify(&root, &head, &proof), Ok(()), "{start}..{end} of {size}");
                for other in changed(&proof, (start + end) as usize) {
                    assert!(verify(&root, &head, &other).is_err(), "{start}..{end} of {size}");
                }
                assert!(verify(&flipped(&root, 9), &head, &proof).is_err());
                let other_root = TreeHead {
                    root: flipped(&head.root, 9),
                    ..head
                };
                assert!(verify(&root, &other_root, &proof).is_err());
                if size == 80 {
                    for index in start..end {
                        let leaf = leaves.hash(index..index + 1);
                        let path = leaves.path(index, start..end);
                        let shown = verify_subtree_inclusion(&leaf, index, start..end, &root, &path);
                        assert_eq!(shown, Ok(()), "{index} of {start}..{end}");
                    }
                }
            }
        }
    }
}

#[test]
fn subtrees_of_every_tree_up_to_the_largest_are_shown() {
    let mut leaves = Leaves::default();
    for size in 1..=LARGEST {
        let head = leaves.head(size);
        for start in 0..size {
            let widest = if start == 0 {
                size
            } else {
                1 << start.trailing_zeros()
            };
            for end in start + 1..=size.min(start + widest) {
                let proof = leaves.proof(start..end, 0..size, true);
                let root = leaves.hash(start..end);
                let shown = verify_subtree_consistency(start..end, &root, &head, &proof);
                assert_eq!(shown, Ok(()), "{start}..{end} of {size}");
            }
        }
    }
}
