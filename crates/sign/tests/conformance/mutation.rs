//! Accepted bundles with something changed: the bundle, the trusted root or the artifact. Each is refused, or the caller is
//! told nothing that the unchanged bundle does not tell: the same artifact or statement and the same signer, with all of its
//! times and log entries or some of them (whoever carries a bundle can always leave evidence out).

use std::collections::BTreeMap;
use std::path::Path;

use portcullis_sign::bundle::{Bundle, BundleLimits};
use portcullis_sign::policy::{Matcher, Policy};
use portcullis_sign::trust::{TrustRoot, TrustRootLimits};
use portcullis_sign::verify::{Artifact, Signed, verify};
use portcullis_sign::{Verified, VerifyingKey};
use serde_json::{Value, json};

use crate::support::{Set, data};

struct Case {
    name: String,
    root: Vec<u8>,
    bundle: Vec<u8>,
    artifact: Vec<u8>,
    policy: Policy,
    truth: Verified<Signed>,
}

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
        let mut record = |what: &'static str, place: String, answer: Option<Verified<Signed>>| {
            let tried = tried.entry(what).or_default();
            tried.all += 1;
            let fine = answer
                .as_ref()
                .is_none_or(|verified| tells_no_more(verified, &case.truth));
            if answer.is_some() {
                let (_, member) = place.rsplit_once([' ', '/']).unwrap();
                *tried.places.entry(member.to_owned()).or_default() += 1;
            }
            match &answer {
                None => tried.refused += 1,
                Some(verified) if *verified == case.truth => tried.same += 1,
                Some(_) => tried.less += 1,
            }
            set.case(
                fine,
                || json!({"case": case.name, "changed": what, "place": place}),
            );
        };
        let bundle = Bundle::parse(&case.bundle, &BundleLimits::default()).unwrap();
        let root = TrustRoot::from_json(&case.root, &TrustRootLimits::default()).unwrap();
        let read = |document: &[u8]| Bundle::parse(document, &BundleLimits::default()).ok();
        for (place, bent) in bytes(&case.bundle) {
            let answer = read(&bent).and_then(|bundle| answer(&case, &root, &bundle, &case.artifact));
            record("bundle-byte", place, answer);
        }
        for (place, bent) in fields(&case.bundle) {
            let answer = read(&bent).and_then(|bundle| answer(&case, &root, &bundle, &case.artifact));
            record("bundle-field", place, answer);
        }
        // Every second byte: roots are long, and the same for many cases.
        for (place, bent) in bytes(&case.root).step_by(2).chain(fields(&case.root)) {
            let answer = TrustRoot::from_json(&bent, &TrustRootLimits::default())
                .ok()
                .and_then(|root| answer(&case, &root, &bundle, &case.artifact));
            record("root", place, answer);
        }
        for (place, bent) in bytes(&case.artifact) {
            let answer = answer(&case, &root, &bundle, &bent);
            let accepted = answer.is_some();
            record("artifact-byte", place, answer);
            assert!(!accepted, "{}: another artifact", case.name);
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

/// Whether everything that is told is told by the truth.
fn tells_no_more(told: &Verified<Signed>, truth: &Verified<Signed>) -> bool {
    let (evidence, true_evidence) = (told.evidence(), truth.evidence());
    let times = evidence
        .times()
        .iter()
        .all(|time| true_evidence.times().contains(time));
    let entries = evidence.log_entries().iter().all(|entry| {
        let mut known = true_evidence.log_entries().iter();
        known.any(|known| entry.log == known.log && (entry.time.is_none() || entry.time == known.time))
    });
    told.get() == truth.get() && evidence.signer() == true_evidence.signer() && times && entries
}

fn answer(case: &Case, root: &TrustRoot, bundle: &Bundle, artifact: &[u8]) -> Option<Verified<Signed>> {
    verify(root, &case.policy, bundle, Artifact::Bytes(artifact)).ok()
}

/// The cases that are accepted as they are.
fn cases(folder: &Path) -> Vec<Case> {
    let document = std::fs::read(folder.join("cases.json")).unwrap();
    let cases: Value = serde_json::from_slice(&document).unwrap();
    let mut accepted = Vec::new();
    for case in cases
        .as_array()
        .unwrap()
        .iter()
        .filter(|case| case["expect"] == "pass")
    {
        let read = |member: &str| std::fs::read(folder.join(case[member].as_str().unwrap())).unwrap();
        let policy = match case["key"].as_str() {
            Some(_) => Policy::builder().key(VerifyingKey::from_spki_pem(read("key")).unwrap()),
            None => Policy::builder()
                .issuer(case["certificate_oidc_issuer"].as_str().unwrap())
                .identity(Matcher::exact(case["certificate_identity"].as_str().unwrap()).unwrap()),
        };
        let policy = policy.build().unwrap();
        let (root, bundle, artifact) = (read("trusted_root"), read("bundle"), read("artifact"));
        let parsed = TrustRoot::from_json(&root, &TrustRootLimits::default()).unwrap();
        let truth = Bundle::parse(&bundle, &BundleLimits::default()).unwrap();
        let truth = verify(&parsed, &policy, &truth, Artifact::Bytes(&artifact)).unwrap();
        accepted.push(Case {
            name: case["name"].to_string(),
            root,
            bundle,
            artifact,
            policy,
            truth,
        });
    }
    accepted
}

/// Every byte with one bit changed, which bit by its place.
fn bytes(document: &[u8]) -> impl Iterator<Item = (String, Vec<u8>)> {
    (0..document.len()).map(|at| {
        let mut bent = document.to_vec();
        bent[at] ^= 1 << (at % 7);
        (format!("byte {at} of {}", member(document, at)), bent)
    })
}

/// The member whose name or value the byte is in, as far as the text before it tells.
fn member(document: &[u8], at: usize) -> String {
    let before = String::from_utf8_lossy(&document[..at]);
    let (head, _) = before.rsplit_once("\":").unwrap_or_default();
    head.rsplit_once('"').unwrap_or_default().1.to_owned()
}

/// Every member of every object and every item of every array: left out, emptied, doubled, and put in the place of the next.
fn fields(document: &[u8]) -> impl Iterator<Item = (String, Vec<u8>)> {
    let document: Value = serde_json::from_slice(document).unwrap();
    let mut places = Vec::new();
    walk(&document, String::new(), &mut places);
    let mut bent = Vec::new();
    for (number, place) in places.iter().enumerate() {
        let before = document.pointer(place).unwrap();
        let next = document.pointer(&places[(number + 1) % places.len()]).unwrap();
        let empty = match before {
            Value::String(_) => json!(""),
            Value::Array(_) => json!([]),
            Value::Object(_) => json!({}),
            _ => json!(0),
        };
        let doubled = match before {
            Value::String(text) => json!(format!("{text}{text}")),
            Value::Array(items) => json!([items.as_slice(), items.as_slice()].concat()),
            other => json!([other, other]),
        };
        for value in [Value::Null, empty, doubled, next.clone()] {
            if value != *before {
                let mut changed = document.clone();
                *changed.pointer_mut(place).unwrap() = value;
                bent.push((place.clone(), changed.to_string().into_bytes()));
            }
        }
        let mut without = document.clone();
        if remove(&mut without, place) {
            bent.push((format!("without {place}"), without.to_string().into_bytes()));
        }
    }
    bent.into_iter()
}

fn walk(value: &Value, place: String, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                places.push(format!("{place}/{name}"));
                walk(member, format!("{place}/{name}"), places);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places.push(format!("{place}/{index}"));
                walk(item, format!("{place}/{index}"), places);
            }
        }
        _ => {}
    }
}

fn remove(document: &mut Value, place: &str) -> bool {
    let Some((parent, last)) = place.rsplit_once('/') else {
        return false;
    };
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => members.remove(last).is_some(),
        Some(Value::Array(items)) => {
            items.remove(last.parse().unwrap());
            true
        }
        _ => false,
    }
}
