//! Secrets in git repositories.

mod blobs;
mod head;
mod history;
mod mapping;
mod range;
mod staged;
mod tree_edges;

pub use history::scan_history;
pub use range::scan_range;
pub use staged::scan_staged;
