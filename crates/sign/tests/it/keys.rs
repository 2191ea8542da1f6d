//! Reading, writing and making keys.

use std::num::NonZeroUsize;

use portcullis_sign::key::{Found, MAX_KEY_BYTES};
use portcullis_sign::{
    DigestSigner, Hashed, KeyError, MessageSigner, Scheme, SignError, SigningKey, TrustError, TrustedKeys,
    VerifyingKey,
};

use crate::support::{SCHEMES, ed25519_pkcs8, key, p256_pkcs8, pem, unhex};

const PRIVATE: &str = concat!("PRIVATE", " KEY");

#[test]
fn a_key_survives_writing_and_reading() {
    for scheme in SCHEMES {
        let key = key(scheme, 1);
        let text = key.to_pkcs8_pem();
        let again = SigningKey::from_pkcs8_pem(text.as_str()).unwrap();
        assert_eq!(again.public_key(), key.public_key());
        assert_eq!(again.to_pkcs8_pem().as_bytes(), text.as_bytes());
        assert_eq!(again.sign(b"m").unwrap(), key.sign(b"m").unwrap());

        let public = key.public_key().to_spki_pem();
        let read = VerifyingKey::from_spki_pem(&public).unwrap();
        assert_eq!(&read, key.public_key());
        assert_eq!(read.to_spki_pem(), public);
        assert_eq!(read.key_id(), key.public_key().key_id());
    }
}

#[test]
fn one_seed_gives_one_key_for_each_scheme_and_never_another() {
    // Pinned: a key made from a stored seed must come back in every later version. The ids were computed apart, with
    // another SHA-256 and openssl's public keys.
    insta::assert_snapshot!(key(Scheme::EcdsaP256Sha256, 7).public_key().key_id(), @"edc304cff5fe9a0f8a74b83f5a0f900bac28be89b458e29d53d4e69f0d2ae614");
    insta::assert_snapshot!(key(Scheme::EcdsaP384Sha384, 7).public_key().key_id(), @"fea394293985d9255c283b5169d42722338e69e556cf984148968c0c98770484");
    insta::assert_snapshot!(key(Scheme::Ed25519, 7).public_key().key_id(), @"64752ecacdc40214778bd91906706fe4514077b01078d46529685972d298cdbb");
    for scheme in SCHEMES {
        assert_ne!(key(scheme, 7).public_key(), key(scheme, 8).public_key());
    }
}

#[test]
fn a_document_of_another_kind_is_named() {
    let spki = key(Scheme::Ed25519, 1).public_key().as_spki_der().to_vec();
    let unexpected = |found| KeyError::Unexpected {
        expected: Found::PrivateKey,
        found,
    };
    for (label, found) in [
        (concat!("ENCRYPTED PRIVATE", " KEY"), Found::EncryptedKey),
        (concat!("ENCRYPTED SIGSTORE PRIVATE", " KEY"), Found::EncryptedKey),
        (concat!("ENCRYPTED COSIGN PRIVATE", " KEY"), Found::EncryptedKey),
        (concat!("EC PRIVATE", " KEY"), Found::Sec1),
        (concat!("RSA PRIVATE", " KEY"), Found::Pkcs1),
        (concat!("OPENSSH PRIVATE", " KEY"), Found::OpenSsh),
        ("PUBLIC KEY", Found::PublicKey),
        ("CERTIFICATE", Found::Certificate),
        ("AGE KEY", Found::Label("AGE KEY".to_owned())),
    ] {
        assert_eq!(
            SigningKey::from_pkcs8_pem(pem(label, &spki)).unwrap_err(),
            unexpected(found),
            "{label}"
        );
    }
    // The label says one thing, the structure another.
    assert_eq!(
        SigningKey::from_pkcs8_pem(pem(PRIVATE, &spki)).unwrap_err(),
        unexpected(Found::PublicKey)
    );
    assert_eq!(
        SigningKey::from_pkcs8_pem(&spki).unwrap_err(),
        unexpected(Found::Der)
    );
    let private = ed25519_pkcs8(&[1; 32]);
    assert_eq!(
        VerifyingKey::from_spki_pem(pem("PUBLIC KEY", &private)).unwrap_err(),
        KeyError::Unexpected {
            expected: Found::PublicKey,
            found: Found::PrivateKey
        }
    );
    assert_eq!(
        VerifyingKey::from_spki_pem(pem(PRIVATE, &private))
            .unwrap_err()
            .to_string(),
        "found a private key (PKCS#8) where a public key was expected"
    );
}

