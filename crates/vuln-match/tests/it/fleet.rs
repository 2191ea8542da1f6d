//! The fleet index answers as matching each inventory does.

use std::collections::BTreeMap;

use portcullis_findings::{Component, ComponentSource};
use portcullis_vuln_match::{
    Advisory, Answer, Coordinates, Ecosystem, Fleet, FleetBuilder, FleetError, FleetLimits, Index, Limits,
    Removals,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{component, index, record};

type Asked = (Coordinates, Option<String>);
type Model = BTreeMap<String, Vec<Asked>>;

/// What happens to a fleet.
#[derive(Clone, Debug)]
enum Step {
    Add(u8, Vec<Asked>),
    Remove(u8),
    /// What follows goes into another segment.
    Cut,
}

fn ecosystem() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "npm",
        "npm",
        "PyPI",
        "Go",
        "Debian",
        "Debian:12",
        "Debian:13",
        "AlmaLinux:8",
        "Ubuntu:Pro:22.04:LTS",
        "Ubuntu:22.04",
        "Packagist:https://repo.example/8",
        "GitHub Actions",
        "Made Up",
        "Made Up:1",
    ])
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a", "a", "B_c", "b-c", "stdlib"])
}

fn version() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (0_u8..3, 0_u8..3, prop::sample::select(vec!["", ".0", "-rc.1", "rc1", ".0.0", "-1", "+b1", "-2.module_el8+1", "-1ubuntu1+esm1"]))
            .prop_map(|(major, minor, rest)| format!("{major}.{minor}{rest}")),
        1 => (0_u8..3).prop_map(|major| format!("v{major}")),
        1 => (0_u8..3, 0_u8..3).prop_map(|(epoch, major)| format!("{epoch}:{major}.0-1")),
        1 => prop::sample::select(vec!["tip", "", " ", "1.x", "1.0 ", "0"]).prop_map(str::to_owned),
    ]
}

fn asked() -> impl Strategy<Value = Asked> {
    (ecosystem(), name(), prop::option::weighted(0.9, version()))
        .prop_map(|(ecosystem, name, version)| (Coordinates::new(Ecosystem::parse(ecosystem), name), version))
}

fn step() -> impl Strategy<Value = Step> {
    let components = prop::collection::vec(asked(), 0..12);
    prop_oneof![
        8 => (0_u8..20, components).prop_map(|(name, components)| Step::Add(name, components)),
        1 => (0_u8..20).prop_map(Step::Remove),
        1 => Just(Step::Cut),
    ]
}

fn range() -> impl Strategy<Value = Value> {
    let kind = prop::sample::select(vec!["SEMVER", "ECOSYSTEM", "ECOSYSTEM", "GIT"]);
    let event = (
        prop::sample::select(vec!["introduced", "fixed", "last_affected", "limit"]),
        version(),
    )
        .prop_map(|(kind, version)| json!({kind: version}));
    (
        kind,
        prop_oneof![Just("0".to_owned()), version()],
        prop::collection::vec(event, 0..4),
    )
        .prop_map(|(kind, first, events)| {
            let mut all = vec![json!({"introduced": first})];
            all.extend(events);
            json!({"type": kind, "events": all})
        })
}

fn advisory() -> impl Strategy<Value = Value> {
    let affected = (
        ecosystem(),
        name(),
        prop::collection::vec(range(), 0..3),
        prop::collection::vec(version(), 0..3),
    )
        .prop_map(|(ecosystem, name, ranges, versions)| {
            json!({"package": {"ecosystem": ecosystem, "name": name}, "ranges": ranges, "versions": versions})
        });
    (prop::collection::vec(affected, 0..4), prop::bool::weighted(0.1)).prop_map(|(affected, withdrawn)| {
        let mut record = json!({"id": "X-1", "modified": "2026-01-01T00:00:00Z", "affected": affected});
        if withdrawn {
            record["withdrawn"] = json!("2026-02-01T00:00:00Z");
        }
        record
    })
}

fn add(builder: &mut FleetBuilder, name: &str, components: &[Asked]) {
    let ids: Vec<_> = components
        .iter()
        .map(|(package, version)| builder.package(package, version.as_deref()).unwrap())
        .collect();
    builder.add(name, ids).unwrap();
}

