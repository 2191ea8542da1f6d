//! `portcullis vulns`: advisories, versions and ranges; one file per question.

mod compare;
mod in_range;
#[cfg(feature = "net")]
mod update;

use crate::args::VulnsCommand;

/// Answers one question.
pub(crate) fn run(command: &VulnsCommand) -> anyhow::Result<u8> {
    match command {
        VulnsCommand::Compare { ecosystem } => compare::run(ecosystem),
        VulnsCommand::InRange { range, candidate } => in_range::run(range, candidate),
        #[cfg(feature = "net")]
        VulnsCommand::Update(args) => update::run(args),
    }
}
