//! `portcullis vulns update`: advisories over the network.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use portcullis::findings::Label;
use portcullis::fs::read_bounded;
use portcullis::net::{
    ArchiveState, Change, Digests, EcosystemUpdate, OlderArchives, PlainHttp, Roots, Selection,
    UpdateOptions, Updated, update_advisories,
};
use serde_json::{Value, json};

use crate::ERROR;
use crate::args::{UpdateArgs, UpdateFormat};
use crate::progress::Bar;
use crate::style::{Mark, Style, print};

/// Bytes of a file of digests or certificates.
const FILE_BYTES: u64 = 16 << 20;

/// Brings the archives and prints what came of each.
pub(super) fn run(args: &UpdateArgs) -> anyhow::Result<u8> {
    let options = options(args)?;
    let bar = Bar::new(args.quiet);
    let updated = update_advisories(&options, &bar);
    bar.finish();
    let updated = updated?;
    let text = match args.format {
        UpdateFormat::Text => table(&updated, Style::of_stdout()),
        UpdateFormat::Json => serde_json::to_string_pretty(&document(&updated))? + "\n",
    };
    print(&text).context("standard output")?;
    Ok(if updated.is_complete() { 0 } else { ERROR })
}

fn options(args: &UpdateArgs) -> anyhow::Result<UpdateOptions> {
    let mut options = UpdateOptions::new(&args.to);
    options.base = args.from.clone();
    options.selection = if args.all {
        Selection::All
    } else {
        Selection::Ecosystems(args.ecosystem.clone())
    };
    if let Some(path) = &args.digests {
        options.digests = Some(digests(path).with_context(|| path.display().to_string())?);
    }
    if let Some(path) = &args.ca {
        options.roots = Roots::Only(read_bounded(path, FILE_BYTES)?);
    }
    if args.allow_older {
        options.older = OlderArchives::Take;
    }
    if args.allow_http {
        options.plain_http = PlainHttp::Anywhere;
    }
    options.limits.archive_bytes = args.max_bytes;
    options.limits.total_bytes = args.max_total_bytes;
    options.timeouts.stall = Duration::from_secs(args.stall_timeout);
    options.timeouts.total = Duration::from_secs(args.timeout);
    options.retries.attempts = args.attempts;
    Ok(options)
}

fn digests(path: &Path) -> anyhow::Result<Digests> {
    Ok(String::from_utf8(read_bounded(path, FILE_BYTES)?)?.parse()?)
}

fn table(updated: &Updated, style: Style) -> String {
    let width = |update: &EcosystemUpdate| clean(&update.ecosystem).chars().count();
    let width = updated.ecosystems.iter().map(width).max().unwrap_or(0).max(9);
    let mut out = format!(
        "{:width$}  {:9}  {:>9}  {:>9}  newest\n",
        "ecosystem", "archive", "records", "MB"
    );
    for update in &updated.ecosystems {
        let name = clean(&update.ecosystem);
        // Writing to a string does not fail.
        let _ = match &update.result {
            Ok(archive) => writeln!(
                out,
                "{name:width$}  {}  {:>9}  {:>9.1}  {}",
                style.paint(Mark::Green, &format!("{:9}", change(archive))),
                archive.records,
                archive.bytes as f64 / 1e6,
                archive.newest,
            ),
            Err(error) => writeln!(
                out,
                "{name:width$}  {}  {error}",
                style.paint(Mark::Red, &format!("{:9}", "failed"))
            ),
        };
    }
    out
}

fn document(updated: &Updated) -> Value {
    let ecosystems = updated.ecosystems.iter().map(|update| match &update.result {
        Ok(archive) => json!({
            "ecosystem": update.ecosystem,
            "archive": change(archive),
            "path": archive.path.display().to_string(),
            "bytes": archive.bytes,
            "received": archive.received,
            "sha256": archive.sha256.to_hex(),
            "records": archive.records,
            "otherFiles": archive.others,
            "newest": archive.newest.to_string(),
        }),
        Err(error) => json!({
            "ecosystem": update.ecosystem,
            "archive": "failed",
            "error": error.to_string(),
        }),
    });
    json!({
        "complete": updated.is_complete(),
        "ecosystems": ecosystems.collect::<Vec<_>>(),
    })
}

fn change(archive: &ArchiveState) -> &'static str {
    match archive.change {
        Change::New => "new",
        Change::Unchanged => "unchanged",
        _ => "changed",
    }
}

fn clean(text: &str) -> String {
    Label::new(text).to_string()
}
