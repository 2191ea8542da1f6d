//! How rules become matches.

mod assignment;
mod compiled;
mod lines;
mod prefilter;
mod run;
mod surroundings;

pub(crate) use compiled::Compiled;
pub(crate) use prefilter::Prefilter;
pub(crate) use run::MAX_CONTEXT;
pub(crate) use run::{Run, Stop, Units, Window};
pub(crate) use surroundings::Surroundings;

/// The widest match of a pattern alone, in bytes.
pub const MAX_WIDTH: usize = 4 * 1024;

/// The widest match of a pattern with its [`crate::Extension`], in bytes: a PEM block with room for its headers.
pub const MAX_EXTENDED_WIDTH: usize = 16 * 1024;
