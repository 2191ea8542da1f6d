//! A TUF client without I/O: it says which file it wants next and how long that may be, and is given the bytes.
//!
//! ```no_run
//! use portcullis_sign::tuf::{Answer, Limits, State, Update};
//! # fn fetch(name: &str, limit: u64) -> Answer { Answer::NotFound }
//! # let (root, now) = (Vec::new(), "2026-11-01T00:00:00Z".parse().unwrap());
//! let mut update = Update::begin(State::of_root(root), now, Limits::default())?;
//! while let Some(request) = update.request() {
//!     update.answer(fetch(request.name(), request.limit()))?;
//! }
//! update.seek("trusted_root.json")?;
//! while let Some(request) = update.request() {
//!     update.answer(fetch(request.name(), request.limit()))?;
//! }
//! if let Some(target) = update.target() {
//!     let request = target.request();
//!     let bytes = target.accept(fetch(request.name(), request.limit()))?;
//! }
//! // update.state() is kept for the next time, whether or not something failed on the way.
//! # Ok::<(), portcullis_sign::tuf::TufError>(())
//! ```
//!
//! It follows the client workflow of the TUF specification 1.0.34, section 5: roots one after the other, timestamp,
//! snapshot, targets, delegations in order. The time is the caller's; names of roles and targets never become paths.

mod canonical;
mod delegation;
mod error;
mod key;
mod limits;
mod load;
mod metadata;
mod request;
mod role;
mod search;
mod state;
mod target;
mod update;

pub use error::TufError;
pub use limits::Limits;
pub use request::{Answer, Request, RequestKind};
pub use state::{State, StateError};
pub use target::Target;
pub use update::Update;
