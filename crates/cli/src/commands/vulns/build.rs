//! `portcullis vulns build`: OSV records to a compiled index.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use portcullis::findings::Label;
use portcullis::fs::{self, Loading};
use portcullis::vuln_match::{IndexBuilder, Limits, Provenance, SourceOfRecords};
use portcullis::{Advisories, compile_advisories, compile_delta, open_index};

use crate::ERROR;
use crate::args::BuildArgs;
use crate::progress::Bar;
use crate::style::{error, print};

/// How many gaps are told one by one.
const TOLD: usize = 20;

/// Compiles, writes, and tells what was set aside.
pub(super) fn run(args: &BuildArgs) -> anyhow::Result<u8> {
    let base = args.delta_of.as_deref().map(opened).transpose()?;
    let mut builder = IndexBuilder::new(Limits::default());
    if args.details {
        builder = builder.with_details();
    }
    for id in &args.remove {
        builder.remove(id);
    }
    let paths: Vec<&Path> = args.sources.iter().map(PathBuf::as_path).collect();
    let provenance = provenance(args);
    let bar = Bar::new(args.quiet);
    let compiled = match &base {
        None => compile_advisories(&paths, builder, &provenance, &bar),
        Some(base) => {
            let content = base.index()?.content_digest();
            compile_delta(&paths, builder, &provenance, (&content, args.number), &bar)
        }
    };
    bar.finish();
    let compiled = compiled?;
    fs::replace(&args.out, &compiled.built.index)?;
    let details = compiled.built.details.as_ref();
    if let Some(details) = details {
        let beside = args.out.with_extension("details");
        if beside == args.out {
            bail!("{}: an index with details cannot be named so", args.out.display());
        }
        fs::replace(&beside, details)?;
    }
    for gap in compiled.gaps.iter().take(TOLD) {
        error(&gap.to_string());
    }
    if compiled.gaps.len() > TOLD {
        error(&format!(
            "{} more inputs were set aside",
            compiled.gaps.len() - TOLD
        ));
    }
    print(&format!(
        "{}: {}, {} bytes{}\n",
        args.out.display(),
        told(args, base.as_ref())?,
        compiled.built.index.len(),
        details.map_or(String::new(), |details| format!(
            " and {} of details",
            details.len()
        )),
    ))
    .context("standard output")?;
    Ok(if compiled.gaps.is_empty() || args.forgiving {
        0
    } else {
        ERROR
    })
}

/// What was written, as it is read back.
fn told(args: &BuildArgs, base: Option<&Advisories>) -> anyhow::Result<String> {
    let count = |base: &Path, deltas: &[PathBuf]| -> anyhow::Result<usize> {
        Ok(open_index(base, deltas, Loading::default())?.index()?.len())
    };
    Ok(match (&args.delta_of, base) {
        (Some(path), Some(base)) => format!(
            "{} advisories where {} were",
            count(path, std::slice::from_ref(&args.out))?,
            base.index()?.len()
        ),
        _ => format!("{} advisories", count(&args.out, &[])?),
    })
}

fn opened(path: &Path) -> anyhow::Result<Advisories> {
    Ok(open_index(path, &[], Loading::default())?)
}

fn provenance(args: &BuildArgs) -> Provenance {
    let names = args.sources.iter().map(|path| match &args.name {
        Some(name) => name.clone(),
        None => Label::new(path.file_name().unwrap_or_default().as_encoded_bytes()).to_string(),
    });
    let mut names: Vec<String> = names.collect();
    names.dedup();
    let mut provenance = Provenance::default();
    provenance.built = args.at;
    provenance.sources = names
        .into_iter()
        .map(|name| {
            let mut source = SourceOfRecords::new(name);
            source.snapshot.clone_from(&args.snapshot);
            source.licence.clone_from(&args.licence);
            source
        })
        .collect();
    provenance
}
