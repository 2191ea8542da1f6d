//! What holds for all payloads and keys.

use portcullis_sign::dsse::pae;
use portcullis_sign::{Envelope, EnvelopeLimits, Scheme, SigningKey, VerifyingKey};
use proptest::prelude::*;

use crate::support::{read, trust};

fn scheme() -> impl Strategy<Value = Scheme> {
    prop_oneof![Just(Scheme::EcdsaP256Sha256), Just(Scheme::Ed25519)]
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..200)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn what_is_signed_verifies_and_no_other_key_or_type_does(
        scheme in scheme(),
        seed in any::<[u8; 32]>(),
        other in any::<[u8; 32]>(),
        payload_type in ".{0,40}",
        payload in bytes(),
    ) {
        prop_assume!(seed != other);
        let signer = SigningKey::generate(scheme, seed).unwrap();
        let stranger = SigningKey::generate(scheme, other).unwrap();
        let document = Envelope::sign(&payload_type, &payload, &[&signer]).unwrap().to_json();
        prop_assert_eq!(&document, &Envelope::sign(&payload_type, &payload, &[&signer]).unwrap().to_json());

        let envelope = read(&document).unwrap();
        prop_assert!(envelope.clone().verify(&payload_type, &trust(&[&stranger])).is_err());
        let longer = payload_type.clone() + "x";
        prop_assert!(envelope.clone().verify(&longer, &trust(&[&signer])).is_err());
        let verified = envelope.verify(&payload_type, &trust(&[&signer, &stranger])).unwrap();
        prop_assert_eq!(verified.into_inner(), payload);
    }

    #[test]
    fn the_encoding_that_is_signed_is_injective(
        types in prop::array::uniform2("[0-9 a]{0,6}"),
        payloads in prop::array::uniform2(prop::collection::vec(prop::sample::select(b"0129 a".to_vec()), 0..6)),
    ) {
        let same = types[0] == types[1] && payloads[0] == payloads[1];
        prop_assert_eq!(pae(&types[0], &payloads[0]) == pae(&types[1], &payloads[1]), same);
    }

    #[test]
    fn a_key_document_reads_back_as_the_same_key(scheme in scheme(), seed in any::<[u8; 32]>()) {
        let key = SigningKey::generate(scheme, seed).unwrap();
        let again = SigningKey::from_pkcs8_pem(key.to_pkcs8_pem().as_str()).unwrap();
        prop_assert_eq!(again.public_key(), key.public_key());
        prop_assert_eq!(&VerifyingKey::from_spki_pem(key.public_key().to_spki_pem()).unwrap(), key.public_key());
    }

    #[test]
    fn no_bytes_make_a_reader_stop(document in prop::collection::vec(any::<u8>(), 0..400), text in ".{0,200}") {
        for input in [document.as_slice(), text.as_bytes()] {
            let _ = Envelope::from_json(input, &EnvelopeLimits::default());
            let _ = SigningKey::from_pkcs8_der(input);
            let _ = SigningKey::from_pkcs8_pem(input);
            let _ = VerifyingKey::from_spki_der(input);
        }
    }
}
