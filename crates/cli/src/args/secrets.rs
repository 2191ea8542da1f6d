//! What `secrets` can be asked for.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};
use portcullis::findings::Timestamp;

use super::UnpackArgs;

#[derive(Debug, Group)]
pub(crate) struct SecretsArgs {
    /// The tree, file or repository to look at [default: the current folder]
    #[arg(default_value = ".", hide_default_value = true, conflicts_with = "stdin")]
    pub(crate) path: PathBuf,

    /// Look at the whole history of the git repository at PATH: every file, commit message and tag that it ever held
    #[arg(long, conflicts_with_all = ["staged", "range", "stdin"], help_heading = "Input")]
    pub(crate) git: bool,

    /// Look at what is staged for the next commit of the git repository at PATH
    #[arg(long, conflicts_with_all = ["range", "stdin"], help_heading = "Input")]
    pub(crate) staged: bool,

    /// Look at what the commits of B that are not commits of A brought in; an A of zeros stands for all that is in the repository
    #[arg(long, value_name = "A..B", conflicts_with = "stdin", help_heading = "Input")]
    pub(crate) range: Option<String>,

    /// Look at standard input
    #[arg(long, help_heading = "Input")]
    pub(crate) stdin: bool,

    /// Rules of gitleaks or betterleaks to use beside the built-in ones; may be given several times
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub(crate) rules: Vec<PathBuf>,

    /// The rules that come with gitleaks or betterleaks, for files of --rules that extend them (useDefault)
    #[arg(long, value_name = "FILE", requires = "rules", help_heading = "Rules")]
    pub(crate) default_rules: Option<PathBuf>,

    /// Use the rules of --rules alone
    #[arg(long, requires = "rules", help_heading = "Rules")]
    pub(crate) no_builtin: bool,

    /// Secrets known before, as written by --write-baseline
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub(crate) baseline: Option<PathBuf>,

    /// Baseline of gitleaks, betterleaks or detect-secrets, a .gitleaksignore, or a rule file (.toml) of which the allowlists count:
    /// what it names is put aside; may be given several times
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub(crate) peer_baseline: Vec<PathBuf>,

    /// Put aside what comments (gitleaks:allow, pragma: allowlist secret, portcullis:ignore ...) and lists such as .gitleaksignore in
    /// the tree itself ask to pass over; without it they are told and change nothing
    #[arg(long, help_heading = "Rules")]
    pub(crate) honour_ignores: bool,

    /// The day that comments with a last day are held against [default: SOURCE_DATE_EPOCH, else now]
    #[arg(long, value_name = "TIME", help_heading = "Rules")]
    pub(crate) at: Option<Timestamp>,

    /// Write the fingerprints of all secrets seen, for --baseline; needs a key
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) write_baseline: Option<PathBuf>,

    /// File with a key of yours (16 bytes or more) that fingerprints of secrets are made under
    /// [default: the environment variable PORTCULLIS_FINGERPRINT_KEY; none: only places are remembered]
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub(crate) key: Option<PathBuf>,

    /// How to print what was seen
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub(crate) format: SecretsFormat,

    /// The exit code when there are secrets
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Output")]
    pub(crate) exit_code: u8,

    /// Tell why each secret is one, with the encodings around it, and on standard error what was set aside, and why
    #[arg(long, help_heading = "Output")]
    pub(crate) explain: bool,

    #[command(flatten)]
    pub(crate) unpack: UnpackArgs,

    /// How many bytes a git object may have to be held in memory; larger files are read piece by piece (up to --max-unpacked), as far
    /// as the changes that they are stored as have at most half of it
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20, help_heading = "Limits")]
    pub(crate) max_object: u64,

    /// How many secrets are told
    #[arg(long, value_name = "N", default_value_t = 100_000, help_heading = "Limits")]
    pub(crate) max_findings: usize,

    /// Threads to use, 1 to 256; what is printed is the same for any number [default: all cores]
    #[arg(long, value_name = "N", help_heading = "Output", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,

    /// No progress on standard error
    #[arg(long, short, help_heading = "Output")]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum SecretsFormat {
    /// For people; coloured on a terminal
    Text,
    /// One flat object per secret (portcullis-secrets/v1)
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// One row per secret
    Csv,
    /// Test results
    Junit,
}
