//! One file per command; each returns the exit code.

mod bundle;
mod check;
mod fleet;
mod gate;
mod image;
mod provenance;
mod secrets;
mod sign;
mod trust;
mod verify;
mod vulns;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use portcullis::findings::Timestamp;

use crate::args::{Args, Command, VerifyOther};
use crate::style::print;

/// Does what was asked for.
pub(crate) fn run(args: Args) -> anyhow::Result<u8> {
    match args.command {
        Command::Gate(gate) => gate::run(&gate),
        Command::Verify(verify) => match (verify.other, verify.decision) {
            (Some(VerifyOther::Bundle(args)), _) => bundle::run(&args),
            (Some(VerifyOther::Image(args)), _) => image::run(&args),
            (Some(VerifyOther::Blob(args)), _) => check::blob(&args),
            (Some(VerifyOther::Attestation(args)), _) => check::attestation(&args),
            (Some(VerifyOther::Provenance(args)), _) => provenance::run(&args),
            (None, Some(decision)) => verify::run(&decision),
            (None, None) => bail!("say what to verify"),
        },
        Command::VerifyBundle(args) => bundle::conformance(args),
        Command::Secrets(secrets) => secrets::run(&secrets),
        Command::Fleet(fleet) => fleet::run(&fleet),
        Command::Vulns(vulns) => vulns::run(&vulns),
        Command::Sign(sign) => sign::run(&sign),
        Command::Trust(trust) => trust::run(&trust),
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

/// The threads to work on, the calling one among them. As many as were asked for, else one for each core.
///
/// # Errors
///
/// A thread cannot be started.
pub(crate) fn pool(threads: Option<u16>) -> anyhow::Result<rayon::ThreadPool> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.map_or(0, usize::from))
        .use_current_thread();
    pool.build().context("threads")
}

/// The moment that was named, or that the environment names, or the present; and whether it was named.
pub(crate) fn moment(at: Option<Timestamp>) -> anyhow::Result<(Timestamp, Option<Timestamp>)> {
    let named = match at {
        Some(at) => Some(at),
        None => source_date_epoch()?,
    };
    Ok((named.map_or_else(now, Ok)?, named))
}

/// The time that reproducible builds are made for: seconds since 1970.
fn source_date_epoch() -> anyhow::Result<Option<Timestamp>> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    let seconds = value.to_str().and_then(|text| text.parse().ok());
    let Some(seconds) = seconds else {
        bail!("SOURCE_DATE_EPOCH is not a count of seconds")
    };
    Ok(Some(Timestamp::from_unix(seconds).context("SOURCE_DATE_EPOCH")?))
}

fn now() -> anyhow::Result<Timestamp> {
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_secs()).ok());
    let Some(seconds) = seconds else {
        bail!("the clock stands before 1970; give the moment with --at")
    };
    Ok(Timestamp::from_unix(seconds)?)
}
