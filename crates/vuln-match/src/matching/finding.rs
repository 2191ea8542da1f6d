//! Matches as values of the shared model.

use portcullis_findings::{
    Component, ComponentSource, Confidence, Evidence, EvidenceKind, Finding, Fix, Gap, GapKind, Key, Kind,
    Label, RuleId, RuleInfo, Score, ScoreKind, Severity, Source, Stage, Times, VulnerabilityDetail,
};

use super::{Answer, Because, Match};
use crate::{AdvisoryView, Index, IndexError, LookupBy, Quality};

/// A finding, and the place of its component in the list.
type PlacedFinding = (usize, Finding);

impl Index<'_> {
    /// A match as a finding; `None` if it is unknown whether the component is affected, see [`Match::to_gap`].
    ///
    /// Places and dependency paths are not known here; add them with [`Finding::into_builder`].
    #[must_use]
    pub fn finding(&self, component: &Component, found: &Match<'_>) -> Option<Finding> {
        let is_affected = *found.answer() == Answer::Affected;
        is_affected.then(|| self.finding_of(component, found, found.rule_id(), Told::of(found)))
    }

    /// [`Index::finding`] with [`Match::rule_info`], for less than both cost apart.
    #[must_use]
    pub fn finding_with_rule(&self, component: &Component, found: &Match<'_>) -> Option<(Finding, RuleInfo)> {
        if *found.answer() != Answer::Affected {
            return None;
        }
        let told = Told::of(found);
        let rule = found.rule_info_of(&told);
        let finding = self.finding_of(component, found, rule.id.clone(), told);
        Some((finding, rule))
    }

    fn finding_of(&self, component: &Component, found: &Match<'_>, rule: RuleId, told: Told<'_>) -> Finding {
        let message = format!("{}: {}", clean(&component.display_name()), told.title);
        let (ids, scores, severity) = (told.ids, told.scores, told.severity);
        let detail = found.detail(&ids, told.summary);
        let mut builder = Finding::builder(rule, Kind::Vulnerability(detail))
            .subject(component)
            .severity(severity)
            .confidence(found.confidence(component))
            .message(message)
            .fix(found.to_fix())
            .times(found.times())
            .source(self.source());
        for evidence in found.evidence(component) {
            builder = builder.evidence(evidence);
        }
        for score in scores {
            builder = builder.score(score);
        }
        for key in keys(&ids, component) {
            builder = builder.key(key);
        }
        builder.build()
    }

    /// Findings and gaps of many components, in their order; see [`Index::matches_all`]. The label of each gap is what
    /// `label` gives for the component's place in the list.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn findings(
        &self,
        components: &[Component],
        label: impl Fn(usize) -> Label,
    ) -> Result<(Vec<PlacedFinding>, Vec<Gap>), IndexError> {
        let (mut findings, mut gaps) = (Vec::new(), Vec::new());
        let matches = self.matches_all(components)?;
        for (at, (component, matches)) in components.iter().zip(matches.iter()).enumerate() {
            for found in matches {
                findings.extend(self.finding(component, found).map(|finding| (at, finding)));
                gaps.extend(found.to_gap(component, label(at)));
            }
        }
        Ok((findings, gaps))
    }

    fn source(&self) -> Source {
        let mut source = Source::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        source.data = Some(self.digest().to_string());
        source
    }
}

