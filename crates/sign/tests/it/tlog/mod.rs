//! Transparency logs.

mod merkle;
