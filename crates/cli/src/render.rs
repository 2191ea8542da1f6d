//! The report for people.

use std::fmt::Write as _;

use portcullis::Gated;
use portcullis::findings::{Finding, Kind, Label};
use portcullis::policy::{Effect, FindingSubject, Outcome, Subject, Verdict, Waived, WaiverState};

use crate::style::{Mark, Style};

/// How many outcomes of one effect are told in full.
const TOLD: usize = 200;
/// How many findings that nothing objects to are listed one by one.
const LISTED: usize = 50;

/// The whole report.
pub(crate) fn text(gated: &Gated, style: Style) -> String {
    let mut out = String::new();
    heading(&mut out, gated, style);
    for effect in [Effect::Deny, Effect::Undecided, Effect::Warn] {
        outcomes(&mut out, gated, effect, style);
    }
    plan(&mut out, gated, style);
    put_aside(&mut out, gated.decision.waived(), style);
    listed_only(&mut out, gated, style);
    accepted(&mut out, gated, style);
    waivers(&mut out, gated, style);
    notes(&mut out, gated, style);
    verdict(&mut out, gated, style);
    out
}

fn heading(out: &mut String, gated: &Gated, style: Style) {
    let counts = &gated.counts;
    let tool = &gated.tool;
    let at = gated.decision.now();
    let _ = writeln!(
        out,
        "{}",
        style.paint(
            Mark::Bold,
            &format!("{} {} on {} at {at}", tool.name, tool.version, gated.name)
        )
    );
    let _ = writeln!(
        out,
        "  {}, {} scanned for secrets",
        plural(counts.files, "file"),
        size(counts.bytes)
    );
    let inventory = &gated.inventory;
    let _ = writeln!(
        out,
        "  {} seen {} in {}, {} between them",
        plural(inventory.components().len() as u64, "component"),
        plural(inventory.occurrences().len() as u64, "time"),
        plural(inventory.manifests().len() as u64, "manifest"),
        plural(inventory.edge_count() as u64, "edge"),
    );
    match gated.decision.advisories() {
        None => {
            let _ = writeln!(
                out,
                "  vulnerabilities: {}",
                style.paint(Mark::Yellow, "not done, no advisories were given")
            );
        }
        Some(health) => {
            let newest = health
                .newest
                .map_or("never".to_owned(), |newest| newest.date().to_string());
            let snapshot = health
                .snapshot
                .map_or(String::new(), |time| format!(", as of {}", time.date()));
            let _ = writeln!(
                out,
                "  {}, last changed {newest}{snapshot}",
                plural_y(health.advisories, "advisor")
            );
        }
    }
    let _ = writeln!(
        out,
        "  policy {} ({})",
        clean(gated.decision.policy_id()),
        short(gated.decision.policy_digest())
    );
    for changed in gated.decision.overrides() {
        let _ = writeln!(out, "  policy changed by the caller: {}", clean(changed));
    }
}

fn outcomes(out: &mut String, gated: &Gated, effect: Effect, style: Style) {
    let some: Vec<&Outcome> = gated
        .decision
        .outcomes()
        .iter()
        .filter(|outcome| outcome.effect == effect)
        .collect();
    if some.is_empty() {
        return;
    }
    let (word, mark) = match effect {
        Effect::Deny => ("Denied", Mark::Red),
        Effect::Undecided => ("Undecided", Mark::Yellow),
        _ => ("Warnings", Mark::Yellow),
    };
    let _ = writeln!(
        out,
        "\n{}",
        style.paint(mark, &format!("{word} ({})", some.len()))
    );
    for outcome in some.iter().take(TOLD) {
        self::outcome(out, outcome, style);
    }
    if some.len() > TOLD {
        let _ = writeln!(
            out,
            "  and {} more, all of them in decision.json and with --format json",
            some.len() - TOLD
        );
    }
}

