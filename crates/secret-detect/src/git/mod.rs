//! What git keeps, read from bytes: names of objects, packs and their indexes, deltas, commits, trees, tags, the staging index.
//!
//! Nothing is opened and nothing is inflated here; who has the bytes asks for their meaning. Formats are those of git's
//! `gitformat-pack`, `gitformat-index` and of its objects; SHA-1 and SHA-256 repositories differ in the length of a name alone.

mod delta;
mod error;
mod id;
mod layers;
mod object;
mod pack;
mod pack_index;
mod staging;

pub use delta::{Copied, Delta, apply};
pub use error::GitError;
pub use id::{ObjectId, ObjectIdKind};
pub use layers::{From, Layers};
pub use object::{Commit, ObjectKind, Tag, TreeEntries, TreeEntry, TreeMode, commit, tag, tree};
pub use pack::{EntryBase, EntryHeader, MAX_ENTRY_HEADER, entry_header, pack_header};
pub use pack_index::PackIndex;
pub use staging::{Staged, StagedMode, staging_index};
