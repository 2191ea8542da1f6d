//! Who: policies are never empty, names match as a whole, thresholds count different authorities.

use portcullis_sign::Scheme;
use portcullis_sign::policy::{Matcher, Policy, PolicyError, Relaxation};
use portcullis_sign::verify::{Evidenced, Reason, Remedy, Signer, Step};
use portcullis_sign::x509::{Claim, SubjectName};
use serde_json::json;

use super::world::{ARTIFACT, ISSUER, Recipe, WORKFLOW, World};
use super::{accepted, asked, at_least, check, entry, good, key_policy, policy, refused};
use crate::support::key;

#[test]
fn a_policy_names_who_must_have_signed_in_one_way() {
    let name = || Matcher::exact(WORKFLOW).unwrap();
    let signer = key(Scheme::Ed25519, 1).public_key().clone();
    let build = |policy: portcullis_sign::policy::PolicyBuilder| policy.build().map(|_| ()).unwrap_err();
    assert_eq!(build(Policy::builder()), PolicyError::NoSigner);
    assert_eq!(
        build(Policy::builder().relax(Relaxation::Unlogged)),
        PolicyError::NoSigner
    );
    assert_eq!(build(Policy::builder().issuer(ISSUER)), PolicyError::NoIdentity);
    assert_eq!(build(Policy::builder().identity(name())), PolicyError::NoIssuer);
    assert_eq!(
        build(Policy::builder().issuer("").identity(name())),
        PolicyError::EmptyIssuer
    );
    assert_eq!(build(asked().key(signer)), PolicyError::KeyAndIdentity);
    assert_eq!(build(asked().without_issuer()), PolicyError::Contradiction);
    assert_eq!(
        build(asked().logs(at_least(1)).relax(Relaxation::Unlogged)),
        PolicyError::Contradiction
    );
}

#[test]
fn another_issuer_name_or_claim_is_refused_and_told() {
    let (world, bundle) = good();
    let name = |text: &str| Matcher::exact(text).unwrap();
    for policy in [
        Policy::builder()
            .issuer("https://issuer.example/")
            .identity(name(WORKFLOW)),
        Policy::builder().without_issuer().identity(name(WORKFLOW)),
        Policy::builder()
            .issuer(ISSUER)
            .identity(name("someone@example.com")),
        asked().claim(Claim::SOURCE_REPOSITORY_REF, name("refs/heads/main")),
        asked().claim(Claim::BUILD_TRIGGER, name("push")),
    ] {
        let refusal = refused(&world, &policy.build().unwrap(), &bundle);
        assert_eq!(refusal.step, Step::Identity);
        assert_eq!(refusal.remedy(), Remedy::AnotherSigner);
    }
    let fits = asked()
        .identity(name("someone@example.com"))
        .claim(
            Claim::SOURCE_REPOSITORY_REF,
            Matcher::glob("refs/tags/v*").unwrap(),
        )
        .claim(Claim::RUNNER_ENVIRONMENT, name("hosted"));
    let verified = check(&world, &fits.build().unwrap(), &bundle, ARTIFACT).unwrap();
    let Some(Signer::Certificate(certificate)) = verified.evidence().signer() else {
        panic!("a certificate signed");
    };
    assert_eq!(certificate.name(), &SubjectName::Uri(WORKFLOW.to_owned()));
    assert_eq!(certificate.issuer(), Some(ISSUER));
    assert_eq!(
        certificate.claim(Claim::SOURCE_REPOSITORY_REF),
        Some("refs/tags/v1")
    );
}

#[test]
fn a_certificate_without_issuer_is_good_for_a_policy_that_says_so() {
    let world = World::new(1);
    let recipe = Recipe {
        issuer: None,
        ..Recipe::default()
    };
    let bundle = world.sign(&recipe, ARTIFACT);
    assert_eq!(refused(&world, &policy(), &bundle).step, Step::Identity);
    let without = Policy::builder()
        .without_issuer()
        .identity(Matcher::exact(WORKFLOW).unwrap());
    accepted(&world, &without.build().unwrap(), &bundle);
}

/// T21: patterns match the whole name, so a name that merely contains an allowed one is refused.
#[test]
fn names_around_an_allowed_one_are_refused() {
    let world = World::new(1);
    let patterns = [
        Matcher::pattern("https://builds.example/org/.*").unwrap(),
        Matcher::glob("https://builds.example/org/**").unwrap(),
    ];
    for (name, accepted) in [
        ("https://builds.example/org/project/x@refs/tags/v1", true),
        ("https://evil.example/?https://builds.example/org/project", false),
        ("https://builds.example/organised/project", false),
        ("http://builds.example/org/project", false),
    ] {
        let recipe = Recipe {
            name: (0x86, name),
            ..Recipe::default()
        };
        let bundle = world.sign(&recipe, ARTIFACT);
        for pattern in &patterns {
            let policy = Policy::builder()
                .issuer(ISSUER)
                .identity(pattern.clone())
                .build()
                .unwrap();
            let answer = check(&world, &policy, &bundle, ARTIFACT);
            assert_eq!(answer.is_ok(), accepted, "{pattern} {name}");
        }
    }
}

