//! Merkle trees of logs (RFC 6962, 2.1): inclusion, consistency, and the same for subtrees.
//!
//! A proof binds hashes to a root. It does not bind the size of the tree: the path of a leaf has the same shape in
//! several sizes. What binds root and size together is the signature over the tree head.

use std::fmt;
use std::ops::Range;

use crate::backend::ring::sha256;

/// SHA-256 of a leaf, a node or a whole tree.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TreeHash([u8; 32]);

/// A tree by its size and root.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct TreeHead {
    /// Number of leaves.
    pub size: u64,
    /// The hash over all of them.
    pub root: TreeHash,
}

/// A proof that shows nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MerkleError {
    /// The leaf is not in the tree, or not in the subtree.
    #[error("there is no leaf {index} in a tree of the leaves {start} to {end}")]
    NoSuchLeaf {
        /// 0-based leaf.
        index: u64,
        /// First leaf of the tree.
        start: u64,
        /// The leaf behind its last one.
        end: u64,
    },
    /// Every tree continues the empty one: there is nothing to prove.
    #[error("consistency with an empty tree shows nothing")]
    EmptyTree,
    /// The older tree has more leaves.
    #[error("the tree shrank from {old} to {new} leaves")]
    Shrunk {
        /// Leaves before.
        old: u64,
        /// Leaves after.
        new: u64,
    },
    /// No node of any tree covers exactly these leaves.
    #[error("the leaves {start} to {end} are not a subtree of a tree of {size} leaves")]
    NotASubtree {
        /// First leaf.
        start: u64,
        /// The leaf behind the last one.
        end: u64,
        /// Leaves of the tree.
        size: u64,
    },
    /// More or fewer hashes than the path has nodes.
    #[error("the proof has {count} hashes, which does not fit the tree")]
    ProofLength {
        /// Hashes given.
        count: usize,
    },
    /// The proof leads to another root.
    #[error("the proof does not lead to the root of the tree")]
    RootMismatch,
}

impl TreeHash {
    /// The root of a tree without leaves: SHA-256 of nothing.
    pub const EMPTY: Self = Self([
        0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27,
        0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
    ]);

    /// A hash computed elsewhere.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The hash of a log entry as a leaf.
    #[must_use]
    pub fn of_leaf(entry: &[u8]) -> Self {
        Self(sha256(&[&[0], entry]))
    }

    /// The hash of the node above two others.
    #[must_use]
    pub fn of_node(left: &Self, right: &Self) -> Self {
        Self(sha256(&[&[1], &left.0, &right.0]))
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for TreeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for TreeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TreeHash({self})")
    }
}

/// Shows that `leaf` is the leaf `index` (0-based) of the tree. The proof goes from the leaf's sibling to the root's
/// child.
///
/// # Errors
///
/// [`MerkleError`] unless the proof leads from the leaf to the root, with no hash too many.
pub fn verify_inclusion(
    leaf: &TreeHash,
    index: u64,
    head: &TreeHead,
    proof: &[TreeHash],
) -> Result<(), MerkleError> {
    verify_subtree_inclusion(leaf, index, 0..head.size, &head.root, proof)
}

/// Shows that the tree `new` continues the tree `old`: the old leaves are the first of the new ones.
///
/// # Errors
///
/// [`MerkleError`] unless the proof leads to both roots. An empty old tree is refused: it shows nothing.
pub fn verify_consistency(old: &TreeHead, new: &TreeHead, proof: &[TreeHash]) -> Result<(), MerkleError> {
    if old.size > new.size {
        return Err(MerkleError::Shrunk {
            old: old.size,
            new: new.size,
        });
    }
    if old.size == 0 {
        return Err(MerkleError::EmptyTree);
    }
    verify_subtree_consistency(0..old.size, &old.root, new, proof)
}

