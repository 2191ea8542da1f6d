//! The bodies of log entries.

use portcullis_findings::Algorithm;
use portcullis_sign::tlog::{EntryClaims, EntryError, EntryKind, EntryVerifier, MAX_ENTRY_BYTES};
use portcullis_sign::{JsonError, JsonProblem, Scheme};

use super::build::{base64, bodies};
use crate::der::digest;
use crate::support::key;

const ARTIFACT: &[u8] = b"the artifact";

#[test]
fn every_kind_says_what_was_signed_and_by_what() {
    let key = key(Scheme::EcdsaP256Sha256, 1);
    let hash = Some(digest(Algorithm::Sha256, ARTIFACT));
    let kinds = [
        (EntryKind::HashedRekordV001, &hash, &None, &None),
        (EntryKind::HashedRekordV002, &hash, &None, &None),
        (EntryKind::DsseV001, &None, &hash, &hash),
        (EntryKind::DsseV002, &None, &hash, &None),
        (EntryKind::IntotoV001, &None, &hash, &hash),
        (EntryKind::IntotoV002, &None, &hash, &hash),
    ];
    for (body, (kind, artifact, payload, envelope)) in bodies(ARTIFACT, &key).iter().zip(kinds) {
        let claims = EntryClaims::parse(body.as_bytes()).unwrap();
        assert_eq!(claims.kind, kind);
        assert_eq!(
            (&claims.artifact, &claims.payload, &claims.envelope),
            (artifact, payload, envelope)
        );
        let [claimed] = claims.signatures.as_slice() else {
            panic!("{body}")
        };
        let spki = key.public_key().as_spki_der();
        assert_eq!(claimed.verifier, EntryVerifier::PublicKey(spki.to_vec()));
        match &claimed.signature {
            Some(signature) => assert_eq!(key.public_key().verify(ARTIFACT, signature), Ok(())),
            None => assert_eq!(kind, EntryKind::IntotoV001),
        }
        assert!(body.contains(&format!(
            r#""apiVersion":"{}","kind":"{}""#,
            kind.version(),
            kind.name()
        )));
    }
}

