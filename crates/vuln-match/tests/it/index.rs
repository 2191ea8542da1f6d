//! The compiled file: what it says is what the records say, and what is damaged is an error and never another answer.

use portcullis_vuln_match::{
    Advisory, Built, Details, Index, IndexBuilder, IndexError, Limits, Provenance, SourceOfRecords,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{built, component, record};

const PAGE: usize = 1024;

/// Records with everything that a record can have, over several pages.
fn records() -> Vec<Value> {
    let rich = |at: usize| {
        json!({
            "id": format!("X-{at:03}"),
            "modified": format!("2026-01-{:02}T00:00:00.{:03}Z", at % 28 + 1, at % 1000),
            "published": "2019-12-31T23:59:59Z",
            "aliases": [format!("CVE-2026-{at}"), format!("GHSA-{}", at / 3)],
            "upstream": ["CVE-2026-1"],
            "related": [format!("Y-{}", at % 7)],
            "summary": format!("a fault of package-{} in the way of {at}", at % 40),
            "details": format!("Long text of {at}. ").repeat(20),
            "references": [{"type": "WEB", "url": format!("https://advisories.example/{at}")}],
            "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
            "database_specific": {"license": "CC0-1.0", "severity": "HIGH"},
            "affected": [
                {
                    "package": {"ecosystem": "npm", "name": format!("package-{}", at % 40)},
                    "ranges": [
                        {"type": "GIT", "events": [{"introduced": "0"}]},
                        {"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": format!("1.{at}.0")}, {"introduced": "2.0.0"}, {"last_affected": "2.5.0"}]},
                    ],
                    "versions": ["3.0.0", "1.0.0", format!("3.{at}.1")],
                    "ecosystem_specific": {"imports": [{"path": "a/b", "symbols": ["T.M", "f"]}]},
                },
                {"package": {"ecosystem": "PyPI", "name": format!("Package_{}", at % 30)}, "versions": ["1.0", format!("{at}")],
                 "database_specific": {"informational": "unmaintained"}},
                {"package": {"ecosystem": "Made Up:8", "name": "a"}, "versions": [format!("v{at}")]},
            ],
        })
    };
    (0..160).map(rich).collect()
}

/// Everything that can be asked, as text.
fn told(index: &Index<'_>) -> Result<Vec<String>, IndexError> {
    let mut told = vec![format!(
        "{} {:?} {:?} {:?}",
        index.len(),
        index.ecosystems(),
        index.newest_modified(),
        index.provenance()?
    )];
    for at in 0..40 {
        for version in ["0.5.0", "1.80.0", "3.0.0", "9.0.0"] {
            for purl in [
                format!("pkg:npm/package-{at}@{version}"),
                format!("pkg:pypi/package-{at}@{version}"),
            ] {
                let component = component(&purl);
                for found in index.matches(&component)? {
                    let why: Vec<_> = found.explanations().iter().map(ToString::to_string).collect();
                    let ids = found.ids();
                    told.push(format!(
                        "{purl} {why:?} {ids:?} {:?} {:?}",
                        found.fix(),
                        found.severity()
                    ));
                    told.push(format!("{:?}", index.finding(&component, &found)));
                }
            }
        }
    }
    let mut all = Vec::new();
    for advisory in index.advisories() {
        let advisory = advisory?;
        let entries: Vec<String> = advisory
            .entries()?
            .iter()
            .map(|entry| {
                let symbols: Vec<_> = entry.symbols().collect();
                format!(
                    "{} {} {} {symbols:?} {:?}",
                    entry.index(),
                    entry.ecosystem(),
                    entry.name(),
                    entry.informational()
                )
            })
            .collect();
        all.push(format!(
            "{} {} {:?} {entries:?}",
            advisory.id(),
            advisory.summary(),
            advisory.related()?
        ));
    }
    told.append(&mut all);
    Ok(told)
}

fn all_told(bytes: &[u8]) -> Result<Vec<String>, IndexError> {
    told(&Index::open(bytes)?)
}

