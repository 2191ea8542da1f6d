//! Which certificate signed, and when its authority was trusted.

use portcullis_findings::Algorithm;
use portcullis_sign::timestamp::{TimestampAuthority, TimestampAuthorityError, TimestampError, verify};
use portcullis_sign::{Scheme, Window};

use super::build::{MESSAGE, Tsa, time, window};
use crate::pki::{CODE_SIGNING, Profile, TIME_STAMPING, name};

const P256: Scheme = Scheme::EcdsaP256Sha256;

#[test]
fn a_timestamp_shows_its_message_at_its_time() {
    for scheme in [P256, Scheme::EcdsaP384Sha384] {
        let tsa = Tsa::new(scheme, 1);
        for imprint_hash in [Algorithm::Sha256, Algorithm::Sha384, Algorithm::Sha512] {
            let mut stamp = tsa.stamp();
            stamp.imprint_hash = imprint_hash;
            for document in [stamp.response(), stamp.token()] {
                let shown = verify(&document, MESSAGE, &[tsa.trusted()]).unwrap();
                assert_eq!(shown.time(), time("2026-03-01T12:00:00Z"));
                assert_eq!(shown.authority(), tsa.root_key.public_key().key_id());
                assert_eq!(shown.policy(), "1.3.6.1.4.1.57264.2");
                let other = verify(&document, b"another signature", &[tsa.trusted()]);
                assert_eq!(other, Err(TimestampError::OtherMessage));
            }
        }
    }
}

#[test]
fn a_signer_that_is_not_pinned_is_taken_from_the_token_if_the_authority_issued_it() {
    let tsa = Tsa::new(P256, 1);
    let mut stamp = tsa.stamp();
    let trusted = [tsa.trusted_without_signer()];
    assert_eq!(
        verify(&stamp.response(), MESSAGE, &trusted),
        Err(TimestampError::UnknownAuthority)
    );
    stamp.certificates = vec![tsa.leaf.clone()];
    assert!(verify(&stamp.response(), MESSAGE, &trusted).is_ok());
}

#[test]
fn t7_the_signer_is_the_certificate_that_is_named_and_not_the_first() {
    let tsa = Tsa::new(P256, 1);
    let forger = Tsa::new(P256, 100);
    // The same name and serial number, another key, issued by nobody.
    let forged = tsa.profile.sign(&forger.leaf_key, &forger.intermediate_key);
    let pinned = [tsa.trusted()];
    let embedded = [tsa.trusted_without_signer()];

    // A good token does not become bad by what is laid in front of the signer's certificate, nor a forged one good.
    let unrelated =
        Profile::stamper("someone", "intermediate", 8).sign(&forger.leaf_key, &tsa.intermediate_key);
    let mut stamp = tsa.stamp();
    stamp.certificates = vec![unrelated.clone(), forger.root.clone(), tsa.leaf.clone()];
    assert!(verify(&stamp.response(), MESSAGE, &pinned).is_ok());
    assert!(verify(&stamp.response(), MESSAGE, &embedded).is_ok());

    let mut stamp = tsa.stamp();
    stamp.key = &forger.leaf_key;
    for certificates in [
        vec![forged.clone(), tsa.leaf.clone()],
        vec![tsa.leaf.clone(), forged.clone()],
        vec![forged.clone()],
        vec![tsa.leaf.clone()],
        Vec::new(),
    ] {
        stamp.certificates = certificates;
        assert_eq!(
            verify(&stamp.response(), MESSAGE, &pinned),
            Err(TimestampError::BadSignature)
        );
        assert!(verify(&stamp.response(), MESSAGE, &embedded).is_err());
    }
    // Signed by one that the authority issued for something else, with a stamper's certificate in front.
    let coder = Profile {
        usages: Some((true, vec![CODE_SIGNING])),
        ..Profile::stamper("coder", "intermediate", 9)
    };
    stamp.serial = 9;
    stamp.certificate = None;
    stamp.certificates = vec![
        tsa.leaf.clone(),
        coder.sign(&forger.leaf_key, &tsa.intermediate_key),
    ];
    assert!(matches!(
        verify(&stamp.response(), MESSAGE, &embedded),
        Err(TimestampError::Certificate(_))
    ));
}

