//! The formats other programs read. Serde types live here alone, never on the model.
