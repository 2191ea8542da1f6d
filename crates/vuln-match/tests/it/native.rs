//! Versions in the order that the native tool of an ecosystem gives them, or its specification where no tool was at hand; each
//! list names its source.

use std::cmp::Ordering;

use portcullis_vuln_match::Scheme;

/// Each list puts at least [`LEAST_PAIRS`] pairs in order.
pub(crate) const LISTS: [(Scheme, &str); 9] = [
    (Scheme::Dpkg, include_str!("../orders/dpkg.txt")),
    (Scheme::Rpm, include_str!("../orders/rpm.txt")),
    (Scheme::Opam, include_str!("../orders/opam.txt")),
    (Scheme::R, include_str!("../orders/r.txt")),
    (Scheme::Hackage, include_str!("../orders/hackage.txt")),
    // Hex and Swift.
    (Scheme::SemVer, include_str!("../orders/hex.txt")),
    (Scheme::SemVer, include_str!("../orders/swift.txt")),
    (Scheme::NuGet, include_str!("../orders/nuget.txt")),
    (Scheme::Pub, include_str!("../orders/pub.txt")),
];

const LEAST_PAIRS: usize = 2000;

/// Keys are bytes, so neighbours in order put every pair in order.
#[test]
fn keys_rise_as_the_native_tools_order_them() {
    for (scheme, text) in LISTS {
        let lines: Vec<Vec<&str>> = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split(' ').collect())
            .collect();
        assert!(lines.len() * (lines.len() - 1) / 2 >= LEAST_PAIRS, "{scheme}");
        for equal in &lines {
            for version in equal {
                assert_eq!(
                    scheme.parse(version),
                    scheme.parse(equal[0]),
                    "{scheme} {version} = {}",
                    equal[0]
                );
            }
        }
        for (low, high) in lines.iter().zip(lines.iter().skip(1)) {
            assert_eq!(
                scheme.parse(low[0]).cmp(&scheme.parse(high[0])),
                Ordering::Less,
                "{scheme} {} < {}",
                low[0],
                high[0]
            );
        }
    }
}
