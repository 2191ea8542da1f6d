//! The certificates Sigstore signs with: what a leaf says, and whether its authority issued it.

mod certificate;
mod claims;
mod error;
mod path;
mod san;
mod sct;
mod usage;

pub use claims::Claim;
pub use error::{CertificateError, PathError};
pub use san::SubjectName;

pub(crate) use certificate::Certificate;
pub(crate) use claims::Claims;
pub(crate) use path::Anchor;
pub(crate) use sct::{precertificate, scts};
pub(crate) use usage::{
    authority_key, claims_authority, is_authority, may_sign_code, may_stamp, subject_key,
};

/// The longest certificate read, in bytes.
pub const MAX_CERTIFICATE_BYTES: usize = 64 * 1024;
/// The most extensions of one certificate.
const MAX_EXTENSIONS: usize = 100;
