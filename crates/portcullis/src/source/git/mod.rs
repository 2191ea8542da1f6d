//! Git repositories: their objects, references and staging index, read without starting git.
//!
//! Packs (deltas by offset and by name), loose objects, alternates, linked worktrees and SHA-256 repositories are read. Replace
//! references and grafts are not applied: objects are looked at as they are stored. What is missing (a shallow or partial clone) is a
//! gap. Nothing of a repository is executed: no hook, filter, pager or helper.

mod error;
mod inflate;
mod layered;
mod order;
mod pack;
mod refs;
mod repository;
mod store;
mod streamed;
mod traverse;

pub use error::RepositoryError;
pub(crate) use order::{CommitRow, oldest_first};
pub(crate) use pack::Pack;
pub use repository::{Environment, Repository};
pub(crate) use store::{Content, Reader, Store};
pub(crate) use streamed::Streamed;
pub(crate) use traverse::{Missed, ObjectLimits, Place, Visitor, traverse};
