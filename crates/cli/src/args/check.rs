//! Arguments of `verify blob` and `verify attestation`, named as cosign names them.

use std::path::PathBuf;

use clap::Args as Group;

use super::VerifyFormat;

#[derive(Debug, Group)]
pub(crate) struct VerifyBlobArgs {
    /// The artifact; `-` for standard input
    pub(crate) artifact: PathBuf,

    /// The public key: a file (SPKI PEM, PKCS#1, OpenSSH), env://NAME, pkcs11:…, or NAME://… for the program sigstore-kms-NAME
    #[arg(long, value_name = "KEY")]
    pub(crate) key: String,

    /// The signature: a file with it in base64 or as it is, or the base64 itself
    #[arg(long, value_name = "FILE")]
    pub(crate) signature: String,
}

#[derive(Debug, Group)]
pub(crate) struct VerifyAttestationArgs {
    /// The artifacts that it must be about: files, or sha256:HEX
    #[arg(required = true, value_name = "ARTIFACT")]
    pub(crate) artifacts: Vec<String>,

    /// The envelope (DSSE)
    #[arg(long, value_name = "FILE")]
    pub(crate) attestation: PathBuf,

    /// The public keys that may sign it, as for `verify blob`; may be given several times
    #[arg(long, value_name = "KEY", required = true)]
    pub(crate) key: Vec<String>,

    /// How many of the keys must have signed it
    #[arg(long, value_name = "COUNT", default_value = "1")]
    pub(crate) threshold: std::num::NonZeroUsize,

    /// The predicate type it must have: a URI or a short name as for `sign attest`
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) predicate_type: String,

    /// How to print it: who signed, or the predicate
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: VerifyFormat,
}
