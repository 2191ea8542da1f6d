//! What can be asked for.

mod bundle;
mod check;
mod secrets;
mod sign;
mod trust;
#[cfg(feature = "net")]
mod update;

mod joined;
mod matching;
mod unpack;
mod vex_out;
mod vulns;

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use portcullis::findings::{Severity, Timestamp};

pub(crate) use bundle::{BundleArgs, BundleFormat, ConformanceArgs, ImageArgs, ImageRule, SignerArgs};
pub(crate) use check::{VerifyAttestationArgs, VerifyBlobArgs, VerifyProvenanceArgs};
pub(crate) use secrets::{SecretsArgs, SecretsFormat};
pub(crate) use sign::{
    BlobFormat, KeyAlgorithm, SignAttestArgs, SignBlobArgs, SignCommand, SignImageArgs, SignKeyArgs,
    SigningKeyArgs,
};
pub(crate) use trust::TrustCommand;
#[cfg(feature = "net")]
pub(crate) use trust::TrustUpdateArgs;
#[cfg(feature = "net")]
pub(crate) use update::{UpdateArgs, UpdateFormat};

pub(crate) use joined::JoinedArgs;
pub(crate) use matching::{MatchingArgs, OpenArgs};
pub(crate) use unpack::UnpackArgs;
pub(crate) use vex_out::VexOutArgs;
pub(crate) use vulns::{BuildArgs, ExplainArgs, InfoArgs, InfoFormat, MatchArgs};

/// May it go through? Portcullis looks at a source tree and answers with reasons and with proof.
#[derive(Debug, Parser)]
#[command(name = "portcullis", version, propagate_version = true, max_term_width = 110)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Look at a source tree and answer whether it may go through
    ///
    /// Exit codes: 0 allow, 1 deny, 2 undecided or an error, 64 usage.
    Gate(Box<GateArgs>),
    /// Check a signed decision and print it, or check a Sigstore bundle
    ///
    /// A denial can be verified as well as an approval: with --require-passed only an approval ends with 0.
    /// Exit codes: 0 verified, 1 refused, 2 an error, 64 usage.
    #[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
    Verify(VerifyCommand),
    /// Check a bundle under the client protocol of sigstore-conformance
    #[command(name = "verify-bundle", hide = true)]
    VerifyBundle(ConformanceArgs),
    /// Look for leaked secrets in a tree, standard input or a git repository
    ///
    /// Nothing leaves the machine and no secret is printed. Exit codes: 0 none, 1 (or --exit-code) some, 2 none but something was
    /// not looked at, or an error, 64 usage.
    Secrets(Box<SecretsArgs>),
    /// Make keys, sign artifacts and statements about them
    #[command(subcommand)]
    Sign(SignCommand),
    /// Keep trusted roots up to date, and tell what they trust
    #[command(subcommand)]
    Trust(TrustCommand),
    /// Print the built-in policy, ready to be changed
    Policy,
    /// Bring advisories, and ask about versions and ranges
    #[command(subcommand)]
    Vulns(VulnsCommand),
    /// Keep many inventories in one index, and ask which of them an advisory affects
    #[command(subcommand)]
    Fleet(FleetCommand),
}

