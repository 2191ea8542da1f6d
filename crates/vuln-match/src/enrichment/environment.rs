//! Severity at the caller's place.

use portcullis_findings::{Evidence, EvidenceKind, Finding, Kind, Score, ScoreKind, Severity};

use crate::cvss::{Environment, Vector};

/// Who states a score that was made here.
const SOURCE: &str = "environment";

/// The finding with each of its CVSS vectors scored in an environment, as scores of their own with the source `environment`;
/// those of the advisories stay. Its severity becomes the worst of the new scores and of those vectors that cannot be
/// scored anew; words, which know nothing of the environment, and CVSS 2.0 count only where nothing else does.
///
/// A finding without a vector that the environment applies to, and known malicious code, come back unchanged.
#[must_use]
pub fn in_environment(finding: Finding, environment: &Environment) -> Finding {
    let malware = finding.ids().any(|id| id.starts_with("MAL-"));
    if malware || !matches!(finding.kind(), Kind::Vulnerability(_)) {
        return finding;
    }
    let (mut added, mut counted) = (Vec::new(), Vec::new());
    for score in finding.scores() {
        if !matches!(score.kind, ScoreKind::Cvss2 | ScoreKind::Cvss3 | ScoreKind::Cvss4)
            || score.source == SOURCE
        {
            continue;
        }
        let scored = Vector::parse(&score.text)
            .ok()
            .and_then(|vector| environment.apply(&vector));
        let severity = match scored {
            None => score.severity,
            Some((vector, tenths)) => {
                let severity = vector.version().severity(tenths);
                let text = vector.to_string();
                added.push(Score::new(score.kind, SOURCE, text, severity).with_value(u16::from(tenths)));
                severity
            }
        };
        counted.push((score.kind == ScoreKind::Cvss2, severity));
    }
    if added.is_empty() {
        return finding;
    }
    let worst = |old: bool| {
        let levels = counted.iter().filter(|(is_old, _)| *is_old == old);
        levels.map(|(_, level)| *level).max().unwrap_or_default()
    };
    let severity = match worst(false) {
        Severity::Unknown => worst(true),
        known => known,
    };
    let text = format!(
        "severity {severity} in the environment {environment}, {} without",
        finding.severity()
    );
    let mut builder = finding
        .into_builder()
        .severity(severity)
        .evidence(Evidence::new(EvidenceKind::Caveat, text));
    for score in added {
        builder = builder.score(score);
    }
    builder.build()
}
