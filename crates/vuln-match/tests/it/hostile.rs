//! Records and versions that mean harm: an error or the exact answer, in linear time.

use portcullis_vuln_match::{
    Answer, Coordinates, Ecosystem, IndexBuilder, Limits, Provenance, Scheme, VersionRange,
};
use serde_json::json;

use crate::support::{component, index, record};

#[test]
fn as_many_events_as_allowed_are_answered_and_more_refused() {
    let limit = Limits::default().items as usize;
    for (count, expected) in [(limit / 2, true), (limit / 2 + 1, false)] {
        let events: Vec<String> = (0..count)
            .map(|at| format!(r#"{{"introduced":"{at}.0.0"}},{{"fixed":"{at}.5.0"}}"#))
            .collect();
        let text = format!(
            r#"{{"id":"X-1","affected":[{{"package":{{"ecosystem":"npm","name":"a"}},"ranges":[{{"type":"SEMVER","events":[{}]}}]}}]}}"#,
            events.join(",")
        );
        let mut builder = IndexBuilder::new(unlimited_bytes());
        builder.add("big", text.as_bytes());
        let built = builder.build(&Provenance::default());
        let index = built.open().unwrap();
        assert_eq!(
            (index.len() == 1, built.rejected.is_empty()),
            (expected, expected)
        );
        if expected {
            let last = format!("pkg:npm/a@{}.1.0", count - 1);
            assert_eq!(
                *index.matches(&component(&last)).unwrap()[0].answer(),
                Answer::Affected
            );
        }
    }
}

fn unlimited_bytes() -> Limits {
    let mut limits = Limits::default();
    limits.record_bytes = u64::MAX;
    limits
}

#[test]
fn a_version_of_ten_megabytes_is_compared_exactly() {
    let long = format!("{}.0.0", "9".repeat(10_000_000));
    for scheme in Scheme::ALL {
        assert!(
            scheme.parse(&long) > scheme.parse("99999999999999999999.0.0"),
            "{scheme}"
        );
        let _ = scheme.parse(&"1-".repeat(500_000));
        let _ = scheme.parse(&"a.".repeat(500_000));
    }
    let long = format!("{}.0.0", "9".repeat(3_000_000));
    let index = index(&[record(
        "X-1",
        "npm",
        "a",
        "SEMVER",
        json!([{"introduced": "1.0.0"}, {"fixed": long}]),
    )]);
    let package = Coordinates::new(Ecosystem::parse("npm"), "a");
    let found = index.matches_of(&package, Some("2.0.0")).unwrap();
    assert!(
        found[0].explanations()[0].to_string().len() < 400,
        "hostile text is shortened"
    );
}

#[test]
fn deep_json_is_refused_or_skipped_without_recursion() {
    let deep = "[".repeat(1_000_000);
    let mut builder = IndexBuilder::new(Limits::default());
    builder.add("deep", deep.as_bytes());
    builder.add(
        "deep-field",
        format!(r#"{{"id":"X-1","aliases":{deep}"#).as_bytes(),
    );
    let closed = format!("{deep}{}", "]".repeat(1_000_000));
    builder.add(
        "skipped",
        format!(r#"{{"id":"X-2","details":{closed}}}"#).as_bytes(),
    );
    let built = builder.build(&Provenance::default());
    assert_eq!(built.rejected_count + built.open().unwrap().len() as u64, 3);
    assert!(built.rejected_count >= 2);
}

#[test]
fn truncated_and_flipped_records_never_panic() {
    let mut good = record(
        "X-1",
        "npm",
        "a",
        "SEMVER",
        json!([{"introduced": "1.0.0"}, {"fixed": "2.0.0"}]),
    );
    good["aliases"] = json!(["CVE-2026-1"]);
    let good = good.to_string().into_bytes();
    let mut builder = IndexBuilder::new(Limits::default());
    for end in 0..good.len() {
        builder.add(format!("cut-{end}"), &good[..end]);
        for bit in 0..8 {
            let mut flipped = good.clone();
            flipped[end] ^= 1 << bit;
            builder.add(format!("flip-{end}-{bit}"), &flipped);
        }
    }
    let built = builder.build(&Provenance::default());
    assert!(built.rejected_count > good.len() as u64);
    assert!(
        built
            .open()
            .unwrap()
            .matches(&component("pkg:npm/a@1.5.0"))
            .is_ok()
    );
}

#[test]
fn a_range_of_a_policy_has_a_longest_length() {
    let long = "<1.0.0|".repeat(10_000);
    assert!(VersionRange::parse(&long, Some(Scheme::SemVer)).is_err());
}
