//! `portcullis vulns info`: what a compiled index holds.

use std::fmt::Write as _;

use anyhow::Context;
use portcullis::findings::Label;
use portcullis::fs::Loading;
use portcullis::open_index;
use portcullis::vuln_match::Provenance;
use serde_json::json;

use crate::args::{InfoArgs, InfoFormat};
use crate::style::print;

/// Prints what the index tells of itself; with `--verify` only after every page was held against its checksum.
pub(super) fn run(args: &InfoArgs) -> anyhow::Result<u8> {
    let advisories = open_index(&args.index, &args.deltas, Loading::default())?;
    let index = advisories.index()?;
    let details = advisories.details()?;
    if args.verify {
        index.verify_all().map_err(|error| advisories.damaged(error))?;
        if let Some(details) = &details {
            details.verify_all().map_err(|error| advisories.damaged(error))?;
        }
    }
    let provenance = index.provenance().map_err(|error| advisories.damaged(error))?;
    let text = match args.format {
        InfoFormat::Json => {
            let document = json!({
                "advisories": index.len(),
                "setAside": index.rejected_count(),
                "newest": index.newest_modified().map(|time| time.to_string()),
                "records": index.digest().to_string(),
                "content": index.content_digest().to_string(),
                "details": details.is_some(),
                "verified": args.verify,
                "files": provenance.iter().map(file).collect::<Vec<_>>(),
                "ecosystems": index.ecosystems(),
            });
            serde_json::to_string_pretty(&document)? + "\n"
        }
        InfoFormat::Text => {
            let mut out = String::new();
            let newest = index
                .newest_modified()
                .map_or("no time".to_owned(), |time| time.to_string());
            // Writing to a string does not fail.
            let _ = writeln!(out, "advisories  {}, the newest of {newest}", index.len());
            let _ = writeln!(out, "set aside   {}", index.rejected_count());
            let _ = writeln!(out, "records     {}", index.digest());
            let _ = writeln!(out, "content     {}", index.content_digest());
            let _ = writeln!(
                out,
                "details     {}",
                if details.is_some() { "beside it" } else { "none" }
            );
            if args.verify {
                let _ = writeln!(out, "verified    every page");
            }
            for file in &provenance {
                let built = file
                    .built
                    .map_or("at no stated time".to_owned(), |built| built.to_string());
                let _ = writeln!(out, "compiled    {built}");
                for source in &file.sources {
                    let _ = writeln!(
                        out,
                        "  from      {}, snapshot {}, licence {}",
                        clean(&source.name),
                        source.snapshot.as_deref().map_or("not stated".to_owned(), clean),
                        source.licence.as_deref().map_or("not stated".to_owned(), clean),
                    );
                }
            }
            for (ecosystem, count) in index.ecosystems() {
                let _ = writeln!(out, "{count:>10}  {}", clean(&ecosystem));
            }
            out
        }
    };
    print(&text).context("standard output")?;
    Ok(0)
}

fn file(provenance: &Provenance) -> serde_json::Value {
    let source = |source: &portcullis::vuln_match::SourceOfRecords| json!({ "name": source.name, "snapshot": source.snapshot, "licence": source.licence });
    json!({
        "built": provenance.built.map(|built| built.to_string()),
        "sources": provenance.sources.iter().map(source).collect::<Vec<_>>(),
    })
}

fn clean(text: &str) -> String {
    Label::new(text).to_string()
}