#[test]
fn views_say_what_the_records_say() {
    let records = records();
    let built = built(&records);
    let index = built.open().unwrap();
    index.verify_all().unwrap();
    assert_eq!(index.len(), records.len());
    for record in &records {
        let text = record.to_string();
        let (advisory, _) = Advisory::from_json(text.as_bytes(), &Limits::default()).unwrap();
        let view = index.advisory(&advisory.id).unwrap().unwrap();
        let boxed = |texts: Vec<&str>| texts.into_iter().map(Into::into).collect::<Box<[Box<str>]>>();
        assert_eq!(view.id(), &*advisory.id);
        assert_eq!(boxed(view.aliases().collect()), advisory.aliases);
        assert_eq!(boxed(view.upstream().collect()), advisory.upstream);
        assert_eq!(boxed(view.related().unwrap()), advisory.related);
        assert_eq!(view.summary(), &*advisory.summary);
        assert_eq!(view.licence(), advisory.licence.as_deref());
        assert_eq!(
            [view.modified(), view.published(), view.withdrawn()],
            [advisory.modified, advisory.published, advisory.withdrawn]
        );
        let ratings: Vec<_> = view.ratings().map(|rating| rating.text).collect();
        let stated: Vec<_> = advisory.ratings.iter().map(|rating| &*rating.text).collect();
        assert_eq!(ratings, stated);
        let mut entries = view.entries().unwrap();
        entries.sort_by_key(|entry| entry.index());
        assert_eq!(entries.len(), advisory.affected.len());
        for (entry, affected) in entries.iter().zip(&advisory.affected) {
            let package = affected.package.as_ref().unwrap();
            assert_eq!(
                (entry.ecosystem(), entry.name()),
                (&package.ecosystem, &*package.name)
            );
            assert_eq!(entry.informational(), affected.informational);
            let symbols: Vec<_> = entry
                .symbols()
                .map(|symbol| symbol.into_owned().into_boxed_str())
                .collect();
            assert_eq!(symbols.into_boxed_slice(), affected.symbols);
        }
    }
    assert!(
        index.advisory("CVE-2026-1").unwrap().is_none(),
        "aliases are not looked through"
    );
}

#[test]
fn every_damaged_page_is_an_error_of_the_calls_that_touch_it_or_changes_no_answer() {
    let built = built(&records());
    let exact = all_told(&built.index).unwrap();
    let pages = built.index.len() / PAGE;
    assert!(pages > 8, "{pages} pages");
    let (mut errors, mut bytes) = (0, built.index.clone());
    for page in 0..pages {
        for (place, bit) in [(0, 0), (7, 1), (600, 7), (PAGE - 9, 3), (PAGE - 1, 6)] {
            let at = page * PAGE + place;
            bytes[at] ^= 1 << bit;
            match all_told(&bytes) {
                Ok(answers) => assert_eq!(answers, exact, "page {page} byte {place}"),
                Err(_) => errors += 1,
            }
            let verified = Index::open(&bytes).and_then(|index| index.verify_all());
            assert!(verified.is_err(), "page {page} byte {place}");
            bytes[at] ^= 1 << bit;
        }
    }
    assert!(errors > pages * 3, "{errors} of {pages} pages");
    assert_eq!(all_told(&bytes).as_ref(), Ok(&exact));
}

#[test]
fn what_is_cut_short_or_longer_is_refused() {
    let built = built(&records());
    let cuts = (0..built.index.len())
        .step_by(PAGE)
        .flat_map(|page| [page, page + 1, page + 700]);
    for end in cuts.chain([built.index.len() - 1]) {
        let error = Index::open(&built.index[..end]).err();
        assert!(
            matches!(
                error,
                Some(
                    IndexError::Magic
                        | IndexError::Format { .. }
                        | IndexError::Header
                        | IndexError::Length { .. }
                )
            ),
            "{end}: {error:?}"
        );
    }
    let longer = [&built.index[..], &[0; PAGE]].concat();
    assert!(matches!(Index::open(&longer), Err(IndexError::Length { .. })));
    assert_eq!(Index::open(b"{}").err(), Some(IndexError::Magic));
    assert_eq!(Index::open(&[]).err(), Some(IndexError::Magic));
}

#[test]
fn a_damaged_page_names_itself_and_leaves_the_others_usable() {
    let built = built(&records());
    let mut bytes = built.index.clone();
    let last = bytes.len() / PAGE - 1;
    let at = (1..last).rev().find(|page| {
        let mut bytes = built.index.clone();
        bytes[page * PAGE + 8] ^= 1;
        all_told(&bytes).is_err()
    });
    let page = at.unwrap();
    bytes[page * PAGE + 8] ^= 1;
    let index = Index::open(&bytes).unwrap();
    let expected = IndexError::Page {
        page: page as u32,
        offset: (page * PAGE) as u64,
    };
    assert_eq!(index.verify_all(), Err(expected.clone()));
    assert_eq!(told(&index), Err(expected));
    let works = (0..160)
        .filter(|at| index.advisory(&format!("X-{at:03}")).is_ok())
        .count();
    assert!(works > 0);
}

