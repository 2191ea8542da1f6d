//! Orders of the schemes of distributions and of lists of numbers: osv-scalibr's, dpkg's, rpm's and apk's lists,
//! and the laws of order over all of their versions.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use portcullis_vuln_match::{Event, Range, RangeKind, Scheme, VersionKey};
use serde_json::json;

use crate::harness::{Set, data, records};

/// `A op B` of a line, comments left out.
fn row(line: &str) -> Option<(&str, Ordering, &str)> {
    let line = line.split('#').next().unwrap_or_default();
    let words: Vec<&str> = line.split_whitespace().collect();
    let [left, sign, right] = words.as_slice() else {
        return None;
    };
    let order = match *sign {
        "<" => Ordering::Less,
        "=" => Ordering::Equal,
        ">" => Ordering::Greater,
        _ => return None,
    };
    Some((left, order, right))
}

fn check(set: &mut Set, scheme: Scheme, (left, expected, right): (&str, Ordering, &str)) {
    let (one, two) = (scheme.parse(left), scheme.parse(right));
    let passed = one.cmp(&two) == expected
        && two.cmp(&one) == expected.reverse()
        && one.as_bytes().cmp(two.as_bytes()) == expected;
    set.case(
        passed,
        || json!({"left": left, "right": right, "expected": format!("{expected:?}"), "keys": [format!("{one:?}"), format!("{two:?}")]}),
    );
}

fn order_lists(name: &'static str, scheme: Scheme, files: &[&str]) {
    let Some(folder) = data("versions") else { return };
    let mut set = Set::new(name);
    for file in files {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        for row in text.lines().filter_map(row) {
            check(&mut set, scheme, row);
        }
    }
    set.finish();
}

#[test]
fn debian_order() {
    let files = [
        "osv-scalibr/debian-versions.txt",
        "osv-scalibr/debian-versions-generated.txt",
    ];
    order_lists("order-debian", Scheme::Dpkg, &files);
}

/// Lines `A B -1|0|1`.
#[test]
fn dpkg_order() {
    let Some(folder) = data("versions/dpkg") else {
        return;
    };
    let mut set = Set::new("order-dpkg");
    for line in fs::read_to_string(folder.join("dpkg_version_data.txt"))
        .unwrap()
        .lines()
    {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [left, right, sign] = words.as_slice() else {
            continue;
        };
        let Ok(sign) = sign.parse::<i32>() else { continue };
        check(&mut set, Scheme::Dpkg, (left, sign.cmp(&0), right));
    }
    set.finish();
}

#[test]
fn red_hat_order() {
    order_lists("order-redhat", Scheme::Rpm, &["osv-scalibr/redhat-versions.txt"]);
    order_lists("order-rpm", Scheme::Rpm, &["rpm/rpmvercmp.txt"]);
}

#[test]
fn alpine_order() {
    let files = [
        "osv-scalibr/alpine-versions.txt",
        "osv-scalibr/alpine-versions-generated.txt",
    ];
    order_lists("order-alpine", Scheme::Apk, &files);
    order_lists("order-apk", Scheme::Apk, &["apk-tools/version.data.txt"]);
}

#[test]
fn lists_of_numbers_order() {
    let files = [
        "osv-scalibr/cran-versions.txt",
        "osv-scalibr/cran-versions-generated.txt",
    ];
    order_lists("order-cran", Scheme::R, &files);
    order_lists(
        "order-hackage",
        Scheme::Hackage,
        &["osv-scalibr/hackage-versions.txt"],
    );
}

/// Over all versions of all lists: sorting by key is the order of every pair near each other and of pairs far apart.
#[test]
fn keys_of_all_listed_versions_are_in_one_order() {
    let Some(folder) = data("versions") else { return };
    let lists = [
        (Scheme::Dpkg, "osv-scalibr/debian-versions-generated.txt"),
        (Scheme::Apk, "osv-scalibr/alpine-versions-generated.txt"),
        (Scheme::Rpm, "osv-scalibr/redhat-versions.txt"),
        (Scheme::R, "osv-scalibr/cran-versions-generated.txt"),
    ];
    let mut texts: BTreeSet<String> = BTreeSet::new();
    for (_, file) in lists {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        for (left, _, right) in text.lines().filter_map(row) {
            texts.insert(left.to_owned());
            texts.insert(right.to_owned());
        }
    }
    let mut set = Set::new("order-laws");
    for scheme in Scheme::ALL {
        let mut keys: Vec<(VersionKey, &str)> =
            texts.iter().map(|text| (scheme.parse(text), &**text)).collect();
        keys.sort();
        for step in [1, 2, 97] {
            for (low, high) in keys.iter().zip(keys.iter().skip(step)) {
                let again = (scheme.parse(low.1), scheme.parse(high.1));
                let holds = again.0 <= again.1
                    && again.1.cmp(&again.0) == again.0.cmp(&again.1).reverse()
                    && again.0.as_bytes().cmp(again.1.as_bytes()) == again.0.cmp(&again.1);
                set.case(
                    holds,
                    || json!({"scheme": scheme.as_str(), "low": low.1, "high": high.1}),
                );
            }
        }
    }
    set.finish();
}

/// Every range of versions of every real record has an order, all of its events are placed in it, and a version that fixes
/// lies outside of what it ends.
#[test]
fn every_range_of_versions_is_decided() {
    let Some(records) = records("osv") else { return };
    let mut set = Set::new("osv-decided");
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for advisory in &records.advisories {
        for entry in &advisory.affected {
            let Some(package) = &entry.package else { continue };
            let own = Scheme::for_ecosystem(&package.ecosystem);
            for range in entry.ranges.iter().filter(|range| range.kind != RangeKind::Git) {
                let scheme = range.scheme(own);
                let name = scheme.map_or("undecided", Scheme::as_str);
                *counts.entry((package.ecosystem.base(), name)).or_default() += 1;
                set.case(
                    scheme.is_some_and(|scheme| is_decided(range, scheme)),
                    || json!({"advisory": &*advisory.id, "package": &*package.name, "events": format!("{:?}", range.events)}),
                );
            }
        }
    }
    for ((base, scheme), count) in counts {
        println!("{base}: {count} ranges by {scheme}");
    }
    // One range of Bitnami introduces by a nightly build that is named by its date.
    set.finish_but(1, 89_543);
}

fn is_decided(range: &Range, scheme: Scheme) -> bool {
    let intervals = range.intervals(scheme);
    let ordered =
        |event: &Event| matches!(&*event.version, "0" | "*") || scheme.parse(&event.version).is_ordered();
    let ends_outside = |at: usize, end: &VersionKey| {
        let before = intervals
            .list
            .iter()
            .take(at)
            .chain(intervals.list.iter().skip(at + 1));
        let again = before.into_iter().any(|other| {
            other.start_key <= *end
                && other
                    .end
                    .as_ref()
                    .is_none_or(|(_, ended)| end < ended || (other.end_included && end == ended))
        });
        again || !intervals.contain(end)
    };
    range.events.iter().all(ordered)
        && intervals.list.iter().enumerate().all(|(at, interval)| {
            interval.end_included || interval.end.as_ref().is_none_or(|(_, end)| ends_outside(at, end))
        })
}