fn outcome(out: &mut String, outcome: &Outcome, style: Style) {
    let bold = |text: &str| style.paint(Mark::Bold, text).into_owned();
    let title = match &outcome.subject {
        Subject::Finding(finding) => {
            format!(
                "{} {}",
                style.severity(finding.severity),
                bold(&clean(&headline(finding)))
            )
        }
        Subject::Component(component) => bold(&clean(&component.name)),
        Subject::Gap(gap) => bold(&clean(&gap.to_string())),
        Subject::Advisories => bold("the advisory data"),
        _ => bold("the whole run"),
    };
    let _ = writeln!(out, "  {title}");
    let mut line = |name: &str, text: &str| {
        let _ = writeln!(out, "      {:8}{text}", style.paint(Mark::Dim, name));
    };
    line("rule", &format!("{} ({})", clean(&outcome.rule), outcome.check));
    line("why", &clean(&outcome.reason));
    if let Subject::Finding(finding) = &outcome.subject {
        if finding.component.is_some() {
            line("what", &clean(&finding.message));
        }
        if finding.ids.len() > 1 {
            line("ids", &clean(&finding.ids.join(", ")));
        }
        if let Some(location) = &finding.location {
            line("where", &location.to_string());
        }
        for path in &finding.paths {
            line("path", &clean(path));
        }
        if finding.kind == "vulnerability" {
            line(
                "fixed",
                &clean(finding.fixed.as_deref().unwrap_or("no fixed version is known")),
            );
        }
        if let Some(risk) = finding.risk {
            line("risk", &format!("{risk} of 1000"));
        }
    }
    for because in &outcome.because {
        match because.name {
            "exploited" => line("kev", &clean(&because.value)),
            "epss" | "reach" => line(because.name, &clean(&because.value)),
            _ => {}
        }
    }
    if let Subject::Component(component) = &outcome.subject {
        for path in &component.paths {
            line("path", &clean(path));
        }
    }
    for lapsed in &outcome.lapsed {
        line("waiver", &clean(lapsed));
    }
    for flip in &outcome.flip {
        line("change", &clean(flip));
    }
    if let Some(waiver) = &outcome.waiver
        && outcome.effect != Effect::Warn
    {
        line("waiver", &clean(&selectors(waiver)));
    }
}

/// What was seen, in one line: the advisory and the component, or the message.
fn headline(finding: &FindingSubject) -> String {
    match &finding.component {
        Some(component) => {
            let id = finding
                .rule
                .as_str()
                .split_once('/')
                .map_or(finding.rule.as_str(), |(_, id)| id);
            format!("{id} in {component}")
        }
        None => finding.message.clone(),
    }
}

/// The part of a ready-made waiver that says what it is about; the rest is for its owner to fill in.
fn selectors(waiver: &str) -> String {
    let filled: Vec<&str> = waiver
        .lines()
        .map(str::trim)
        .filter(|line| line.contains(" = ") && !line.contains(" = \"\""))
        .collect();
    format!("{}; with id, owner, reason, expires", filled.join(", "))
}

fn put_aside(out: &mut String, waived: &[Waived], style: Style) {
    if waived.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "\n{}",
        style.paint(Mark::Bold, &format!("Put aside ({})", waived.len()))
    );
    for one in waived {
        let what = match &one.outcome.subject {
            Subject::Finding(finding) => headline(finding),
            Subject::Component(component) => component.name.clone(),
            Subject::Gap(gap) => gap.to_string(),
            _ => one.outcome.reason.clone(),
        };
        let _ = writeln!(
            out,
            "  {} ({}) by {}: {}",
            clean(&what),
            clean(&one.outcome.rule),
            clean(one.by.id()),
            clean(&one.by.reason())
        );
    }
}

/// The smallest upgrades that clear all, if they were asked for.
fn plan(out: &mut String, gated: &Gated, style: Style) {
    let Some(plan) = &gated.plan else { return };
    let _ = writeln!(out, "\n{}", style.paint(Mark::Bold, "Plan"));
    for line in plan.to_string().lines() {
        let _ = writeln!(out, "  {}", clean(line));
    }
}