/// The segments that the steps make, and what is in the fleet after them.
fn follow(steps: &[Step]) -> (Vec<Vec<u8>>, Model) {
    let (mut segments, mut model) = (Vec::new(), Model::new());
    let mut builder = FleetBuilder::new(FleetLimits::default());
    for step in steps {
        match step {
            Step::Add(name, components) => {
                add(&mut builder, &format!("inventory {name}"), components);
                model.insert(format!("inventory {name}"), components.clone());
            }
            Step::Remove(name) => {
                builder.remove(&format!("inventory {name}")).unwrap();
                model.remove(&format!("inventory {name}"));
            }
            Step::Cut => {
                let full = std::mem::replace(&mut builder, FleetBuilder::new(FleetLimits::default()));
                segments.push(full.finish());
            }
        }
    }
    segments.push(builder.finish());
    (segments, model)
}

fn open(segments: &[Vec<u8>]) -> Fleet<'_> {
    let segments: Vec<&[u8]> = segments.iter().map(Vec::as_slice).collect();
    Fleet::open(&segments).unwrap()
}

fn advisory_of(record: &Value) -> Advisory {
    let record = record.to_string();
    Advisory::from_json(record.as_bytes(), &Limits::default())
        .unwrap()
        .0
}

/// Affected and unknown inventories by matching each component.
fn straight(index: &Index<'_>, model: &Model) -> (Vec<String>, Vec<String>) {
    let (mut affected, mut unknown) = (Vec::new(), Vec::new());
    for (name, components) in model {
        let answers: Vec<Answer> = components
            .iter()
            .flat_map(|(package, version)| index.matches_of(package, version.as_deref()).unwrap())
            .map(|found| found.answer().clone())
            .collect();
        if answers.contains(&Answer::Affected) {
            affected.push(name.clone());
        } else if !answers.is_empty() {
            unknown.push(name.clone());
        }
    }
    (affected, unknown)
}

