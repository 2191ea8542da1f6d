//! Envelopes, statements and keys.

use std::fmt::Debug;
use std::sync::LazyLock;

use portcullis_sign::{
    Envelope, EnvelopeLimits, Predicate, RawPredicate, Scheme, SigningKey, StatementLimits, TrustedKeys,
    VerificationSummary, intoto,
};

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
pub(crate) fn statement_of<P: Predicate + Clone + Debug + PartialEq>(data: &[u8]) {
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
