//! `portcullis secrets`.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, bail};
use portcullis::findings::exchange::{csv, junit, sarif, secrets};
use portcullis::findings::{
    Baseline, EvidenceKind, Finding, FingerprintKey, KeyAlgorithm, Kind, Label, Report, Suppressed,
};
use portcullis::secret_detect::{RuleSet, Scanner};
use portcullis::secrets::{Explained, Explanations, InlineIgnores, PeerLists, ScannedSecrets, SecretOptions};
use portcullis::{fs, keys};

use crate::args::{SecretsArgs, SecretsFormat};
use crate::commands::pool;
use crate::progress::Bar;
use crate::style::{Mark, Style, note, print};

/// How many notes are printed for people.
const NOTES: usize = 20;

/// Scans, prints and writes what was asked for; 2 if something was not looked at and nothing was found.
pub(crate) fn run(args: &SecretsArgs) -> anyhow::Result<u8> {
    let key = fingerprint_key(args.key.as_deref())?;
    if args.write_baseline.is_some() && key.is_none() {
        bail!("--write-baseline needs a key: --key, or the environment variable PORTCULLIS_FINGERPRINT_KEY");
    }
    let baseline = args.baseline.as_deref().map(baseline).transpose()?;
    if baseline.as_ref().is_some_and(only_keyed) && key.is_none() {
        bail!("the baseline holds fingerprints under a key; give it by --key");
    }
    let scanner = Scanner::new(rules(args)?)?;
    let mut lists = PeerLists::none();
    for path in &args.peer_baseline {
        lists = lists.with_file(path)?;
    }
    let mut options = options(args, &scanner, key.as_ref());
    options.lists = &lists;
    options.today = Some(super::moment(args.at)?.0.date());
    let bar = Bar::new(args.quiet);
    let scanned = scan(args, &options, &bar);
    bar.finish();
    let scanned = scanned?;

    for explained in &scanned.explained {
        note(&dropped(explained));
    }
    if let Some(path) = &args.write_baseline {
        let known = Baseline::of_secrets(&scanned.findings);
        fs::replace(path, known.to_json().as_bytes())?;
    }
    let ignores = match args.honour_ignores {
        true => InlineIgnores::Honour,
        false => InlineIgnores::Tell,
    };
    let report = scanned.report(scanner.infos(), baseline.as_ref(), ignores);
    let printed = match args.format {
        SecretsFormat::Text => text(&report, &scanned, options.explain, Style::of_stdout()),
        SecretsFormat::Json => secrets::to_string(&report),
        SecretsFormat::Sarif => {
            let mut options = sarif::Options::default();
            options.category = "portcullis-secrets".to_owned();
            sarif::to_string(&report, &options)
        }
        SecretsFormat::Csv => csv::to_string(&report),
        SecretsFormat::Junit => junit::to_string(&report),
    };
    print(&printed).context("standard output")?;
    Ok(if !report.findings().is_empty() && args.exit_code != 0 {
        args.exit_code
    } else if report.gaps().is_empty() {
        0
    } else {
        crate::ERROR
    })
}

fn rules(args: &SecretsArgs) -> anyhow::Result<RuleSet> {
    let mut rules = RuleSet::builtin();
    if args.no_builtin {
        rules = rules.retain(|_| false);
    }
    for path in &args.rules {
        rules = portcullis::secrets::read_rules(rules, path, args.default_rules.as_deref())?;
    }
    Ok(rules)
}

fn options<'a>(
    args: &SecretsArgs,
    scanner: &'a Scanner,
    key: Option<&'a FingerprintKey>,
) -> SecretOptions<'a> {
    let mut options = SecretOptions::new(scanner);
    options.key = key;
    options.limits = args.unpack.limits();
    options.object_bytes = args.max_object;
    options.findings = args.max_findings;
    if args.explain {
        options.explain = Explanations::Tell;
    }
    options
}

fn scan(args: &SecretsArgs, options: &SecretOptions<'_>, bar: &Bar) -> anyhow::Result<ScannedSecrets> {
    if args.stdin {
        let mut input = std::io::stdin().lock();
        return Ok(portcullis::secrets::scan_stream(
            Label::new("stdin"),
            &mut input,
            options,
        ));
    }
    let pool = pool(args.threads)?;
    if args.git || args.staged || args.range.is_some() {
        return pool.install(|| scan_git(args, options, bar));
    }
    Ok(pool.install(|| portcullis::secrets::scan_tree(&args.path, options, bar))?)
}

#[cfg(not(feature = "git"))]
fn scan_git(_: &SecretsArgs, _: &SecretOptions<'_>, _: &Bar) -> anyhow::Result<ScannedSecrets> {
    bail!("this binary was built without git")
}

