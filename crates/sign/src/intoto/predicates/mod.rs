//! Predicates that in-toto defines, one file each.

mod link;
mod release;
mod scai;
mod test_result;

pub use link::Link;
pub use release::Release;
pub use scai::{Attribute, AttributeReport};
pub use test_result::{TestOutcome, TestResult};
