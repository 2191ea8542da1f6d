//! The gate in a program of your own: `cargo run -p portcullis --example gate -- TREE ADVISORIES`.
//!
//! Prints one line per outcome and ends with the verdict's exit code.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that prints")]

use std::process::ExitCode;

use portcullis::policy::Subject;
use portcullis::{GateOptions, Progress, gate};

/// Tells each stage on standard error.
struct Stages;

impl Progress for Stages {
    fn begin(&self, stage: &str, _: Option<u64>) {
        eprintln!("{stage}");
    }

    fn advance(&self, _: u64) {}
}

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut args = std::env::args_os().skip(1);
    let (Some(tree), Some(advisories)) = (args.next(), args.next()) else {
        eprintln!("usage: gate TREE ADVISORIES");
        return Ok(ExitCode::from(64));
    };
    // A fixed moment keeps the example repeatable; a pipeline passes the time of its run.
    let mut options = GateOptions::new(tree, "2026-11-01".parse()?);
    options.advisories = Some(advisories.into());
    let gated = gate(&options, &Stages)?;
    for outcome in gated.decision.outcomes() {
        let path = match &outcome.subject {
            Subject::Finding(finding) => finding.paths.first().cloned().unwrap_or_default(),
            _ => String::new(),
        };
        println!("{}: {} {path}", outcome.rule, outcome.reason);
    }
    Ok(ExitCode::from(gated.decision.verdict().exit_code()))
}
