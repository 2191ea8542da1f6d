//! Opens what is to be looked at: archives inside archives, and git repositories, within limits.
//!
//! What is found inside is given to a visitor as a [`Location`](portcullis_findings::Location) and a reader; nothing is
//! written, no process is started and nothing of what is read is executed. What is passed over or cut off is a
//! [`Gap`](portcullis_findings::Gap).

mod form;
#[cfg(feature = "git")]
pub mod git;
mod limits;
mod unpack;

pub use form::Form;
pub use limits::Limits;
pub(crate) use unpack::read_head;
pub use unpack::{Visit, unpack, unpack_file};
