//! Gives ours and sigstore-verify the same accepted bundles with something changed in the bundle, the trusted root or the
//! artifact, and counts what each accepts.
//!
//! ```text
//! mutations FOLDER      the folder `sigstore` of the conformance data
//! ```
//!
//! A change is neutral if ours is told the same as of the unchanged bundle, or a part of it: white space, hints, evidence left
//! out. Every accepted change of ours must be neutral, or the run fails. sigstore-verify gives up no payload, so what it accepts
//! and ours refuses is listed by the member that was changed.

use std::collections::BTreeMap;
use std::path::Path;

use portcullis_sign::bundle::{Bundle, BundleLimits};
use portcullis_sign::trust::{TrustRoot, TrustRootLimits};
use sigstore_trust_root::TrustedRoot;
use sigstore_verify::{PublicKeyVerificationPolicy, VerificationPolicy, Verifier};

use bent::{Bent, Case, Change, cases, tells_no_more};

#[path = "../../../../crates/sign/tests/conformance/bent.rs"]
mod bent;

#[derive(Default)]
struct Counted {
    all: usize,
    ours: usize,
    peers: usize,
    ours_alone: usize,
    /// Accepted by sigstore-verify alone, by what was changed.
    peers_alone: BTreeMap<String, usize>,
}

fn main() {
    let folder = std::env::args().nth(1).expect("usage: mutations FOLDER");
    let folder = Path::new(&folder).join("conformance");
    let mut counted: BTreeMap<&str, Counted> = BTreeMap::new();
    for case in cases(&folder) {
        let bundle = Bundle::parse(&case.bundle, &BundleLimits::default()).unwrap();
        let root = TrustRoot::from_json(&case.root, &TrustRootLimits::default()).unwrap();
        let peer = Peer::of(&folder, &case);
        for Bent { what, place, change } in case.bent() {
            let ours = case.answer(&root, &bundle, &change);
            if let Some(told) = &ours {
                assert!(tells_no_more(told, &case.truth), "{} {place}", case.row["name"]);
            }
            let theirs = peer.accepts(&case, &change);
            let counted = counted.entry(what).or_default();
            counted.all += 1;
            counted.ours += usize::from(ours.is_some());
            counted.peers += usize::from(theirs);
            counted.ours_alone += usize::from(ours.is_some() && !theirs);
            if theirs && ours.is_none() {
                let (_, member) = place.rsplit_once([' ', '/']).unwrap();
                *counted.peers_alone.entry(member.to_owned()).or_default() += 1;
            }
        }
    }
    println!("{:14} {:>8} {:>8} {:>8} {:>11} {:>12}", "changed", "tried", "ours", "peer", "ours alone", "peer alone");
    for (what, counted) in &counted {
        let alone: usize = counted.peers_alone.values().sum();
        println!(
            "{what:14} {:>8} {:>8} {:>8} {:>11} {alone:>12}",
            counted.all, counted.ours, counted.peers, counted.ours_alone
        );
        if alone > 0 {
            println!("    peer alone where this was changed: {:?}", counted.peers_alone);
        }
    }
    let all: usize = counted.values().map(|counted| counted.all).sum();
    println!("{all} in all");
}

/// sigstore-verify with the case's root and policy.
struct Peer {
    verifier: Verifier,
    key: Option<PublicKeyVerificationPolicy>,
    identity: Option<VerificationPolicy>,
}

impl Peer {
    fn of(folder: &Path, case: &Case) -> Self {
        let text = |member: &str| case.row[member].as_str();
        let key = text("key").map(|path| {
            let pem = std::fs::read_to_string(folder.join(path)).unwrap();
            PublicKeyVerificationPolicy::new(sigstore_types::DerPublicKey::from_pem(&pem).unwrap())
        });
        let identity = text("certificate_identity").map(|identity| {
            VerificationPolicy::any_identity()
                .require_identity(identity)
                .require_issuer(text("certificate_oidc_issuer").unwrap())
        });
        Self {
            verifier: verifier(&case.root).unwrap(),
            key,
            identity,
        }
    }

    fn accepts(&self, case: &Case, change: &Change) -> bool {
        match change {
            Change::Bundle(bundle) => self.accepts_by(&self.verifier, bundle, &case.artifact),
            Change::Root(root) => {
                verifier(root).is_some_and(|verifier| self.accepts_by(&verifier, &case.bundle, &case.artifact))
            }
            Change::Artifact(artifact) => self.accepts_by(&self.verifier, &case.bundle, artifact),
        }
    }

    fn accepts_by(&self, verifier: &Verifier, bundle: &[u8], artifact: &[u8]) -> bool {
        let bundle = std::str::from_utf8(bundle)
            .ok()
            .and_then(|text| sigstore_types::Bundle::from_json(text).ok());
        let Some(bundle) = bundle else { return false };
        match (&self.key, &self.identity) {
            (Some(key), _) => verifier.verify(artifact, &bundle, key).is_ok(),
            (None, Some(identity)) => verifier.verify(artifact, &bundle, identity).is_ok(),
            (None, None) => false,
        }
    }
}

fn verifier(root: &[u8]) -> Option<Verifier> {
    let root = TrustedRoot::from_json(std::str::from_utf8(root).ok()?).ok()?;
    Verifier::new(&root).ok()
}
