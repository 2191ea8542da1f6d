//! Results.

use std::collections::BTreeMap;

use super::document::{MultiformatText, ResultObject, ResultProperties, Suppression};
use super::rules::{Rules, level};
use super::{Item, message, place};
use crate::exchange::text;
use crate::{Finding, Fix, Kind, Status, Subject, Suppressed};

pub(super) fn of(item: &Item<'_>, rules: &Rules<'_>, with_baseline: bool, room: usize) -> ResultObject {
    let finding = item.finding;
    ResultObject {
        rule_id: finding.rule().to_string(),
        rule_index: rules.index(finding.rule()),
        level: level(finding.severity()),
        message: MultiformatText::new(message::of(finding)),
        locations: place::of(finding, room),
        partial_fingerprints: fingerprints(finding),
        rank: rank(finding),
        baseline_state: with_baseline.then(|| baseline_state(finding.status())),
        suppressions: item
            .suppressed
            .map(|suppressed| Suppression {
                kind: match suppressed.by == Suppressed::INLINE_IGNORE {
                    true => "inSource",
                    false => "external",
                },
                status: "accepted",
                justification: text::line(&format!("{}: {}", suppressed.by, suppressed.reason)),
            })
            .into_iter()
            .collect(),
        properties: properties(finding, room),
    }
}

/// Our keys under our names; a finding with several keys of one kind (one per alias) numbers them. GitHub's own line hash
/// needs the source text and is computed by its uploader.
fn fingerprints(finding: &Finding) -> BTreeMap<String, String> {
    let mut fingerprints = BTreeMap::new();
    for key in finding.keys() {
        let name = key.algorithm().as_str();
        let (kind, version) = name.split_once('/').unwrap_or((name, "v1"));
        let mut number = 1;
        let mut name = format!("portcullis/{kind}/{version}");
        while fingerprints.contains_key(&name) {
            number += 1;
            name = format!("portcullis/{kind}-{number}/{version}");
        }
        fingerprints.insert(name, key.digest().to_hex());
    }
    fingerprints
}

/// A finding that nobody compared counts as new beside ones that were compared.
fn baseline_state(status: Status) -> &'static str {
    match status {
        Status::Unknown | Status::New => "new",
        Status::Unchanged => "unchanged",
        Status::Moved => "updated",
    }
}

fn rank(finding: &Finding) -> Option<f64> {
    match finding.kind() {
        Kind::Vulnerability(detail) => detail.risk.map(|risk| f64::from(risk) / 10.0),
        _ => None,
    }
}

fn properties(finding: &Finding, room: usize) -> ResultProperties {
    let component = match finding.subject() {
        Some(Subject::Component { name, version, .. }) => Some(match version {
            Some(version) => text::line(&format!("{name} {version}")),
            None => text::line(name),
        }),
        Some(Subject::Artifact(digest)) => Some(digest.to_string()),
        None => None,
    };
    let vulnerability = match finding.kind() {
        Kind::Vulnerability(detail) => Some(detail),
        _ => None,
    };
    ResultProperties {
        kind: finding.kind().as_str(),
        severity: finding.severity().as_str(),
        confidence: finding.confidence().as_str(),
        component,
        purl: finding.purl().map(ToString::to_string),
        aliases: finding.ids().map(text::line).collect(),
        informational: vulnerability
            .and_then(|detail| detail.informational.as_ref())
            .map(|informational| text::line(informational.as_str())),
        fixed_versions: match finding.fix() {
            Fix::Available { versions, .. } => versions.iter().map(|version| text::line(version)).collect(),
            Fix::Unknown | Fix::None => Vec::new(),
        },
        paths: finding
            .paths()
            .iter()
            .map(|path| format!("{}: {path}", path.manifest))
            .collect(),
        evidence: finding
            .evidence()
            .iter()
            .map(|evidence| text::line(&format!("{}: {}", evidence.kind.as_str(), evidence.text)))
            .collect(),
        vex: finding.vex().map(crate::exchange::words::vex),
        locations_left_out: finding
            .locations()
            .len()
            .checked_sub(room)
            .filter(|left| *left > 0),
    }
}
