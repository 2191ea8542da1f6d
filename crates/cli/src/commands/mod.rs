//! One file per command; each returns the exit code.

mod fleet;
mod gate;
mod secrets;
mod verify;
mod vulns;

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::args::{Args, Command};
use crate::style::print;

/// Does what was asked for.
pub(crate) fn run(args: Args) -> anyhow::Result<u8> {
    match args.command {
        Command::Gate(gate) => gate::run(&gate),
        Command::Verify(verify) => verify::run(&verify),
        Command::Secrets(secrets) => secrets::run(&secrets),
        Command::Fleet(fleet) => fleet::run(&fleet),
        Command::Vulns(vulns) => vulns::run(&vulns),
        Command::Policy => {
            print(portcullis::policy::Policy::builtin_text()).context("standard output")?;
            Ok(0)
        }
    }
}

/// What the gate writes into a folder. Where that lies in the tree, these files are no part of what is judged or signed.
fn documents(folder: &Path) -> impl Iterator<Item = PathBuf> {
    [
        "sbom.cdx.json",
        "findings.sarif",
        "decision.json",
        "decision.dsse.json",
    ]
    .into_iter()
    .map(|name| folder.join(name))
}
