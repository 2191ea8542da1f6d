//! When: validity of certificates, chains, logs and keys at every time that was authenticated.

use portcullis_sign::Window;
use portcullis_sign::policy::{Policy, Relaxation};
use portcullis_sign::verify::{Evidenced, Reason, Signer, Step};
use serde_json::json;

use super::world::{ARTIFACT, Recipe, SIGNED_AT, World};
use super::{accepted, asked, at_least, check, entry, good, parse, policy, refused, root};

/// T5: a time outside of the certificate's validity, though the log vouches for it.
#[test]
fn a_time_outside_the_certificate_is_refused_and_its_ends_are_inside() {
    let world = World::new(1);
    for (at, accepted) in [
        (SIGNED_AT - 61, false),
        (SIGNED_AT - 60, true),
        (SIGNED_AT + 540, true),
        (SIGNED_AT + 541, false),
    ] {
        let bundle = world.sign(
            &Recipe {
                at,
                ..Recipe::default()
            },
            ARTIFACT,
        );
        let answer = check(&world, &policy(), &bundle, ARTIFACT);
        assert_eq!(answer.is_ok(), accepted, "{at}");
        if let Err(refusal) = answer {
            assert!(
                matches!(refusal.reason, Reason::CertificateNotValid { .. }),
                "{refusal}"
            );
        }
    }
}

/// T5: the time beside a promise that is not there, or does not cover it, is nobody's.
#[test]
fn an_unsigned_time_does_not_count() {
    let world = World::new(1);
    let bundle = world.sign(
        &Recipe {
            promise: false,
            ..Recipe::default()
        },
        ARTIFACT,
    );
    let refusal = refused(&world, &policy(), &bundle);
    assert_eq!(refusal.step, Step::Time);
    let reason = Reason::TooFew {
        of: Evidenced::Times,
        needed: 1,
        reached: 0,
    };
    assert_eq!(refusal.reason, reason);

    let (world, mut bundle) = good();
    entry(&mut bundle)["integratedTime"] = json!((SIGNED_AT + 1).to_string());
    assert_eq!(refused(&world, &policy(), &bundle).step, Step::Log);
}

/// T5: not the most convenient time, but every one.
#[test]
fn one_of_two_times_outside_the_certificate_refuses() {
    let world = World::new(1);
    let recipe = Recipe::default();
    let mut bundle = world.sign(&recipe, ARTIFACT);
    let late = Recipe {
        at: SIGNED_AT + 3600,
        ..recipe.clone()
    };
    let said = world.say(
        "hashedrekord",
        &recipe,
        portcullis_findings::Digest::sha256(ARTIFACT),
        &portcullis_sign::MessageSigner::sign(&recipe.key(), ARTIFACT).unwrap(),
    );
    let entries = bundle["verificationMaterial"]["tlogEntries"]
        .as_array_mut()
        .unwrap();
    entries.push(world.entry(&world.other_log, &recipe, &said));
    accepted(&world, &asked().logs(at_least(2)).build().unwrap(), &bundle);
    let entries = bundle["verificationMaterial"]["tlogEntries"]
        .as_array_mut()
        .unwrap();
    entries[1] = world.entry(&world.other_log, &late, &said);
    let reason = refused(&world, &policy(), &bundle).reason;
    assert!(matches!(reason, Reason::CertificateNotValid { .. }), "{reason}");
}

/// T8: the chain is held to the same times as the leaf.
#[test]
fn an_authority_that_was_not_valid_then_is_refused() {
    for (from, to, accepted) in [
        ("2026-01-01T00:00:00Z", "2026-02-01T00:00:59Z", false),
        ("2026-01-01T00:00:00Z", "2026-02-01T00:01:00Z", true),
        ("2026-02-01T00:01:00Z", "2027-01-01T00:00:00Z", true),
        ("2026-02-01T00:01:01Z", "2027-01-01T00:00:00Z", false),
    ] {
        let world = World {
            intermediate_valid: (from, to),
            ..World::new(1)
        };
        let bundle = world.sign(&Recipe::default(), ARTIFACT);
        let answer = check(&world, &policy(), &bundle, ARTIFACT);
        assert_eq!(answer.is_ok(), accepted, "{from} {to}");
        if let Err(refusal) = answer {
            assert!(
                matches!(refusal.reason, Reason::AuthorityNotTrusted { .. }),
                "{refusal}"
            );
        }
    }
}

/// T8: waiving the log does not waive the time, so there is no way around the chain's validity.
#[test]
fn a_certificate_without_an_authenticated_time_is_refused_whatever_is_waived() {
    let (world, bundle) = good();
    let waived = asked()
        .relax(Relaxation::Unlogged)
        .relax(Relaxation::NoSct)
        .build()
        .unwrap();
    assert_eq!(refused(&world, &waived, &bundle).step, Step::Time);
}

/// T26: windows of the trusted root are closed intervals, and have a start.
#[test]
fn windows_of_the_trusted_root_hold_with_both_ends() {
    let (world, bundle) = good();
    let bundle = parse(&bundle).unwrap();
    for place in [
        "/tlogs/0/publicKey/validFor",
        "/certificateAuthorities/0/validFor",
        "/ctlogs/0/publicKey/validFor",
    ] {
        for (start, end, accepted) in [
            ("2026-02-01T00:01:00Z", "2026-02-01T00:01:00Z", true),
            ("2026-02-01T00:01:00.000000001Z", "2027-01-01T00:00:00Z", false),
            ("2026-01-01T00:00:00Z", "2026-02-01T00:00:59.999999999Z", false),
        ] {
            let mut document = world.trusted_root();
            *document.pointer_mut(place).unwrap() = json!({"start": start, "end": end});
            let root = root(&document).unwrap();
            let artifact = portcullis_sign::verify::Artifact::Bytes(ARTIFACT);
            let answer = portcullis_sign::verify::verify(&root, &policy(), &bundle, artifact);
            assert_eq!(answer.is_ok(), accepted, "{place} {start} {end}: {answer:?}");
        }
        for window in [json!({}), json!({"end": "2027-01-01T00:00:00Z"}), json!(null)] {
            let mut document = world.trusted_root();
            *document.pointer_mut(place).unwrap() = window;
            assert!(root(&document).is_err(), "{place}");
        }
    }
}

/// T5 and T16: a managed key counts while it was in use.
#[test]
fn a_managed_key_is_good_in_its_window() {
    let world = World::new(1);
    let recipe = Recipe {
        plain_key: true,
        ..Recipe::default()
    };
    let bundle = world.sign(&recipe, ARTIFACT);
    let key = recipe.key();
    let key = portcullis_sign::MessageSigner::public_key(&key);
    let used = |start: &str, end: &str| {
        let window = Window::from(start.parse().unwrap()).until(end.parse().unwrap());
        let policy = Policy::builder().key_in_use(key.clone(), window).build().unwrap();
        check(&world, &policy, &bundle, ARTIFACT)
    };
    let verified = used("2026-02-01T00:01:00Z", "2026-02-01T00:01:00Z").unwrap();
    assert_eq!(verified.evidence().signer(), Some(&Signer::Key(key.key_id())));
    let refusal = used("2025-01-01T00:00:00Z", "2026-02-01T00:00:59Z").unwrap_err();
    assert!(matches!(refusal.reason, Reason::KeyNotInUse { .. }), "{refusal}");
}