#[test]
fn t20_certificates_in_a_token_are_not_trusted() {
    let tsa = Tsa::new(P256, 1);
    let forger = Tsa::new(P256, 100);
    let mut stamp = forger.stamp();
    stamp.certificates = forger.chain();
    for trusted in [tsa.trusted(), tsa.trusted_without_signer()] {
        assert!(verify(&stamp.response(), MESSAGE, &[trusted]).is_err());
    }
    assert_eq!(
        verify(&stamp.response(), MESSAGE, &[]),
        Err(TimestampError::UnknownAuthority)
    );
    let other = Tsa::with(P256, 1, Profile::stamper("stamper", "elsewhere", 7));
    assert_eq!(
        verify(&other.stamp().response(), MESSAGE, &[tsa.trusted()]),
        Err(TimestampError::UnknownAuthority)
    );
}

#[test]
fn t6_no_authority_borrows_the_window_of_another() {
    let retired = Tsa::new(P256, 1);
    let current = Tsa::with(P256, 50, Profile::stamper("stamper", "intermediate", 8));
    let until = |end| window("2025-01-01T00:00:00Z").until(time(end));
    let stamp = retired.stamp().response();
    let outside = Err(TimestampError::OutsideWindow {
        time: time("2026-03-01T12:00:00Z"),
    });
    let old = retired.trusted_in(until("2026-01-01T00:00:00Z")).unwrap();
    let both = [old.clone(), current.trusted()];
    assert_eq!(verify(&stamp, MESSAGE, &both), outside);
    assert_eq!(
        verify(&stamp, MESSAGE, &[current.trusted(), old.clone()]),
        outside
    );
    // Nor does a sibling under the same root help, or an authority that issued both and has no signer of its own.
    let sibling = TimestampAuthority::new(
        &[
            Profile::stamper("sibling", "intermediate", 9).sign(&current.leaf_key, &retired.intermediate_key),
            retired.intermediate.clone(),
            retired.root.clone(),
        ],
        window("2025-01-01T00:00:00Z"),
    )
    .unwrap();
    assert_eq!(verify(&stamp, MESSAGE, &[old.clone(), sibling]), outside);
    // Its own second window does.
    assert!(verify(&stamp, MESSAGE, &[old, retired.trusted()]).is_ok());
}

#[test]
fn windows_and_validity_hold_their_ends() {
    let tsa = Tsa::new(P256, 1);
    let stamp = tsa.stamp().response();
    let verified = |window: Window| verify(&stamp, MESSAGE, &[tsa.trusted_in(window).unwrap()]).is_ok();
    let at = "2026-03-01T12:00:00Z";
    assert!(verified(window(at)));
    assert!(!verified(window("2026-03-01T12:00:01Z")));
    assert!(verified(window("2026-01-01T00:00:00Z").until(time(at))));
    assert!(!verified(
        window("2026-01-01T00:00:00Z").until(time("2026-03-01T11:59:59Z"))
    ));

    for (not_before, not_after, valid) in [
        ("20260301120000Z", "20270101000000Z", true),
        ("20260301120001Z", "20270101000000Z", false),
        ("20250101000000Z", "20260301120000Z", true),
        ("20250101000000Z", "20260301115959Z", false),
    ] {
        let profile = Profile {
            not_before,
            not_after,
            ..Profile::stamper("stamper", "intermediate", 7)
        };
        let tsa = Tsa::with(P256, 1, profile);
        let shown = verify(&tsa.stamp().response(), MESSAGE, &[tsa.trusted()]);
        assert_eq!(shown.is_ok(), valid, "{not_before} to {not_after}");
        let mut stamp = tsa.stamp();
        stamp.certificates = vec![tsa.leaf.clone()];
        let shown = verify(&stamp.response(), MESSAGE, &[tsa.trusted_without_signer()]);
        assert_eq!(shown.is_ok(), valid, "{not_before} to {not_after}");
    }
}

