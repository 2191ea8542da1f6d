//! Vectors of the specifications.

use portcullis_findings::{Algorithm, Digest};
use portcullis_sign::{
    DigestSigner, EcdsaForm, Hasher, MessageSigner, Scheme, SigningKey, VerifyDigestError, VerifyingKey,
};

use crate::support::{ed25519_pkcs8, fixed, key, p256_pkcs8, p384_pkcs8, unhex};

/// RFC 6979, A.2.5, with SHA-256: the key, and message, r, s.
const RFC6979_X: &str = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";
const RFC6979_U: &str = "04 60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6
    7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299";
const RFC6979: [[&str; 3]; 2] = [
    [
        "sample",
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
        "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
    ],
    [
        "test",
        "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
        "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
    ],
];

/// RFC 6979, A.2.6, with SHA-384: the key, and message, r, s.
const RFC6979_384_X: &str =
    "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5";
const RFC6979_384_U: &str =
    "04 EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64DEF8F0EA9055866064A254515480BC13
    8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720";
const RFC6979_384: [[&str; 3]; 2] = [
    [
        "sample",
        "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46",
        "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8",
    ],
    [
        "test",
        "8203B63D3C853E8D77227FB377BCF7B7B772E97892A80F36AB775D509D7A5FEB0542A7F0812998DA8F1DD3CA3CF023DB",
        "DDD0760448D42D8A43AF45AF836FCE4DE8BE06B485E9B61B827C2F13173923E06A739F040649A667BF3B828246BAA5A5",
    ],
];

