//! `portcullis vulns`: advisories, versions and ranges; one file per question.

mod compare;
mod in_range;
#[cfg(feature = "net")]
mod update;

use crate::args::VulnsCommand;

/// Answers one question.
pub(crate) fn run(command: &VulnsCommand) -> anyhow::Result<u8> {
    match command {
        VulnsCommand::Compare { ecosystem, scheme } => compare::run(ecosystem.as_deref(), scheme.as_deref()),
        VulnsCommand::InRange {
            range,
            notation,
            candidate,
        } => in_range::run(range, notation.as_deref(), candidate),
        #[cfg(feature = "net")]
        VulnsCommand::Update(args) => update::run(args),
    }
}
