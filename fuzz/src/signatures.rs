//! Envelopes, statements and keys.

use std::fmt::{Debug, Display};
use std::sync::LazyLock;

use portcullis_sign::{
    Envelope, EnvelopeLimits, MessageSigner, Predicate, RawPredicate, Scheme, SigningKey, StatementLimits,
    TrustedKeys, VerificationSummary, VerifyingKey, intoto,
};

use crate::support::text;

/// The keys that sign here, and nothing but [`SIGNED`]. Their seeds are public: they guard nothing.
pub(crate) static KEYS: LazyLock<[SigningKey; 2]> = LazyLock::new(|| {
    [Scheme::EcdsaP256Sha256, Scheme::Ed25519].map(|scheme| SigningKey::generate(scheme, [7; 32]).unwrap())
});

/// All that the keys have signed: payload type and payload.
pub(crate) const SIGNED: &[(&str, &[u8])] = &[
    ("text/x.example", b"hello world"),
    ("text/x.example", b""),
    ("application/x.other", b"\x00\xff"),
];

/// An envelope that is read is written and read again without a change; nothing but what was signed is ever accepted.
pub fn dsse(data: &[u8]) {
    let limits = EnvelopeLimits::default().with_bytes(1 << 20);
    let Ok(envelope) = Envelope::from_json(data, &limits) else {
        return;
    };
    assert_eq!(
        Envelope::from_json(&envelope.to_json(), &limits),
        Ok(envelope.clone())
    );

    let trusted = TrustedKeys::any_of(KEYS.iter().map(|key| key.public_key().clone())).unwrap();
    let payload_type = envelope.payload_type().to_owned();
    for asked in [payload_type.as_str(), "text/x.example", "application/x.other"] {
        if let Ok(verified) = envelope.clone().verify(asked, &trusted) {
            assert!(
                SIGNED.contains(&(asked, verified.get())),
                "{asked} {:?}",
                verified.get()
            );
            assert_eq!(verified.evidence().payload_type(), asked);
        }
    }
}

/// A statement with any predicate is written and read again without a change.
pub fn statement(data: &[u8]) {
    statement_of::<RawPredicate>(data);
}

/// A verification summary is written and read again without a change.
pub fn vsa(data: &[u8]) {
    statement_of::<VerificationSummary>(data);
}

/// Statements are reached through a signature alone; this key signs whatever comes, and is trusted nowhere else.
fn statement_of<P: Predicate + Clone + Debug + PartialEq>(data: &[u8]) {
    static KEY: LazyLock<SigningKey> =
        LazyLock::new(|| SigningKey::generate(Scheme::Ed25519, [1; 32]).unwrap());
    let trusted = TrustedKeys::from(KEY.public_key().clone());
    let limits = StatementLimits::default();
    let read = |envelope: Envelope| {
        envelope
            .verify(intoto::PAYLOAD_TYPE, &trusted)
            .unwrap()
            .into_statement::<P>(&limits)
    };
    let Ok(statement) = read(Envelope::sign(intoto::PAYLOAD_TYPE, data, &[&*KEY]).unwrap()) else {
        return;
    };
    let statement = statement.into_inner();
    assert!(!statement.subjects().is_empty());
    let written = statement.to_json().unwrap();
    let again = read(Envelope::sign(intoto::PAYLOAD_TYPE, &written, &[&*KEY]).unwrap())
        .unwrap()
        .into_inner();
    assert_eq!(again.to_json().unwrap(), written);
    assert_eq!(
        (again.subjects(), again.predicate()),
        (statement.subjects(), statement.predicate())
    );
}

/// A private key that is read is written and read again as the same one, signs what its public half verifies, and stands in
/// no output; neither does it where it is refused.
pub fn private_key(data: &[u8]) {
    for read in [SigningKey::from_pkcs8_pem(data), SigningKey::from_pkcs8_der(data)] {
        match read {
            Ok(key) => {
                let pem = key.to_pkcs8_pem();
                assert_unseen(pem.as_str(), &[&key, &pem]);
                let again = SigningKey::from_pkcs8_pem(pem.as_bytes()).unwrap();
                assert_eq!(again.public_key(), key.public_key());
                assert_eq!(again.to_pkcs8_pem().as_str(), pem.as_str());
                let signature = key.sign(b"message").unwrap();
                assert_eq!(again.sign(b"message").as_ref(), Ok(&signature));
                assert!(key.public_key().verify(b"message", &signature).is_ok());
                assert!(key.public_key().verify(b"massage", &signature).is_err());
            }
            Err(error) => assert_refusal(data, &error),
        }
    }
}

/// A public key that is read is written and read again as the same one, and verifies nothing by chance.
pub fn public_key(data: &[u8]) {
    for read in [
        VerifyingKey::from_spki_pem(data),
        VerifyingKey::from_spki_der(data),
    ] {
        match read {
            Ok(key) => {
                assert_eq!(VerifyingKey::from_spki_der(key.as_spki_der()).as_ref(), Ok(&key));
                assert_eq!(VerifyingKey::from_spki_pem(key.to_spki_pem()).as_ref(), Ok(&key));
                assert!(key.verify(b"message", &[]).is_err());
                assert!(key.verify(b"message", data.get(..64).unwrap_or(data)).is_err());
            }
            Err(error) => assert_refusal(data, &error),
        }
    }
}

/// Someone may have given the wrong half of a pair, so no refusal repeats what was given.
fn assert_refusal<E: Debug + Display>(data: &[u8], error: &E) {
    assert!(error.to_string().len() < 500, "{error}");
    if let Some(text) = text(data) {
        assert_unseen(text, &[error, &error.to_string()]);
    }
}

/// No line of base64 stands in any of the outputs.
fn assert_unseen(secret: &str, outputs: &[&dyn Debug]) {
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    for line in secret
        .lines()
        .filter(|line| line.len() >= 32 && line.bytes().all(is_base64))
    {
        for output in outputs {
            assert!(!format!("{output:?}").contains(line));
        }
    }
}