impl Match<'_> {
    /// What is known of an undecided match as a gap; `None` if it is decided.
    #[must_use]
    pub fn to_gap(&self, component: &Component, label: impl Into<Label>) -> Option<Gap> {
        let Answer::Unknown(reason) = self.answer() else {
            return None;
        };
        let cause = format!(
            "{} on {}: {reason}",
            clean(self.id()),
            clean(&component.display_name())
        );
        Some(Gap::new(Stage::Vulnerability, GapKind::Undecidable, label, cause))
    }

    /// The rule a finding of this match has: `vulnerability/` and the primary id.
    #[must_use]
    pub fn rule_id(&self) -> RuleId {
        RuleId::of_parts("vulnerability", self.id())
    }

    /// The rule in words, for reports.
    #[must_use]
    pub fn rule_info(&self) -> RuleInfo {
        self.rule_info_of(&Told::of(self))
    }

    fn rule_info_of(&self, told: &Told<'_>) -> RuleInfo {
        let mut info = RuleInfo::new(self.rule_id(), &told.title);
        info.severity = told.severity;
        if let Some(word) = self.informational() {
            info.tags.push(clean(word.as_str()));
        }
        info
    }

    /// One line of what it is, from the first advisory that has one.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut summaries = self.hits.iter().map(|hit| hit.advisory.summary());
        let summary = summaries.find(|summary| !summary.is_empty());
        summary.map(|summary| clean(&summary)).unwrap_or_default()
    }

    /// What each advisory says about how bad it is.
    #[must_use]
    pub fn scores(&self) -> Vec<Score> {
        let mut scores: Vec<Score> = self
            .hits
            .iter()
            .flat_map(|hit| {
                let ratings = hit.advisory.ratings().chain(hit.entry.ratings());
                ratings.map(|rating| rating.to_score(hit.advisory.id()))
            })
            .collect();
        scores.sort();
        scores.dedup();
        scores
    }

    /// The worst of its scores; CVSS 2.0 counts only where nothing newer is stated. Malicious code is critical, and what is
    /// informational and has no score has no impact.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity_of(&self.scores())
    }

    fn severity_of(&self, scores: &[Score]) -> Severity {
        if self.hits.iter().any(|hit| hit.advisory.is_malware()) {
            return Severity::Critical;
        }
        let worst = |old: bool| {
            let scores = scores
                .iter()
                .filter(|score| (score.kind == ScoreKind::Cvss2) == old);
            scores.map(|score| score.severity).max().unwrap_or_default()
        };
        let informational = if self.informational().is_some() {
            Severity::None
        } else {
            Severity::Unknown
        };
        [worst(false), worst(true), informational]
            .into_iter()
            .find(|level| *level != Severity::Unknown)
            .unwrap_or_default()
    }

    fn detail(&self, ids: &[&str], summary: String) -> VulnerabilityDetail {
        let mut detail = VulnerabilityDetail::new(self.id());
        detail.aliases = ids.iter().map(|id| (*id).to_owned()).collect();
        detail.summary = summary;
        detail.informational = self.informational();
        detail.symbols = self
            .hits
            .iter()
            .flat_map(|hit| hit.entry.symbols())
            .map(|symbol| clean(&symbol))
            .collect();
        detail.upstream = self
            .hits
            .iter()
            .flat_map(|hit| hit.advisory.upstream())
            .map(clean)
            .collect();
        detail
    }

    /// Whether its advisories were found by a CPE name alone. That it is about the component at all is then a guess.
    #[must_use]
    pub fn is_by_cpe(&self) -> bool {
        self.hits.iter().all(|hit| hit.by == LookupBy::Cpe)
    }

    /// An exact version is proof; a lenient one, or a component that no registry vouches for, is less.
    fn confidence(&self, component: &Component) -> Confidence {
        if self.is_by_cpe() {
            return Confidence::Low;
        }
        let exact = self.explanations().first().and_then(|hit| hit.quality) != Some(Quality::Lenient);
        let confidence = if exact {
            Confidence::Certain
        } else {
            Confidence::High
        };
        if caveat(component).is_some() {
            confidence.lowered()
        } else {
            confidence
        }
    }

    fn evidence(&self, component: &Component) -> Vec<Evidence> {
        let ranges = self
            .explanations()
            .iter()
            .map(|hit| Evidence::new(EvidenceKind::Range, hit.to_string()));
        let contrary = self.contrary.iter().map(|one| {
            let affected = clean(self.id());
            format!(
                "{affected} says that it is affected, and another advisory about the same that it is not: {one}"
            )
        });
        let part = self.is_part.then(|| {
            "so many advisories are about the same that there are several findings of it".to_owned()
        });
        let by_cpe = self.is_by_cpe().then(|| {
            "found by a CPE name, for no package URL tells where to look: the product it names need not be this package".to_owned()
        });
        let caveats = caveat(component)
            .into_iter()
            .chain(by_cpe)
            .chain(contrary)
            .chain(part);
        ranges
            .chain(caveats.map(|text| Evidence::new(EvidenceKind::Caveat, text)))
            .collect()
    }

    /// Unknown is kept apart from none: an interval without end says that later versions are affected too.
    fn to_fix(&self) -> Fix {
        if let Some(version) = self.fix() {
            let versions = self
                .fixed_versions()
                .iter()
                .map(|version| clean(version))
                .collect();
            return Fix::Available {
                version: clean(version),
                versions,
            };
        }
        let endless = self
            .explanations()
            .iter()
            .any(|hit| matches!(hit.because, Because::Inside { end: None, .. }));
        if endless { Fix::None } else { Fix::Unknown }
    }

    fn times(&self) -> Times {
        let mut times = Times::default();
        let advisories = || self.hits.iter().map(|hit| hit.advisory);
        times.published = advisories()
            .filter_map(|advisory: AdvisoryView<'_>| advisory.published())
            .min();
        times.modified = advisories().filter_map(|advisory| advisory.modified()).max();
        times
    }
}

/// What several parts of a finding are made of.
struct Told<'a> {
    ids: Vec<&'a str>,
    summary: String,
    /// The summary, or the primary id if there is none.
    title: String,
    scores: Vec<Score>,
    severity: Severity,
}

impl<'a> Told<'a> {
    fn of(found: &Match<'a>) -> Self {
        let summary = found.summary();
        let title = if summary.is_empty() {
            clean(found.id())
        } else {
            summary.clone()
        };
        let scores = found.scores();
        Self {
            ids: found.ids(),
            summary,
            title,
            severity: found.severity_of(&scores),
            scores,
        }
    }
}

fn keys(ids: &[&str], component: &Component) -> Vec<Key> {
    let package = component
        .purl
        .as_ref()
        .map_or_else(|| component.name.clone(), |purl| purl.package().to_string());
    ids.iter()
        .map(|id| Key::semantic("vulnerability", &package, id))
        .collect()
}

/// What makes the version say less than it seems to.
fn caveat(component: &Component) -> Option<String> {
    match &component.source {
        ComponentSource::Git { url, revision } => {
            let revision = revision.as_deref().unwrap_or("no revision stated");
            Some(format!(
                "from git ({url}, {revision}): its version number says nothing certain about registry releases"
            ))
        }
        ComponentSource::Url { url } => Some(format!("from an archive ({url}), not from a registry")),
        ComponentSource::PrivateRegistry { url } => Some(format!(
            "from a private registry ({url}): it may be another package of the same name"
        )),
        _ => None,
    }
}

/// Without control characters, at most 300 characters: advisories are hostile input too.
fn clean(text: &str) -> String {
    const SHOWN: usize = 300;
    // Most texts are short, and every byte of them is a character that may stay.
    if text.len() <= SHOWN && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    text.chars()
        .map(|character| if character.is_control() { ' ' } else { character })
        .take(SHOWN)
        .collect()
}
