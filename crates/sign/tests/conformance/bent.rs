//! Accepted bundles with their roots and artifacts, and every one of them with something changed. Shared with the oracles, which
//! ask other implementations the same.

use std::path::Path;

use portcullis_sign::bundle::{Bundle, BundleLimits};
use portcullis_sign::policy::{Matcher, Policy};
use portcullis_sign::trust::{TrustRoot, TrustRootLimits};
use portcullis_sign::verify::{Artifact, Signed, verify};
use portcullis_sign::{Verified, VerifyingKey};
use serde_json::{Value, json};

/// A bundle that is accepted as it is.
pub(crate) struct Case {
    /// Its row in the list of cases.
    pub(crate) row: Value,
    pub(crate) root: Vec<u8>,
    pub(crate) bundle: Vec<u8>,
    pub(crate) artifact: Vec<u8>,
    pub(crate) policy: Policy,
    /// What is told of it.
    pub(crate) truth: Verified<Signed>,
}

/// What is asked: under a root and of an artifact, which are the case's own or changed.
pub(crate) enum Change {
    Bundle(Vec<u8>),
    Root(Vec<u8>),
    Artifact(Vec<u8>),
}

/// One change: what kind, where, and the outcome.
pub(crate) struct Bent {
    pub(crate) what: &'static str,
    pub(crate) place: String,
    pub(crate) change: Change,
}

impl Case {
    /// Everything that is tried of it: every byte and member of the bundle, every second byte and every member of the root
    /// (roots are long, and the same for many cases), every byte of the artifact.
    pub(crate) fn bent(&self) -> impl Iterator<Item = Bent> {
        let bundle_bytes =
            bytes(&self.bundle).map(|bent| ("bundle-byte", bent, Change::Bundle as fn(_) -> _));
        let bundle_fields =
            fields(&self.bundle).map(|bent| ("bundle-field", bent, Change::Bundle as fn(_) -> _));
        let root = bytes(&self.root).step_by(2).chain(fields(&self.root));
        let root = root.map(|bent| ("root", bent, Change::Root as fn(_) -> _));
        let artifact =
            bytes(&self.artifact).map(|bent| ("artifact-byte", bent, Change::Artifact as fn(_) -> _));
        bundle_bytes.chain(bundle_fields).chain(root).chain(artifact).map(
            |(what, (place, document), change)| Bent {
                what,
                place,
                change: change(document),
            },
        )
    }

    /// Our answer to it; `root` and `bundle` are the case's own, read once.
    pub(crate) fn answer(
        &self,
        root: &TrustRoot,
        bundle: &Bundle,
        change: &Change,
    ) -> Option<Verified<Signed>> {
        let asked = |root: &TrustRoot, bundle: &Bundle, artifact: &[u8]| {
            verify(root, &self.policy, bundle, Artifact::Bytes(artifact)).ok()
        };
        match change {
            Change::Bundle(document) => {
                let bundle = Bundle::parse(document, &BundleLimits::default()).ok()?;
                asked(root, &bundle, &self.artifact)
            }
            Change::Root(document) => {
                let root = TrustRoot::from_json(document, &TrustRootLimits::default()).ok()?;
                asked(&root, bundle, &self.artifact)
            }
            Change::Artifact(artifact) => asked(root, bundle, artifact),
        }
    }
}

/// The cases that are accepted as they are.
pub(crate) fn cases(folder: &Path) -> Vec<Case> {
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
            row: case.clone(),
            root,
            bundle,
            artifact,
            policy,
            truth,
        });
    }
    accepted
}

/// Whether everything that is told is told by the truth.
pub(crate) fn tells_no_more(told: &Verified<Signed>, truth: &Verified<Signed>) -> bool {
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
