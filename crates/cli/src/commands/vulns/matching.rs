//! `portcullis vulns match`: what is known to be wrong with an inventory, without a policy's word on it.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context;
use portcullis::findings::{Finding, Fix, Kind, Label, VexStatus};
use portcullis::vuln_match::enrichment::risk;
use portcullis::{GateOptions, Matched, Planning, match_advisories};

use crate::args::{Format, MatchArgs};
use crate::commands::{moment, pool};
use crate::progress::Bar;
use crate::style::{Mark, Style, print};
use crate::{ERROR, FOUND};

/// How many gaps are told one by one.
const TOLD: usize = 50;

/// Matches and prints. What is open is never taken for unaffected: it has an exit code of its own.
pub(super) fn run(args: &MatchArgs) -> anyhow::Result<u8> {
    let options = options(args)?;
    let bar = Bar::new(args.quiet);
    let threads = args.threads.or_else(|| is_small(&args.inventory).then_some(1));
    let matched = pool(threads)?.install(|| match_advisories(&options, &bar));
    bar.finish();
    let matched = matched?;
    let text = match args.format {
        Format::Text => render(&matched, Style::of_stdout()),
        Format::Json => matched.json(),
        Format::Sarif => matched.sarif(),
    };
    print(&text).context("standard output")?;
    let found = matched.report.findings().iter().any(is_open);
    let open = !matched.report.gaps().is_empty();
    // The process ends here; to take a large inventory apart first would only cost time.
    std::mem::forget(matched);
    Ok(match (found, open) {
        (true, _) => FOUND,
        (false, true) => ERROR,
        (false, false) => 0,
    })
}

/// Whether one thread is done with a document before another one has begun.
fn is_small(path: &Path) -> bool {
    const BYTES: u64 = 1024 * 1024;
    std::fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() <= BYTES)
}

fn options(args: &MatchArgs) -> anyhow::Result<GateOptions> {
    let (now, named) = moment(args.at)?;
    let mut options = GateOptions::new(&args.inventory, now);
    options.document_time = named;
    options.advisories = Some(args.advisories.clone());
    options.lockfile_entries = args.lockfile_entries;
    args.joined.apply(&mut options);
    if args.plan {
        options.planning = Planning::Plan;
    }
    Ok(options)
}

/// Whether a finding counts: it is a vulnerability, and nobody who is trusted says that it does not matter.
fn is_open(finding: &Finding) -> bool {
    let informational =
        matches!(finding.kind(), Kind::Vulnerability(detail) if detail.informational.is_some());
    let settled = matches!(finding.vex(), Some(VexStatus::NotAffected | VexStatus::Fixed));
    !informational && !settled
}

fn render(matched: &Matched, style: Style) -> String {
    let report = &matched.report;
    let mut out = String::new();
    let mut findings: Vec<&Finding> = report.findings().iter().collect();
    findings.sort_by_cached_key(|finding| (!is_open(finding), std::cmp::Reverse(risk(finding))));
    for finding in &findings {
        one(&mut out, finding, style);
    }
    if let Some(plan) = &matched.plan {
        let _ = write!(out, "\n{}\n{plan}", style.paint(Mark::Bold, "Plan"));
    }
    if !report.gaps().is_empty() {
        let _ = writeln!(
            out,
            "\n{}",
            style.paint(Mark::Yellow, &format!("Not known ({})", report.gaps().len()))
        );
        for gap in report.gaps().iter().take(TOLD) {
            let _ = writeln!(out, "  {}", clean(&gap.to_string()));
        }
        if report.gaps().len() > TOLD {
            let _ = writeln!(
                out,
                "  and {} more, all of them with --format json",
                report.gaps().len() - TOLD
            );
        }
    }
    for note in report.notes().iter().take(TOLD) {
        let _ = writeln!(out, "note: {}: {}", clean(&note.subject), clean(&note.text));
    }
    let newest = matched
        .counts
        .newest_advisory
        .map_or("never".to_owned(), |newest| newest.date().to_string());
    let open = findings.iter().filter(|finding| is_open(finding)).count();
    let _ = writeln!(
        out,
        "{} components against {} advisories (last changed {newest}): {open} vulnerabilities, {} more seen, {} not known",
        matched.inventory.components().len(),
        matched.counts.advisories,
        findings.len() - open,
        report.gaps().len(),
    );
    out
}

fn one(out: &mut String, finding: &Finding, style: Style) {
    let Kind::Vulnerability(detail) = finding.kind() else {
        return;
    };
    let mut words = Vec::new();
    words.extend(detail.informational.as_ref().map(|word| word.as_str().to_owned()));
    words.extend(finding.vex().map(|status| format!("vex: {}", status.as_str())));
    let words = if words.is_empty() {
        String::new()
    } else {
        format!(" [{}]", clean(&words.join(", ")))
    };
    // Writing to a string does not fail.
    let _ = writeln!(
        out,
        "{} {} {}{words}",
        style.severity(finding.severity()),
        style.paint(Mark::Bold, &clean(&detail.advisory)),
        clean(finding.message()),
    );
    let mut line = |name: &str, text: &str| {
        let _ = write!(out, "    {:9}", style.paint(Mark::Dim, name));
        out.push_str(text);
        out.push('\n');
    };
    if detail.aliases.len() > 1 {
        let ids: Vec<&str> = detail.aliases.iter().map(String::as_str).collect();
        line("ids", &clean(&ids.join(", ")));
    }
    for evidence in finding.evidence() {
        line("because", &clean(&evidence.text));
    }
    let fixed = match finding.fix() {
        Fix::Available { version, .. } => version.as_str(),
        Fix::None => "no version is fixed",
        _ => "not stated",
    };
    line("fixed", &clean(fixed));
    line("risk", &format!("{} of 1000", risk(finding)));
    // What is deceptive in paths and places is escaped as they are printed.
    for path in finding.paths().iter().take(3) {
        line("path", &path.to_string());
    }
    if let Some(location) = finding.locations().first() {
        line("where", &location.to_string());
    }
}

/// Text from outside, with what could forge a line on a terminal escaped.
fn clean(text: &str) -> Cow<'_, str> {
    // Nearly all texts have nothing of that kind.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(Label::new(text).to_string())
}
