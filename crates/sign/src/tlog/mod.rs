//! Transparency logs: Merkle proofs, signed notes, checkpoints, witnesses, and the entries of Rekor.

mod merkle;

pub use merkle::{
    MerkleError, TreeHash, TreeHead, verify_consistency, verify_inclusion, verify_subtree_consistency,
    verify_subtree_inclusion,
};
