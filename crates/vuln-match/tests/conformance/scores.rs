//! CVSS vectors with the scores another implementation gives them.

use std::fs;

use portcullis_vuln_match::cvss_base_score;
use serde_json::json;

use crate::harness::{Set, data, files};

#[test]
fn cvss_scores() {
    let Some(folder) = data("versions/redhat-cvss") else {
        return;
    };
    for (name, version) in [("cvss-2", ""), ("cvss-3", "CVSS:3."), ("cvss-4", "CVSS:4.")] {
        let mut set = Set::new(name);
        for path in files(&folder, "txt") {
            for line in fs::read_to_string(path).unwrap().lines() {
                let Some((vector, scores)) = line.split_once(" - ") else {
                    continue;
                };
                if !vector.starts_with(version) || (version.is_empty() && vector.starts_with("CVSS:")) {
                    continue;
                }
                let first = scores
                    .trim_matches(['(', ')', ',', ' '])
                    .split(',')
                    .next()
                    .unwrap();
                let expected = (first.parse::<f64>().unwrap() * 10.0).round() as u8;
                let found = cvss_base_score(vector);
                set.case(
                    found == Ok(expected),
                    || json!({"line": line, "found": format!("{found:?}")}),
                );
            }
        }
        set.finish(1.0);
    }
}