/// RFC 8032, 7.1, tests 1 to 3: seed, public key, message, signature.
const RFC8032: [[&str; 4]; 3] = [
    [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
];

#[test]
fn p256_signatures_are_those_of_rfc_6979() {
    let key = SigningKey::from_pkcs8_der(&p256_pkcs8(&unhex(RFC6979_X))).unwrap();
    let public = key.public_key().as_spki_der();
    assert_eq!(key.public_key().scheme(), Scheme::EcdsaP256Sha256);
    assert!(public.ends_with(&unhex(RFC6979_U)));
    for [message, r, s] in RFC6979 {
        let signature = key.sign(message.as_bytes()).unwrap();
        // The first s is in the upper half of the range: it is left as it is computed.
        assert_eq!(fixed(&signature), unhex(&[r, s].concat()), "{message}");
        assert_eq!(key.public_key().verify(message.as_bytes(), &signature), Ok(()));
        let digest = Digest::sha256(message.as_bytes());
        assert_eq!(key.sign_digest(&digest).unwrap(), signature, "{message} hashed");
    }
}

#[test]
fn low_and_high_s_and_the_fixed_form_verify_where_they_are_asked_for() {
    let key = SigningKey::from_pkcs8_der(&p256_pkcs8(&unhex(RFC6979_X))).unwrap();
    let public = key.public_key();
    let [message, r, _] = RFC6979[0];
    // n - s of the vector, with n of FIPS 186-5.
    let low_s = "0834e36ad29a83bf2bc9385e491d6099c8fdf9d1ed67aa7ea5f51f93782857a9";
    let low = unhex(&format!("3045022100{r}0220{low_s}"));
    assert_eq!(public.verify(message.as_bytes(), &low), Ok(()));

    let raw = public.clone().with_ecdsa_form(EcdsaForm::Fixed);
    assert_eq!(raw.verify(message.as_bytes(), &fixed(&low)), Ok(()));
    assert!(
        raw.verify(message.as_bytes(), &low).is_err(),
        "the form is never guessed"
    );
    assert!(
        public.verify(message.as_bytes(), &fixed(&low)).is_err(),
        "the form is never guessed"
    );
}

#[test]
fn ed25519_keys_and_signatures_are_those_of_rfc_8032() {
    for [seed, public, message, signature] in RFC8032 {
        let key = SigningKey::from_pkcs8_der(&ed25519_pkcs8(&unhex(seed))).unwrap();
        let message = unhex(message);
        assert!(key.public_key().as_spki_der().ends_with(&unhex(public)));
        assert_eq!(key.sign(&message).unwrap(), unhex(signature));
        assert_eq!(key.public_key().verify(&message, &unhex(signature)), Ok(()));
    }
}

#[test]
fn p384_signatures_are_those_of_rfc_6979() {
    let key = SigningKey::from_pkcs8_der(&p384_pkcs8(&unhex(RFC6979_384_X))).unwrap();
    assert_eq!(key.public_key().scheme(), Scheme::EcdsaP384Sha384);
    assert!(key.public_key().as_spki_der().ends_with(&unhex(RFC6979_384_U)));
    for [message, r, s] in RFC6979_384 {
        let expected = unhex(&[r, s].concat());
        let signature = key.sign(message.as_bytes()).unwrap();
        let fixed_form = key.public_key().clone().with_ecdsa_form(EcdsaForm::Fixed);
        assert_eq!(fixed_form.verify(message.as_bytes(), &expected), Ok(()));
        assert_eq!(key.public_key().verify(message.as_bytes(), &signature), Ok(()));
        let digest = hashed(Algorithm::Sha384, message);
        assert_eq!(fixed_form.verify_digest(&digest, &expected), Ok(()));
        assert_eq!(key.sign_digest(&digest), Ok(signature));
    }
}

#[test]
fn the_algorithm_of_a_certificate_is_checked_against_the_key() {
    let p256 = key(Scheme::EcdsaP256Sha256, 1).public_key().clone();
    let p384 = key(Scheme::EcdsaP384Sha384, 1).public_key().clone();
    let ed25519 = key(Scheme::Ed25519, 1).public_key().clone();
    // ecdsa-with-SHA256, ecdsa-with-SHA384, ecdsa-with-SHA512, sha256WithRSAEncryption, Ed25519.
    let ecdsa_256 = "300a06082a8648ce3d040302";
    let ecdsa_384 = "300a06082a8648ce3d040303";
    let ecdsa_512 = "300a06082a8648ce3d040304";
    let rsa = "300d06092a864886f70d01010b0500";
    let ed = "300506032b6570";
    for (key, identifier, scheme) in [
        (&p256, ecdsa_256, Some(Scheme::EcdsaP256Sha256)),
        (&p256, ecdsa_384, Some(Scheme::EcdsaP256Sha384)),
        (&p384, ecdsa_256, Some(Scheme::EcdsaP384Sha256)),
        (&p384, ecdsa_384, Some(Scheme::EcdsaP384Sha384)),
        (&ed25519, ed, Some(Scheme::Ed25519)),
        (&p256, ecdsa_512, None),
        (&p256, rsa, None),
        (&p256, ed, None),
        (&ed25519, ecdsa_256, None),
        (&ed25519, rsa, None),
    ] {
        let found = key.clone().for_signature_algorithm(&unhex(identifier));
        assert_eq!(
            found.as_ref().ok().map(VerifyingKey::scheme),
            scheme,
            "{key:?} {identifier}: {found:?}"
        );
        // Whatever the hash, it is the same key.
        assert!(found.is_ok_and(|found| found == *key) == scheme.is_some());
    }
}

#[test]
fn a_digest_is_verified_where_the_scheme_allows_it() {
    for scheme in [Scheme::EcdsaP256Sha256, Scheme::EcdsaP384Sha384] {
        let signer = key(scheme, 3);
        let algorithm = scheme.digest_algorithm().unwrap();
        let signature = signer.sign(b"message").unwrap();
        let public = signer.public_key();
        assert_eq!(
            public.verify_digest(&hashed(algorithm, "message"), &signature),
            Ok(())
        );
        assert!(matches!(
            public.verify_digest(&hashed(algorithm, "massage"), &signature),
            Err(VerifyDigestError::BadSignature(_))
        ));
        assert_eq!(
            public.verify_digest(&hashed(Algorithm::Sha512, "message"), &signature),
            Err(VerifyDigestError::OtherDigest {
                expected: algorithm,
                found: Algorithm::Sha512
            })
        );
    }
    let ed25519 = key(Scheme::Ed25519, 3);
    let signature = ed25519.sign(b"message").unwrap();
    assert_eq!(
        ed25519
            .public_key()
            .verify_digest(&hashed(Algorithm::Sha512, "message"), &signature),
        Err(VerifyDigestError::Unsupported {
            scheme: Scheme::Ed25519
        })
    );
}

/// T10: the key's scheme decides. No signature of one scheme is taken under another key or another hash.
#[test]
fn t10_no_signature_is_good_under_another_scheme() {
    let signers =
        [Scheme::EcdsaP256Sha256, Scheme::EcdsaP384Sha384, Scheme::Ed25519].map(|scheme| key(scheme, 5));
    for signer in &signers {
        let signature = signer.sign(b"message").unwrap();
        for other in &signers {
            for scheme in Scheme::ALL {
                let Ok(public) = other.public_key().clone().with_scheme(scheme) else {
                    assert_ne!(scheme.key_kind(), other.public_key().scheme().key_kind());
                    continue;
                };
                for form in [EcdsaForm::Der, EcdsaForm::Fixed] {
                    let good = public
                        .clone()
                        .with_ecdsa_form(form)
                        .verify(b"message", &signature)
                        .is_ok();
                    let same = scheme == signer.public_key().scheme();
                    let form_fits = form == EcdsaForm::Der || scheme == Scheme::Ed25519;
                    assert_eq!(good, same && form_fits, "{signer:?} under {public:?} {form:?}");
                }
            }
        }
    }
}

fn hashed(algorithm: Algorithm, message: &str) -> Digest {
    let mut hasher = Hasher::new(algorithm).unwrap();
    for byte in message.bytes() {
        hasher.update(&[byte]);
    }
    hasher.finish()
}
