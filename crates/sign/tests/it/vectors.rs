//! Vectors of the specifications.

use portcullis_sign::{DigestSigner, EcdsaForm, MessageSigner, Scheme, SigningKey};

use crate::support::{ed25519_pkcs8, fixed, p256_pkcs8, unhex};

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
        let digest = portcullis_findings::Digest::sha256(message.as_bytes());
        assert_eq!(
            key.sign_sha256(digest.as_bytes().try_into().unwrap()).unwrap(),
            signature,
            "{message} hashed"
        );
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