fn delta(records: &[Value], removed: &[&str], base: &Built, number: u32) -> Vec<u8> {
    let mut builder = IndexBuilder::new(Limits::default());
    for record in records {
        builder.add("delta.json", record.to_string().as_bytes());
    }
    removed.iter().for_each(|id| builder.remove(*id));
    let base = base.open().unwrap().content_digest();
    builder.build_delta(&Provenance::default(), &base, number).index
}

fn simple(id: &str, fixed: &str) -> Value {
    record(
        id,
        "npm",
        "a",
        "SEMVER",
        json!([{"introduced": "0"}, {"fixed": fixed}]),
    )
}

fn affecting(index: &Index<'_>, purl: &str) -> Vec<String> {
    let matches = index.matches(&component(purl)).unwrap();
    matches
        .iter()
        .map(|found| format!("{} {:?}", found.id(), found.fix()))
        .collect()
}

#[test]
fn a_delta_replaces_adds_and_removes() {
    let base = built(&[
        simple("X-1", "2.0.0"),
        simple("X-2", "3.0.0"),
        record("X-3", "PyPI", "b", "ECOSYSTEM", json!([{"introduced": "0"}])),
    ]);
    let first = delta(
        &[simple("X-1", "4.0.0"), simple("X-0", "1.5.0")],
        &["X-3"],
        &base,
        1,
    );
    let second = delta(&[simple("X-1", "5.0.0")], &["X-2"], &base, 2);
    let one = Index::open_all(&[&base.index, &first]).unwrap();
    assert_eq!(one.len(), 3);
    assert_eq!(
        affecting(&one, "pkg:npm/a@1.0.0"),
        [
            "X-0 Some(\"1.5.0\")",
            "X-1 Some(\"4.0.0\")",
            "X-2 Some(\"3.0.0\")"
        ]
    );
    assert!(one.advisory("X-3").unwrap().is_none());
    assert_eq!(
        one.ecosystems().into_iter().collect::<Vec<_>>(),
        [("npm".to_owned(), 3)]
    );
    assert!(!one.covers_purl(&"pkg:pypi/b@1".parse().unwrap()));
    let both = Index::open_all(&[&base.index, &first, &second]).unwrap();
    assert_eq!(
        affecting(&both, "pkg:npm/a@1.0.0"),
        ["X-0 Some(\"1.5.0\")", "X-1 Some(\"5.0.0\")"]
    );
    both.verify_all().unwrap();
    let explained = both.explain(&component("pkg:npm/a@4.5.0")).unwrap();
    let ids: Vec<&str> = explained.iter().map(|one| one.advisory.id()).collect();
    assert_eq!(ids, ["X-0", "X-1"]);
}

#[test]
fn aliases_join_over_the_files_of_an_index() {
    let with_alias = |id: &str| {
        let mut record = simple(id, "2.0.0");
        record["aliases"] = json!(["CVE-2026-1"]);
        record
    };
    let base = built(&[with_alias("GHSA-1")]);
    let delta = delta(&[with_alias("NATIVE-1")], &[], &base, 1);
    let index = Index::open_all(&[&base.index, &delta]).unwrap();
    assert_eq!(affecting(&index, "pkg:npm/a@1.0.0"), ["NATIVE-1 Some(\"2.0.0\")"]);
}

#[test]
fn a_delta_of_another_base_or_out_of_order_is_refused() {
    let base = built(&[simple("X-1", "2.0.0")]);
    let other = built(&[simple("X-1", "2.0.1")]);
    let (one, two) = (delta(&[], &["X-1"], &base, 1), delta(&[], &[], &base, 2));
    assert_eq!(
        Index::open_all(&[&other.index, &one]).err(),
        Some(IndexError::Base { segment: 1 })
    );
    assert_eq!(
        Index::open_all(&[&base.index, &two, &one]).err(),
        Some(IndexError::Order { segment: 2 })
    );
    assert!(matches!(Index::open(&one), Err(IndexError::Kind { .. })));
    assert!(matches!(
        Index::open_all(&[&base.index, &base.index]),
        Err(IndexError::Kind { .. })
    ));
    let many: Vec<&[u8]> = std::iter::once(&*base.index)
        .chain((0..9).map(|_| &*one))
        .collect();
    assert_eq!(
        Index::open_all(&many).err(),
        Some(IndexError::Deltas { found: 9 })
    );
    assert!(Index::open_all(&[&base.index, &one, &two]).unwrap().is_empty());
}

