//! `portcullis vulns`: advisories, versions and ranges; one file per question.

mod build;
mod compare;
mod explain;
mod in_range;
mod info;
mod matching;
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
        VulnsCommand::Build(args) => build::run(args),
        VulnsCommand::Info(args) => info::run(args),
        VulnsCommand::Match(args) => matching::run(args),
        VulnsCommand::Explain(args) => explain::run(args),
        #[cfg(feature = "net")]
        VulnsCommand::Update(args) => update::run(args),
    }
}
