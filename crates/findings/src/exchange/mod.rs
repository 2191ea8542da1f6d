//! The formats other programs read. Serde types live here alone, never on the model.

pub mod report;
pub mod sarif;
mod text;
mod words;
