//! What is joined with advisories: scores, probabilities, catalogues, symbols.

use portcullis_findings::{Finding, Kind, Reach, RuleId, Score, ScoreKind, Severity, VulnerabilityDetail};
use portcullis_vuln_match::cvss::{Environment, Group, Vector, Version};
use portcullis_vuln_match::enrichment::{
    Enrichment, EnrichmentError, EnrichmentLimits, Epss, Kev, SetAsides, in_environment, risk,
};
use portcullis_vuln_match::reach::{Symbols, SymbolsError, SymbolsLimits};

use crate::support::{assert_position, parts, text};

/// A vector prints to one that reads the same; no score is above 10.0, none over time above the base, and without a group its
/// score is that of the others. An environment replaces what it states and nothing else.
pub fn cvss(data: &[u8]) {
    let parts = parts(data);
    let part = |at: usize| parts.get(at).copied().and_then(text);
    let environment = part(1).and_then(|text| Environment::parse(text).ok());
    if let Some(environment) = environment {
        assert_eq!(Environment::parse(&environment.to_string()), Ok(environment));
    }
    let Some(vector) = part(0).and_then(|text| Vector::parse(text).ok()) else {
        return;
    };
    assert_eq!(Vector::parse(&vector.to_string()), Ok(vector));
    let (base, temporal, environmental) = scores(&vector);
    if !vector.states(Group::Temporal) {
        assert_eq!(temporal, base);
    }
    if vector.version() != Version::V4_0 {
        assert!(temporal <= base);
    }
    // The environmental equations of 2.0 and 3.1 differ even where nothing is stated: 10 at most, another power.
    if !vector.states(Group::Environmental) && matches!(vector.version(), Version::V3_0 | Version::V4_0) {
        assert_eq!(environmental, temporal);
    }
    let Some(environment) = environment else {
        return;
    };
    let placed = vector.with(&environment);
    scores(&placed);
    assert_eq!((placed.base(), placed.temporal()), (base, temporal));
    assert_eq!(placed.with(&environment), placed);
    assert_eq!(
        environment.applies_to(vector.version()),
        environment.apply(&vector).is_some()
    );
    if !environment.applies_to(vector.version()) {
        assert_eq!(placed, vector);
    }
    let score = Score::new(ScoreKind::Cvss3, "x", vector.to_string(), Severity::Unknown);
    let finding = in_environment(finding("X-1").into_builder().score(score).build(), &environment);
    assert!(risk(&finding) <= 1000);
    assert_eq!(
        in_environment(finding.clone(), &environment).severity(),
        finding.severity()
    );
}

/// Two readings agree; probabilities are shares; every row is used, set aside or one of several; a finding keeps its severity.
pub fn epss(data: &[u8]) {
    let limits = limits();
    let (epss, again) = (Epss::read(data, &limits), Epss::read(data, &limits));
    assert_eq!(format!("{epss:?}"), format!("{again:?}"));
    let Ok(epss) = epss else { return };
    assert!(epss.len() > 0 && epss.len() <= lines(data));
    assert_rows(epss.set_aside(), data);
    for id in ids(data) {
        let Some(likelihood) = epss.of(&id) else { continue };
        assert!(
            likelihood.probability <= 10_000 && likelihood.percentile.is_none_or(|share| share <= 10_000)
        );
        joined(&Enrichment::new(Some(epss.clone()), None), &id);
    }
}

/// Two readings agree; a refusal points into the text; a CVE that is listed is listed in every spelling of its finding.
pub fn kev(data: &[u8]) {
    let limits = limits();
    let (kev, again) = (Kev::read(data, &limits), Kev::read(data, &limits));
    assert_eq!(format!("{kev:?}"), format!("{again:?}"));
    let kev = match kev {
        Ok(kev) => kev,
        Err(EnrichmentError::Json { position }) => return assert_position(unmarked(data), position),
        Err(_) => return,
    };
    assert!(kev.len() > 0 && kev.date().is_some());
    for id in ids(data) {
        if kev.of(&id).is_some() {
            joined(&Enrichment::new(None, Some(kev.clone())), &id);
        }
    }
}

/// A symbol that was added is reached, in its component and under any version of it; *not reachable* is said of complete
/// components alone; a wrong line is one of the text.
pub fn symbols(data: &[u8]) {
    let symbols = match Symbols::read(data, &SymbolsLimits::default()) {
        Ok(symbols) => symbols,
        Err(SymbolsError::Line { line }) => {
            assert!(line >= 1 && line <= lines(data) as u64);
            return;
        }
        Err(_) => return,
    };
    let Some(text) = text(data) else { return };
    for line in text.lines().take(64) {
        let Some((component, symbol)) = line.trim().split_once(char::is_whitespace) else {
            continue;
        };
        let symbol = symbol.trim();
        let component = component.parse().ok();
        match symbols.reach(component.as_ref(), [symbol]) {
            Reach::NotReachable => assert!(text.contains("complete")),
            Reach::Unknown if component.is_some() && !line.trim().starts_with('#') => {
                // Only what no advisory can name is lost: nothing but brackets, and a package's `.*`.
                assert!(
                    symbol.ends_with(".*")
                        || !symbol.chars().any(char::is_alphanumeric)
                        || symbol.starts_with(['<', '['])
                        || symbol.contains(['<', '['])
                );
            }
            _ => {}
        }
        assert_eq!(symbols.reach(component.as_ref(), []), Reach::Unknown);
    }
}

fn scores(vector: &Vector) -> (u8, u8, u8) {
    let scores = (vector.base(), vector.temporal(), vector.environmental());
    assert!(scores.0.max(scores.1).max(scores.2) <= 100, "{vector}");
    scores
}

fn limits() -> EnrichmentLimits {
    let mut limits = EnrichmentLimits::default();
    (limits.rows, limits.row_bytes, limits.notes) = (1_000, 1_000, 100);
    limits
}

fn finding(id: &str) -> Finding {
    let kind = Kind::Vulnerability(VulnerabilityDetail::new(id));
    let builder = Finding::builder(RuleId::of_parts("vulnerability", id), kind);
    builder.severity(Severity::Low).build()
}

fn joined(enrichment: &Enrichment, id: &str) {
    let before = finding(id);
    let after = enrichment.apply(before.clone());
    assert_eq!(
        (after.severity(), after.keys()),
        (before.severity(), before.keys())
    );
    assert!(after.scores().len() == 1 && after.evidence().len() == 1);
    assert!(risk(&before) <= 1000 && risk(&after) <= 1000);
}

fn ids(data: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(data);
    let words = text.split(|character: char| !character.is_ascii_alphanumeric() && character != '-');
    words
        .filter(|word| word.starts_with("CVE-"))
        .take(16)
        .map(str::to_owned)
        .collect()
}

fn lines(data: &[u8]) -> usize {
    data.split(|byte| *byte == b'\n').count()
}

fn assert_rows(set_aside: &SetAsides, data: &[u8]) {
    assert!(set_aside.count() >= set_aside.list().len() as u64);
    for one in set_aside.list() {
        assert!(one.row >= 1 && one.row <= lines(data) as u64);
    }
}

/// Without the byte order mark, from behind which positions are counted.
fn unmarked(data: &[u8]) -> &[u8] {
    data.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(data)
}
