//! Strict JSON: every reader of this crate goes through [`read`], which checks the whole document before it is used.

pub(crate) mod base64;
pub(crate) mod common;
mod error;
mod object;
pub(crate) mod proto;
mod scan;

pub(crate) use error::shown;
pub use error::{JsonError, JsonProblem};
pub(crate) use object::Object;

use serde::Deserialize;

/// Bounds of one JSON document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Nesting of arrays and objects, at most 100.
    pub(crate) depth: usize,
    /// Values and keys in the whole document.
    pub(crate) items: usize,
}

/// Reads a document that is one object, without duplicate keys at any depth, within `bounds`, with nothing after its end.
pub(crate) fn read<'de, T: Deserialize<'de>>(document: &'de [u8], bounds: Bounds) -> Result<T, JsonError> {
    bounded(document, bounds)?;
    read_checked(document)
}

/// The first half of [`read`]: the document is JSON without duplicate keys, within `bounds`.
pub(crate) fn bounded(document: &[u8], bounds: Bounds) -> Result<(), JsonError> {
    scan::check(document, bounds)
}

/// The second half of [`read`], for a document that is [`bounded`].
pub(crate) fn read_checked<'de, T: Deserialize<'de>>(document: &'de [u8]) -> Result<T, JsonError> {
    let read: Result<Object<T>, _> = serde_json::from_slice(document);
    read.map(|object| object.0)
        .map_err(|error| JsonError::from_serde(&error, document))
}

/// Reads a part of a document that [`read`] has checked as a whole. Positions in errors count from the part's beginning.
pub(crate) fn read_part<'de, T: Deserialize<'de>>(part: &'de [u8]) -> Result<T, JsonError> {
    let read: Result<Object<T>, _> = serde_json::from_slice(part);
    read.map(|object| object.0)
        .map_err(|error| JsonError::from_serde(&error, part))
}

/// Checks a document that is kept as it is: like [`read`], whatever the members are.
pub(crate) fn check(document: &[u8], bounds: Bounds) -> Result<(), JsonError> {
    read::<Anything>(document, bounds).map(|Anything {}| ())
}

#[derive(Deserialize)]
struct Anything {}
