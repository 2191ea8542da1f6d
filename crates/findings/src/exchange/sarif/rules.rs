//! Rules and how bad their findings are.

use std::collections::BTreeMap;

use super::Item;
use super::document::{Configuration, Descriptor, MultiformatText, RuleProperties};
use super::message::literal;
use crate::exchange::text;
use crate::{Finding, Report, RuleId, RuleInfo, ScoreKind, Severity};

/// How many tags a service takes of one rule.
const TAGS: usize = 20;

/// The rules of one run, in the order of their names.
pub(super) struct Rules<'a>(BTreeMap<&'a RuleId, Rule<'a>>);

struct Rule<'a> {
    index: usize,
    info: Option<&'a RuleInfo>,
    severity: Severity,
    tenths: Option<u16>,
}

impl<'a> Rules<'a> {
    pub(super) fn of(report: &'a Report, items: &[Item<'a>]) -> Self {
        let mut rules = BTreeMap::new();
        for item in items {
            let id = item.finding.rule();
            let rule = rules.entry(id).or_insert_with(|| Rule {
                index: 0,
                info: report.rules().get(id),
                severity: Severity::Unknown,
                tenths: None,
            });
            rule.severity = rule.severity.max(item.finding.severity());
            rule.tenths = rule.tenths.max(tenths(item.finding));
        }
        for (index, rule) in rules.values_mut().enumerate() {
            rule.index = index;
            if rule.severity == Severity::Unknown {
                rule.severity = rule.info.map_or(Severity::Unknown, |info| info.severity);
                rule.tenths = rule.tenths.or(middle(rule.severity));
            }
        }
        Self(rules)
    }

    pub(super) fn index(&self, id: &RuleId) -> usize {
        self.0.get(id).map(|rule| rule.index).unwrap_or_default()
    }

    pub(super) fn into_descriptors(self) -> Vec<Descriptor> {
        self.0
            .into_iter()
            .map(|(id, rule)| descriptor(id, &rule))
            .collect()
    }
}

/// The level of a severity. What nobody judged is a warning: neither loud nor hidden.
pub(super) const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium | Severity::Unknown => "warning",
        Severity::Low | Severity::None => "note",
    }
}

/// How bad a finding is on the scale of CVSS, in tenths: its highest CVSS score if that gives its severity, else the middle
/// of its severity's range.
fn tenths(finding: &Finding) -> Option<u16> {
    let scored = finding
        .scores()
        .iter()
        .filter(|score| matches!(score.kind, ScoreKind::Cvss2 | ScoreKind::Cvss3 | ScoreKind::Cvss4))
        .filter_map(|score| score.value.filter(|value| *value <= 100))
        .max();
    let agrees = |tenths: &u16| {
        finding.severity() == Severity::Unknown
            || u8::try_from(*tenths)
                .is_ok_and(|tenths| Severity::from_cvss_tenths(tenths) == finding.severity())
    };
    scored.filter(agrees).or(middle(finding.severity()))
}

const fn middle(severity: Severity) -> Option<u16> {
    match severity {
        Severity::Unknown => None,
        Severity::None => Some(0),
        Severity::Low => Some(20),
        Severity::Medium => Some(55),
        Severity::High => Some(80),
        Severity::Critical => Some(95),
    }
}

fn descriptor(id: &RuleId, rule: &Rule<'_>) -> Descriptor {
    let or_id = |text: Option<&String>| match text.map(String::as_str) {
        None | Some("") => id.to_string(),
        Some(text) => text.to_owned(),
    };
    let of =
        |text: Option<&String>| MultiformatText::new(literal(&text::sentence(&text::lines(&or_id(text)))));
    let mut tags = vec!["security".to_owned(), id.area().to_owned()];
    for tag in rule.info.map(|info| info.tags.as_slice()).unwrap_or_default() {
        let tag = text::line(tag);
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let further_tags = tags.split_off(tags.len().min(TAGS));
    Descriptor {
        id: id.to_string(),
        name: Some(name(id)).filter(|name| !name.eq_ignore_ascii_case(id.as_str())),
        short_description: of(rule.info.map(|info| &info.title)),
        full_description: of(rule.info.map(|info| &info.description)),
        help: of(rule.info.map(|info| &info.help)),
        help_uri: rule
            .info
            .and_then(|info| info.help_uri.clone())
            .filter(|uri| is_absolute(uri)),
        default_configuration: Configuration {
            level: level(rule.severity),
        },
        properties: Some(RuleProperties {
            security_severity: rule
                .tenths
                .map(|tenths| format!("{}.{}", tenths / 10, tenths % 10)),
            tags,
            further_tags,
        }),
    }
}

/// `secret/github-token` as `SecretGithubToken`, the form the standard shows for names (3.49.7). A name that says the same
/// as the id is left out there.
fn name(id: &RuleId) -> String {
    let mut name = String::with_capacity(id.as_str().len());
    let mut upper = true;
    for character in id.as_str().chars() {
        if !character.is_ascii_alphanumeric() {
            upper = true;
        } else if std::mem::take(&mut upper) {
            name.push(character.to_ascii_uppercase());
        } else {
            name.push(character);
        }
    }
    name
}

/// A web address without characters that a URI cannot hold; anything else would make the whole document invalid.
pub(super) fn is_absolute(uri: &str) -> bool {
    let rest = uri
        .strip_prefix("https://")
        .or_else(|| uri.strip_prefix("http://"));
    let fits = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(fits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Score};

    #[test]
    fn a_score_counts_where_it_gives_the_severity() {
        let finding = |severity, value| {
            Finding::builder(RuleId::new("code/x"), Kind::Code)
                .severity(severity)
                .score(Score::new(ScoreKind::Cvss3, "x", "", severity).with_value(value))
                .build()
        };
        for (severity, value, expected) in [
            (Severity::Critical, 98, Some(98)),
            (Severity::Critical, 75, Some(95)),
            (Severity::Unknown, 75, Some(75)),
            (Severity::High, 999, Some(80)),
        ] {
            assert_eq!(tenths(&finding(severity, value)), expected);
        }
    }

    #[test]
    fn names_are_in_one_word() {
        assert_eq!(name(&RuleId::new("secret/github-token")), "SecretGithubToken");
    }

    #[test]
    fn an_address_that_is_none_is_left_out() {
        assert!(is_absolute("https://host.example/a?b#c"));
        for uri in [
            "javascript:alert(1)",
            "https://",
            "https://host.example/a b",
            "/x",
        ] {
            assert!(!is_absolute(uri), "{uri}");
        }
    }
}
