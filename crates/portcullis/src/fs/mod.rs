//! The one place that opens files: bounded reads, a walk that follows no link, writes that replace whole files.

mod digest;
mod layout;
mod map;
mod read;
mod walk;
mod write;

pub(crate) use read::pieces_of;

pub use digest::{DigestError, digest_file, digest_reader};
pub use layout::{OciFolder, OciFolderError};
pub use map::{FileBytes, Loading, load};
pub use read::{ReadError, read_bounded, read_pieces};
pub use walk::{FileEntry, Rule, Walk, WalkError, WalkLimits, walk};
pub use write::{WriteError, create_private, replace};