/// Findings that were seen and that no rule objects to: informational advisories, lesser severities.
fn listed_only(out: &mut String, gated: &Gated, style: Style) {
    let findings = gated.report.findings();
    let mut rest: Vec<&Finding> = gated
        .unopposed
        .iter()
        .filter_map(|at| findings.get(*at))
        .collect();
    // What to look at first comes first; what has no place in that order keeps its own.
    rest.sort_by_key(|finding| match finding.kind() {
        Kind::Vulnerability(detail) => std::cmp::Reverse(detail.risk),
        _ => std::cmp::Reverse(None),
    });
    if rest.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "\n{}",
        style.paint(Mark::Bold, &format!("Seen, no rule objects ({})", rest.len()))
    );
    for finding in rest.iter().take(LISTED) {
        let mut what = finding.message().to_owned();
        if let Kind::Vulnerability(detail) = finding.kind()
            && let Some(informational) = &detail.informational
        {
            what = format!("{what} [{}]", informational.as_str());
        }
        let place = finding
            .locations()
            .first()
            .map(ToString::to_string)
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "  {} {} {}",
            style.severity(finding.severity()),
            clean(&what),
            style.paint(Mark::Dim, &place)
        );
    }
    if rest.len() > LISTED {
        let _ = writeln!(
            out,
            "  and {} more, all of them in the JSON and SARIF reports",
            rest.len() - LISTED
        );
    }
}

fn accepted(out: &mut String, gated: &Gated, style: Style) {
    let accepted = gated.decision.accepted_gaps();
    if accepted.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "\n{}",
        style.paint(
            Mark::Bold,
            &format!("Not looked at, accepted by the policy ({})", accepted.len())
        )
    );
    for one in accepted.iter().take(LISTED) {
        let reason = if one.reason.is_empty() {
            String::new()
        } else {
            format!(": {}", one.reason)
        };
        let _ = writeln!(
            out,
            "  {} [{}{}]",
            clean(&one.gap.to_string()),
            clean(&one.by),
            clean(&reason)
        );
    }
    if accepted.len() > LISTED {
        let _ = writeln!(
            out,
            "  and {} more, all of them in decision.json",
            accepted.len() - LISTED
        );
    }
}

fn waivers(out: &mut String, gated: &Gated, style: Style) {
    let told: Vec<_> = gated
        .decision
        .waivers()
        .iter()
        .filter(|waiver| waiver.state != WaiverState::Used || !waiver.notes.is_empty())
        .collect();
    if told.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", style.paint(Mark::Bold, "Waivers to look at"));
    for waiver in told {
        let _ = writeln!(
            out,
            "  {} {} (owner {}, until {})",
            clean(&waiver.id),
            waiver.state.as_str(),
            clean(&waiver.owner),
            waiver.expires
        );
        for note in &waiver.notes {
            let _ = writeln!(out, "      {}", clean(note));
        }
    }
}

fn notes(out: &mut String, gated: &Gated, style: Style) {
    let notes = gated.report.notes();
    if notes.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", style.paint(Mark::Bold, "Notes"));
    for note in notes.iter().take(LISTED) {
        let _ = writeln!(out, "  {}: {}", clean(&note.subject), clean(&note.text));
    }
    if notes.len() > LISTED {
        let _ = writeln!(
            out,
            "  and {} more, all of them in the JSON and SARIF reports",
            notes.len() - LISTED
        );
    }
}

fn verdict(out: &mut String, gated: &Gated, style: Style) {
    let verdict = gated.decision.verdict();
    let count = |effect| {
        gated
            .decision
            .outcomes()
            .iter()
            .filter(|outcome| outcome.effect == effect)
            .count()
    };
    let word = match verdict {
        Verdict::Allow => "ALLOW",
        Verdict::Undecided => "UNDECIDED",
        Verdict::Deny => "DENY",
    };
    let _ = writeln!(
        out,
        "\n{}  {} denied, {} undecided, {} warned of, {} put aside",
        style.verdict(verdict, word),
        count(Effect::Deny),
        count(Effect::Undecided),
        count(Effect::Warn),
        gated.decision.waived().len(),
    );
}

/// Text from outside, with what could forge a line on a terminal escaped.
fn clean(text: &str) -> String {
    Label::new(text).to_string()
}

fn short(digest: &portcullis::findings::Digest) -> String {
    digest.to_string().chars().take(19).collect()
}

fn plural(count: u64, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn plural_y(count: u64, stem: &str) -> String {
    format!("{count} {stem}{}", if count == 1 { "y" } else { "ies" })
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_sizes_read_well() {
        assert_eq!(plural(1, "file"), "1 file");
        assert_eq!(plural(2, "file"), "2 files");
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(1_500), "1.5 kB");
        assert_eq!(size(2_500_000), "2.5 MB");
    }
}
