//! Sigstore bundles, trusted roots and certificates. The fixtures are of a Sigstore of the tests' own; what its signers have
//! signed is all that may ever be accepted.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_sign::bundle::{Bundle, BundleLimits};
use portcullis_sign::policy::{Matcher, Policy};
use portcullis_sign::slsa::{DescribedImage, PackageAttestations, ProvenanceForm};
use portcullis_sign::trust::{TrustRoot, TrustRootLimits};
use portcullis_sign::verify::{Artifact, Signed, verify};
use portcullis_sign::{Envelope, EnvelopeLimits, Verified};
use serde_json::Value;

const ROOT: &[u8] = include_bytes!("../seeds/trusted_root/own.json");
const BLOB: &[u8] = include_bytes!("../seeds/bundle/blob.json");
const STATEMENT: &[u8] = include_bytes!("../seeds/bundle/statement.json");
const ARTIFACT: &[u8] = b"the artifact";

static POLICY: LazyLock<Policy> = LazyLock::new(|| {
    Policy::builder()
        .issuer("https://issuer.example")
        .identity(Matcher::exact("https://builds.example/org/project/release.yml@refs/tags/v1").unwrap())
        .build()
        .unwrap()
});
static OWN: LazyLock<TrustRoot> =
    LazyLock::new(|| TrustRoot::from_json(ROOT, &TrustRootLimits::default()).unwrap());
/// What the two good bundles show.
static TRUTHS: LazyLock<[Verified<Signed>; 2]> =
    LazyLock::new(|| [BLOB, STATEMENT].map(|document| answer(&OWN, document).unwrap()));

/// A document that holds provenance is told from one that is it; it holds a bounded number of envelopes, each of which is written
/// and read again without a change.
pub fn provenance_file(data: &[u8]) {
    let form = ProvenanceForm::of(data);
    let limits = EnvelopeLimits::default().with_bytes(1 << 20);
    if let Ok(image) = DescribedImage::from_json(data, &limits) {
        assert_eq!(form, ProvenanceForm::Described);
        assert!((1..=64).contains(&image.envelopes().len()));
        for envelope in image.envelopes() {
            assert_eq!(
                Envelope::from_json(&envelope.to_json(), &limits).as_ref(),
                Ok(envelope)
            );
        }
    }
    if PackageAttestations::from_json(data, &BundleLimits::default().with_bytes(1 << 20)).is_ok() {
        assert_ne!(form, ProvenanceForm::Single);
    }
}

/// A bundle is refused, or shows exactly what one of the good ones shows.
pub fn bundle(data: &[u8]) {
    if let Some(verified) = answer(&OWN, data) {
        assert!(TRUTHS.contains(&verified), "{verified:?}");
    }
}

/// A trusted root is refused; or read the same twice, and under it the good bundles show what they show, or nothing.
pub fn trusted_root(data: &[u8]) {
    let limits = TrustRootLimits::default().with_bytes(1 << 20);
    let Ok(root) = TrustRoot::from_json(data, &limits) else {
        return;
    };
    let again = TrustRoot::from_json(data, &limits).unwrap();
    assert_eq!(format!("{root:?}"), format!("{again:?}"));
    for (document, truth) in [BLOB, STATEMENT].into_iter().zip(TRUTHS.iter()) {
        if let Some(verified) = answer(&root, document) {
            assert_eq!(&verified, truth);
        }
    }
}

/// In the place of its certificate, a good bundle takes no other.
pub fn certificate(data: &[u8]) {
    let mut document: Value = serde_json::from_slice(BLOB).unwrap();
    let place = &mut document["verificationMaterial"]["certificate"]["rawBytes"];
    let own = STANDARD.decode(place.as_str().unwrap()).unwrap();
    *place = STANDARD.encode(data).into();
    if let Some(verified) = answer(&OWN, document.to_string().as_bytes()) {
        assert_eq!(data, own);
        assert_eq!(verified, TRUTHS[0]);
    }
}

fn answer(root: &TrustRoot, document: &[u8]) -> Option<Verified<Signed>> {
    let bundle = Bundle::parse(document, &BundleLimits::default().with_bytes(1 << 20)).ok()?;
    verify(root, &POLICY, &bundle, Artifact::Bytes(ARTIFACT)).ok()
}
