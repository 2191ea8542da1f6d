//! The formats other programs read. Serde types live here alone, never on the model.

pub mod csv;
pub mod junit;
pub mod report;
pub mod sarif;
pub mod secrets;
mod text;
mod words;
