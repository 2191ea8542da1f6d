//! Transparency logs.

mod build;
mod entries;
mod logged;
mod merkle;
mod notes;

pub(crate) use build::{cosignature, unbase64};
