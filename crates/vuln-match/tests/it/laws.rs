//! Laws of order, on made-up and on any text.

use std::cmp::Ordering;

use portcullis_vuln_match::{Quality, Scheme, VersionKey};
use proptest::prelude::*;

fn scheme() -> impl Strategy<Value = Scheme> {
    prop::sample::select(Scheme::ALL.to_vec())
}

/// Pieces that versions are made of, so that equal and nearly equal ones come up.
fn version() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "0",
        "1",
        "01",
        "10",
        "99999999999999999999",
        ".",
        ".",
        ".",
        "-",
        "+",
        "_",
        "!",
        "a",
        "b",
        "rc",
        "dev",
        "post",
        "alpha",
        "v",
        "go",
        "beta2",
        "~",
        "^",
        ":",
        ",",
        "_p",
        "_rc1",
        "-r",
        ".root.io.",
        "x",
        " ",
        "Z",
        "\0",
        "é",
    ]);
    prop_oneof![
        4 => prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat()),
        2 => (0u64..4, 0u64..12, 0u64..3, prop::sample::select(vec!["", "-rc.1", "-rc.11", "-alpha", "+b", "rc1", ".1", ".dev1"]))
            .prop_map(|(major, minor, patch, rest)| format!("{major}.{minor}.{patch}{rest}")),
        1 => any::<String>(),
    ]
}

/// A version that the crate `semver` reads.
fn strict() -> impl Strategy<Value = String> {
    let identifier = prop_oneof!["0", "[1-9][0-9]{0,19}", "[0-9]{0,2}[a-zA-Z-][a-zA-Z0-9-]{0,3}"];
    let list = prop::collection::vec(identifier, 0..4).prop_map(|list| list.join("."));
    (
        0u64..3,
        0u64..300,
        any::<u64>(),
        list.clone(),
        prop::option::of("[0-9a-z]{1,3}"),
    )
        .prop_map(|(major, minor, patch, pre, build)| {
            let pre = if pre.is_empty() { pre } else { format!("-{pre}") };
            let build = build.map(|build| format!("+{build}")).unwrap_or_default();
            format!("{major}.{minor}.{patch}{pre}{build}")
        })
}

/// Versions of all lists of `tests/orders`.
fn listed() -> impl Strategy<Value = String> {
    let all: Vec<String> = crate::native::LISTS
        .iter()
        .flat_map(|(_, text)| text.lines().filter(|line| !line.starts_with('#')))
        .flat_map(str::split_whitespace)
        .map(str::to_owned)
        .collect();
    prop::sample::select(all)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn order_is_total_over_the_listed_versions(scheme in scheme(), a in listed(), b in listed(), c in listed()) {
        let (a, b, c) = (scheme.parse(&a), scheme.parse(&b), scheme.parse(&c));
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.cmp(&b), a.as_bytes().cmp(b.as_bytes()));
        prop_assert!(!(a <= b && b <= c) || a <= c);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn order_is_total(scheme in scheme(), a in version(), b in version(), c in version()) {
        let (a, b, c) = (scheme.parse(&a), scheme.parse(&b), scheme.parse(&c));
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.cmp(&b) == Ordering::Equal, a == b);
        let mut sorted = [&a, &b, &c];
        sorted.sort();
        prop_assert!(sorted[0] <= sorted[1] && sorted[1] <= sorted[2] && sorted[0] <= sorted[2]);
    }

    #[test]
    fn keys_compare_as_bytes_between_the_bounds(scheme in scheme(), a in version(), b in version()) {
        let (a, b) = (scheme.parse(&a), scheme.parse(&b));
        prop_assert_eq!(a.cmp(&b), a.as_bytes().cmp(b.as_bytes()));
        prop_assert!(VersionKey::lowest() < a && a < VersionKey::highest());
    }

    /// What is written behind a key, such as the patch number of Root, keeps the order of the keys.
    #[test]
    fn no_key_begins_another(scheme in scheme(), a in version(), b in version()) {
        let (a, b) = (scheme.parse(&a), scheme.parse(&b));
        prop_assert!(a == b || !b.as_bytes().starts_with(a.as_bytes()), "{} {:?} {:?}", scheme, a, b);
    }

    #[test]
    fn opaque_versions_are_equal_only_to_themselves(scheme in scheme(), a in version(), b in version()) {
        let (one, two) = (scheme.parse(&a), scheme.parse(&b));
        if one.quality() == Quality::Opaque {
            prop_assert_eq!(one == two, a.trim() == b.trim());
        }
    }

    #[test]
    fn strict_versions_order_as_the_semver_crate_orders_them(a in strict(), b in strict()) {
        let (one, two) = (semver::Version::parse(&a), semver::Version::parse(&b));
        prop_assume!(one.is_ok() && two.is_ok());
        let expected = one.unwrap().cmp_precedence(&two.unwrap());
        for scheme in [Scheme::SemVer, Scheme::Go] {
            let (one, two) = (scheme.parse(&a), scheme.parse(&b));
            prop_assert_eq!(one.cmp(&two), expected, "{} {} {}", scheme, a, b);
            prop_assert_eq!(one.quality(), Quality::Exact, "{} {}", scheme, a);
        }
    }

    #[test]
    fn what_the_semver_crate_reads_is_exact(text in version()) {
        if semver::Version::parse(&text).is_ok() {
            prop_assert_eq!(Scheme::SemVer.parse(&text).quality(), Quality::Exact, "{}", text);
        }
    }
}
