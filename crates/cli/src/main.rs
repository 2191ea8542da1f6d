//! The command line of Portcullis. Arguments, progress, rendering and exit codes; what is decided is decided in the
//! libraries.
//!
//! Exit codes: 0 allow (or verified), 1 deny (or refused), 2 undecided or an error, 64 usage.

mod args;
mod commands;
mod progress;
mod render;
mod style;

use std::process::ExitCode;

use clap::Parser;

/// The exit code for a call that cannot be understood (`EX_USAGE` of BSD's sysexits).
const USAGE: u8 = 64;
/// The exit code for something that was looked for and found.
const FOUND: u8 = 1;
/// The exit code for work that could not be done; the same as *undecided*.
const ERROR: u8 = 2;

fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version come this way too; they are no errors. A closed pipe leaves nobody to tell.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { USAGE } else { 0 });
        }
    };
    match commands::run(args) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            style::error(&chain(&error));
            ExitCode::from(ERROR)
        }
    }
}

/// The error and its causes in one line, without those that the message before tells already.
fn chain(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain() {
        let cause = cause.to_string();
        if !text.contains(&cause) {
            let colon = if text.is_empty() { "" } else { ": " };
            text = format!("{text}{colon}{cause}");
        }
    }
    text
}