#[test]
fn certificates_and_keys_are_told_apart() {
    let key = key(Scheme::EcdsaP256Sha256, 1);
    let [old, new, ..] = bodies(ARTIFACT, &key);
    let certificate = b"0\x03\x02\x01\x01";
    let pem = crate::support::pem("CERTIFICATE", certificate);
    let verifier = |body: String| {
        EntryClaims::parse(body.as_bytes()).map(|claims| claims.signatures[0].verifier.clone())
    };
    let expected = Ok(EntryVerifier::Certificate(certificate.to_vec()));
    let key_pem = base64(key.public_key().to_spki_pem());
    assert_eq!(verifier(old.replace(&key_pem, &base64(&pem))), expected);
    let spki = format!(
        r#""publicKey":{{"rawBytes":"{}"}}"#,
        base64(key.public_key().as_spki_der())
    );
    let x509 = format!(r#""x509Certificate":{{"rawBytes":"{}"}}"#, base64(certificate));
    assert_eq!(verifier(new.replace(&spki, &x509)), expected);

    // Both, neither, two blocks, a private key.
    let both = verifier(new.replace(&spki, &format!("{spki},{x509}")));
    assert_eq!(both, Err(EntryError::Verifier));
    assert_eq!(
        verifier(new.replace(&format!(",{spki}"), "")),
        Err(EntryError::Verifier)
    );
    for pem in [
        format!("{pem}{pem}"),
        crate::support::pem("OTHER", certificate),
        String::new(),
    ] {
        let refused = verifier(old.replace(&key_pem, &base64(&pem)));
        assert!(matches!(refused, Err(EntryError::Pem(_))), "{pem}");
    }
}

#[test]
fn t18_a_body_has_one_reading() {
    let key = key(Scheme::EcdsaP256Sha256, 1);
    for body in bodies(ARTIFACT, &key) {
        let problem = |body: &str| match EntryClaims::parse(body.as_bytes()) {
            Err(EntryError::Json(JsonError { problem, .. })) => Some(problem),
            _ => None,
        };
        // Each member once more, and each object with a member nobody knows.
        let members: Vec<_> = body.match_indices("\":").map(|(at, _)| at).collect();
        for at in members {
            let start = body[..at].rfind('"').unwrap();
            let name = &body[start + 1..at];
            let twice = format!("{}\"{name}\":0,{}", &body[..start], &body[start..]);
            assert!(
                matches!(problem(&twice), Some(JsonProblem::DuplicateKey { .. })),
                "{twice}"
            );
            let unknown = format!("{}\"{name}X\":0,{}", &body[..start], &body[start..]);
            assert!(
                matches!(problem(&unknown), Some(JsonProblem::Shape { .. })),
                "{unknown}"
            );
        }
        for (at, _) in body.match_indices('{') {
            let listed = format!("{}[{}", &body[..at], &body[at + 1..]);
            assert!(EntryClaims::parse(listed.as_bytes()).is_err(), "{listed}");
        }
        assert!(problem(&format!("{body} {{}}")).is_some());
    }
}

#[test]
fn values_that_are_not_what_they_should_be_are_refused() {
    let key = key(Scheme::EcdsaP256Sha256, 1);
    let [hashed, hashed_v2, dsse, _, _, intoto] = bodies(ARTIFACT, &key);
    let refused = |body: String| EntryClaims::parse(body.as_bytes()).err();
    let unknown = refused(hashed.replace("0.0.1", "0.0.3"));
    assert!(matches!(unknown, Some(EntryError::UnknownKind { .. })));
    assert!(matches!(
        refused(hashed.replace("hashedrekord", "rekord")),
        Some(EntryError::UnknownKind { .. })
    ));
    for (body, from, to, member) in [
        (&hashed, "\"sha256\"", "\"sha1\"", "hash"),
        (&hashed, "\"sha256\"", "\"sha512\"", "hash"),
        (&hashed, "\"value\":\"", "\"value\":\"g", "hash"),
        (&hashed_v2, "SHA2_256", "SHA3_256", "data"),
        (&hashed_v2, "SHA2_256", "SHA2_384", "data"),
        (
            &dsse,
            "\"payloadHash\":{\"algorithm\":\"sha256",
            "\"payloadHash\":{\"algorithm\":\"md5",
            "payloadHash",
        ),
    ] {
        assert_eq!(
            refused(body.replace(from, to)),
            Some(EntryError::Digest { member }),
            "{to}"
        );
    }
    let signature = format!("\"content\":\"{}", "!");
    assert_eq!(
        refused(hashed.replacen("\"content\":\"", &signature, 1)),
        Some(EntryError::Base64 { member: "signature" })
    );

    let one = dsse.find("[").unwrap()..dsse.find("]").unwrap() + 1;
    let line = dsse[one.start + 1..one.end - 1].to_owned();
    for count in [0, 33] {
        let list = format!("[{}]", vec![line.as_str(); count].join(","));
        let many = dsse.replace(&dsse[one.clone()], &list);
        assert_eq!(refused(many), Some(EntryError::Signatures { count, limit: 32 }));
    }
    // A payload beside its hash.
    let with = |payload: &[u8]| {
        let payload = base64(base64(payload));
        intoto.replace(
            "{\"payloadType\"",
            &format!("{{\"payload\":\"{payload}\",\"payloadType\""),
        )
    };
    assert_eq!(refused(with(ARTIFACT)), None);
    assert_eq!(refused(with(b"another")), Some(EntryError::PayloadHash));
}

#[test]
fn t14_bodies_are_bounded() {
    let size = MAX_ENTRY_BYTES + 1;
    assert_eq!(
        EntryClaims::parse(&vec![b' '; size]),
        Err(EntryError::TooLarge {
            size,
            limit: MAX_ENTRY_BYTES
        })
    );
    let deep = format!("{{\"spec\":{}", "[".repeat(100_000));
    assert!(matches!(
        EntryClaims::parse(deep.as_bytes()),
        Err(EntryError::Json(JsonError {
            problem: JsonProblem::TooDeep { .. },
            ..
        }))
    ));
}
