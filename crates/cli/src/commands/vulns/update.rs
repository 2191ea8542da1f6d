//! `portcullis vulns update`: advisories over the network.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use portcullis::findings::Label;
use portcullis::fs::read_bounded;
use portcullis::net::{
    Change, DetailsFile, Digests, EcosystemUpdate, IndexOptions, IndexState, OlderArchives, PlainHttp, Roots,
    Selection, UpdateOptions, Updated, update_advisories, update_index,
};
use serde_json::{Value, json};

use crate::ERROR;
use crate::args::{UpdateArgs, UpdateFormat};
use crate::commands::moment;
use crate::progress::Bar;
use crate::style::{Mark, Style, error, print};

/// How many gaps are told one by one.
const TOLD: usize = 20;
/// Bytes of a file of digests or certificates.
const FILE_BYTES: u64 = 16 << 20;

/// Brings the archives and prints what came of each.
pub(super) fn run(args: &UpdateArgs) -> anyhow::Result<u8> {
    let options = options(args)?;
    let bar = Bar::new(args.quiet);
    let done = match index_options(args)? {
        Some(index) => update_index(&options, &index, &bar).map_err(anyhow::Error::from),
        None => update_advisories(&options, &bar)
            .map(|updated| (updated, None))
            .map_err(anyhow::Error::from),
    };
    bar.finish();
    let (updated, index) = done?;
    let text = match args.format {
        UpdateFormat::Text => table(&updated, Style::of_stdout()) + &index_line(args, index.as_ref()),
        UpdateFormat::Json => {
            let mut document = document(&updated);
            if let (Some(fields), Some(path)) = (document.as_object_mut(), &args.index) {
                fields.insert("index".to_owned(), index_document(path, index.as_ref()));
            }
            serde_json::to_string_pretty(&document)? + "\n"
        }
    };
    let gaps = index.iter().flat_map(|index| &index.gaps);
    for gap in gaps.take(TOLD) {
        error(&gap.to_string());
    }
    print(&text).context("standard output")?;
    Ok(if updated.is_complete() { 0 } else { ERROR })
}

/// Which index to compile, if any.
fn index_options(args: &UpdateArgs) -> anyhow::Result<Option<IndexOptions>> {
    let Some(path) = &args.index else {
        return Ok(None);
    };
    let (now, _) = moment(args.at)?;
    let mut index = IndexOptions::new(path, now);
    if args.details {
        index.details = DetailsFile::Write;
    }
    Ok(Some(index))
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
                style.paint(Mark::Green, &format!("{:9}", change(archive.change))),
                archive.records,
                archive.bytes as f64 / 1e6,
                archive.newest,
            ),
            Err(cause) => writeln!(
                out,
                "{name:width$}  {}  {cause}",
                style.paint(Mark::Red, &format!("{:9}", "failed"))
            ),
        };
    }
    out
}

fn index_line(args: &UpdateArgs, index: Option<&IndexState>) -> String {
    match (&args.index, index) {
        (None, _) => String::new(),
        (Some(path), None) => format!("index {}: left as it was\n", clean_path(path)),
        (Some(path), Some(index)) => format!(
            "index {}: {}, {} advisories, {:.1} MB, of {}{}\n",
            clean_path(path),
            change(index.change),
            index.advisories,
            index.bytes as f64 / 1e6,
            index.built,
            match index.gaps.len() {
                0 => String::new(),
                gaps => format!(", {gaps} records or files set aside"),
            }
        ),
    }
}

fn index_document(path: &Path, index: Option<&IndexState>) -> Value {
    match index {
        None => json!({ "path": path.display().to_string(), "index": "kept" }),
        Some(index) => json!({
            "path": path.display().to_string(),
            "index": change(index.change),
            "advisories": index.advisories,
            "bytes": index.bytes,
            "built": index.built.to_string(),
            "setAside": index.gaps.len(),
        }),
    }
}

fn document(updated: &Updated) -> Value {
    let ecosystems = updated.ecosystems.iter().map(|update| match &update.result {
        Ok(archive) => json!({
            "ecosystem": update.ecosystem,
            "archive": change(archive.change),
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

fn change(change: Change) -> &'static str {
    match change {
        Change::New => "new",
        Change::Unchanged => "unchanged",
        _ => "changed",
    }
}

fn clean_path(path: &Path) -> String {
    Label::new(path.as_os_str().as_encoded_bytes()).to_string()
}

fn clean(text: &str) -> String {
    Label::new(text).to_string()
}
