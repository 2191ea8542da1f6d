//! Transparency logs: Merkle proofs, signed notes, checkpoints, witnesses, and the entries of Rekor.
//!
//! [`LogEntry::verify`] shows that a trusted log has an entry. What an entry claims is to be compared with the bundle it
//! came with; keys and certificates in it are never trusted.

mod authority;
mod checkpoint;
mod entry;
mod error;
mod logged;
mod merkle;
mod note;

pub use authority::{LogAuthority, LogAuthorityError};
pub use checkpoint::{Checkpoint, CheckpointError, Cosigned, Witnesses, WitnessesError};
pub use entry::{ClaimedSignature, EntryClaims, EntryError, EntryKind, EntryVerifier, MAX_ENTRY_BYTES};
pub use error::TlogError;
pub use logged::{InclusionProof, LogEntry, LoggedAt};
pub use merkle::{
    MerkleError, TreeHash, TreeHead, verify_consistency, verify_inclusion, verify_subtree_consistency,
    verify_subtree_inclusion,
};
pub use note::{Note, NoteError, NoteKey, NoteKeyError, NoteKeyType, NoteLimits, NoteSigner, VerifiedNote};
