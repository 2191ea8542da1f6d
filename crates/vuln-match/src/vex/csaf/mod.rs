//! CSAF 2.0 and 2.1: what documents of any profile say about the status of products, and documents of the profile VEX.

mod products;
mod read;
mod tree;
mod vulnerability;
mod write;

pub use read::read;
pub use write::{CsafImprint, CsafVersion, Tlp, write};

const FORMAT: &str = "CSAF";
/// The profile that is written, and whose own tests are made.
const VEX_PROFILE: &str = "csaf_vex";
