//! CVSS vectors with the scores another implementation gives them.

use std::fs;

use portcullis_vuln_match::cvss::{Group, Vector, Version};
use serde_json::json;

use crate::harness::{Set, data, files};

#[test]
fn cvss_scores() {
    let Some(folder) = data("versions/redhat-cvss") else {
        return;
    };
    let [mut two, mut three, mut four] = ["cvss-2", "cvss-3", "cvss-4"].map(Set::new);
    for path in files(&folder, "txt") {
        for line in fs::read_to_string(path).unwrap().lines() {
            if line.trim().is_empty() {
                continue;
            }
            // Every line is a case; one that cannot be taken apart fails.
            let (vector, scores) = line.split_once(" - ").unwrap_or((line, ""));
            let found = Vector::parse(vector).map(told);
            let expected = expected(scores);
            let set = match vector {
                _ if vector.starts_with("CVSS:4") => &mut four,
                _ if vector.starts_with("CVSS:") => &mut three,
                _ => &mut two,
            };
            set.case(
                expected.is_some() && found.as_ref().ok() == expected.as_ref(),
                || json!({"line": line, "found": format!("{found:?}")}),
            );
        }
    }
    for set in [two, three, four] {
        set.finish();
    }
}

/// All scores that the source tells: of 4.0 one, of 3.x three, of 2.0 those of the groups that are stated.
fn told(vector: Vector) -> Vec<Option<u8>> {
    match vector.version() {
        Version::V4_0 => vec![Some(vector.environmental())],
        Version::V2_0 => vec![
            Some(vector.base()),
            vector.states(Group::Temporal).then(|| vector.temporal()),
            vector
                .states(Group::Environmental)
                .then(|| vector.environmental()),
        ],
        _ => [vector.base(), vector.temporal(), vector.environmental()]
            .map(Some)
            .into(),
    }
}

/// `(9.8, None, 7)`, `(9.2,)` or `7.2`, in tenths.
fn expected(scores: &str) -> Option<Vec<Option<u8>>> {
    let scores = scores.trim().trim_matches(['(', ')']).trim_end_matches(',');
    let score = |text: &str| match text.trim() {
        "None" => Some(None),
        number => Some(Some((number.parse::<f64>().ok()? * 10.0).round() as u8)),
    };
    scores.split(',').map(score).collect()
}
