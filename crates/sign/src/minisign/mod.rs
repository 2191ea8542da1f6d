//! minisign: Ed25519 signatures over files, with a comment that is signed as well.
//!
//! ```
//! use portcullis_sign::minisign::{KeyNumber, SecretKey, Signature};
//! use portcullis_sign::{Scheme, SigningKey};
//! // Thirty-two and eight bytes of real randomness belong here.
//! let secret = SecretKey::new(KeyNumber([1; 8]), SigningKey::generate(Scheme::Ed25519, [7; 32])?)?;
//! let text = secret.sign(b"contents", "release 1.0")?;
//!
//! let signature = Signature::read(&text)?;
//! assert_eq!(signature.verify(&secret.public_key(), b"contents")?, "release 1.0");
//! assert!(signature.verify(&secret.public_key(), b"other contents").is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod hash;
mod public;
mod secret;
mod signature;
mod text;

pub use error::{MinisignError, MinisignPart};
pub use hash::{Hasher, MinisignDigest};
pub use public::{KeyNumber, PublicKey};
pub use secret::SecretKey;
pub use signature::{Format, Signature};

/// The longest document read, in bytes: 16 KiB. minisign's comments have at most 1 and 8 KiB.
pub const MAX_BYTES: usize = 16 * 1024;
