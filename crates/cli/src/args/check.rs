//! Arguments of `verify blob` and `verify attestation`, named as cosign names them, and of `verify provenance`, named as
//! slsa-verifier names them.

use std::path::PathBuf;

use clap::{ArgGroup, Args as Group};
use portcullis::findings::Timestamp;

use super::VerifyFormat;

#[derive(Debug, Group)]
pub(crate) struct VerifyBlobArgs {
    /// The artifact; `-` for standard input
    pub(crate) artifact: PathBuf,

    /// The public key: a file (SPKI PEM, PKCS#1, OpenSSH, minisign), env://NAME, pkcs11:…, or NAME://… for the program
    /// sigstore-kms-NAME
    #[arg(
        long,
        value_name = "KEY",
        required_unless_present = "allowed_signers",
        conflicts_with = "allowed_signers"
    )]
    pub(crate) key: Option<String>,

    /// The signature: a file with it in base64 or as it is, of minisign or of `ssh-keygen -Y sign`; or the base64 itself
    #[arg(long, value_name = "FILE")]
    pub(crate) signature: String,

    /// Instead of a key: who may sign with which key of OpenSSH (the file `allowed_signers` of ssh-keygen)
    #[arg(long, value_name = "FILE", requires = "identity", help_heading = "OpenSSH")]
    pub(crate) allowed_signers: Option<PathBuf>,

    /// Who must have signed, as the file names them
    #[arg(
        long,
        value_name = "NAME",
        requires = "allowed_signers",
        help_heading = "OpenSSH"
    )]
    pub(crate) identity: Option<String>,

    /// The moment the key must be allowed at [default: SOURCE_DATE_EPOCH, else now]
    #[arg(
        long,
        value_name = "TIME",
        requires = "allowed_signers",
        help_heading = "OpenSSH"
    )]
    pub(crate) at: Option<Timestamp>,

    /// What the signature is for: one made for another namespace is refused
    #[arg(long, value_name = "NAME", default_value = "file", help_heading = "OpenSSH")]
    pub(crate) namespace: String,
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

#[derive(Debug, Group)]
#[command(group = ArgGroup::new("signers").required(true).args(["trusted_root", "key"]))]
pub(crate) struct VerifyProvenanceArgs {
    /// The artifact: a file, or sha256:HEX (of a package sha512:HEX)
    pub(crate) artifact: String,

    /// The provenance: a Sigstore bundle; with --key an envelope (DSSE), or what `gcloud artifacts docker images describe
    /// --show-provenance --format json` prints; with --registry-key what npm's registry serves as the attestations of a package
    #[arg(long, value_name = "FILE")]
    pub(crate) provenance_path: PathBuf,

    /// Logs and authorities to trust, as a Sigstore trusted root: workflows of GitHub sign under certificates
    #[arg(long, value_name = "FILE")]
    pub(crate) trusted_root: Option<PathBuf>,

    /// The public keys of a builder that signs with its own, as for `verify blob`; may be given several times
    #[arg(long, value_name = "KEY", requires = "builder_id")]
    pub(crate) key: Vec<String>,

    /// The public keys of npm's registry, which must have signed that it took the package in, as for `verify blob`; may be given
    /// several times
    #[arg(
        long,
        value_name = "KEY",
        requires = "trusted_root",
        requires = "builder_id",
        conflicts_with = "key",
        help_heading = "Packages"
    )]
    pub(crate) registry_key: Vec<String>,

    /// The package's name, with its scope [default: what the registry says]
    #[arg(
        long,
        value_name = "NAME",
        requires = "registry_key",
        help_heading = "Packages"
    )]
    pub(crate) package_name: Option<String>,

    /// The package's version [default: what the registry says]
    #[arg(
        long,
        value_name = "VERSION",
        requires = "registry_key",
        help_heading = "Packages"
    )]
    pub(crate) package_version: Option<String>,

    /// The repository it must be built from, such as github.com/org/app
    #[arg(long, value_name = "SOURCE", help_heading = "Expected")]
    pub(crate) source_uri: String,

    /// Who must have built it, with or without @VERSION: a workflow's address, or the id of the keys' builder
    /// [default: the builders of slsa-github-generator]
    #[arg(long, value_name = "ID", help_heading = "Expected")]
    pub(crate) builder_id: Option<String>,

    /// The branch it must be built from
    #[arg(long, value_name = "BRANCH", help_heading = "Expected")]
    pub(crate) source_branch: Option<String>,

    /// The tag it must be built from
    #[arg(
        long,
        value_name = "TAG",
        conflicts_with = "source_versioned_tag",
        help_heading = "Expected"
    )]
    pub(crate) source_tag: Option<String>,

    /// The version it must be built from; v1.2 covers v1.2.3
    #[arg(long, value_name = "VERSION", help_heading = "Expected")]
    pub(crate) source_versioned_tag: Option<String>,

    /// An input that a workflow started by hand must have had; may be given several times
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Expected")]
    pub(crate) build_workflow_input: Vec<String>,
}
