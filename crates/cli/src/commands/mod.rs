//! One file per command; each returns the exit code.

mod gate;
mod verify;
mod vulns;

use anyhow::Context;

use crate::args::{Args, Command};
use crate::style::print;

/// Does what was asked for.
pub(crate) fn run(args: Args) -> anyhow::Result<u8> {
    match args.command {
        Command::Gate(gate) => gate::run(&gate),
        Command::Verify(verify) => verify::run(&verify),
        Command::Vulns(vulns) => vulns::run(&vulns),
        Command::Policy => {
            print(portcullis::policy::Policy::builtin_text()).context("standard output")?;
            Ok(0)
        }
    }
}
