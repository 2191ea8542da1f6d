//! Single bytes changed: either the bundle is refused, or the caller is told exactly the same.

use portcullis_sign::bundle::{Bundle, BundleLimits};
use portcullis_sign::trust::{TrustRoot, TrustRootLimits};
use portcullis_sign::verify::{Artifact, verify};

use super::policy;
use super::world::{ARTIFACT, Recipe, World, statement};

#[test]
fn no_changed_byte_of_a_bundle_root_or_artifact_tells_anything_else() {
    let world = World::new(1);
    let root_document = serde_json::to_vec(&world.trusted_root()).unwrap();
    let root = TrustRoot::from_json(&root_document, &TrustRootLimits::default()).unwrap();
    for bundle in [
        world.sign(&Recipe::default(), ARTIFACT),
        world.attest(&Recipe::default(), "dsse", &statement(&[ARTIFACT])),
    ] {
        let document = serde_json::to_vec(&bundle).unwrap();
        let parsed = Bundle::parse(&document, &BundleLimits::default()).unwrap();
        let answer = |root: &TrustRoot, bundle: &Bundle, artifact: &[u8]| {
            verify(root, &policy(), bundle, Artifact::Bytes(artifact))
        };
        let truth = answer(&root, &parsed, ARTIFACT).unwrap();
        // Coprime with the length of a base64 line, so that all kinds of places are met.
        for at in (0..document.len()).step_by(7) {
            let mut bent = document.clone();
            bent[at] ^= 1;
            if let Ok(bundle) = Bundle::parse(&bent, &BundleLimits::default())
                && let Ok(verified) = answer(&root, &bundle, ARTIFACT)
            {
                assert_eq!(verified, truth, "byte {at}");
            }
        }
        for at in (0..root_document.len()).step_by(13) {
            let mut bent = root_document.clone();
            bent[at] ^= 1;
            if let Ok(root) = TrustRoot::from_json(&bent, &TrustRootLimits::default())
                && let Ok(verified) = answer(&root, &parsed, ARTIFACT)
            {
                assert_eq!(verified, truth, "byte {at} of the root");
            }
        }
        for at in 0..ARTIFACT.len() {
            let mut bent = ARTIFACT.to_vec();
            bent[at] ^= 1;
            assert!(
                answer(&root, &parsed, &bent).is_err(),
                "byte {at} of the artifact"
            );
        }
    }
}
