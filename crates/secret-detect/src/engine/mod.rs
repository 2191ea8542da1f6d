//! How rules become matches.

mod assignment;
mod beginning;
mod compiled;
mod definition;
mod gate;
mod inside;
mod lines;
mod literals;
mod opening;
mod partners;
mod prefilter;
mod rules;
mod run;
mod surroundings;
mod units;

pub(crate) use compiled::{Compiled, Span};
pub(crate) use definition::{Definition, Judge};
pub(crate) use literals::{Literals, required, score};
pub(crate) use prefilter::Prefilter;
pub(crate) use rules::Rules;
pub(crate) use run::MAX_CONTEXT;
pub(crate) use run::{Run, Stop, Window};
pub(crate) use surroundings::Surroundings;
pub(crate) use units::Units;

/// The widest match of a pattern alone, in bytes.
pub const MAX_WIDTH: usize = 4 * 1024;

/// The widest match of a pattern with its [`crate::Extension`], in bytes: a PEM block with room for its headers.
pub const MAX_EXTENDED_WIDTH: usize = 16 * 1024;

/// How far beyond a match from an imported rule its conditions look for the ends of the line, in bytes.
pub(crate) const LINE_REACH: usize = 1024;

/// How far apart the parts of a composite rule may begin, in bytes, whatever its file says.
pub(crate) const PARTNER_REACH: usize = 16 * 1024;
