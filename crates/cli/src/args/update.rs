//! What `vulns update` can be asked for.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args as Group, ValueEnum};
use portcullis::findings::Timestamp;
use portcullis::net::{Address, PUBLIC_BASE, Timeouts, UpdateLimits};

#[derive(Debug, Group)]
pub(crate) struct UpdateArgs {
    /// Folder of the archives: <DIR>/<Ecosystem>/all.zip; `--advisories` takes it as it is
    #[arg(long, value_name = "DIR")]
    pub(crate) to: PathBuf,

    /// An ecosystem as OSV spells it, such as PyPI, "Red Hat"; may be given several times
    #[arg(
        long,
        value_name = "ECOSYSTEM",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    pub(crate) ecosystem: Vec<String>,

    /// All ecosystems that the server lists
    #[arg(long)]
    pub(crate) all: bool,

    /// Compile all of them into this index, too, for `--advisories`; it takes the place of the one before in one step, and stays
    /// as it is if an archive could not be brought
    #[arg(long, value_name = "FILE", help_heading = "Index")]
    pub(crate) index: Option<PathBuf>,

    /// Keep long texts and references too, in a file beside the index that ends in .details [default: if there is one]
    #[arg(long, requires = "index", help_heading = "Index")]
    pub(crate) details: bool,

    /// The moment the index says to be of, which its age is counted from [default: SOURCE_DATE_EPOCH, else now]
    #[arg(long, value_name = "TIME", requires = "index", help_heading = "Index")]
    pub(crate) at: Option<Timestamp>,

    /// Where archives come from: <BASE>/<Ecosystem>/all.zip; https, or http to this machine
    #[arg(long, value_name = "BASE", default_value = PUBLIC_BASE, help_heading = "Source")]
    pub(crate) from: Address,

    /// Accept certificates of these authorities alone (PEM) [default: the roots of Mozilla's programme]
    #[arg(long, value_name = "FILE", help_heading = "Source")]
    pub(crate) ca: Option<PathBuf>,

    /// SHA-256 digests that the archives must have, as `sha256sum */all.zip` writes them
    #[arg(long, value_name = "FILE", help_heading = "Source")]
    pub(crate) digests: Option<PathBuf>,

    /// Allow http to other machines: whoever is on the way can change what arrives, unless there are --digests
    #[arg(long, help_heading = "Source")]
    pub(crate) allow_http: bool,

    /// Take archives whose newest advisory is older than the newest at hand
    #[arg(long, help_heading = "Source")]
    pub(crate) allow_older: bool,

    /// Largest archive, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = UpdateLimits::default().archive_bytes, help_heading = "Limits")]
    pub(crate) max_bytes: u64,

    /// All archives together, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = UpdateLimits::default().total_bytes, help_heading = "Limits")]
    pub(crate) max_total_bytes: u64,

    /// Longest wait for the next bytes, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = seconds(Timeouts::default().stall), help_heading = "Limits", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) stall_timeout: u64,

    /// Longest time for one archive, all attempts together, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = seconds(Timeouts::default().total), help_heading = "Limits", value_parser = clap::value_parser!(u64).range(1..=604_800))]
    pub(crate) timeout: u64,

    /// How often one archive is tried, 1 to 20
    #[arg(long, value_name = "N", default_value_t = 5, help_heading = "Limits", value_parser = clap::value_parser!(u32).range(1..=20))]
    pub(crate) attempts: u32,

    /// How to print what came of it
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub(crate) format: UpdateFormat,

    /// No progress on standard error
    #[arg(long, short, help_heading = "Output")]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum UpdateFormat {
    /// A table for people
    Text,
    /// One object
    Json,
}

fn seconds(duration: Duration) -> u64 {
    duration.as_secs()
}
