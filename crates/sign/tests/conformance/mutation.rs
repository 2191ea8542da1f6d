//! Accepted bundles with something changed: the bundle, the trusted root or the artifact. Each is refused, or the caller is
//! told nothing that the unchanged bundle does not tell: the same artifact or statement and the same signer, with all of its
//! times and log entries or some of them (whoever carries a bundle can always leave evidence out).

use std::collections::BTreeMap;

use portcullis_sign::bundle::{Bundle, BundleLimits};
use portcullis_sign::trust::{TrustRoot, TrustRootLimits};
use serde_json::json;

use crate::bent::{Bent, Change, cases, tells_no_more};
use crate::support::{Set, data};

/// What was tried, by what was changed.
#[derive(Default)]
struct Tried {
    all: usize,
    refused: usize,
    /// Accepted, and exactly the same was told.
    same: usize,
    /// Accepted, with a part of the evidence.
    less: usize,
    /// Where what was accepted had been changed.
    places: BTreeMap<String, usize>,
}

#[test]
fn mutations() {
    let Some(folder) = data("conformance") else { return };
    let mut set = Set::new("sigstore-mutations");
    let mut tried: BTreeMap<&str, Tried> = BTreeMap::new();
    for case in cases(&folder) {
        let bundle = Bundle::parse(&case.bundle, &BundleLimits::default()).unwrap();
        let root = TrustRoot::from_json(&case.root, &TrustRootLimits::default()).unwrap();
        for Bent { what, place, change } in case.bent() {
            let answer = case.answer(&root, &bundle, &change);
            let fine = answer
                .as_ref()
                .is_none_or(|verified| tells_no_more(verified, &case.truth));
            let tried = tried.entry(what).or_default();
            tried.all += 1;
            if answer.is_some() {
                let (_, member) = place.rsplit_once([' ', '/']).unwrap();
                *tried.places.entry(member.to_owned()).or_default() += 1;
                assert!(
                    !matches!(change, Change::Artifact(_)),
                    "{}: another artifact",
                    case.row["name"]
                );
            }
            match &answer {
                None => tried.refused += 1,
                Some(verified) if *verified == case.truth => tried.same += 1,
                Some(_) => tried.less += 1,
            }
            set.case(
                fine,
                || json!({"case": case.row["name"], "changed": what, "place": place}),
            );
        }
    }
    for (what, tried) in &tried {
        let (all, refused, same, less) = (tried.all, tried.refused, tried.same, tried.less);
        println!("mutations {what}: {all}, refused {refused}, told the same {same}, told less {less}");
        println!("  accepted where this was changed: {:?}", tried.places);
    }
    let all: usize = tried.values().map(|tried| tried.all).sum();
    println!("mutations in all: {all}");
    set.finish();
}
