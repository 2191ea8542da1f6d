//! What holds for all payloads and keys.

use portcullis_sign::dsse::pae;
use portcullis_sign::ssh::{AllowedSigners, SshSignature};
use portcullis_sign::{
    DigestSigner as _, Envelope, EnvelopeLimits, Hasher, MessageSigner as _, Scheme, SigningKey, VerifyingKey,
};
use proptest::prelude::*;

use crate::support::{SCHEMES, read, trust};

fn scheme() -> impl Strategy<Value = Scheme> {
    prop::sample::select(SCHEMES.to_vec())
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
        let public = key.public_key();
        prop_assert_eq!(&VerifyingKey::from_spki_pem(public.to_spki_pem()).unwrap(), public);
        prop_assert_eq!(&VerifyingKey::from_openssh(public.to_openssh()).unwrap(), public);
    }

    #[test]
    fn a_digest_verifies_as_its_message_does(
        scheme in scheme(),
        seed in any::<[u8; 32]>(),
        message in bytes(),
        at in any::<prop::sample::Index>(),
        bit in 0..8,
    ) {
        let Some(algorithm) = scheme.digest_algorithm() else { return Ok(()) };
        let key = SigningKey::generate(scheme, seed).unwrap();
        let mut hasher = Hasher::new(algorithm).unwrap();
        message.chunks(7).for_each(|piece| hasher.update(piece));
        let digest = hasher.finish();
        let mut signature = key.sign_digest(&digest).unwrap();
        prop_assert_eq!(&signature, &key.sign(&message).unwrap());
        prop_assert_eq!(key.public_key().verify_digest(&digest, &signature), Ok(()));
        let at = at.index(signature.len());
        signature[at] ^= 1u8 << bit;
        prop_assert!(key.public_key().verify_digest(&digest, &signature).is_err());
        prop_assert!(key.public_key().verify(&message, &signature).is_err());
    }

    #[test]
    fn no_bytes_make_a_reader_stop(document in prop::collection::vec(any::<u8>(), 0..400), text in ".{0,200}") {
        for input in [document.as_slice(), text.as_bytes()] {
            let _ = Envelope::from_json(input, &EnvelopeLimits::default());
            let _ = SigningKey::from_pkcs8_der(input);
            let _ = SigningKey::from_pkcs8_pem(input);
            let _ = SigningKey::from_sec1_der(input);
            let _ = SigningKey::read(input);
            let _ = VerifyingKey::from_spki_der(input);
            let _ = VerifyingKey::from_pkcs1_der(input);
            let _ = VerifyingKey::read(input);
            let _ = SshSignature::read(input);
            let _ = AllowedSigners::read(input);
        }
    }
}