#[derive(Debug, Group)]
pub(crate) struct VerifyCommand {
    #[command(subcommand)]
    pub(crate) other: Option<VerifyOther>,
    #[command(flatten)]
    pub(crate) decision: Option<VerifyArgs>,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum VerifyOther {
    /// Check a Sigstore bundle against a file or digest, offline
    ///
    /// Exit codes: 0 accepted, 1 refused, 2 an error (a file or the trusted root cannot be read), 64 usage.
    Bundle(Box<BundleArgs>),
    /// Check the signatures or attestations of a container image in an OCI layout, offline
    ///
    /// Exit codes: 0 accepted, 1 refused, 2 an error (the layout or the trusted root cannot be read), 64 usage.
    Image(Box<ImageArgs>),
    /// Check the signature of an artifact under a key: bare, of minisign, or of ssh-keygen
    ///
    /// Exit codes: 0 verified, 1 refused, 2 an error, 64 usage.
    Blob(VerifyBlobArgs),
    /// Check a signed statement about artifacts under keys
    ///
    /// Exit codes: 0 verified, 1 refused, 2 an error, 64 usage.
    Attestation(VerifyAttestationArgs),
    /// Check who built an artifact, and from what, by its SLSA provenance, offline
    ///
    /// Exit codes: 0 verified, 1 refused, 2 an error, 64 usage.
    Provenance(Box<VerifyProvenanceArgs>),
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum FleetCommand {
    /// Make a fleet of inventories
    ///
    /// What is decided where data leaves something open is part of the fleet: every question is answered by it.
    ///
    /// Exit codes: 0 made, 2 an error, 64 usage.
    Build {
        /// The folder to make
        fleet: PathBuf,
        #[command(flatten)]
        inventories: FleetInventories,
        #[command(flatten)]
        open: OpenArgs,
    },
    /// Add inventories to a fleet; those of the same name are replaced
    ///
    /// They are matched as those of the fleet are; options that differ from its own are refused.
    ///
    /// Exit codes: 0 added, 2 an error, 64 usage.
    Add {
        /// The folder of the fleet
        fleet: PathBuf,
        #[command(flatten)]
        inventories: FleetInventories,
        #[command(flatten)]
        open: OpenArgs,
    },
    /// Remove inventories from a fleet
    ///
    /// Exit codes: 0 removed, 2 an error, 64 usage.
    Remove {
        /// The folder of the fleet
        fleet: PathBuf,
        /// The names of the inventories, as they were given when they were added
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// Put the segments that adding and removing leave into one
    ///
    /// Exit codes: 0 merged, 2 an error, 64 usage.
    Merge {
        /// The folder of the fleet
        fleet: PathBuf,
    },
    /// Tell what a fleet holds
    ///
    /// Exit codes: 0 sound, 2 an error, 64 usage.
    Info {
        /// The folder of the fleet
        fleet: PathBuf,
    },
    /// Tell which inventories an advisory affects
    ///
    /// Exit codes: 0 none, 1 some, 2 none for certain (of some it is not known) or an error, 64 usage.
    Affected {
        /// The folder of the fleet
        fleet: PathBuf,
        /// The advisory: an OSV record
        advisory: PathBuf,
        /// What the advisory was before; tells what is newly affected and newly fixed too
        #[arg(long, value_name = "ADVISORY")]
        was: Option<PathBuf>,
        /// How to print it
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: FleetFormat,
    },
}

#[derive(Debug, Group)]
pub(crate) struct FleetInventories {
    /// What is in the inventories: CycloneDX JSON documents, lockfiles, or folders with lockfiles; the path is the name
    #[arg(value_name = "SBOM", required_unless_present = "list")]
    pub(crate) paths: Vec<PathBuf>,

    /// File with more such paths, one a line
    #[arg(long, value_name = "FILE")]
    pub(crate) list: Option<PathBuf>,

    /// Take inventories of which something could not be read, too; the fleet cannot answer for what is missing
    #[arg(long)]
    pub(crate) incomplete: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum FleetFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum VulnsCommand {
    /// Compare versions as an ecosystem or a version scheme orders them
    ///
    /// Reads lines of two versions, separated by white space, from standard input. Prints for each line `<`, `=` or `>`, or
    /// `?` and why the order is not known. Exit codes: 0 all lines were read, 2 an error, 64 usage.
    Compare {
        /// The ecosystem as OSV spells it, such as npm, PyPI, Maven, Debian:12
        #[arg(long, value_name = "ECOSYSTEM", required_unless_present = "scheme")]
        ecosystem: Option<String>,
        /// A version scheme instead, such as semver, pep440, dpkg, alpm, openssl, or a purl type
        #[arg(long, value_name = "SCHEME", conflicts_with = "ecosystem")]
        scheme: Option<String>,
    },
    /// Tell whether a version lies in a range: VERS such as `vers:npm/>=1.2.0|<2.0.0`, or a package manager's own notation
    ///
    /// With `--notation npm` the range is what npm installs: `^1.0.0` takes no prerelease. Every other notation compares by order
    /// alone, and so does `npm-advisory`, for ranges as databases of advisories write them.
    ///
    /// Prints `inside`, `outside`, or `?` and why it is not known. Exit codes: 0 inside, 1 outside, 2 not known or an error,
    /// 64 usage.
    InRange {
        /// The range; VERS names its own scheme
        range: String,
        /// How the range is written [possible values: composer, conan, gem, go, maven, nginx, npm, npm-advisory, nuget, openssl,
        /// pypi]
        #[arg(long, value_name = "NOTATION")]
        notation: Option<String>,
        /// The version
        #[arg(value_name = "VERSION")]
        candidate: String,
    },
    /// Compile OSV records into one file that is asked where it lies
    ///
    /// Records that cannot be used are set aside and told. The same records give the same bytes. Exit codes: 0 all records are
    /// in it, 2 some had to be set aside or an error, 64 usage.
    Build(Box<BuildArgs>),
    /// Tell what a compiled index holds and where it came from
    ///
    /// Exit codes: 0 sound, 2 an error, 64 usage.
    Info(InfoArgs),
    /// Match an SBOM, a lockfile or the lockfiles of a folder against advisories
    ///
    /// Exit codes: 0 nothing affects it, 1 something does, 2 something is not known or an error, 64 usage.
    Match(Box<MatchArgs>),
    /// Tell why advisories do or do not affect a package, or what one advisory says
    ///
    /// Exit codes: 0 nothing affects the package (or the advisory is here), 1 something does, 2 something is not known or an
    /// error, 64 usage.
    Explain(ExplainArgs),
    /// Bring OSV's archives of advisories up to date over HTTPS
    ///
    /// An archive takes the place of the one before only when all of it has arrived, can be unpacked and is not older; what fails
    /// of one ecosystem does not keep the next from being brought. Exit codes: 0 all are up to date, 2 an error, 64 usage.
    #[cfg(feature = "net")]
    Update(Box<UpdateArgs>),
}

#[derive(Debug, Group)]
pub(crate) struct GateArgs {
    /// The tree (or one file) to look at
    pub(crate) path: PathBuf,

    /// Folder, zip or tar (.gz, .zst) of OSV records; without it nothing is matched against advisories, and the answer says so
    #[arg(long, value_name = "PATH", help_heading = "Data")]
    pub(crate) advisories: Option<PathBuf>,

    /// Take the inventory from a CycloneDX JSON document instead of lockfiles
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    pub(crate) sbom: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) joined: JoinedArgs,

    #[command(flatten)]
    pub(crate) vex_out: VexOutArgs,

    /// How many entries of lockfiles to read before the rest is a gap; more need more memory
    #[arg(long, value_name = "N", default_value_t = portcullis::GateOptions::LOCKFILE_ENTRIES, help_heading = "Data")]
    pub(crate) lockfile_entries: usize,

    /// The moment to decide for, such as 2026-11-01 or 2026-11-01T12:00:00Z [default: SOURCE_DATE_EPOCH, else now]
    #[arg(long, value_name = "TIME", help_heading = "Data")]
    pub(crate) at: Option<Timestamp>,

    /// The policy to decide by [default: the built-in one, see `portcullis policy`]
    #[arg(long, value_name = "FILE", help_heading = "Policy")]
    pub(crate) policy: Option<PathBuf>,

    /// Waivers to honour; may be given several times
    #[arg(long, value_name = "FILE", help_heading = "Policy")]
    pub(crate) waivers: Vec<PathBuf>,

    /// Findings known before, as written by --write-baseline
    #[arg(long, value_name = "FILE", help_heading = "Policy")]
    pub(crate) baseline: Option<PathBuf>,

    /// Baseline of gitleaks, betterleaks or detect-secrets, a .gitleaksignore, or a rule file (.toml) of which the allowlists count;
    /// a waiver without owner and end, which counts if the policy says so (peer-baselines); may be given several times
    #[arg(long, value_name = "FILE", help_heading = "Policy")]
    pub(crate) peer_baseline: Vec<PathBuf>,

    /// Deny vulnerabilities from this severity on: low, medium, high, critical
    #[arg(long, value_name = "SEVERITY", help_heading = "Policy", value_parser = threshold)]
    pub(crate) fail_on: Option<Severity>,

    /// Deny only vulnerabilities that a known version fixes
    #[arg(long, help_heading = "Policy")]
    pub(crate) only_fixed: bool,

    #[command(flatten)]
    pub(crate) unpack: UnpackArgs,

    /// How to print the report
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub(crate) format: Format,

    /// Tell the smallest upgrades that clear all vulnerabilities, and the direct dependencies above them (text, json)
    #[arg(long, help_heading = "Output")]
    pub(crate) plan: bool,

    /// Write sbom.cdx.json, findings.sarif and decision.json into this folder
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    pub(crate) out: Option<PathBuf>,

    /// Sign the decision with this private key (PKCS#8 PEM, P-256 or Ed25519) into decision.dsse.json
    #[arg(long, value_name = "KEY", requires = "out", help_heading = "Output")]
    pub(crate) sign_key: Option<PathBuf>,

    /// What the signed decision is about, as a URI [default: the name of the folder]
    #[arg(long, value_name = "URI", requires = "sign_key", help_heading = "Output")]
    pub(crate) resource: Option<String>,

    /// Write all findings of this run as a baseline for later ones
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) write_baseline: Option<PathBuf>,

    /// File with a key of yours (16 bytes or more) that fingerprints of secrets are made under
    /// [default: the environment variable PORTCULLIS_FINGERPRINT_KEY; none: only places are remembered]
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) fingerprint_key: Option<PathBuf>,

    /// Threads to use, 1 to 256; the report is the same for any number [default: all cores]
    #[arg(long, value_name = "N", help_heading = "Output", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,

    /// No progress on standard error
    #[arg(long, short, help_heading = "Output")]
    pub(crate) quiet: bool,
}

#[derive(Debug, Group)]
pub(crate) struct VerifyArgs {
    /// The signed decision: decision.dsse.json
    pub(crate) envelope: PathBuf,

