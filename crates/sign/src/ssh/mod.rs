//! OpenSSH: keys, and signatures over files (`ssh-keygen -Y`).

mod allowed;
mod error;
mod private;
mod public;
mod signature;
mod wire;

pub use allowed::{AllowedSigners, AllowedSignersError, AllowedSignersProblem};
pub use error::{SshProblem, SshSignatureError, SshWireError};
pub(crate) use public::is_public_line;
pub use signature::{MAX_SIGNATURE_BYTES, SshSignature};
