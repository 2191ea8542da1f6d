//! What can be asked about advisories.

use std::path::PathBuf;

use clap::{Args as Group, ValueEnum};
use portcullis::findings::Timestamp;

use super::{Format, JoinedArgs, MatchingArgs};

#[derive(Debug, Group)]
pub(crate) struct BuildArgs {
    /// Folders, zips or tars (.gz, .zst) of OSV records
    #[arg(required = true, value_name = "SOURCE")]
    pub(crate) sources: Vec<PathBuf>,

    /// The index to write
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,

    /// Keep long texts and references too, in a file beside the index that ends in .details
    #[arg(long)]
    pub(crate) details: bool,

    /// Compile only a delta over this index: records replace those of the same id
    #[arg(long, value_name = "INDEX")]
    pub(crate) delta_of: Option<PathBuf>,

    /// Which delta of that index it is, counted from 1
    #[arg(long, value_name = "N", default_value_t = 1, requires = "delta_of")]
    pub(crate) number: u32,

    /// Ids of advisories that the delta removes; may be given several times
    #[arg(long, value_name = "ID", requires = "delta_of")]
    pub(crate) remove: Vec<String>,

    /// What the records are called in the index [default: the names of the sources]
    #[arg(long, value_name = "NAME", help_heading = "Provenance")]
    pub(crate) name: Option<String>,

    /// Which state of them it is: a commit, a date, a digest
    #[arg(long, value_name = "TEXT", help_heading = "Provenance")]
    pub(crate) snapshot: Option<String>,

    /// The licence of the data, as an SPDX expression
    #[arg(long, value_name = "LICENCE", help_heading = "Provenance")]
    pub(crate) licence: Option<String>,

    /// The time of compiling that stands in the index [default: none, so that equal records give equal bytes]
    #[arg(long, value_name = "TIME", help_heading = "Provenance")]
    pub(crate) at: Option<Timestamp>,

    /// End with 0 even if records had to be set aside; they are told all the same
    #[arg(long)]
    pub(crate) forgiving: bool,

    /// No progress on standard error
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Group)]
pub(crate) struct InfoArgs {
    /// The compiled index
    pub(crate) index: PathBuf,

    /// Deltas over it, oldest first
    #[arg(value_name = "DELTA")]
    pub(crate) deltas: Vec<PathBuf>,

    /// Hold every page against its checksum and every file against its digest
    #[arg(long)]
    pub(crate) verify: bool,

    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: InfoFormat,
}

#[derive(Debug, Group)]
pub(crate) struct MatchArgs {
    /// What to match: a CycloneDX JSON document, a lockfile, or a folder with lockfiles
    #[arg(value_name = "SBOM")]
    pub(crate) inventory: PathBuf,

    /// A compiled index, or a folder, zip or tar (.gz, .zst) of OSV records
    #[arg(long, value_name = "PATH")]
    pub(crate) advisories: PathBuf,

    /// Tell the smallest upgrades that clear all, and the direct dependencies above them
    #[arg(long)]
    pub(crate) plan: bool,

    #[command(flatten)]
    pub(crate) joined: JoinedArgs,

    /// How many entries of lockfiles to read before the rest is a gap; more need more memory
    #[arg(long, value_name = "N", default_value_t = portcullis::GateOptions::LOCKFILE_ENTRIES, help_heading = "Data")]
    pub(crate) lockfile_entries: usize,

    /// The moment that ages and expiries are counted from [default: SOURCE_DATE_EPOCH, else now]
    #[arg(long, value_name = "TIME", help_heading = "Data")]
    pub(crate) at: Option<Timestamp>,

    /// How to print the findings
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub(crate) format: Format,

    /// Threads to use, 1 to 256; the findings are the same for any number [default: all cores]
    #[arg(long, value_name = "N", help_heading = "Output", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,

    /// No progress on standard error
    #[arg(long, short, help_heading = "Output")]
    pub(crate) quiet: bool,
}

#[derive(Debug, Group)]
pub(crate) struct ExplainArgs {
    /// A package URL with its version, or the id of an advisory
    #[arg(value_name = "PURL|ID")]
    pub(crate) subject: String,

    /// A compiled index, or a folder, zip or tar (.gz, .zst) of OSV records
    #[arg(long, value_name = "PATH")]
    pub(crate) advisories: PathBuf,

    #[command(flatten)]
    pub(crate) matching: MatchingArgs,

    /// No progress on standard error
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum InfoFormat {
    /// For people
    Text,
    /// For programs
    Json,
}