#[test]
fn details_are_told_by_id_and_belong_to_their_index() {
    let mut builder = IndexBuilder::new(Limits::default()).with_details();
    for record in records() {
        builder.add("a.json", record.to_string().as_bytes());
    }
    builder.add("odd", br#"{"id": "Z-1", "details": 7, "references": {"a": 1}}"#);
    let built = builder.build(&Provenance::default());
    let bytes = built.details.as_deref().unwrap();
    let details = Details::open(bytes).unwrap();
    details.verify_all().unwrap();
    assert_eq!(details.index_digest(), built.open().unwrap().content_digest());
    let found = details.of("X-007").unwrap().unwrap();
    assert!(found.text().starts_with("Long text of 7. "));
    assert_eq!(
        found.references().collect::<Vec<_>>(),
        [("WEB", "https://advisories.example/7")]
    );
    let odd = details.of("Z-1").unwrap().unwrap();
    assert_eq!((odd.text(), odd.references().count()), ("", 0));
    assert!(details.of("CVE-2026-1").unwrap().is_none());
    let mut damaged = bytes.to_vec();
    for page in 0..bytes.len() / PAGE {
        damaged[page * PAGE + 100] ^= 16;
        let read = Details::open(&damaged).and_then(|details| details.verify_all());
        assert!(read.is_err(), "page {page}");
        damaged[page * PAGE + 100] ^= 16;
    }
}

#[test]
fn malware_records_are_small() {
    let malware = |at: u32| {
        json!({
            "id": format!("MAL-2026-{at}"), "modified": "2026-10-01T00:00:00Z", "published": "2026-09-01T00:00:00Z",
            "summary": format!("Malicious code in name-{at:x} (npm)"),
            "affected": [{"package": {"ecosystem": "npm", "name": format!("name-{at:x}")}, "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}],
        })
    };
    let few = built(&(0..100).map(malware).collect::<Vec<_>>()).index.len();
    let many = built(&(0..2_100).map(malware).collect::<Vec<_>>());
    assert!(
        (many.index.len() - few) / 2_000 < 90,
        "{} bytes each",
        (many.index.len() - few) / 2_000
    );
    let index = many.open().unwrap();
    let found = index.matches(&component("pkg:npm/name-7b@1.0.0")).unwrap();
    assert_eq!(found[0].summary(), "Malicious code in name-7b (npm)");
    assert_eq!(
        found[0].explanations()[0].to_string(),
        "MAL-2026-123: introduced 0 <= 1.0.0 (semver)"
    );
}

#[test]
fn the_provenance_changes_the_file_and_not_what_it_answers_from() {
    let mut provenance = Provenance::default();
    provenance.sources.push(SourceOfRecords::new("RustSec"));
    let build = |provenance: &Provenance| {
        let mut builder = IndexBuilder::new(Limits::default());
        builder.add("a", simple("X-1", "2.0.0").to_string().as_bytes());
        builder.build(provenance)
    };
    let (plain, told) = (build(&Provenance::default()), build(&provenance));
    let (plain, told) = (plain.open().unwrap(), told.open().unwrap());
    assert_eq!(plain.digest(), told.digest());
    assert_ne!(plain.content_digest(), told.content_digest());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whoever can write checksums gets errors or other answers, and no more.
    #[test]
    fn nothing_written_into_a_file_stops_the_reader(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..16),
    ) {
        let mut bytes = built(&records()[..40]).index;
        let data_at = u32::from_le_bytes(bytes[24..28].try_into().unwrap()) as usize * PAGE;
        for (at, byte) in changes {
            let at = data_at + at.index(bytes.len() - data_at);
            bytes[at] = byte;
        }
        sign(&mut bytes, data_at);
        if let Ok(index) = Index::open(&bytes) {
            let _ = told(&index);
            let _ = Index::open_all(&[&built(&records()[..4]).index, &bytes]);
        }
    }
}

/// Makes the checksums those of the contents.
fn sign(bytes: &mut [u8], data_at: usize) {
    let (head, data) = bytes.split_at_mut(data_at);
    let sums: Vec<u8> = data
        .chunks(PAGE)
        .flat_map(|page| twox_hash::XxHash3_64::oneshot(page).to_le_bytes())
        .collect();
    head[PAGE..PAGE + sums.len()].copy_from_slice(&sums);
    head[32..40].copy_from_slice(&twox_hash::XxHash3_64::oneshot(&sums).to_le_bytes());
    let sum = twox_hash::XxHash3_64::oneshot(&head[..PAGE - 8]);
    head[PAGE - 8..PAGE].copy_from_slice(&sum.to_le_bytes());
}