#[cfg(feature = "git")]
fn scan_git(args: &SecretsArgs, options: &SecretOptions<'_>, bar: &Bar) -> anyhow::Result<ScannedSecrets> {
    use portcullis::source::git::{Environment, Repository};

    // A hook is told by these where the objects that are about to be accepted, and the index of the commit, lie. They are about the
    // repository of the current folder, not about one that is named.
    let is_here = args.path == Path::new(".");
    let variable = |name: &str| std::env::var_os(name).filter(|value| is_here && !value.is_empty());
    let path = |name: &str| variable(name).map(std::path::PathBuf::from);
    let alternates = variable("GIT_ALTERNATE_OBJECT_DIRECTORIES");
    let environment = Environment {
        git_dir: path("GIT_DIR"),
        objects: path("GIT_OBJECT_DIRECTORY"),
        alternates: alternates.iter().flat_map(std::env::split_paths).collect(),
        index: path("GIT_INDEX_FILE"),
    };
    let repository = Repository::open(&args.path, &environment)?;
    Ok(match &args.range {
        Some(range) => portcullis::secrets::scan_range(&repository, range, options, bar)?,
        None if args.staged => portcullis::secrets::scan_staged(&repository, options, bar)?,
        None => portcullis::secrets::scan_history(&repository, options, bar)?,
    })
}

fn baseline(path: &Path) -> anyhow::Result<Baseline> {
    let bytes = fs::read_bounded(path, Baseline::MAX_BYTES as u64)?;
    Baseline::parse(&bytes).with_context(|| path.display().to_string())
}

fn only_keyed(baseline: &Baseline) -> bool {
    let mut keys = baseline.entries().iter().flat_map(|entry| &entry.keys);
    !baseline.entries().is_empty() && keys.all(|key| key.algorithm() == KeyAlgorithm::KeyedV1)
}

fn fingerprint_key(path: Option<&Path>) -> anyhow::Result<Option<FingerprintKey>> {
    if let Some(path) = path {
        return Ok(Some(keys::fingerprint_key(path)?));
    }
    std::env::var_os("PORTCULLIS_FINGERPRINT_KEY")
        .map(|value| FingerprintKey::new(value.as_encoded_bytes()).context("PORTCULLIS_FINGERPRINT_KEY"))
        .transpose()
}

/// A match that was set aside: where, in what, by which rule and why.
fn dropped(explained: &Explained) -> String {
    let chain: Vec<&str> = explained.encodings.iter().map(|one| one.as_str()).collect();
    let within = match chain.is_empty() {
        true => String::new(),
        false => format!(" in {}", chain.join(" > ")),
    };
    format!(
        "{}: byte {}: {}{within}: {}",
        explained.place, explained.byte, explained.rule, explained.reason
    )
}

fn text(report: &Report, scanned: &ScannedSecrets, explain: Explanations, style: Style) -> String {
    let mut out = String::new();
    for finding in report.findings() {
        told(&mut out, finding, explain, style);
    }
    for gap in report.gaps() {
        let _ = writeln!(out, "{} {gap}", style.paint(Mark::Yellow, "not looked at:"));
    }
    let notes = report.notes();
    for note in notes.iter().take(NOTES) {
        let text = Label::new(format!("{}: {}", note.subject, note.text));
        let _ = writeln!(out, "{} {text}", style.paint(Mark::Dim, "note:"));
    }
    if notes.len() > NOTES {
        let more = notes.len() - NOTES;
        let _ = writeln!(
            out,
            "and {more} more notes, all of them in the JSON, SARIF and JUnit reports"
        );
    }
    let mark = match (report.findings().is_empty(), report.gaps().is_empty()) {
        (false, _) => Mark::Red,
        (true, false) => Mark::Yellow,
        (true, true) => Mark::Green,
    };
    let aside = |by: &str| report.suppressed().iter().filter(|one| one.by == by).count();
    let known = aside("baseline") + aside("peer-baseline");
    let asked = report
        .findings()
        .iter()
        .filter(|finding| is_asked(finding))
        .count();
    let mut summary = format!("{} secrets", report.findings().len());
    if asked > 0 {
        let _ = write!(summary, " ({asked} that the input itself asks to pass over)");
    }
    let _ = write!(summary, ", {known} known before");
    let honoured = aside(Suppressed::INLINE_IGNORE);
    if honoured > 0 {
        let _ = write!(summary, ", {honoured} passed over as the input itself asks");
    }
    let _ = write!(
        summary,
        ", {} gaps; {} inputs of {:.1} MB looked at, {} matches set aside",
        report.gaps().len(),
        scanned.inputs,
        scanned.bytes as f64 / 1e6,
        scanned.dropped,
    );
    let _ = writeln!(out, "{}", style.paint(mark, &summary));
    out
}

fn is_asked(finding: &Finding) -> bool {
    let mut evidence = finding.evidence().iter();
    evidence.any(|one| one.kind == EvidenceKind::Ignore)
}

fn told(out: &mut String, finding: &Finding, explain: Explanations, style: Style) {
    let Kind::Secret(detail) = finding.kind() else {
        return;
    };
    let Some(place) = finding.locations().first() else {
        return;
    };
    let commit = place
        .commit()
        .map(|commit| format!(" at {}", commit.chars().take(12).collect::<String>()))
        .unwrap_or_default();
    let _ = writeln!(
        out,
        "{place}{commit}: {} {} ({}, confidence {})",
        style.paint(Mark::Bold, finding.rule().as_str()),
        detail.redacted,
        style.severity(finding.severity()),
        finding.confidence().as_str(),
    );
    for evidence in finding.evidence() {
        let word = match evidence.kind {
            EvidenceKind::Ignore => "asked to pass over by",
            _ if explain == Explanations::Tell => evidence.kind.as_str(),
            _ => continue,
        };
        let text = Label::new(&evidence.text);
        let _ = writeln!(out, "    {} {text}", style.paint(Mark::Dim, word));
    }
}
