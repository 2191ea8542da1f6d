//! CPE names as a last resort.

use portcullis_findings::{Component, ComponentKind, ComponentSource, Confidence, EvidenceKind};
use portcullis_vuln_match::{CpePolicy, Index, LookupBy, MatchOptions, plan};
use serde_json::json;

use crate::support::{component, index, record};

const NAME: &str = "cpe:2.3:a:minio:minio:2023.1.0:*:*:*:*:*:*:*";

fn bitnami() -> Index<'static> {
    let events = json!([{"introduced": "0"}, {"fixed": "2023.3.13"}]);
    index(&[
        record("BIT-minio-1", "Bitnami", "minio", "SEMVER", events.clone()),
        record("X-1", "npm", "minio", "SEMVER", events),
    ])
}

fn named(cpes: &[&str]) -> Component {
    let mut component = Component::new(ComponentKind::Application, "MinIO");
    component.cpes = cpes.iter().map(|cpe| (*cpe).to_owned()).collect();
    component
}

fn ids(component: &Component, options: MatchOptions) -> Vec<&'static str> {
    let index: &'static Index<'static> = Box::leak(Box::new(bitnami()));
    let matches = index.matches_with(component, options).unwrap();
    matches.iter().map(|found| found.id()).collect()
}

#[test]
fn a_component_without_a_place_is_looked_up_by_its_cpe_names_unless_that_is_off() {
    let on = MatchOptions::default();
    let mut off = MatchOptions::default();
    off.cpe = CpePolicy::Off;
    assert_eq!(ids(&named(&[NAME]), on), ["BIT-minio-1"]);
    assert!(ids(&named(&[NAME]), off).is_empty());
    assert_eq!(
        ids(&named(&["cpe:/a:minio:minio:2023.1.0", NAME]), on),
        ["BIT-minio-1"]
    );
    // Without a version of its own it has that of the component.
    let mut without = named(&["cpe:/a:minio:minio"]);
    without.version = Some("2023.4.0".to_owned());
    assert!(ids(&without, on).is_empty());
    without.version = Some("2023.2.0".to_owned());
    assert_eq!(ids(&without, on), ["BIT-minio-1"]);
    let mut generic = component("pkg:generic/minio@2023.1.0");
    generic.cpes.insert(NAME.to_owned());
    assert_eq!(ids(&generic, on), ["BIT-minio-1"]);
    for silent in [
        "cpe:2.3:o:minio:minio:2023.1.0:*:*:*:*:*:*:*",
        "minio",
        "cpe:/a:x:other:1",
    ] {
        assert!(ids(&named(&[silent]), on).is_empty(), "{silent}");
    }
    let mut beside = named(&[NAME]);
    beside.source = ComponentSource::Path;
    assert!(ids(&beside, on).is_empty());
}

#[test]
fn advisories_about_products_of_other_vendors_are_left_out() {
    let about = |id: &str, cpes: &[&str]| {
        let events = json!([{"introduced": "0"}, {"fixed": "2.0.0"}]);
        let mut record = record(id, "Bitnami", "platform", "SEMVER", events);
        record["database_specific"] = json!({"cpes": cpes});
        record
    };
    let index = index(&[
        about("BIT-1", &["cpe:2.3:a:one:platform:*:*:*:*:*:*:*:*"]),
        about("BIT-2", &["cpe:/a:two:platform", "cpe:/a:one:platform"]),
        about("BIT-3", &["cpe:2.3:a:*:platform:*:*:*:*:*:*:*:*"]),
        about("BIT-4", &["no name"]),
        about("BIT-5", &[]),
    ]);
    let rows: [(&str, &[&str]); 3] = [
        (
            "cpe:/a:One:platform:1.0.0",
            &["BIT-1", "BIT-2", "BIT-3", "BIT-4", "BIT-5"],
        ),
        ("cpe:/a:two:platform:1.0.0", &["BIT-2", "BIT-3", "BIT-4", "BIT-5"]),
        (
            "cpe:2.3:a:*:platform:1.0.0:*:*:*:*:*:*:*",
            &["BIT-1", "BIT-2", "BIT-3", "BIT-4", "BIT-5"],
        ),
    ];
    for (name, expected) in rows {
        let matches = index.matches(&named(&[name])).unwrap();
        let ids: Vec<&str> = matches.iter().map(|found| found.id()).collect();
        assert_eq!(ids, expected, "{name}");
        let explained = index.explain(&named(&[name])).unwrap();
        assert_eq!(explained.len(), expected.len(), "{name}");
    }
    let advisory = index.advisory("BIT-2").unwrap().unwrap();
    assert_eq!(
        advisory.cpes().unwrap(),
        ["cpe:/a:two:platform", "cpe:/a:one:platform"]
    );
}

#[test]
fn a_package_url_that_tells_where_to_look_is_not_helped_by_cpe_names() {
    let mut npm = component("pkg:npm/minio@7.0.0");
    npm.cpes.insert(NAME.to_owned());
    assert_eq!(ids(&npm, MatchOptions::default()), ["X-1"]);
    let mut safe = component("pkg:npm/minio@2024.0.0");
    safe.cpes.insert(NAME.to_owned());
    assert!(ids(&safe, MatchOptions::default()).is_empty());
}

#[test]
fn what_is_found_by_a_cpe_name_says_so_and_is_a_guess() {
    let index = bitnami();
    let component = named(&[NAME]);
    let matches = index.matches(&component).unwrap();
    assert!(matches[0].is_by_cpe());
    assert_eq!(matches[0].explanations()[0].by, LookupBy::Cpe);
    let finding = index.finding(&component, &matches[0]).unwrap();
    assert_eq!(finding.confidence(), Confidence::Low);
    let told: Vec<String> = finding.evidence().iter().map(ToString::to_string).collect();
    assert!(
        told[0].ends_with("by the product of a CPE name, low confidence minio"),
        "{told:?}"
    );
    let caveat = |evidence: &portcullis_findings::Evidence| {
        evidence.kind == EvidenceKind::Caveat && evidence.text.starts_with("found by a CPE name")
    };
    assert!(finding.evidence().iter().any(caveat), "{told:?}");
    let upgrade = plan::component(&index, &component, MatchOptions::default()).unwrap();
    assert_eq!(upgrade.unwrap().to.unwrap().version, "2023.3.13");
}