#[test]
fn an_unsupported_algorithm_or_curve_is_named() {
    // An AlgorithmIdentifier each: secp521r1, ML-DSA-44, X25519, Ed25519 with parameters.
    let spki = |algorithm: &str| {
        let algorithm = unhex(algorithm);
        let body = [vec![0x30, algorithm.len() as u8], algorithm, unhex("0303000102")].concat();
        VerifyingKey::from_spki_der(&[vec![0x30, body.len() as u8], body].concat()).unwrap_err()
    };
    assert_eq!(
        spki("06072a8648ce3d020106052b81040023").to_string(),
        "EC key on curve 1.3.132.0.35 (P-521); only P-256 and P-384 are supported"
    );
    assert_eq!(
        spki("060960864801650304031105 00").to_string(),
        "key or signature of unsupported algorithm 2.16.840.1.101.3.4.3.17 (ML-DSA-44)"
    );
    assert_eq!(
        spki("06032b656e").to_string(),
        "key or signature of unsupported algorithm 1.3.101.110 (X25519)"
    );
    assert_eq!(
        spki("06032b65700500").to_string(),
        "bytes after the end at byte 9 of the key's DER"
    );
}

#[test]
fn pem_is_read_strictly() {
    let good = pem(PRIVATE, &ed25519_pkcs8(&[1; 32]));
    let error = |text: &str| SigningKey::from_pkcs8_pem(text).unwrap_err();
    assert!(SigningKey::from_pkcs8_pem(good.replace('\n', "\r\n")).is_ok());
    assert!(SigningKey::from_pkcs8_pem(format!("Bag Attributes: none\n\n{good}\n")).is_ok());
    assert!(SigningKey::from_pkcs8_pem(good.trim_end()).is_ok());

    assert_eq!(error(""), KeyError::NotPem);
    assert_eq!(error("no key at all"), KeyError::NotPem);
    assert_eq!(error(&format!("{good}{good}")), KeyError::SecondBlock { line: 4 });
    assert_eq!(
        error(&good.replace("END PRIVATE", "END PUBLIC")),
        KeyError::UnfinishedPem {
            label: PRIVATE.to_owned(),
            line: 1
        }
    );
    assert_eq!(
        error(good.split_once("-----END").unwrap().0),
        KeyError::UnfinishedPem {
            label: PRIVATE.to_owned(),
            line: 1
        }
    );
    assert_eq!(
        error(&good.replace("MC4", "M*4")),
        KeyError::PemBase64 { line: 1 }
    );
    assert_eq!(
        error(&"x".repeat(MAX_KEY_BYTES + 1)),
        KeyError::TooLarge {
            size: MAX_KEY_BYTES + 1,
            limit: MAX_KEY_BYTES
        }
    );
}

#[test]
fn a_private_number_out_of_range_is_refused() {
    let n = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    for scalar in [vec![0; 32], unhex(n), vec![0xff; 32]] {
        assert_eq!(
            SigningKey::from_pkcs8_der(&p256_pkcs8(&scalar)).unwrap_err(),
            KeyError::OutOfRange
        );
    }
}

#[test]
fn version_2_documents_are_read_and_their_public_key_must_fit() {
    let seed = [9; 32];
    let key = SigningKey::from_pkcs8_der(&ed25519_pkcs8(&seed)).unwrap();
    let spki = key.public_key().as_spki_der();
    let public = &spki[spki.len() - 32..];
    // RFC 8410, 10.3 has `[1]` primitive; ring before 0.17 wrapped a BIT STRING in `[1]` constructed.
    let inner = [unhex("020101300506032b657004220420"), seed.to_vec()].concat();
    for (head, tail) in [("3051", "812100"), ("3053", "a123032100")] {
        let document = [unhex(head), inner.clone(), unhex(tail), public.to_vec()].concat();
        assert_eq!(
            SigningKey::from_pkcs8_der(&document).unwrap().public_key(),
            key.public_key()
        );

        let mut other = document.clone();
        *other.last_mut().unwrap() ^= 1;
        assert_eq!(
            SigningKey::from_pkcs8_der(&other).unwrap_err(),
            KeyError::PublicMismatch
        );

        let mut version_1 = document;
        version_1[4] = 0;
        assert_eq!(
            SigningKey::from_pkcs8_der(&version_1).unwrap_err(),
            KeyError::Version { version: 0 }
        );
    }
}

