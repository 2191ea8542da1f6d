//! Google Cloud Build: its keys, and what `gcloud` prints of its provenance.

use portcullis_sign::slsa::Provenance;
use portcullis_sign::{
    Envelope, EnvelopeLimits, KeyId, Statement, StatementLimits, TrustedKeys, Verified, VerifyingKey, intoto,
};
use serde_json::Value;

/// Keys as Google publishes them, by where they are kept, and what they sign: an envelope as DSSE has it, or its payload alone.
#[rustfmt::skip]
const KEYS: &[(&str, Over, &str)] = &[
    ("global/keyRings/attestor/cryptoKeys/provenanceSigner", Over::Encoding, "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEdMcJUyKbmarf6dydhfmAjgmK6c42oCCNRR1se3Bi3VO65KcGk6qyci6/bsu2s4u+dLKWrsUQomEw4v3FtVctoA=="),
    ("global/keyRings/attestor/cryptoKeys/google-hosted-worker", Over::Encoding, "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEg9KII7kzr/30HBluf00y9WwtMFkEqc3oCcFVH3QJ37IBLUv/MUApbnNHFfD75ayJ/a0F45xa+MLv5zoep+GxsA=="),
    ("global/keyRings/attestor/cryptoKeys/builtByGCB", Over::Payload, "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAECGIoAk3mHV8xq/P1x6doSzAJlTaWYhrmI3rfN5zfk3/Dq6nPpm8D0CMVNyc4HZ5ChTDqTV8EyaR56nLqjvMYUA=="),
    ("us-west2/keyRings/attestor/cryptoKeys/builtByGCB", Over::Payload, "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEw/gdczl7qDD4ww9B6WmJ6++/hQ5Smdw/1RBcwNNQE9qN0O+DilRE9/AjH7OvJUhNznOzEzH7mFq5mNdmUjYlXg=="),
];

#[derive(Clone, Copy, Eq, PartialEq)]
enum Over {
    Encoding,
    Payload,
}

/// Provenance with a good signature.
pub(crate) struct Opened {
    pub(crate) statement: Verified<Statement<Provenance>>,
    /// No signature of the envelope is by the key that it names.
    pub(crate) misnamed: bool,
}

/// The first provenance with a good signature, or the class of error of the cases.
pub(crate) fn open(document: &[u8]) -> Result<Opened, &'static str> {
    let document: Value = serde_json::from_slice(document).map_err(|_| "ErrorInvalidDssePayload")?;
    let all = document["provenance_summary"]["provenance"].as_array();
    all.into_iter()
        .flatten()
        .find_map(|one| verified(&one["envelope"]))
        .ok_or("ErrorNoValidSignature")
}

pub(crate) fn key_ids() -> Vec<KeyId> {
    KEYS.iter().map(|(.., digits)| key(digits).key_id()).collect()
}

fn verified(envelope: &Value) -> Option<Opened> {
    let bytes = serde_json::to_vec(envelope).unwrap();
    let parsed = Envelope::from_json(&bytes, &EnvelopeLimits::default()).ok()?;
    let (name, payload) = KEYS.iter().find_map(|(name, over, digits)| {
        let trusted = TrustedKeys::from(key(digits));
        let answer = match over {
            Over::Encoding => parsed.clone().verify(intoto::PAYLOAD_TYPE, &trusted),
            Over::Payload => parsed
                .clone()
                .verify_payload_alone(intoto::PAYLOAD_TYPE, &trusted),
        };
        Some((name, answer.ok()?))
    })?;
    let own = format!("projects/verified-builder/locations/{name}/cryptoKeyVersions/1");
    Some(Opened {
        misnamed: parsed
            .signatures()
            .iter()
            .all(|signature| signature.key_id() != own),
        statement: payload.into_statement(&StatementLimits::default()).unwrap(),
    })
}

fn key(digits: &str) -> VerifyingKey {
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{digits}\n-----END PUBLIC KEY-----\n");
    VerifyingKey::from_spki_pem(pem).unwrap()
}
