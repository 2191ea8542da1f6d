//! From matches to the shared model.

use std::collections::BTreeMap;

use portcullis_findings::{
    Evidence, EvidenceKind, Finding, FingerprintKey, Key, KeyMaterial, Kind, Location, RuleInfo, SecretDetail,
};

use crate::engine::{Definition, Judge};
use crate::proof::Proof;
use crate::rule::Rule;
use crate::sink::SecretMatch;

/// What a rule is for, in words.
#[must_use]
pub fn rule_info(rule: &Rule) -> RuleInfo {
    let mut info = RuleInfo::new(rule.id.clone(), rule.title);
    info.description = format!("{} in readable text.", rule.title);
    info.help = rule.remedy.to_owned();
    info.help_uri = rule.docs.map(str::to_owned);
    info.severity = rule.severity;
    info.tags = vec!["secret".to_owned(), rule.issuer.to_owned()];
    info
}

/// The same for any rule that runs.
pub(crate) fn definition_info(rule: &Definition) -> RuleInfo {
    let imported = match rule.judge() {
        Judge::Own(own) => return rule_info(own),
        Judge::Imported(imported) => imported,
    };
    let mut info = RuleInfo::new(rule.id().clone(), imported.original_id());
    info.help = rule.remedy().to_owned();
    info.severity = rule.severity();
    info.tags = vec!["secret".to_owned(), "imported".to_owned()];
    info.tags.extend(imported.tags().iter().cloned());
    info
}

/// The findings of one input, in the order of its matches.
///
/// `input` is where the bytes came from, without a region. Location keys are always written, from text in which every match
/// is masked; a fingerprint of the value only under a key that the caller gives: without one a short secret could be
/// guessed from it.
#[must_use]
pub fn findings(input: &Location, matches: &[SecretMatch], key: Option<&FingerprintKey>) -> Vec<Finding> {
    let occurrences = occurrences(matches);
    matches
        .iter()
        .zip(occurrences)
        .map(|(found, occurrence)| finding(input, found, occurrence, key))
        .collect()
}

fn finding(input: &Location, found: &SecretMatch, occurrence: u32, key: Option<&FingerprintKey>) -> Finding {
    let mut detail = SecretDetail::new(found.redacted());
    detail.proven = matches!(found.proof, Some(Proof::Passed { .. } | Proof::Protected { .. }));
    // A file in an archive is another one than that of the same name beside it.
    let label = input.input();
    let material = KeyMaterial {
        rule: &found.rule,
        label: &label,
        snippet: &found.surroundings.line,
        context: &found.surroundings.around,
        occurrence,
    };
    let mut finding = Finding::builder(found.rule.clone(), Kind::Secret(detail))
        .severity(found.severity)
        .confidence(found.confidence)
        .message(format!(
            "{} in {}: {}",
            found.title,
            form(found),
            found.redacted()
        ))
        .location(input.clone().with_region(found.region.clone()));
    if !found.encodings.is_empty() {
        let chain: Vec<&str> = found.encodings.iter().map(|one| one.as_str()).collect();
        finding = finding.evidence(Evidence::new(EvidenceKind::Encoding, chain.join(" > ")));
    }
    if let Some(note) = found.proof.as_ref().and_then(Proof::note) {
        finding = finding.evidence(Evidence::new(EvidenceKind::Proof, note));
    }
    if let Some(place) = found.place {
        finding = finding.evidence(Evidence::new(EvidenceKind::Caveat, place.note()));
    }
    for location_key in material.keys() {
        finding = finding.key(location_key);
    }
    if let Some(key) = key {
        finding = finding.key(Key::keyed(key, &found.issuer, &found.secret));
    }
    finding.build()
}

/// How the secret is written.
fn form(found: &SecretMatch) -> String {
    match found.encodings.as_slice() {
        [] => "readable text".to_owned(),
        [outermost, inner @ ..] => inner.iter().fold(outermost.to_string(), |form, encoding| {
            format!("{encoding} in {form}")
        }),
    }
}

/// For each match its number among those of the same rule and line, counted in the order of the text around them.
fn occurrences(matches: &[SecretMatch]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..matches.len()).collect();
    order.sort_by_key(|at| matches.get(*at).map(|found| &found.surroundings.around));
    let mut counts: BTreeMap<(&str, &[u8]), u32> = BTreeMap::new();
    let mut numbers = vec![0; matches.len()];
    for at in order {
        if let (Some(found), Some(number)) = (matches.get(at), numbers.get_mut(at)) {
            let count = counts
                .entry((found.rule.as_str(), &found.surroundings.line))
                .or_default();
            *number = *count;
            *count += 1;
        }
    }
    numbers
}
