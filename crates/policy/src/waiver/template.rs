//! The waiver that would be needed, as text.

use std::fmt::Write as _;

use portcullis_findings::{Finding, Key, KeyAlgorithm, Kind};

use crate::checks::Target;
use crate::pattern::Pattern;

/// A `[[waiver]]` table that names this target alone, with empty fields that make it invalid until someone fills them.
/// `None` if nothing can name the target.
pub(crate) fn template(rule: &str, target: &Target<'_>, max_days: u32) -> Option<String> {
    let selectors = selectors(target)?;
    let mut text = format!("[[waiver]]\nid = \"\"\nrule = {}\n", quoted(rule));
    for (key, value) in selectors {
        let _ = writeln!(text, "{key} = {}", quoted(&value));
    }
    let _ = write!(
        text,
        "owner = \"\"\nreason = \"\"\nexpires = \"\" # the last day it holds, at most {max_days} days ahead\n"
    );
    Some(text)
}

fn selectors(target: &Target<'_>) -> Option<Vec<(&'static str, String)>> {
    match target {
        Target::Finding(_, finding) => of_finding(finding),
        Target::Component(_, component) => Some(vec![("purl", component.purl.as_ref()?.to_string())]),
        Target::Gap(gap) => path(gap.input.as_str()?).map(|path| vec![path]),
        Target::Advisories | Target::Run => None,
    }
}

fn of_finding(finding: &Finding) -> Option<Vec<(&'static str, String)>> {
    if let (Kind::Vulnerability(detail), Some(purl)) = (finding.kind(), finding.purl()) {
        return Some(vec![
            ("advisory", detail.advisory.clone()),
            ("purl", purl.package().to_string()),
        ]);
    }
    let place = match finding.locations() {
        [only] => only.input().as_str().and_then(path),
        _ => None,
    };
    let mut selectors = Vec::new();
    match finding.kind() {
        Kind::Vulnerability(detail) => selectors.push(("advisory", detail.advisory.clone())),
        Kind::Secret(_) => selectors.push(("secret-rule", finding.rule().to_string())),
        _ => {}
    }
    let key = strictest(finding.keys()).map(|key| ("key", key.to_string()));
    // A secret's own key holds wherever it moves to; any other key is of one place anyway.
    let keyed = strictest(finding.keys()).is_some_and(|key| key.algorithm() == KeyAlgorithm::KeyedV1);
    selectors.extend(place.filter(|_| !keyed));
    selectors.extend(key);
    (!selectors.is_empty()).then_some(selectors)
}

/// The key of the secret itself, else the strictest of the place.
fn strictest(keys: &[Key]) -> Option<&Key> {
    keys.iter()
        .find(|key| key.algorithm() == KeyAlgorithm::KeyedV1)
        .or_else(|| keys.first())
}

/// A path selector, if the label is one that a pattern can name and nothing else.
fn path(label: &str) -> Option<(&'static str, String)> {
    Pattern::parse(label)
        .filter(Pattern::is_exact)
        .map(|_| ("path", label.to_owned()))
}

/// A TOML basic string; everything that could end it, hide in it or reorder it is escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(character);
            }
            ' '..='~' => quoted.push(character),
            _ if character.is_alphanumeric() => quoted.push(character),
            _ => {
                let _ = write!(quoted, "\\U{:08X}", u32::from(character));
            }
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_inside_its_quotes() {
        for text in ["a\"b\\c", "line\nfeed", "\u{202e}abc", "grün", "\u{0}\u{7f}"] {
            let document = format!("x = {}", quoted(text));
            let table = toml::de::DeTable::parse(&document).unwrap();
            assert_eq!(table.get_ref().get("x").unwrap().get_ref().as_str(), Some(text));
            assert!(!document.contains(['\n', '\u{202e}', '\u{0}']));
        }
    }
}
