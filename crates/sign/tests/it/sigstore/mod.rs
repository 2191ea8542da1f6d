//! Sigstore bundles of a Sigstore of the tests' own.

mod attacks;
mod binding;
mod bundles;
mod cosign;
mod der;
mod fixtures;
mod mutation;
mod policies;
mod prepared;
mod roots;
mod times;
mod witnesses;
mod world;

use std::num::NonZeroUsize;

use portcullis_sign::bundle::{Bundle, BundleError, BundleLimits};
use portcullis_sign::policy::{Matcher, Policy, PolicyBuilder};
use portcullis_sign::trust::{TrustRoot, TrustRootError, TrustRootLimits};
use portcullis_sign::verify::{Artifact, Refusal, Signed, verify};
use portcullis_sign::{Verified, VerifyingKey};
use serde_json::Value;

use world::{ARTIFACT, ISSUER, Recipe, WORKFLOW, World};

/// The policy that the default recipe satisfies.
fn asked() -> PolicyBuilder {
    Policy::builder()
        .issuer(ISSUER)
        .identity(Matcher::exact(WORKFLOW).unwrap())
}

fn policy() -> Policy {
    asked().build().unwrap()
}

fn key_policy(keys: &[&VerifyingKey]) -> Policy {
    keys.iter()
        .fold(Policy::builder(), |policy, key| policy.key((*key).clone()))
        .build()
        .unwrap()
}

fn root(document: &Value) -> Result<TrustRoot, TrustRootError> {
    TrustRoot::from_json(
        &serde_json::to_vec(document).unwrap(),
        &TrustRootLimits::default(),
    )
}

fn parse(document: &Value) -> Result<Bundle, BundleError> {
    Bundle::parse(&serde_json::to_vec(document).unwrap(), &BundleLimits::default())
}

/// Verifies a bundle that can be read.
fn check(
    world: &World,
    policy: &Policy,
    bundle: &Value,
    artifact: &[u8],
) -> Result<Verified<Signed>, Refusal> {
    let root = root(&world.trusted_root()).unwrap();
    verify(&root, policy, &parse(bundle).unwrap(), Artifact::Bytes(artifact))
}

fn accepted(world: &World, policy: &Policy, bundle: &Value) {
    let answer = check(world, policy, bundle, ARTIFACT);
    assert!(answer.is_ok(), "{answer:?}");
}

/// The step and reason a bundle is refused with.
fn refused(world: &World, policy: &Policy, bundle: &Value) -> Refusal {
    check(world, policy, bundle, ARTIFACT).unwrap_err()
}

fn at_least(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap()
}

/// A bundle as it should be, and its world.
fn good() -> (World, Value) {
    let world = World::new(1);
    let bundle = world.sign(&Recipe::default(), ARTIFACT);
    (world, bundle)
}

/// The bundle's one log entry.
fn entry(bundle: &mut Value) -> &mut Value {
    &mut bundle["verificationMaterial"]["tlogEntries"][0]
}
