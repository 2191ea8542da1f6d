//! How far packed files are opened.

use clap::Args as Group;
use portcullis::source::Limits;

#[derive(Debug, Group)]
pub(crate) struct UnpackArgs {
    /// Do not open archives and compressed files
    #[arg(long, help_heading = "Limits")]
    pub(crate) no_archives: bool,

    /// How many packed forms inside one another are opened, 0 to 32
    #[arg(long, value_name = "N", default_value_t = 8, help_heading = "Limits", value_parser = clap::value_parser!(u32).range(0..=32))]
    pub(crate) max_depth: u32,

    /// How many bytes one file may unpack to
    #[arg(long, value_name = "BYTES", default_value_t = 4 << 30, help_heading = "Limits")]
    pub(crate) max_unpacked: u64,

    /// How many entries of one archive are read
    #[arg(long, value_name = "N", default_value_t = 65_536, help_heading = "Limits")]
    pub(crate) max_entries: u64,
}

impl UnpackArgs {
    pub(crate) fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        limits.depth = if self.no_archives { 0 } else { self.max_depth };
        limits.unpacked_bytes = self.max_unpacked;
        limits.archive.entries = self.max_entries;
        limits
    }
}
