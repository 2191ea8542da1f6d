//! Tokens that show nothing.

use portcullis_findings::Algorithm;
use portcullis_sign::timestamp::{MAX_TIMESTAMP_BYTES, TimestampError, verify};
use portcullis_sign::{KeyError, Scheme};

use super::build::{
    CONTENT_TYPE, MESSAGE, MESSAGE_DIGEST, SIGNING_CERTIFICATE, SIGNING_CERTIFICATE_V2, Stamp, TST_INFO, Tsa,
};
use crate::der::{ECDSA_SHA384, digest, element, integer, octets, oid, sequence};

fn refusal(tsa: &Tsa, change: impl FnOnce(&mut Stamp<'_>)) -> Option<TimestampError> {
    let mut stamp = tsa.stamp();
    change(&mut stamp);
    verify(&stamp.response(), MESSAGE, &[tsa.trusted()]).err()
}

fn attribute(identifier: &str) -> Option<TimestampError> {
    let oid = match identifier {
        CONTENT_TYPE => "1.2.840.113549.1.9.3",
        MESSAGE_DIGEST => "1.2.840.113549.1.9.4",
        _ => "1.2.840.113549.1.9.16.2.47",
    };
    Some(TimestampError::Attribute { oid: oid.to_owned() })
}

#[test]
fn attributes_must_be_there_once_and_fit_the_content() {
    let tsa = Tsa::new(Scheme::EcdsaP256Sha256, 1);
    assert_eq!(refusal(&tsa, |_| {}), None);
    for identifier in [CONTENT_TYPE, MESSAGE_DIGEST] {
        assert_eq!(
            refusal(&tsa, |stamp| stamp.without = vec![identifier]),
            attribute(identifier)
        );
    }
    for (identifier, value) in [
        (CONTENT_TYPE, oid(TST_INFO)),
        (MESSAGE_DIGEST, octets(&[0; 32])),
        (SIGNING_CERTIFICATE_V2, sequence(&[])),
    ] {
        let twice = refusal(&tsa, |stamp| stamp.attributes = vec![(identifier, value)]);
        assert_eq!(twice, attribute(identifier));
    }
    // Two values in one attribute.
    let two = [octets(&[0; 32]), octets(&[0; 32])].concat();
    let refused = refusal(&tsa, |stamp| {
        stamp.without = vec![MESSAGE_DIGEST];
        stamp.attributes = vec![(MESSAGE_DIGEST, two)];
    });
    assert_eq!(refused, attribute(MESSAGE_DIGEST));
    assert_eq!(
        refusal(&tsa, |stamp| stamp.content_type = "2a864886f70d010701"),
        attribute(CONTENT_TYPE)
    );
    let refused = refusal(&tsa, |stamp| {
        stamp.without = vec![MESSAGE_DIGEST];
        stamp.attributes = vec![(MESSAGE_DIGEST, octets(&[0; 32]))];
    });
    assert_eq!(refused, Some(TimestampError::OtherContent));
}

#[test]
fn the_certificate_that_a_signer_means_must_be_the_one_that_verifies() {
    let tsa = Tsa::new(Scheme::EcdsaP256Sha256, 1);
    let other = Some(TimestampError::OtherCertificate);
    let root = tsa.root.clone();
    assert_eq!(refusal(&tsa, |stamp| stamp.certificate = Some(root)), other);
    assert_eq!(refusal(&tsa, |stamp| stamp.certificate = None), None);
    // With the hash named.
    for (certificate, refused) in [(&tsa.leaf, None), (&tsa.root, other.clone())] {
        let hash = digest(Algorithm::Sha512, certificate);
        let value = sequence(&[&sequence(&[&sequence(&[
            &crate::der::hash_identifier(Algorithm::Sha512),
            &octets(hash.as_bytes()),
        ])])]);
        let refusal = refusal(&tsa, |stamp| {
            stamp.certificate = None;
            stamp.attributes = vec![(SIGNING_CERTIFICATE_V2, value)];
        });
        assert_eq!(refusal, refused);
    }
    // The first version, whose hash is SHA-1.
    let value = sequence(&[&sequence(&[&sequence(&[&octets(&[7; 20])])])]);
    let refused = refusal(&tsa, |stamp| {
        stamp.attributes = vec![(SIGNING_CERTIFICATE, value)]
    });
    assert_eq!(refused, other);
}

#[test]
fn t10_the_algorithm_fits_the_key_and_the_hash() {
    let tsa = Tsa::new(Scheme::EcdsaP256Sha256, 1);
    assert_eq!(
        refusal(&tsa, |stamp| stamp.algorithm = sequence(&[&oid(ECDSA_SHA384)])),
        Some(TimestampError::TwoHashes)
    );
    assert_eq!(
        refusal(&tsa, |stamp| stamp.hash = Algorithm::Sha384),
        Some(TimestampError::TwoHashes)
    );
    // RSA, Ed25519 and nothing known, for a key on P-256.
    for other in ["2a864886f70d01010b", "2b6570", "2a0304"] {
        let refused = refusal(&tsa, |stamp| stamp.algorithm = sequence(&[&oid(other)]));
        assert!(matches!(refused, Some(TimestampError::Algorithm(_))), "{other}");
    }
    let sha1 = refusal(&tsa, |stamp| {
        stamp.algorithm = sequence(&[&oid("2a8648ce3d0401")])
    });
    assert!(matches!(
        sha1,
        Some(TimestampError::Algorithm(KeyError::UnsupportedAlgorithm { .. }))
    ));
    // The algorithm of the key, with the hash beside it.
    let ec = sequence(&[&oid("2a8648ce3d0201")]);
    assert_eq!(refusal(&tsa, |stamp| stamp.algorithm = ec), None);
    assert_eq!(
        refusal(&tsa, |stamp| stamp.imprint_hash = Algorithm::Sha1),
        Some(TimestampError::UnsupportedHash {
            oid: "1.3.14.3.2.26".to_owned()
        })
    );
}

#[test]
fn what_is_not_a_granted_timestamp_by_one_signer_is_refused() {
    let tsa = Tsa::new(Scheme::EcdsaP256Sha256, 1);
    assert_eq!(refusal(&tsa, |stamp| stamp.status = 1), None);
    for status in [2, 5] {
        assert_eq!(
            refusal(&tsa, |stamp| stamp.status = status),
            Some(TimestampError::NotGranted {
                status: status.into()
            })
        );
    }
    for count in [0, 2, 3] {
        assert_eq!(
            refusal(&tsa, |stamp| stamp.signers = count),
            Some(TimestampError::Signers { count })
        );
    }
    let extension = |critical: &[u8]| {
        let extension = sequence(&[&oid("2a0304"), critical, &octets(b"")]);
        element(0xa1, &[&extension])
    };
    assert_eq!(refusal(&tsa, |stamp| stamp.info_tail = extension(&[])), None);
    assert_eq!(
        refusal(&tsa, |stamp| stamp.info_tail = extension(&element(1, &[&[0xff]]))),
        Some(TimestampError::Extension {
            oid: "1.2.3.4".to_owned()
        })
    );
    // Accuracy, ordering, nonce.
    let tail = [sequence(&[&integer(1)]), element(1, &[&[0xff]]), integer(9)].concat();
    assert_eq!(refusal(&tsa, |stamp| stamp.info_tail = tail), None);
    let swapped = [integer(9), element(1, &[&[0xff]])].concat();
    assert!(matches!(
        refusal(&tsa, |stamp| stamp.info_tail = swapped),
        Some(TimestampError::Der(_))
    ));
}

#[test]
fn t14_size_and_number_of_certificates_are_bounded() {
    let tsa = Tsa::new(Scheme::EcdsaP256Sha256, 1);
    assert_eq!(
        verify(&vec![0x30; MAX_TIMESTAMP_BYTES + 1], MESSAGE, &[tsa.trusted()]),
        Err(TimestampError::TooLarge {
            size: MAX_TIMESTAMP_BYTES + 1,
            limit: MAX_TIMESTAMP_BYTES
        })
    );
    let leaf = tsa.leaf.clone();
    assert_eq!(
        refusal(&tsa, |stamp| stamp.certificates = vec![leaf.clone(); 16]),
        None
    );
    assert!(matches!(
        refusal(&tsa, |stamp| stamp.certificates = vec![leaf; 17]),
        Some(TimestampError::Der(_))
    ));
}

#[test]
fn no_change_of_one_byte_and_no_cut_shows_another_time() {
    let tsa = Tsa::new(Scheme::EcdsaP256Sha256, 1);
    let mut stamp = tsa.stamp();
    stamp.certificates = vec![tsa.leaf.clone()];
    let token = stamp.response();
    let trusted = [tsa.trusted()];
    let shown = verify(&token, MESSAGE, &trusted).unwrap();
    let mut accepted = 0;
    for at in 0..token.len() {
        assert!(verify(&token[..at], MESSAGE, &trusted).is_err(), "cut at {at}");
        for change in [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff] {
            let mut other = token.clone();
            other[at] ^= change;
            if let Ok(other) = verify(&other, MESSAGE, &trusted) {
                // What no signature covers: the list of hashes, and certificates beside the pinned one.
                assert_eq!(other, shown, "byte {at} ^ {change:#04x}");
                accepted += 1;
            }
        }
    }
    assert!(
        accepted < token.len() * 9 / 2,
        "{accepted} of {} changes",
        token.len() * 9
    );
}
