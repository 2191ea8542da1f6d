//! The cryptography this crate stands on, one adapter file per library; no type of theirs leaves these files.

pub(crate) mod p256;
pub(crate) mod ring;