fn answered(fleet: &Fleet<'_>, advisory: &Advisory) -> (Vec<String>, Vec<String>) {
    let answer = fleet.affected_by(advisory).unwrap();
    for component in &answer.components {
        let inventories = fleet.inventories_of(component).unwrap();
        assert_eq!(inventories.len(), component.inventories);
        assert_ne!(component.answer, Answer::NotAffected);
    }
    (
        fleet.names(&answer.affected).unwrap(),
        fleet.names(&answer.unknown).unwrap(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_fleet_answers_as_matching_each_inventory_does(
        steps in prop::collection::vec(step(), 0..30),
        records in prop::collection::vec(advisory(), 1..3),
    ) {
        let (segments, model) = follow(&steps);
        let fleet = open(&segments);
        prop_assert_eq!(fleet.names(&fleet.all()).unwrap(), model.keys().cloned().collect::<Vec<_>>());
        prop_assert_eq!(fleet.len(), model.len() as u64);
        for record in &records {
            let index = index(std::slice::from_ref(record));
            prop_assert_eq!(answered(&fleet, &advisory_of(record)), straight(&index, &model));
        }
        let merged = fleet.merge(Removals::Drop).unwrap();
        let mut builder = FleetBuilder::new(FleetLimits::default());
        model.iter().rev().for_each(|(name, components)| add(&mut builder, name, components));
        prop_assert_eq!(&merged, &builder.finish(), "merged segments are what a builder gives for the inventories");
    }

    #[test]
    fn merging_some_segments_changes_no_answer(
        before in prop::collection::vec(step(), 0..15),
        after in prop::collection::vec(step(), 0..15),
        record in advisory(),
    ) {
        let steps: Vec<Step> = before.into_iter().chain([Step::Cut]).chain(after).collect();
        let (segments, model) = follow(&steps);
        let (first, rest) = segments.split_first().unwrap();
        let merged = [first.clone(), open(rest).merge(Removals::Keep).unwrap()];
        let index = index(std::slice::from_ref(&record));
        let fleet = open(&merged);
        prop_assert_eq!(answered(&fleet, &advisory_of(&record)), straight(&index, &model));
        for name in 0..20 {
            let name = format!("inventory {name}");
            prop_assert_eq!(fleet.contains(&name).unwrap(), model.contains_key(&name));
        }
    }

    /// So many versions that they are searched.
    #[test]
    fn versions_that_are_searched_answer_as_those_that_are_asked_one_by_one(
        ecosystem in prop::sample::select(vec!["npm", "PyPI", "Maven", "Go", "Debian:12", "RubyGems", "NuGet"]),
        versions in prop::collection::btree_set(version(), 1..8),
        ranges in prop::collection::vec(range(), 0..3),
        listed in prop::collection::vec(version(), 0..4),
    ) {
        let grid = (0..4).flat_map(|major| (0..40).map(move |minor| format!("{}.{}.{}", major, minor / 8, minor % 8)));
        let package = Coordinates::new(Ecosystem::parse(ecosystem), "a");
        let model: Model = grid
            .chain(versions)
            .map(|version| (format!("with {version}"), vec![(package.clone(), Some(version))]))
            .collect();
        let mut builder = FleetBuilder::new(FleetLimits::default());
        model.iter().for_each(|(name, components)| add(&mut builder, name, components));
        let segment = [builder.finish()];
        let fleet = open(&segment);
        let record = json!({
            "id": "X-1",
            "affected": [{"package": {"ecosystem": ecosystem, "name": "a"}, "ranges": ranges, "versions": listed}],
        });
        let index = index(std::slice::from_ref(&record));
        prop_assert_eq!(answered(&fleet, &advisory_of(&record)), straight(&index, &model));
    }

    #[test]
    fn changes_mirror(steps in prop::collection::vec(step(), 0..20), old in advisory(), new in advisory()) {
        let (segments, model) = follow(&steps);
        let fleet = open(&segments);
        let (was, is) = (advisory_of(&old), advisory_of(&new));
        let (old, new) = (index(&[old]), index(&[new]));
        let changes = fleet.changes(Some(&was), Some(&is)).unwrap();
        let same = fleet.changes(Some(&is), Some(&is)).unwrap();
        let gone = fleet.changes(Some(&is), None).unwrap();
        let ((was, _), (is, open)) = (straight(&old, &model), straight(&new, &model));
        let newly: Vec<_> = is.iter().filter(|name| !was.contains(name)).cloned().collect();
        let fixed: Vec<_> = was.iter().filter(|name| !is.contains(name) && !open.contains(name)).cloned().collect();
        prop_assert_eq!(fleet.names(&changes.newly_affected).unwrap(), newly);
        prop_assert_eq!(fleet.names(&changes.newly_fixed).unwrap(), fixed);
        prop_assert!(same.newly_affected.is_empty() && same.newly_fixed.is_empty() && same.newly_unknown.is_empty());
        prop_assert_eq!(fleet.names(&gone.newly_fixed).unwrap(), is);
    }
}

#[test]
fn components_are_taken_as_matching_takes_them() {
    let mut beside = component("pkg:npm/a@1.0.0");
    beside.source = ComponentSource::Path;
    let inventories: [(&str, Vec<Component>); 9] = [
        ("registry", vec![component("pkg:npm/a@1.0.0")]),
        ("beside its manifest", vec![beside]),
        ("fixed", vec![component("pkg:npm/a@2.0.0")]),
        (
            "source package",
            vec![component(
                "pkg:deb/debian/liba1@1.0-1?distro=debian-12&upstream=a",
            )],
        ),
        (
            "other release",
            vec![component("pkg:deb/debian/a@1.0-1?distro=debian-13")],
        ),
        ("no release", vec![component("pkg:deb/debian/a@1.0-1")]),
        (
            "by its own name",
            vec![component(
                "pkg:deb/debian/a@1.0-1?distro=debian-12&upstream=b@9.0-1",
            )],
        ),
        (
            "epoch lost",
            vec![component(
                "pkg:rpm/almalinux/liba@3.0-1?distro=almalinux-8&upstream=a-3.0-1.src.rpm",
            )],
        ),
        (
            "epoch kept",
            vec![component("pkg:rpm/almalinux/a@3.0-1?distro=almalinux-8&epoch=32")],
        ),
    ];
    let mut builder = FleetBuilder::new(FleetLimits::default());
    for (name, components) in &inventories {
        builder.add_components(name, components).unwrap();
    }
    let segment = [builder.finish()];
    let fleet = open(&segment);
    let npm = record(
        "X-1",
        "npm",
        "a",
        "SEMVER",
        json!([{"introduced": "0"}, {"fixed": "2.0.0"}]),
    );
    let debian = record(
        "X-1",
        "Debian:12",
        "a",
        "ECOSYSTEM",
        json!([{"introduced": "0"}, {"fixed": "2.0-1"}]),
    );
    let epoch = record(
        "X-1",
        "AlmaLinux:8",
        "a",
        "ECOSYSTEM",
        json!([{"introduced": "0"}, {"fixed": "32:2.0-1"}]),
    );
    for record in [npm, debian, epoch] {
        let index = index(std::slice::from_ref(&record));
        let (affected, unknown) = answered(&fleet, &advisory_of(&record));
        for (name, components) in &inventories {
            let answers: Vec<Answer> = components
                .iter()
                .flat_map(|component| index.matches(component).unwrap())
                .map(|found| found.answer().clone())
                .collect();
            let expected = answers.contains(&Answer::Affected);
            assert_eq!(affected.contains(&(*name).to_owned()), expected, "{name}");
            assert_eq!(
                unknown.contains(&(*name).to_owned()),
                !expected && !answers.is_empty(),
                "{name}"
            );
        }
        assert!(!affected.is_empty() || !unknown.is_empty());
    }
}

#[test]
fn an_unknown_component_tells_why() {
    let mut builder = FleetBuilder::new(FleetLimits::default());
    let package = Coordinates::new(Ecosystem::parse("npm"), "a");
    add(&mut builder, "no version", &[(package.clone(), None)]);
    add(&mut builder, "no order", &[(package, Some("tip".to_owned()))]);
    let segment = [builder.finish()];
    let record = advisory_of(&record(
        "X-1",
        "npm",
        "a",
        "SEMVER",
        json!([{"introduced": "1.0.0"}]),
    ));
    let answer = open(&segment).affected_by(&record).unwrap();
    let reasons: Vec<String> = answer
        .components
        .iter()
        .map(|component| match &component.answer {
            Answer::Unknown(reason) => reason.to_string(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(
        reasons,
        [
            "the component states no version",
            "the version `tip` cannot be ordered by semver"
        ]
    );
    assert_eq!((answer.affected.len(), answer.unknown.len()), (0, 2));
}

#[test]
fn limits_are_errors_that_name_them() {
    let package = |name: &str| Coordinates::new(Ecosystem::parse("npm"), name);
    let mut limits = FleetLimits::default();
    limits.components = 2;
    limits.inventories = 2;
    limits.text_bytes = 10;
    let mut builder = FleetBuilder::new(limits);
    let one = builder.package(&package("a"), Some("1")).unwrap();
    builder.package(&package("b"), Some("1")).unwrap();
    let told = |error: FleetError| error.to_string();
    assert!(told(builder.package(&package("c"), Some("1")).unwrap_err()).contains("components"));
    assert!(told(builder.package(&package("a"), Some("1.2.3.4.5.6")).unwrap_err()).contains("10"));
    assert!(
        builder.package(&package("a"), Some("1")).is_ok(),
        "what is known is no new one"
    );
    assert!(builder.add("a long name", []).is_err());
    builder.add("one", [one]).unwrap();
    builder.remove("two").unwrap();
    assert!(told(builder.add("three", [one]).unwrap_err()).contains("inventories"));
    let mut other = FleetBuilder::new(FleetLimits::default());
    assert_eq!(other.add("one", [one]), Err(FleetError::ForeignComponent));
    let segment = builder.finish();
    let mut limits = FleetLimits::default();
    limits.segments = 1;
    assert!(told(Fleet::open_with(&[&segment, &segment], limits).unwrap_err()).contains("segments"));
    limits.answer_components = 0;
    let fleet = Fleet::open_with(&[&segment], limits).unwrap();
    let record = record("X-1", "npm", "a", "SEMVER", json!([{"introduced": "0"}]));
    assert!(told(fleet.affected_by(&advisory_of(&record)).unwrap_err()).contains("answer"));
}

/// A fleet of some pages, and advisories about it.
fn some_pages() -> (Vec<u8>, Vec<Advisory>) {
    let mut builder = FleetBuilder::new(FleetLimits::default());
    for inventory in 0..4000_u32 {
        let ids: Vec<_> = (0..12)
            .map(|at| {
                let package = (inventory * (at + 7) + at) % 600;
                let package = Coordinates::new(Ecosystem::parse("npm"), format!("package-{package}"));
                let version = format!("{}.{}.0", at % 3, inventory % 5);
                builder.package(&package, Some(&version)).unwrap()
            })
            .collect();
        builder.add(&format!("team/service-{inventory:05}"), ids).unwrap();
    }
    let events = json!([{"introduced": "1.0.0"}, {"fixed": "2.2.0"}]);
    let records = (0..600)
        .step_by(60)
        .map(|at| {
            record(
                &format!("X-{at}"),
                "npm",
                &format!("package-{at}"),
                "SEMVER",
                events.clone(),
            )
        })
        .map(|record| advisory_of(&record))
        .collect();
    (builder.finish(), records)
}

fn all_answers(segment: &[u8], advisories: &[Advisory]) -> Result<Vec<Vec<String>>, FleetError> {
    let fleet = Fleet::open(&[segment])?;
    advisories
        .iter()
        .map(|advisory| fleet.names(&fleet.affected_by(advisory)?.affected))
        .collect()
}

#[test]
fn a_flipped_bit_anywhere_is_an_error_or_changes_no_answer() {
    let (segment, advisories) = some_pages();
    let exact = all_answers(&segment, &advisories).unwrap();
    assert!(exact.iter().all(|names| !names.is_empty()));
    assert!(segment.len() > 5 * 16 * 1024, "{} bytes", segment.len());
    let (mut errors, mut damaged) = (0, segment.clone());
    // All of the header, then some places of every page and of the table behind.
    for at in (0..200).chain((200..segment.len()).step_by(1021)) {
        let bit = at % 8;
        damaged[at] ^= 1 << bit;
        let fleet = Fleet::open(&[&damaged]);
        assert!(at >= 200 || fleet.is_err(), "byte {at} of the header");
        assert!(fleet.is_err() || fleet.unwrap().check().is_err(), "byte {at}");
        match all_answers(&damaged, &advisories) {
            Ok(answers) => assert_eq!(answers, exact, "byte {at}"),
            Err(_) => errors += 1,
        }
        damaged[at] ^= 1 << bit;
    }
    assert!(errors > 200);
}

#[test]
fn a_cut_segment_is_an_error() {
    let (segment, _) = some_pages();
    let lengths = (0..300)
        .chain((300..segment.len()).step_by(997))
        .chain([segment.len() - 1]);
    for length in lengths {
        assert!(Fleet::open(&[&segment[..length]]).is_err(), "{length} bytes");
    }
    let longer = [&segment[..], &[0]].concat();
    assert!(matches!(Fleet::open(&[&longer]), Err(FleetError::Length { .. })));
}

#[test]
fn a_segment_of_another_format_is_told_apart() {
    let mut segment = FleetBuilder::new(FleetLimits::default()).finish();
    assert!(Fleet::open(&[&segment]).unwrap().is_empty());
    segment[8] = 2;
    assert_eq!(
        Fleet::open(&[&segment]).unwrap_err().to_string(),
        "segment 0 is of format 2, and only format 1 is read"
    );
    assert!(matches!(
        Fleet::open(&[b"no segment"]),
        Err(FleetError::NotASegment { segment: 0 })
    ));
}

#[test]
fn an_updated_inventory_tells_what_newly_affects_it_and_what_no_longer_does() {
    let range = |fixed: &str| json!([{"introduced": "1.0.0"}, {"fixed": fixed}]);
    let index = index(&[
        record("X-1", "npm", "a", "SEMVER", range("1.5.0")),
        record("X-2", "npm", "a", "SEMVER", range("2.0.0")),
        record("X-3", "npm", "b", "SEMVER", range("2.0.0")),
    ]);
    let old = [component("pkg:npm/a@1.0.0"), component("pkg:npm/c@1.0.0")];
    let new = [component("pkg:npm/a@1.6.0"), component("pkg:npm/b@1.0.0")];
    let told = |old: &[Component], new: &[Component]| {
        let changes = index.changes(old, new).unwrap();
        [
            changes.newly_affecting,
            changes.no_longer_affecting,
            changes.newly_unknown,
        ]
        .map(|ids| ids.into_iter().collect::<Vec<_>>())
    };
    assert_eq!(told(&old, &new), [vec!["X-3"], vec!["X-1"], vec![]]);
    assert_eq!(told(&new, &old), [vec!["X-1"], vec!["X-3"], vec![]]);
    assert_eq!(told(&old, &old), [vec![], vec![], vec![]] as [Vec<&str>; 3]);
    assert_eq!(
        told(&old, &[component("pkg:npm/a@tip")]),
        [vec![], vec![], vec!["X-1", "X-2"]]
    );
}
