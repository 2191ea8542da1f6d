//! One number to put findings in order by.

use portcullis_findings::{Finding, Kind, Reach, ScoreKind, Severity};

/// A finding's place in the order of what to look at first, from 0 to 1,000. It decides nothing; policies look at facts.
///
/// `impact × likelihood × reach`, in whole numbers, where
///
/// - *impact* is the highest CVSS score in tenths (0 to 100): of those made in the caller's environment if there are any, else
///   of CVSS 3 and 4, else of 2.0; without one the upper end of the severity (low 39, medium 69, high 89, critical 100), and 89
///   if nobody rated it;
/// - *likelihood* is 10 if the vulnerability is known to be exploited, else 2 + 8 × EPSS probability, else, without a
///   probability, 3: not exploited yet is still not never;
/// - *reach* is 1 if the affected code is reached, 3/4 if that is not known, 1/4 if it is not reached.
///
/// ```
/// use portcullis_findings::{Exploited, Finding, Kind, RuleId, Severity, VulnerabilityDetail};
/// use portcullis_vuln_match::enrichment::risk;
///
/// let mut detail = VulnerabilityDetail::new("CVE-2021-44228");
/// let rule = RuleId::of_parts("vulnerability", "CVE-2021-44228");
/// let calm = Finding::builder(rule.clone(), Kind::Vulnerability(detail.clone())).severity(Severity::Critical).build();
/// assert_eq!(risk(&calm), 225); // 100 × 3 × 3/4
///
/// detail.exploited = Some(Exploited::new("2021-12-10".parse()?));
/// let urgent = Finding::builder(rule, Kind::Vulnerability(detail)).severity(Severity::Critical).build();
/// assert_eq!(risk(&urgent), 750); // 100 × 10 × 3/4
/// # Ok::<(), portcullis_findings::TimeError>(())
/// ```
#[must_use]
pub fn risk(finding: &Finding) -> u16 {
    let (likelihood, reach) = match finding.kind() {
        Kind::Vulnerability(detail) => {
            let likelihood = match (detail.exploited, detail.likelihood) {
                (Some(_), _) => 100_000,
                (None, Some(likelihood)) => 20_000 + 8 * u32::from(likelihood.probability.min(10_000)),
                (None, None) => 30_000,
            };
            let quarters = match detail.reach {
                Reach::Reachable { .. } => 4,
                Reach::NotReachable => 1,
                _ => 3,
            };
            (likelihood, quarters)
        }
        _ => (30_000, 3),
    };
    // 100 × 100,000 × 4 is the most.
    (u32::from(impact(finding)) * likelihood * reach / 40_000).min(1000) as u16
}

/// The finding with its [`risk`], so that reports carry it. A finding that is no vulnerability comes back unchanged.
#[must_use]
pub fn with_risk(finding: Finding) -> Finding {
    let risk = risk(&finding);
    let with_risk = |kind| match kind {
        Kind::Vulnerability(mut detail) => {
            detail.risk = Some(risk);
            Kind::Vulnerability(detail)
        }
        other => other,
    };
    finding.into_builder().map_kind(with_risk).build()
}

fn impact(finding: &Finding) -> u16 {
    let highest = |environment: bool, kinds: &[ScoreKind]| {
        finding
            .scores()
            .iter()
            .filter(|score| (score.source == "environment") == environment && kinds.contains(&score.kind))
            .filter_map(|score| score.value)
            .max()
    };
    let (new, old) = ([ScoreKind::Cvss3, ScoreKind::Cvss4], [ScoreKind::Cvss2]);
    let scored = highest(true, &new)
        .or_else(|| highest(true, &old))
        .or_else(|| highest(false, &new))
        .or_else(|| highest(false, &old));
    scored.map_or_else(|| upper_end(finding.severity()), |tenths| tenths.min(100))
}

fn upper_end(severity: Severity) -> u16 {
    match severity {
        Severity::None => 0,
        Severity::Low => 39,
        Severity::Medium => 69,
        Severity::Critical => 100,
        _ => 89,
    }
}
