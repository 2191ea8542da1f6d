//! `portcullis verify`.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context;
use portcullis::findings::Label;
use portcullis::sign::{Statement, VerificationResult, VerificationSummary};
use portcullis::{GateError, GateOptions, fs, keys};

use crate::args::{VerifyArgs, VerifyFormat};
use crate::progress::Bar;
use crate::style::{Mark, Style, print};

/// The most bytes a signed decision may have.
const ENVELOPE_BYTES: u64 = 64 * 1024 * 1024;

/// Checks a signed decision; 0 if it is what it claims, 1 if it is refused.
pub(crate) fn run(args: &VerifyArgs) -> anyhow::Result<u8> {
    let key = keys::verifying_key(&args.key)?;
    let document = fs::read_bounded(&args.envelope, ENVELOPE_BYTES)?;
    let style = Style::of_stdout();
    let verified = match portcullis::verify_decision(&document, &key) {
        Ok(verified) => verified,
        Err(refused) => return refuse(&refused.to_string(), style),
    };
    let statement = verified.get();
    if let Some(tree) = &args.tree {
        let mut options = GateOptions::new(tree, statement.predicate().time_verified);
        options.policy.clone_from(&args.policy);
        // The signed digest was taken before the documents beside the envelope were written.
        let documents = super::documents(args.envelope.parent().unwrap_or(Path::new("")));
        options.outputs = documents.chain(args.written.iter().cloned()).collect();
        let bar = Bar::new(false);
        let digest = portcullis::tree_digest(&options, &bar);
        bar.finish();
        let digest = match digest {
            // Not all of the tree is told by the digest, so nobody signed all of it.
            Err(error @ GateError::NotCovered { .. }) => return refuse(&error.to_string(), style),
            other => other?,
        };
        let hex = digest.to_hex();
        let is_tree = |set: &portcullis::sign::DigestSet| set.value("dirHash") == Some(hex.as_str());
        if !statement
            .subjects()
            .iter()
            .filter_map(|subject| subject.digest.as_ref())
            .any(is_tree)
        {
            let tree = tree.display();
            return refuse(
                &format!(
                    "the decision is about another tree: {tree} has dirHash {hex} (what the gate itself wrote into it, such as by \
                     --write-baseline, is named by --written)"
                ),
                style,
            );
        }
    }
    let text = match args.format {
        VerifyFormat::Json => {
            let json = statement.to_json().context("the statement")?;
            String::from_utf8(json).context("the statement")? + "\n"
        }
        VerifyFormat::Text => describe(statement, &key.key_id().to_string(), style),
    };
    print(&text).context("standard output")?;
    let passed = statement.predicate().result == VerificationResult::Passed;
    Ok(u8::from(args.require_passed && !passed))
}

fn refuse(reason: &str, style: Style) -> anyhow::Result<u8> {
    let text = format!("{}  {}\n", style.paint(Mark::Red, "REFUSED"), clean(reason));
    print(&text).context("standard output")?;
    Ok(1)
}

fn describe(statement: &Statement<VerificationSummary>, key: &str, style: Style) -> String {
    let summary = statement.predicate();
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{}  signed by key {key}",
        style.paint(Mark::Green, "VERIFIED")
    );
    let (word, mark) = match summary.result {
        VerificationResult::Passed => ("PASSED", Mark::Green),
        VerificationResult::Failed => ("FAILED", Mark::Red),
    };
    let _ = writeln!(out, "  result    {}", style.paint(mark, word));
    let _ = writeln!(out, "  resource  {}", clean(&summary.resource_uri));
    let _ = writeln!(out, "  at        {}", summary.time_verified);
    let _ = writeln!(out, "  verifier  {}", clean(&summary.verifier.id));
    let _ = writeln!(
        out,
        "  policy    {}",
        clean(summary.policy.uri.as_deref().unwrap_or_default())
    );
    for (role, descriptors) in [
        ("subject", statement.subjects()),
        ("from", &summary.input_attestations),
    ] {
        for descriptor in descriptors {
            let name = clean(descriptor.name.as_deref().unwrap_or("_"));
            let _ = writeln!(out, "  {role:8}  {name}");
            for (algorithm, value) in descriptor
                .digest
                .iter()
                .flat_map(portcullis::sign::DigestSet::iter)
            {
                let _ = writeln!(out, "            {algorithm}:{value}");
            }
        }
    }
    out
}

fn clean(text: &str) -> String {
    Label::new(text).to_string()
}
