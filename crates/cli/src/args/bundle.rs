//! Arguments of `verify bundle`, named as cosign names them where they mean the same.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgGroup, Args as Group, ValueEnum};

#[derive(Debug, Group)]
pub(crate) struct BundleArgs {
    /// What was signed: a file, or its digest as sha256:HEX (sha384 and sha512 likewise)
    #[arg(value_name = "FILE_OR_DIGEST")]
    pub(crate) artifact: PathBuf,

    /// The Sigstore bundle (0.1 to 0.3, or cosign's older form)
    #[arg(long, value_name = "FILE")]
    pub(crate) bundle: PathBuf,

    #[command(flatten)]
    pub(crate) signer: SignerArgs,

    /// How to print the answer
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub(crate) format: BundleFormat,
}

#[derive(Debug, Group)]
pub(crate) struct ImageArgs {
    /// The folder of an OCI image layout, with what is attached to the image in it
    #[arg(value_name = "LAYOUT")]
    pub(crate) layout: PathBuf,

    /// The image: its digest, or its name in the layout [default: the only one]
    #[arg(long, value_name = "NAME_OR_DIGEST")]
    pub(crate) image: Option<String>,

    /// What must be signed of an image for several platforms
    #[arg(long, value_name = "RULE", default_value = "leaf-or-index")]
    pub(crate) rule: ImageRule,

    /// Ask for an attestation of this predicate type instead of a signature: a URI or a short name as for `sign attest`
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) predicate_type: Option<String>,

    #[command(flatten)]
    pub(crate) signer: SignerArgs,

    /// How to print the answer
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub(crate) format: BundleFormat,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum ImageRule {
    /// Every platform's manifest, or an index that holds it
    LeafOrIndex,
    /// Every platform's manifest
    EveryLeaf,
    /// The index alone
    IndexOnly,
}

// Who must have signed, and what is trusted to show it. No text of the commands that take it: those of the variants stand.
#[derive(Debug, Group)]
#[command(group = ArgGroup::new("identity").multiple(false).args(
    ["certificate_identity", "certificate_identity_regexp", "certificate_identity_glob"]
))]
pub(crate) struct SignerArgs {
    /// Logs and authorities to trust, as a Sigstore trusted root; none is built in
    #[arg(long, value_name = "FILE", required_unless_present = "insecure_ignore_tlog")]
    pub(crate) trusted_root: Option<PathBuf>,

    /// The name in the signer's certificate, exactly: an address or a URI
    #[arg(
        long,
        value_name = "NAME",
        requires = "certificate_oidc_issuer",
        help_heading = "Who signed"
    )]
    pub(crate) certificate_identity: Option<String>,

    /// A regular expression for the name; it must match the whole of it
    #[arg(
        long,
        value_name = "PATTERN",
        requires = "certificate_oidc_issuer",
        help_heading = "Who signed"
    )]
    pub(crate) certificate_identity_regexp: Option<String>,

    /// The form of the name: `*` any characters but `/`, `**` any characters, `?` one
    #[arg(
        long,
        value_name = "GLOB",
        requires = "certificate_oidc_issuer",
        help_heading = "Who signed"
    )]
    pub(crate) certificate_identity_glob: Option<String>,

    /// Who vouches for the name, exactly: the issuer of the identity token; empty if the certificate names none
    #[arg(long, value_name = "URL", requires = "identity", help_heading = "Who signed")]
    pub(crate) certificate_oidc_issuer: Option<String>,

    /// What else the certificate must say, such as source-repository-ref=refs/heads/main; may be given several times
    #[arg(
        long,
        value_name = "CLAIM=VALUE",
        requires = "certificate_oidc_issuer",
        help_heading = "Who signed"
    )]
    pub(crate) certificate_claim: Vec<String>,

    /// Instead of a certificate: the public key (SPKI PEM)
    #[arg(
        long,
        value_name = "FILE",
        required_unless_present = "identity",
        conflicts_with = "identity",
        help_heading = "Who signed"
    )]
    pub(crate) key: Option<PathBuf>,

    /// A witness that must have cosigned the log's checkpoint, as a verifier key (name+id+key); may be given several times
    #[arg(
        long,
        value_name = "VKEY",
        conflicts_with = "insecure_ignore_tlog",
        help_heading = "Evidence"
    )]
    pub(crate) witness: Vec<String>,

    /// How many different ones of the witnesses must have [default: all of them]
    #[arg(long, value_name = "COUNT", requires = "witness", help_heading = "Evidence")]
    pub(crate) witness_threshold: Option<NonZeroUsize>,

    /// Do not look at transparency logs: a stolen key leaves no public trace then
    #[arg(long, help_heading = "Evidence")]
    pub(crate) insecure_ignore_tlog: bool,

    /// Do not ask that the certificate is in a certificate transparency log
    #[arg(long, help_heading = "Evidence")]
    pub(crate) insecure_ignore_sct: bool,
}

// The client protocol of sigstore-conformance. No text of the command: that of the variant stands.
#[derive(Debug, Group)]
pub(crate) struct ConformanceArgs {
    #[arg(long)]
    pub(crate) staging: bool,
    #[arg(long)]
    pub(crate) bundle: PathBuf,
    #[arg(long, requires = "certificate_oidc_issuer")]
    pub(crate) certificate_identity: Option<String>,
    #[arg(long, requires = "certificate_identity")]
    pub(crate) certificate_oidc_issuer: Option<String>,
    #[arg(
        long,
        required_unless_present = "certificate_identity",
        conflicts_with = "certificate_identity"
    )]
    pub(crate) key: Option<PathBuf>,
    #[arg(long)]
    pub(crate) trusted_root: Option<PathBuf>,
    pub(crate) artifact: PathBuf,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum BundleFormat {
    /// For people
    Text,
    /// For programs
    Json,
}