/// Shows that `leaf` is the leaf `index` of the subtree over `leaves` (Merkle Tree Certificates, "Subtree Inclusion
/// Proofs"); indices count in the whole tree.
///
/// # Errors
///
/// [`MerkleError`] unless the leaves are a subtree and the proof leads to its root.
pub fn verify_subtree_inclusion(
    leaf: &TreeHash,
    index: u64,
    leaves: Range<u64>,
    root: &TreeHash,
    proof: &[TreeHash],
) -> Result<(), MerkleError> {
    check_subtree(&leaves, leaves.end)?;
    if !leaves.contains(&index) {
        return Err(MerkleError::NoSuchLeaf {
            index,
            start: leaves.start,
            end: leaves.end,
        });
    }
    // RFC 9162, 2.1.3.2: `node` and `last` are the places of the path and of the last leaf on their level.
    let (mut node, mut last) = (index - leaves.start, leaves.end - leaves.start - 1);
    let mut hash = *leaf;
    for sibling in proof {
        if last == 0 {
            return Err(MerkleError::ProofLength { count: proof.len() });
        }
        if node & 1 == 1 || node == last {
            hash = TreeHash::of_node(sibling, &hash);
            let lone = levels_without_sibling(node);
            (node, last) = (node >> lone, last >> lone);
        } else {
            hash = TreeHash::of_node(&hash, sibling);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    if last != 0 {
        return Err(MerkleError::ProofLength { count: proof.len() });
    }
    if hash == *root {
        Ok(())
    } else {
        Err(MerkleError::RootMismatch)
    }
}

/// Shows that `root` is the hash of the subtree over `leaves` in the tree (Merkle Tree Certificates, "Subtree
/// Consistency Proofs"). For leaves from 0 on it is the consistency proof of RFC 6962. The empty subtree is in every
/// tree.
///
/// # Errors
///
/// [`MerkleError`] unless the leaves are a subtree and the proof leads to both roots.
pub fn verify_subtree_consistency(
    leaves: Range<u64>,
    root: &TreeHash,
    tree: &TreeHead,
    proof: &[TreeHash],
) -> Result<(), MerkleError> {
    check_subtree(&leaves, tree.size)?;
    let wrong_length = MerkleError::ProofLength { count: proof.len() };
    if leaves.is_empty() {
        return match (proof, *root == TreeHash::EMPTY) {
            ([], true) => Ok(()),
            ([], false) => Err(MerkleError::RootMismatch),
            _ => Err(wrong_length),
        };
    }
    // The first and last leaf of the subtree and the last one of the tree, by their places on the current level.
    let (mut first, mut end, mut last) = (leaves.start, leaves.end - 1, tree.size - 1);
    // Up to the highest complete node at the right edge of the subtree; at the edge of the tree, up to its top.
    let at_edge = end == last;
    while first != end && (at_edge || end & 1 == 1) {
        (first, end, last) = (first >> 1, end >> 1, last >> 1);
    }
    let (seed, path) = if first == end {
        (root, proof)
    } else {
        proof.split_first().ok_or(wrong_length)?
    };
    let (mut small, mut large) = (*seed, *seed);
    for sibling in path {
        if last == 0 {
            return Err(wrong_length);
        }
        if end & 1 == 1 || end == last {
            if first < end {
                small = TreeHash::of_node(sibling, &small);
            }
            large = TreeHash::of_node(sibling, &large);
            let lone = levels_without_sibling(end);
            (first, end, last) = (first >> lone, end >> lone, last >> lone);
        } else {
            large = TreeHash::of_node(&large, sibling);
        }
        (first, end, last) = (first >> 1, end >> 1, last >> 1);
    }
    if last != 0 {
        return Err(wrong_length);
    }
    if small == *root && large == tree.root {
        Ok(())
    } else {
        Err(MerkleError::RootMismatch)
    }
}

/// A subtree begins at a multiple of the least power of two that is not below its size.
fn check_subtree(leaves: &Range<u64>, size: u64) -> Result<(), MerkleError> {
    let fits = leaves.start <= leaves.end && leaves.end <= size;
    let aligned =
        leaves
            .end
            .checked_sub(leaves.start)
            .is_some_and(|count| match count.checked_next_power_of_two() {
                Some(power) => leaves.start.is_multiple_of(power),
                None => leaves.start == 0,
            });
    if fits && aligned {
        Ok(())
    } else {
        Err(MerkleError::NotASubtree {
            start: leaves.start,
            end: leaves.end,
            size,
        })
    }
}

/// How many levels a node at the right edge rises without meeting a sibling.
const fn levels_without_sibling(node: u64) -> u32 {
    if node == 0 { 0 } else { node.trailing_zeros() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_root_is_the_hash_of_nothing() {
        assert_eq!(TreeHash::EMPTY.as_bytes(), &sha256(&[]));
    }

    #[test]
    fn sizes_near_the_end_of_the_numbers_do_not_overflow() {
        let hash = TreeHash::EMPTY;
        let head = TreeHead {
            size: u64::MAX,
            root: hash,
        };
        let proof = [hash; 64];
        for index in [0, 1, u64::MAX - 1] {
            assert!(verify_inclusion(&hash, index, &head, &proof).is_err());
        }
        let old = TreeHead {
            size: u64::MAX - 1,
            root: hash,
        };
        assert!(verify_consistency(&old, &head, &proof).is_err());
        assert_eq!(
            verify_subtree_consistency(1..u64::MAX, &hash, &head, &proof),
            Err(MerkleError::NotASubtree {
                start: 1,
                end: u64::MAX,
                size: u64::MAX
            })
        );
    }
}
