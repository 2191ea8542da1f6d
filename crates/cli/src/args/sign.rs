//! What `sign` can be asked for.

use std::path::PathBuf;

use clap::{Args as Group, Subcommand, ValueEnum};

/// What is signed.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum SignCommand {
    /// Make a key pair: PREFIX.key and PREFIX.pub
    ///
    /// The private key is written under the password in COSIGN_PASSWORD, as cosign reads it, or without one with --unencrypted.
    /// Files that are there are never overwritten. Exit codes: 0 made, 2 an error, 64 usage.
    Key(SignKeyArgs),
    /// Sign an artifact
    ///
    /// Prints the signature, unless --bundle or --output-signature names a file. Exit codes: 0 signed, 2 an error,
    /// 64 usage.
    Blob(SignBlobArgs),
    /// Sign a statement about artifacts: an SBOM, provenance, a VEX document, anything in JSON
    ///
    /// Prints a DSSE envelope around an in-toto statement, unless --bundle or --output-attestation names a file. Exit codes: 0
    /// signed, 2 an error, 64 usage.
    Attest(SignAttestArgs),
    /// Sign an image in an OCI layout, or attest a statement about it
    ///
    /// Writes into the layout, as cosign attaches it: a bundle that names the image as its subject, or what is found by a tag made of
    /// the image's digest. Exit codes: 0 signed, 2 an error, 64 usage.
    Image(SignImageArgs),
}

#[derive(Debug, Group)]
pub(crate) struct SignKeyArgs {
    /// Where the files go, without their endings
    #[arg(long, value_name = "PREFIX", default_value = "portcullis")]
    pub(crate) output_key_prefix: PathBuf,

    /// The algorithm
    #[arg(long, value_name = "ALGORITHM", default_value = "ecdsa-p256")]
    pub(crate) algorithm: KeyAlgorithm,

    /// Write the private key without a password (PKCS#8 PEM)
    #[arg(long)]
    pub(crate) unencrypted: bool,
}

#[derive(Debug, Group)]
pub(crate) struct SignBlobArgs {
    /// The artifact; `-` for standard input
    pub(crate) artifact: PathBuf,

    #[command(flatten)]
    pub(crate) key: SigningKeyArgs,

    /// Write a Sigstore bundle (version 0.3) here; with --format base64 alone
    #[arg(long, value_name = "FILE")]
    pub(crate) bundle: Option<PathBuf>,

    /// Write the signature here
    #[arg(long, value_name = "FILE")]
    pub(crate) output_signature: Option<PathBuf>,

    /// The form of the signature
    #[arg(long, value_name = "FORMAT", default_value = "base64")]
    pub(crate) format: BlobFormat,

    /// For `ssh`: what the signature is for
    #[arg(long, value_name = "NAME", default_value = "file")]
    pub(crate) namespace: String,

    /// For `minisign`: a line that is signed as well [default: file:NAME]
    #[arg(long, value_name = "TEXT")]
    pub(crate) trusted_comment: Option<String>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum BlobFormat {
    /// The signature alone, in base64
    Base64,
    /// As minisign writes it; the key is a secret key of minisign
    Minisign,
    /// As `ssh-keygen -Y sign` writes it
    Ssh,
}

#[derive(Debug, Group)]
pub(crate) struct SignAttestArgs {
    /// The artifacts it is about: files, or `NAME=sha256:HEX`
    #[arg(required = true, value_name = "ARTIFACT")]
    pub(crate) subjects: Vec<String>,

    /// What is said about them: a JSON document; `-` for standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) predicate: PathBuf,

    /// The predicate type: a URI, or slsaprovenance, slsaprovenance1, link, spdx, spdxjson, cyclonedx, vuln, openvex, vsa, custom
    #[arg(long = "type", value_name = "TYPE", default_value = "custom")]
    pub(crate) predicate_type: String,

    #[command(flatten)]
    pub(crate) key: SigningKeyArgs,

    /// Write a Sigstore bundle (version 0.3) here
    #[arg(long, value_name = "FILE")]
    pub(crate) bundle: Option<PathBuf>,

    /// Write the envelope here
    #[arg(long, value_name = "FILE")]
    pub(crate) output_attestation: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(crate) struct SignImageArgs {
    /// The folder of an OCI image layout
    #[arg(value_name = "LAYOUT")]
    pub(crate) layout: PathBuf,

    /// The image: its digest, or its name in the layout [default: the only one]
    #[arg(long, value_name = "NAME_OR_DIGEST")]
    pub(crate) image: Option<String>,

    /// Attest this JSON document about the image, instead of signing it; `-` for standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) predicate: Option<PathBuf>,

    /// The predicate type, as for `sign attest`
    #[arg(
        long = "type",
        value_name = "TYPE",
        default_value = "custom",
        requires = "predicate"
    )]
    pub(crate) predicate_type: String,

    #[command(flatten)]
    pub(crate) key: SigningKeyArgs,

    /// A bundle as cosign 3 attaches it; false for the tags `sha256-….sig` and `.att` of cosign 2
    #[arg(long, value_name = "BOOL", default_value_t = true, action = clap::ArgAction::Set)]
    pub(crate) new_bundle_format: bool,

    /// For a tag: the name that the signature says the image has, such as registry.example/app
    #[arg(long, value_name = "NAME")]
    pub(crate) sign_container_identity: Option<String>,
}

#[derive(Debug, Group)]
pub(crate) struct SigningKeyArgs {
    /// The private key: a file (PKCS#8, SEC1, OpenSSH, or cosign's encrypted form), env://NAME, pkcs11:… (RFC 7512), or NAME://… for the program sigstore-kms-NAME
    ///
    /// A token's PIN and module, where the URI names none, come from COSIGN_PKCS11_PIN and COSIGN_PKCS11_MODULE_PATH, the
    /// password of an encrypted file from COSIGN_PASSWORD.
    #[arg(long, value_name = "KEY")]
    pub(crate) key: String,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum KeyAlgorithm {
    /// ECDSA over P-256 with SHA-256
    EcdsaP256,
    /// ECDSA over P-384 with SHA-384
    EcdsaP384,
    /// Ed25519; signs statements, and artifacts of up to 64 MiB
    Ed25519,
}