/// T4: two entries of one log are one log, and two timestamps of one certificate log are one.
#[test]
fn thresholds_count_different_authorities() {
    let world = World::new(1);
    let recipe = Recipe::default();
    let mut bundle = world.sign(&recipe, ARTIFACT);
    let mut again = entry(&mut bundle).clone();
    // The same log's second entry about the same signature, with a proof of its own.
    again["logIndex"] = json!("2");
    again.as_object_mut().unwrap().remove("inclusionPromise");
    bundle["verificationMaterial"]["tlogEntries"]
        .as_array_mut()
        .unwrap()
        .push(again);
    let two = asked().logs(at_least(2)).build().unwrap();
    accepted(&world, &policy(), &bundle);
    let too_few = |of| Reason::TooFew {
        of,
        needed: 2,
        reached: 1,
    };
    assert_eq!(refused(&world, &two, &bundle).reason, too_few(Evidenced::Logs));

    let two = asked().scts(at_least(2)).build().unwrap();
    for (scts, accepted) in [(&[0, 1][..], true), (&[0, 0], false), (&[1], false)] {
        let scts: &'static [usize] = Box::leak(scts.into());
        let bundle = world.sign(
            &Recipe {
                scts,
                ..Recipe::default()
            },
            ARTIFACT,
        );
        let answer = check(&world, &two, &bundle, ARTIFACT);
        match answer {
            Ok(_) => assert!(accepted),
            Err(refusal) => assert!(!accepted && refusal.reason == too_few(Evidenced::CertificateLogs)),
        }
    }
    let two = asked().times(at_least(2)).build().unwrap();
    assert_eq!(refused(&world, &two, &bundle).reason, too_few(Evidenced::Times));
}

#[test]
fn certificate_timestamps_are_signed_with_their_extensions() {
    let world = World::new(1);
    let recipe = Recipe {
        // Where logs of tiles tell the place of the leaf.
        sct_extensions: &[0, 0, 5, 0, 0, 0, 0, 7],
        ..Recipe::default()
    };
    accepted(&world, &policy(), &world.sign(&recipe, ARTIFACT));
}

#[test]
fn a_certificate_that_no_log_has_is_refused_unless_that_is_waived() {
    let world = World::new(1);
    let bundle = world.sign(
        &Recipe {
            scts: &[],
            ..Recipe::default()
        },
        ARTIFACT,
    );
    assert_eq!(refused(&world, &policy(), &bundle).step, Step::Sct);
    let waived = asked().relax(Relaxation::NoSct).build().unwrap();
    accepted(&world, &waived, &bundle);
}

#[test]
fn a_certificate_for_something_else_or_with_other_names_is_refused() {
    let world = World::new(1);
    for (recipe, step) in [
        (
            Recipe {
                usage: super::der::SERVER_AUTH,
                ..Recipe::default()
            },
            Step::Signer,
        ),
        (
            Recipe {
                name: (0x87, "1234"),
                ..Recipe::default()
            },
            Step::Signer,
        ),
        (
            Recipe {
                name: (0x81, "someone@example.com"),
                ..Recipe::default()
            },
            Step::Identity,
        ),
        (
            Recipe {
                name: (0x86, "https://x.example/\u{0}"),
                ..Recipe::default()
            },
            Step::Signer,
        ),
    ] {
        let bundle = world.sign(&recipe, ARTIFACT);
        assert_eq!(refused(&world, &policy(), &bundle).step, step);
    }
}

#[test]
fn a_policy_for_keys_and_one_for_certificates_never_take_the_other() {
    let world = World::new(1);
    let by_key = Recipe {
        plain_key: true,
        ..Recipe::default()
    };
    let signer = by_key.key();
    let keys = key_policy(&[signer.public_key()]);
    let (certified, plain) = (
        world.sign(&Recipe::default(), ARTIFACT),
        world.sign(&by_key, ARTIFACT),
    );
    accepted(&world, &keys, &plain);
    assert_eq!(refused(&world, &keys, &certified).reason, Reason::NotByKey);
    assert_eq!(refused(&world, &policy(), &plain).reason, Reason::NoCertificate);
}

/// T10: the scheme is the key's, whatever the signature looks like.
#[test]
fn a_key_of_another_kind_never_matches() {
    let world = World::new(1);
    let recipe = Recipe {
        plain_key: true,
        ..Recipe::default()
    };
    let bundle = world.sign(&recipe, ARTIFACT);
    let right = recipe.key().public_key().clone();
    for scheme in [Scheme::EcdsaP256Sha256, Scheme::EcdsaP384Sha384, Scheme::Ed25519] {
        let wrong = key(scheme, 99).public_key().clone();
        assert_eq!(
            refused(&world, &key_policy(&[&wrong]), &bundle).reason,
            Reason::BadSignature
        );
        accepted(&world, &key_policy(&[&wrong, &right]), &bundle);
    }
    let other_hash = right.with_scheme(Scheme::EcdsaP256Sha384).unwrap();
    assert_eq!(
        refused(&world, &key_policy(&[&other_hash]), &bundle).reason,
        Reason::BadSignature
    );
}
