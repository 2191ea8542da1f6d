use super::*;
use crate::Ecosystem;

fn record(id: &str, modified: &str, version: &str) -> String {
    format!(
        r#"{{"id":"{id}","modified":"{modified}","affected":[{{"package":{{"ecosystem":"npm","name":"a"}},"versions":["{version}"]}}]}}"#
    )
}

fn builder(records: &[(&str, String)]) -> IndexBuilder {
    let mut builder = IndexBuilder::new(Limits::default());
    for (label, record) in records {
        builder.add(*label, record.as_bytes());
    }
    builder
}

fn build(records: &[(&str, String)]) -> Built {
    builder(records).build(&Provenance::default())
}

#[test]
fn of_two_records_with_one_id_the_newer_is_used_and_the_other_remarked() {
    let old = ("old.json", record("X-1", "2024-01-01T00:00:00Z", "1.0.0"));
    let new = ("new.json", record("X-1", "2025-01-01T00:00:00Z", "2.0.0"));
    let one = build(&[old.clone(), new.clone()]);
    let other = build(&[new, old]);
    assert_eq!(one, other);
    let index = one.open().unwrap();
    assert_eq!(index.len(), 1);
    let modified = index.advisory("X-1").unwrap().unwrap().modified();
    assert_eq!(modified.unwrap().to_string(), "2025-01-01T00:00:00Z");
    let remark = one.remarks.first().unwrap();
    assert_eq!(
        (remark.label.as_str(), &remark.remark),
        (Some("old.json"), &Remark::Duplicate)
    );
}

#[test]
fn the_same_record_twice_is_one_without_a_remark() {
    let same = record("X-1", "2024-01-01T00:00:00Z", "1.0.0");
    let built = build(&[("a", same.clone()), ("b", same)]);
    assert_eq!((built.open().unwrap().len(), built.remarks.len()), (1, 0));
}

#[test]
fn the_bytes_depend_on_contents_alone() {
    let (one, two) = (
        record("X-1", "2024-01-01T00:00:00Z", "1"),
        record("X-2", "2024-01-01T00:00:00Z", "1"),
    );
    let there = build(&[("a", one.clone()), ("b", two.clone())]);
    let back = build(&[("c", two.clone()), ("d", one)]);
    assert_eq!(there.index, back.index);
    let fewer = build(&[("b", two)]);
    assert_ne!(there.open().unwrap().digest(), fewer.open().unwrap().digest());
}

#[test]
fn a_bad_record_is_set_aside_and_the_rest_used() {
    let built = build(&[
        ("bad", "{\"id\": 1}".to_owned()),
        ("good", record("X-1", "2024-01-01T00:00:00Z", "1")),
    ]);
    assert_eq!(built.open().unwrap().len(), 1);
    assert_eq!(built.open().unwrap().rejected_count(), 1);
    let rejected = built.rejected.first().unwrap();
    assert_eq!(rejected.label.as_str(), Some("bad"));
    assert!(matches!(rejected.error, AdvisoryError::Json { .. }));
}

#[test]
fn more_records_than_allowed_are_counted_and_not_read() {
    let mut builder = IndexBuilder::new(Limits {
        records: 1,
        notes: 1,
        ..Limits::default()
    });
    for at in 0..5 {
        let record = record(&format!("X-{at}"), "2024-01-01T00:00:00Z", "1");
        builder.add(format!("{at}"), record.as_bytes());
    }
    let built = builder.build(&Provenance::default());
    assert_eq!(
        (
            built.open().unwrap().len(),
            built.rejected.len(),
            built.rejected_count
        ),
        (1, 1, 4)
    );
}

#[test]
fn a_full_index_takes_no_more_records() {
    let mut builder = IndexBuilder::new(Limits {
        index_bytes: 10,
        ..Limits::default()
    });
    for at in 0..3 {
        let record = record(&format!("X-{at}"), "2024-01-01T00:00:00Z", "1");
        builder.add(format!("{at}"), record.as_bytes());
    }
    let built = builder.build(&Provenance::default());
    assert_eq!((built.open().unwrap().len(), built.rejected_count), (1, 2));
}

#[test]
fn a_record_given_again_and_again_ends_at_the_limit() {
    let mut builder = IndexBuilder::new(Limits {
        index_bytes: 10_000,
        ..Limits::default()
    });
    let record = record("X-1", "2024-01-01T00:00:00Z", "1");
    for _ in 0..1_000 {
        builder.add("a", record.as_bytes());
    }
    let built = builder.build(&Provenance::default());
    assert_eq!(built.open().unwrap().len(), 1);
    assert!(built.rejected_count > 0);
}

#[test]
fn coverage_and_age_come_from_the_records() {
    let built = build(&[
        ("a", record("X-1", "2024-01-01T00:00:00Z", "1")),
        ("b", record("X-2", "2025-06-01T00:00:00Z", "1")),
    ]);
    let index = built.open().unwrap();
    assert_eq!(
        index.newest_modified().unwrap().to_string(),
        "2025-06-01T00:00:00Z"
    );
    assert_eq!(index.ecosystems().get("npm"), Some(&2));
    assert!(index.covers_purl(&"pkg:npm/b@1".parse().unwrap()));
    assert!(!index.covers(&Ecosystem::parse("PyPI")));
    assert!(index.covers(&Ecosystem::parse("npm:https://registry.example")));
}

#[test]
fn advisories_of_one_release_cover_that_one_alone() {
    let released =
        r#"{"id":"X-1","affected":[{"package":{"ecosystem":"Made Up:8","name":"a"},"versions":["1"]}]}"#;
    let built = build(&[("a", released.to_owned())]);
    let index = built.open().unwrap();
    let covered = ["Made Up:8", "Made Up:9", "Made Up"].map(|name| index.covers(&Ecosystem::parse(name)));
    assert_eq!(covered, [true, false, false]);
}

#[test]
fn provenance_comes_back() {
    let mut source = crate::SourceOfRecords::new("RustSec");
    source.snapshot = Some("0123abc".into());
    source.licence = Some("CC0-1.0".into());
    let mut provenance = Provenance::default();
    provenance.sources.push(source);
    provenance.built = Some("2026-11-01T00:00:00Z".parse().unwrap());
    let built = builder(&[]).build(&provenance);
    assert_eq!(built.open().unwrap().provenance(), Ok(vec![provenance]));
}