#[test]
fn a_p256_document_with_another_public_key_is_refused() {
    let mine = key(Scheme::EcdsaP256Sha256, 1);
    let other = key(Scheme::EcdsaP256Sha256, 2);
    let text = mine.to_pkcs8_pem();
    let body: String = text
        .as_str()
        .lines()
        .filter(|line| !line.starts_with('-'))
        .collect();
    let mut der = {
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.decode(body).unwrap()
    };
    assert!(SigningKey::from_pkcs8_der(&der).is_ok());
    let at = der.len() - 65;
    der[at..].copy_from_slice(&other.public_key().as_spki_der()[26..]);
    assert_eq!(
        SigningKey::from_pkcs8_der(&der).unwrap_err(),
        KeyError::PublicMismatch
    );
}

#[test]
fn no_cut_or_bent_document_is_read_as_the_same_key() {
    for scheme in SCHEMES {
        let spki = key(scheme, 3).public_key().as_spki_der().to_vec();
        for end in 0..spki.len() {
            assert!(
                VerifyingKey::from_spki_der(&spki[..end]).is_err(),
                "{scheme} cut at {end}"
            );
        }
        let original = VerifyingKey::from_spki_der(&spki).unwrap();
        for bit in 0..spki.len() * 8 {
            let mut bent = spki.clone();
            bent[bit / 8] ^= 1 << (bit % 8);
            if let Ok(read) = VerifyingKey::from_spki_der(&bent) {
                assert_ne!(read, original, "{scheme} bit {bit}");
            }
        }
    }
}

#[test]
fn nothing_private_is_printed() {
    // The private numbers are canaries: any run of them, in any usual writing, would be found below.
    let canary = [0xa5; 32];
    let keys = [
        SigningKey::from_pkcs8_der(&p256_pkcs8(&canary)).unwrap(),
        SigningKey::from_pkcs8_der(&ed25519_pkcs8(&canary)).unwrap(),
    ];
    for key in keys {
        let text = key.to_pkcs8_pem();
        let shown = format!("{key:?} {key:#?} {text:?} {text:#?}");
        for trace in ["a5a5", "A5A5", "165, 165", "paWl", "BEGIN"] {
            assert!(!shown.contains(trace), "{shown}");
        }
        assert!(shown.contains(&key.public_key().key_id().to_string()));
    }
    // An error about a document shows nothing of it either.
    let mut document = p256_pkcs8(&canary);
    document.push(0);
    let error = SigningKey::from_pkcs8_der(&document).unwrap_err();
    assert!(!format!("{error:?} {error}").to_lowercase().contains("a5"));
}

#[test]
fn a_digest_signer_signs_what_the_key_itself_would_sign() {
    let p256 = key(Scheme::EcdsaP256Sha256, 4);
    let direct = p256.sign(b"message").unwrap();
    assert_eq!(Hashed(p256).sign(b"message").unwrap(), direct);
    let ed25519 = key(Scheme::Ed25519, 4);
    assert_eq!(
        ed25519.sign_digest(&portcullis_findings::Digest::sha256(b"message")),
        Err(SignError::NoDigestInput {
            scheme: Scheme::Ed25519
        })
    );
}

#[test]
fn a_set_of_keys_is_never_empty_and_its_threshold_can_be_reached() {
    let [a, b] = [1, 2].map(|seed| key(Scheme::Ed25519, seed).public_key().clone());
    let two = NonZeroUsize::new(2).unwrap();
    assert_eq!(TrustedKeys::any_of([]).unwrap_err(), TrustError::NoKey);
    // A threshold of zero has no value of the parameter's type.
    assert_eq!(NonZeroUsize::new(0), None);
    assert_eq!(
        TrustedKeys::at_least(two, [a.clone(), a.clone()]).unwrap_err(),
        TrustError::ThresholdAboveKeys {
            threshold: 2,
            keys: 1
        }
    );
    assert_eq!(
        TrustedKeys::at_least(two, [a.clone(), b, a])
            .unwrap()
            .keys()
            .len(),
        2
    );
}
