//! What a caller sees of the crate, attacks included.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests may stop, and say when they skip"
)]

mod der;
mod envelope;
mod formats;
mod keys;
#[cfg(feature = "minisign")]
mod minisign;
mod oci;
mod oci_write;
mod openssl;
mod pki;
mod predicates;
mod properties;
mod ring;
mod sigstore;
mod slsa;
mod slsa_claims;
mod sshsig;
mod statement;
mod support;
mod timestamp;
mod tlog;
mod tools;
mod tuf;
mod tuf_names;
mod tuf_repository;
mod vectors;
mod verify;
