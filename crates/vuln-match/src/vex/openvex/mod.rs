//! OpenVEX: version 0.2.0 read and written, older contexts read.

mod read;
mod write;

pub use read::read;
pub use write::write;

/// The namespace of the contexts, with or without `/v` and a version.
const CONTEXT: &str = "https://openvex.dev/ns";
/// The contexts that are read; the first is written. Without a version the specification means 0.0.1.
const VERSIONS: [&str; 5] = ["/v0.2.0", "", "/v0.0.0", "/v0.0.1", "/v0.0.2"];
/// The shared namespace for names of documents.
const DOCUMENTS: &str = "https://openvex.dev/docs/public/vex-";
const FORMAT: &str = "OpenVEX";
