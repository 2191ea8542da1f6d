//! What several checks say in the same words.

use portcullis_findings::{
    Component, ComponentId, ComponentSource, Exploited, Finding, Fix, Kind, Label, Likelihood, Ransomware,
    Reach, ScoreKind, Severity, Status, Subject, VulnerabilityDetail,
};

use super::Hit;
use crate::decision::{Because, WaivedBy, component_name};
use crate::facts::Facts;

/// Thresholds that policies may name.
pub(super) const SEVERITIES: &[(&str, Severity)] = &[
    ("none", Severity::None),
    ("low", Severity::Low),
    ("medium", Severity::Medium),
    ("high", Severity::High),
    ("critical", Severity::Critical),
];

/// How to get advisories looked at.
pub(super) const GIVE_ADVISORIES: &str = "give advisories and an inventory to match them against";

/// Whether a baseline knows it. Without a baseline everything is new.
pub(super) fn is_known(finding: &Finding) -> bool {
    matches!(finding.status(), Status::Unchanged | Status::Moved)
}

/// The statement that puts the finding aside, if its status does.
pub(super) fn exonerating(finding: &Finding) -> Option<WaivedBy> {
    let status = finding.vex().filter(|status| status.exonerates())?;
    Some(WaivedBy::Vex {
        status,
        source: finding.vex_source().cloned().map(Box::new),
    })
}

/// `high vulnerability X in time 0.1.43`, or the message of findings that are about no component.
pub(super) fn describe(finding: &Finding) -> String {
    let severity = match finding.severity() {
        Severity::Unknown => "unrated".to_owned(),
        known => known.to_string(),
    };
    let what = match finding.kind() {
        Kind::Vulnerability(detail) => match &detail.informational {
            Some(informational) => format!("{} {}", informational.as_str(), detail.advisory),
            None => format!("{severity} vulnerability {}", detail.advisory),
        },
        kind => format!("{severity} {} {}", kind.as_str(), finding.rule()),
    };
    let place = component_name(finding).or_else(|| finding.locations().first().map(ToString::to_string));
    let text = match place {
        Some(place) => format!("{what} in {place}"),
        None => format!("{what}: {}", finding.message()),
    };
    let text = match git_source(finding) {
        Some(_) => format!("{text} (from git, where a version says nothing certain)"),
        None => text,
    };
    Label::new(text).to_string()
}

/// Facts and remedies of a vulnerability or a similar finding.
pub(super) fn explain(hit: &mut Hit<'_>, finding: &Finding) {
    let because = &mut hit.because;
    let sources: Vec<_> = finding
        .scores()
        .iter()
        .filter(|score| !matches!(score.kind, ScoreKind::Epss | ScoreKind::Kev))
        .map(|score| format!("{} ({})", score.source, score.severity))
        .collect();
    let source = match (sources.is_empty(), finding.source().tool.as_str()) {
        (false, _) => sources.join(", "),
        (true, "") => "the finding".to_owned(),
        (true, tool) => tool.to_owned(),
    };
    because.push(Because::new("severity", finding.severity().as_str(), source));
    let fixed = match finding.fix() {
        Fix::Available { version, .. } => version.as_str(),
        Fix::None => "none",
        _ => "unknown",
    };
    because.push(Because::new("fixed", fixed, "the advisory"));
    if let Some(url) = git_source(finding) {
        because.push(Because::new("git", url, "the manifest"));
    }
    if let Kind::Vulnerability(detail) = finding.kind() {
        signals(because, detail);
    }
    if finding.status() != Status::Unknown {
        because.push(Because::new("status", finding.status().as_str(), "the baseline"));
    }
    if let (Some(version), Some(name)) = (finding.fix().version(), component_name(finding)) {
        let version = Label::new(version);
        hit.flip.push(format!("upgrade {name} to {version}"));
    }
}

/// What is known beside the advisory, as far as it was looked up.
fn signals(because: &mut Vec<Because>, detail: &VulnerabilityDetail) {
    if let Some(likelihood) = detail.likelihood {
        because.push(Because::new("epss", likelihood_in_words(likelihood), "EPSS"));
    }
    if let Some(exploited) = detail.exploited {
        because.push(Because::new("exploited", listed(exploited), "the catalogue"));
    }
    match &detail.reach {
        Reach::Unknown => {}
        Reach::Reachable { symbol } => {
            let text = format!("{} is reached", Label::new(symbol));
            because.push(Because::new("reach", text, "the caller's symbols"));
        }
        reach => because.push(Because::new("reach", reach.as_str(), "the caller's symbols")),
    }
}

/// How likely exploitation is.
pub(super) fn likelihood_in_words(likelihood: Likelihood) -> String {
    let percentile = likelihood
        .percentile
        .map(|share| format!(", percentile {}", share_in_words(share)));
    let probability = share_in_words(likelihood.probability);
    format!(
        "exploited within 30 days with probability {probability}{}",
        percentile.unwrap_or_default()
    )
}

/// Ten-thousandths as a share of one.
pub(super) fn share_in_words(share: u16) -> String {
    format!("{}.{:04}", share / 10_000, share % 10_000)
}

fn listed(exploited: Exploited) -> String {
    let due = exploited
        .due
        .map(|due| format!(", due {due}"))
        .unwrap_or_default();
    let ransomware = match exploited.ransomware {
        Ransomware::Known => ", used by ransomware",
        _ => "",
    };
    format!("listed {}{due}{ransomware}", exploited.added)
}

fn git_source(finding: &Finding) -> Option<&str> {
    match finding.subject() {
        Some(Subject::Component {
            source: ComponentSource::Git { url, .. },
            ..
        }) => Some(url),
        _ => None,
    }
}

/// Name and version, deceptive characters escaped.
pub(super) fn name_of(component: &Component) -> String {
    Label::new(component.display_name()).to_string()
}

/// The manifests that a component was seen in.
pub(super) fn manifests(facts: &Facts<'_>, id: ComponentId) -> Vec<Label> {
    let Some(inventory) = facts.inventory() else {
        return Vec::new();
    };
    let mut labels: Vec<_> = inventory
        .occurrences_of(id)
        .filter_map(|(_, place)| inventory.manifests().get(place.manifest))
        .map(|manifest| manifest.label.clone())
        .collect();
    labels.sort_unstable();
    labels.dedup();
    labels
}
