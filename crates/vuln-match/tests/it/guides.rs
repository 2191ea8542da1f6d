//! Advisories that are passed over at once are those that do not affect a version when each is asked.

use portcullis_vuln_match::{Answer, Index, IndexBuilder, Limits, Provenance};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{built, component, index, record};

/// Versions that are close to one another, so that ends meet.
fn version() -> impl Strategy<Value = String> {
    (0_u8..3, 0_u8..12).prop_map(|(major, minor)| format!("{major}.{minor}.0"))
}

/// One range in any of the forms that a guide treats differently.
fn events() -> impl Strategy<Value = Value> {
    let interval = |start: String, end: String, kind: &str| json!([{"introduced": start}, {kind: end}]);
    prop_oneof![
        6 => version().prop_map(move |end| interval("0".to_owned(), end, "fixed")),
        3 => (version(), version()).prop_map(move |(start, end)| interval(start, end, "last_affected")),
        1 => version().prop_map(|start| json!([{"introduced": start}])),
        1 => (version(), version()).prop_map(|(end, limit)| json!([{"introduced": "0"}, {"fixed": end}, {"limit": limit}])),
        1 => (version(), version()).prop_map(|(one, other)| json!([{"introduced": "0"}, {"fixed": one}, {"introduced": other}, {"fixed": "no version"}])),
    ]
}

/// Records about one package: some with several entries, some with listed versions, ranges of commits, other releases.
fn records() -> impl Strategy<Value = Vec<Value>> {
    let entry = (events(), prop::option::weighted(0.1, version()), 0_u8..20);
    let entries = prop::collection::vec(entry, 1..3);
    prop::collection::vec(entries, 1..60).prop_map(|records| {
        let record = |(at, entries): (usize, Vec<(Value, Option<String>, u8)>)| {
            let affected = entries.into_iter().map(|(events, listed, form)| {
                let (kind, ecosystem) = match form {
                    0 => ("GIT", "Packagist"),
                    1 => ("SEMVER", "Packagist"),
                    2 => ("ECOSYSTEM", "Packagist:https://repo.example"),
                    _ => ("ECOSYSTEM", "Packagist"),
                };
                json!({
                    "package": {"ecosystem": ecosystem, "name": "a/b"},
                    "ranges": [{"type": kind, "events": events}],
                    "versions": listed.into_iter().collect::<Vec<_>>(),
                })
            });
            json!({"id": format!("X-{at:02}"), "affected": affected.collect::<Vec<_>>()})
        };
        records.into_iter().enumerate().map(record).collect()
    })
}

/// The advisories that each entry is asked for, and those that matching finds.
fn both(index: &Index<'_>, version: &str) -> (Vec<String>, Vec<String>) {
    let component = component(&format!("pkg:composer/a/b@{version}"));
    let asked = index.explain(&component).unwrap();
    let affected = asked.iter().filter(|one| one.answer != Answer::NotAffected);
    let mut each: Vec<String> = affected.map(|one| one.advisory.id().to_owned()).collect();
    each.dedup();
    let found = index.matches(&component).unwrap();
    (each, found.iter().map(|found| found.id().to_owned()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn matching_finds_what_every_entry_by_itself_says(records in records(), later in records(), versions in prop::collection::vec(version(), 1..8)) {
        let base = built(&records);
        let mut builder = IndexBuilder::new(Limits::default());
        for record in later {
            builder.add("later.json", record.to_string().as_bytes());
        }
        let digest = base.open().unwrap().content_digest();
        let delta = builder.build_delta(&Provenance::default(), &digest, 1).index;
        for index in [base.open().unwrap(), Index::open_all(&[&base.index, &delta]).unwrap()] {
            for version in versions.iter().map(String::as_str).chain(["dev-main", "2.11.0.1", "99.0"]) {
                let (each, found) = both(&index, version);
                prop_assert_eq!(each, found, "{}", version);
            }
        }
    }
}

#[test]
fn of_many_ends_each_counts() {
    let fixed = |at: usize| {
        let events = json!([{"introduced": "0"}, {"fixed": format!("1.{at}.0")}]);
        record(&format!("X-{at:03}"), "npm", "a", "SEMVER", events)
    };
    let records: Vec<Value> = (1..=200).map(fixed).collect();
    let index = index(&records);
    for at in [0, 1, 100, 150, 169, 185, 199, 200] {
        let purl = format!("pkg:npm/a@1.{at}.0");
        assert_eq!(
            index.matches(&component(&purl)).unwrap().len(),
            200 - at,
            "{purl}"
        );
    }
}
