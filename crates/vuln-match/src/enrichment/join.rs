//! Joins what is known of CVEs with findings.

use portcullis_findings::{
    Evidence, EvidenceKind, Exploited, Finding, Kind, Likelihood, Ransomware, Score, ScoreKind, Severity,
};

use super::cve::Cve;
use super::{Epss, Kev};

/// EPSS and KEV, joined with findings through all their ids.
///
/// Ids of the advisory and its aliases name the finding itself. Those of `upstream`, the CVEs that a distribution's advisory
/// bundles, are looked up too, and what they bring is labelled `(upstream)`.
#[derive(Clone, Debug, Default)]
pub struct Enrichment {
    epss: Option<Epss>,
    kev: Option<Kev>,
}

/// What one group of ids brings.
#[derive(Default)]
struct Known {
    likelihood: Option<(Likelihood, Cve)>,
    exploited: Option<(Exploited, Cve)>,
}

impl Enrichment {
    /// What the caller has of both.
    #[must_use]
    pub fn new(epss: Option<Epss>, kev: Option<Kev>) -> Self {
        Self { epss, kev }
    }

    /// The probabilities, if they were given.
    #[must_use]
    pub fn epss(&self) -> Option<&Epss> {
        self.epss.as_ref()
    }

    /// The catalogue, if it was given.
    #[must_use]
    pub fn kev(&self) -> Option<&Kev> {
        self.kev.as_ref()
    }

    /// What is known of a vulnerability with any of these ids: the highest probability, and the entry of the catalogue that is
    /// due first.
    pub fn of<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> (Option<Likelihood>, Option<Exploited>) {
        let known = self.known(ids);
        (
            known.likelihood.map(|(likelihood, _)| likelihood),
            known.exploited.map(|(exploited, _)| exploited),
        )
    }

    /// The finding with what is known of its vulnerability, as scores, evidence and in its detail. The severity stays as it is.
    /// A finding that is no vulnerability comes back unchanged.
    #[must_use]
    pub fn apply(&self, finding: Finding) -> Finding {
        let Kind::Vulnerability(detail) = finding.kind() else {
            return finding;
        };
        let mut detail = detail.clone();
        let own = self.known(detail.aliases.iter().map(String::as_str));
        let upstream = detail.upstream.difference(&detail.aliases);
        let upstream = self.known(upstream.map(String::as_str));
        let mut builder = finding.into_builder();
        for (known, label) in [(own, ""), (upstream, " (upstream)")] {
            if let Some((likelihood, cve)) = known.likelihood {
                let text = likelihood_text(likelihood);
                let score = Score::new(
                    ScoreKind::Epss,
                    format!("{cve}{label}"),
                    &*text,
                    Severity::Unknown,
                );
                builder = builder
                    .score(score.with_value(likelihood.probability))
                    .evidence(exploitation(format!("EPSS of {cve}{label}: {text}")));
                detail.likelihood = detail.likelihood.max(Some(likelihood));
            }
            if let Some((exploited, cve)) = known.exploited {
                let text = exploited_text(exploited);
                let score = Score::new(ScoreKind::Kev, format!("{cve}{label}"), &*text, Severity::Unknown);
                builder = builder.score(score).evidence(exploitation(format!(
                    "{cve}{label} is known to be exploited: {text}"
                )));
                detail.exploited = earlier(detail.exploited, exploited);
            }
        }
        builder.kind(Kind::Vulnerability(detail)).build()
    }

    fn known<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> Known {
        let mut known = Known::default();
        for cve in ids.into_iter().filter_map(|id| Cve::parse(id.as_bytes())) {
            if let Some(likelihood) = self.epss.as_ref().and_then(|epss| epss.of_cve(cve)) {
                known.likelihood = known.likelihood.max(Some((likelihood, cve)));
            }
            if let Some(exploited) = self.kev.as_ref().and_then(|kev| kev.of_cve(cve)) {
                let before = known.exploited.map(|(exploited, _)| exploited);
                if earlier(before, exploited) != before {
                    known.exploited = Some((exploited, cve));
                }
            }
        }
        known
    }
}

/// The entry that is due first; one without a due day is due last.
fn earlier(one: Option<Exploited>, other: Exploited) -> Option<Exploited> {
    let due = |exploited: &Exploited| (exploited.due.is_none(), exploited.due, *exploited);
    one.into_iter().chain([other]).min_by_key(due)
}

fn exploitation(text: String) -> Evidence {
    Evidence::new(EvidenceKind::Exploitation, text)
}

fn likelihood_text(likelihood: Likelihood) -> String {
    let share = |value: u16| format!("{}.{:04}", value / 10_000, value % 10_000);
    let probability = share(likelihood.probability);
    match likelihood.percentile {
        Some(percentile) => format!("{probability} within 30 days, percentile {}", share(percentile)),
        None => format!("{probability} within 30 days"),
    }
}

fn exploited_text(exploited: Exploited) -> String {
    let mut text = format!("listed {}", exploited.added);
    if let Some(due) = exploited.due {
        text += &format!(", due {due}");
    }
    if exploited.ransomware == Ransomware::Known {
        text += ", used by ransomware";
    }
    text
}
