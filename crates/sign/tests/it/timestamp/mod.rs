//! RFC 3161 timestamps: what is shown, and attacks T5, T6, T7, T10, T14 and T20 on them.

mod build;
mod openssl;
mod refused;
mod signer;

pub(crate) use build::Tsa;
