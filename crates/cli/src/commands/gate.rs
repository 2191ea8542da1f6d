//! `portcullis gate`.

use std::path::Path;

use anyhow::{Context, bail};
use portcullis::findings::FingerprintKey;
use portcullis::{GateOptions, Gated, Planning, fs, keys};

use crate::args::{Format, GateArgs};
use crate::commands::pool;
use crate::progress::Bar;
use crate::render;
use crate::style::{Style, print};

/// Runs the gate, prints and writes what was asked for, and gives the verdict's exit code.
pub(crate) fn run(args: &GateArgs) -> anyhow::Result<u8> {
    let options = options(args)?;
    // Read before the work, so that a bad key is not found out after it.
    let key = args.sign_key.as_deref().map(keys::signing_key).transpose()?;
    let vex_out = args.vex_out.output()?;
    if let Some(folder) = &args.out {
        make_folder(folder)?;
    }
    let bar = Bar::new(args.quiet);
    let gated = pool(args.threads)?.install(|| portcullis::gate(&options, &bar));
    bar.finish();
    let gated = gated?;

    if let Some(folder) = &args.out {
        write_documents(folder, &gated)?;
        if let Some(key) = &key {
            let resource = args.resource.clone().unwrap_or_else(|| gated.name.clone());
            let envelope = portcullis::sign_decision(&gated, key, &resource, options.now)?;
            fs::replace(&folder.join("decision.dsse.json"), &envelope)?;
        }
    }
    if let Some(path) = &args.write_baseline {
        fs::replace(path, gated.baseline.to_json().as_bytes())?;
    }
    if let Some((path, output)) = vex_out {
        let author = args.vex_out.vex_out_author.as_deref().unwrap_or(&gated.name);
        let written = gated.vex(author, &output);
        match written.with_context(|| path.display().to_string())? {
            Some(text) => fs::replace(path, text.as_bytes())?,
            // A document without statements is not valid, and an old one would say what no longer is.
            None if path.exists() => {
                std::fs::remove_file(path).with_context(|| path.display().to_string())?
            }
            None => {}
        }
    }
    let text = match args.format {
        Format::Text => render::text(&gated, Style::of_stdout()),
        Format::Sarif => gated.sarif(),
        Format::Json => gated.json(),
    };
    print(&text).context("standard output")?;
    Ok(gated.decision.verdict().exit_code())
}

/// Made before the work, so that a second run finds the tree as the first did. A link may have been put there by the tree.
fn make_folder(folder: &Path) -> anyhow::Result<()> {
    if folder.is_symlink() {
        bail!(
            "{}: the folder for documents is a symbolic link",
            folder.display()
        );
    }
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())
}

fn write_documents(folder: &Path, gated: &Gated) -> anyhow::Result<()> {
    fs::replace(&folder.join("sbom.cdx.json"), gated.sbom().as_bytes())?;
    fs::replace(&folder.join("findings.sarif"), gated.sarif().as_bytes())?;
    fs::replace(&folder.join("decision.json"), gated.decision_json().as_bytes())?;
    Ok(())
}

fn options(args: &GateArgs) -> anyhow::Result<GateOptions> {
    let (now, named) = super::moment(args.at)?;
    let mut options = GateOptions::new(&args.path, now);
    options.document_time = named;
    options.advisories.clone_from(&args.advisories);
    options.sbom.clone_from(&args.sbom);
    options.policy.clone_from(&args.policy);
    options.waivers.clone_from(&args.waivers);
    options.baseline.clone_from(&args.baseline);
    options.peer_baselines.clone_from(&args.peer_baseline);
    options.packed = args.unpack.limits();
    args.joined.apply(&mut options);
    if args.plan {
        options.planning = Planning::Plan;
    }
    options.lockfile_entries = args.lockfile_entries;
    options.fail_on = args.fail_on;
    options.only_fixed = args.only_fixed;
    options.fingerprint_key = fingerprint_key(args)?;
    let documents = args.out.iter().flat_map(|folder| super::documents(folder));
    options.outputs = documents
        .chain(args.write_baseline.clone())
        .chain(args.vex_out.vex_out.clone())
        .collect();
    Ok(options)
}

fn fingerprint_key(args: &GateArgs) -> anyhow::Result<Option<FingerprintKey>> {
    if let Some(path) = &args.fingerprint_key {
        return Ok(Some(keys::fingerprint_key(path)?));
    }
    match std::env::var_os("PORTCULLIS_FINGERPRINT_KEY") {
        None => Ok(None),
        Some(value) => Ok(Some(
            FingerprintKey::new(value.as_encoded_bytes()).context("PORTCULLIS_FINGERPRINT_KEY")?,
        )),
    }
}