#[test]
fn t5_an_authority_that_expired_in_between_does_not_stamp() {
    let tsa = Tsa::new(P256, 1);
    let expired = Profile {
        not_after: "20260101000000Z",
        ..Profile::authority("intermediate", "root")
    }
    .sign(&tsa.intermediate_key, &tsa.root_key);
    let chain = [tsa.leaf.clone(), expired, tsa.root.clone()];
    let authority = TimestampAuthority::new(&chain, window("2025-01-01T00:00:00Z")).unwrap();
    let mut stamp = tsa.stamp();
    assert_eq!(
        verify(&stamp.response(), MESSAGE, std::slice::from_ref(&authority)),
        Err(TimestampError::CertificateTime {
            time: time("2026-03-01T12:00:00Z")
        })
    );
    stamp.time = "20251231000000Z";
    assert!(verify(&stamp.response(), MESSAGE, &[authority]).is_ok());
}

#[test]
fn a_chain_that_is_not_an_authoritys_is_refused_when_it_is_loaded() {
    let new = |chain: &[Vec<u8>]| TimestampAuthority::new(chain, window("2025-01-01T00:00:00Z"));
    let tsa = Tsa::new(P256, 1);
    let stranger = Tsa::new(P256, 100);
    let length = |count| Err(TimestampAuthorityError::Length { count, limit: 8 });
    assert_eq!(new(&[]).map(|_| ()), length(0));
    assert_eq!(new(std::slice::from_ref(&tsa.leaf)).map(|_| ()), length(1));
    let long: Vec<_> = [tsa.leaf.clone()]
        .into_iter()
        .chain(vec![tsa.root.clone(); 9])
        .collect();
    assert_eq!(new(&long).map(|_| ()), length(10));
    for chain in [
        [tsa.leaf.clone(), stranger.root.clone()],
        [tsa.leaf.clone(), tsa.root.clone()],
    ] {
        assert!(matches!(new(&chain), Err(TimestampAuthorityError::Path(_))));
    }

    for usages in [
        None,
        Some((false, vec![TIME_STAMPING])),
        Some((true, vec![CODE_SIGNING])),
        Some((true, vec![TIME_STAMPING, CODE_SIGNING])),
        Some((true, vec!["551d2500"])),
    ] {
        let profile = Profile {
            usages: usages.clone(),
            ..Profile::stamper("stamper", "intermediate", 7)
        };
        let tsa = Tsa::with(P256, 1, profile);
        let refused = tsa.trusted_in(window("2025-01-01T00:00:00Z"));
        assert!(
            matches!(
                refused,
                Err(TimestampAuthorityError::Certificate { index: 0, .. })
            ),
            "{usages:?}"
        );
    }
    let never = Profile {
        not_before: "20410101000000Z",
        not_after: "20420101000000Z",
        ..Profile::stamper("stamper", "intermediate", 7)
    };
    let tsa = Tsa::with(P256, 1, never);
    let refused = tsa.trusted_in(window("2025-01-01T00:00:00Z"));
    assert!(matches!(refused, Err(TimestampAuthorityError::NeverValid)));
}

#[test]
fn the_issuer_and_serial_number_both_name_the_signer() {
    let tsa = Tsa::new(P256, 1);
    let mut stamp = tsa.stamp();
    stamp.serial = 8;
    let unknown = Err(TimestampError::UnknownAuthority);
    assert_eq!(verify(&stamp.response(), MESSAGE, &[tsa.trusted()]), unknown);
    let mut stamp = tsa.stamp();
    stamp.issuer = name("root");
    assert_eq!(verify(&stamp.response(), MESSAGE, &[tsa.trusted()]), unknown);
}

#[test]
fn a_key_identifier_names_the_signer_as_well() {
    let profile = Profile {
        key_identifier: Some(b"identifier"),
        ..Profile::stamper("stamper", "intermediate", 7)
    };
    let tsa = Tsa::with(P256, 1, profile);
    let plain = Tsa::new(P256, 1);
    let mut stamp = tsa.stamp();
    stamp.certificates = vec![tsa.leaf.clone()];
    for (identifier, known) in [
        (b"identifier".as_slice(), true),
        (b"another", false),
        (b"", false),
    ] {
        stamp.key_identifier = Some(identifier);
        for trusted in [tsa.trusted(), tsa.trusted_without_signer()] {
            assert_eq!(verify(&stamp.response(), MESSAGE, &[trusted]).is_ok(), known);
        }
        // A certificate without the extension has no identifier to be named by.
        assert!(verify(&stamp.response(), MESSAGE, &[plain.trusted()]).is_err());
    }
}
