//! DSSE 1.0.2: signed envelopes around a payload of a named type.

mod envelope;
mod error;
mod limits;
mod pae;
mod sign;
mod verify;
mod wire;

pub use envelope::{Envelope, EnvelopeSignature};
pub use error::{EnvelopeError, Field, VerifyError};
pub use limits::EnvelopeLimits;
pub use pae::pae;
pub use verify::verify_many;