    /// The public key it must be signed with (SPKI PEM)
    #[arg(long, value_name = "PUB")]
    pub(crate) key: PathBuf,

    /// Also ask that the decision was *allow*: exit code 1 for a decision that verifies and did not pass
    #[arg(long)]
    pub(crate) require_passed: bool,

    /// Also compare the decision's digest of the tree with this tree; the gate's own documents beside the envelope are not
    /// part of it
    #[arg(long, value_name = "PATH")]
    pub(crate) tree: Option<PathBuf>,

    /// A file that the gate wrote into that tree beside its documents, such as by --write-baseline: its digest does not cover it;
    /// may be given several times
    #[arg(long, value_name = "FILE", requires = "tree")]
    pub(crate) written: Vec<PathBuf>,

    /// The policy whose excludes were left out of that tree [default: none]
    #[arg(long, value_name = "FILE", requires = "tree")]
    pub(crate) policy: Option<PathBuf>,

    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: VerifyFormat,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Format {
    /// For people; coloured on a terminal
    Text,
    /// The decision (portcullis-decision/v1) and the report (portcullis-report/v1)
    Json,
    /// SARIF 2.1.0
    Sarif,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum VerifyFormat {
    /// For people
    Text,
    /// The verified statement
    Json,
}

fn threshold(text: &str) -> Result<Severity, String> {
    match text.parse::<Severity>() {
        Ok(level) if level >= Severity::Low => Ok(level),
        _ => Err("expected low, medium, high or critical".to_owned()),
    }
}
