//! What evidence is about: entries, statements and signatures of something else are refused.

use portcullis_findings::Digest;
use portcullis_sign::intoto::PredicateError;
use portcullis_sign::verify::{Artifact, EntryPart, Reason, Signed, Step, verify};
use portcullis_sign::{MessageSigner as _, Predicate, RawPredicate, StatementLimits, intoto};
use serde_json::{Value, json};

use super::world::{ARTIFACT, Recipe, Said, World, b64, statement};
use super::{accepted, check, entry, good, parse, policy, refused, root};

#[test]
fn a_good_bundle_is_accepted_by_artifact_and_by_digest() {
    let (world, bundle) = good();
    let verified = check(&world, &policy(), &bundle, ARTIFACT).unwrap();
    assert_eq!(verified.get(), &Signed::Artifact);
    let evidence = verified.evidence();
    assert_eq!(evidence.log_entries().len(), 1);
    assert_eq!(evidence.times()[0].time.to_string(), "2026-02-01T00:01:00Z");

    let root = root(&world.trusted_root()).unwrap();
    let digest = Digest::sha256(ARTIFACT);
    let by_digest = verify(
        &root,
        &policy(),
        &parse(&bundle).unwrap(),
        Artifact::Digest(&digest),
    );
    assert_eq!(by_digest.unwrap().evidence(), evidence);
    let other = Digest::sha256(b"another artifact");
    let refused = verify(
        &root,
        &policy(),
        &parse(&bundle).unwrap(),
        Artifact::Digest(&other),
    )
    .unwrap_err();
    assert_eq!(refused.reason, Reason::OtherArtifact);
}

/// T1: a log entry that is real, and about something else, in every kind and part.
#[test]
fn entries_about_another_artifact_signature_or_signer_are_refused() {
    let world = World::new(1);
    let recipe = Recipe::default();
    let other = Recipe {
        signer: 51,
        ..Recipe::default()
    };
    let payload = statement(&[ARTIFACT]);
    for (kind, mut bundle) in [
        ("hashedrekord", world.sign(&recipe, ARTIFACT)),
        ("dsse", world.attest(&recipe, "dsse", &payload)),
        ("intoto", world.attest(&recipe, "intoto", &payload)),
    ] {
        accepted(&world, &policy(), &bundle);
        let signed = if kind == "hashedrekord" {
            ARTIFACT
        } else {
            &payload
        };
        let true_signature = signature(&bundle);
        let truth = world.say(kind, &recipe, Digest::sha256(signed), &true_signature);
        let lies = [
            (
                EntryPart::Artifact,
                Said {
                    digest: Digest::sha256(b"something else"),
                    ..truth.clone()
                },
            ),
            (
                EntryPart::Signature,
                Said {
                    signature: other.key().sign(signed).unwrap(),
                    ..truth.clone()
                },
            ),
            (
                EntryPart::Signer,
                Said {
                    verifier: world.say(kind, &other, Digest::sha256(signed), &[]).verifier,
                    ..truth.clone()
                },
            ),
            (
                EntryPart::Signer,
                Said {
                    verifier: recipe.key().public_key().to_spki_pem(),
                    ..truth.clone()
                },
            ),
        ];
        for (part, lie) in lies {
            *entry(&mut bundle) = world.entry(&world.log, &recipe, &lie);
            let refusal = refused(&world, &policy(), &bundle);
            assert_eq!(refusal.step, Step::Log, "{kind}");
            assert_eq!(refusal.reason, Reason::OtherEntry { index: 0, part }, "{kind}");
        }
    }
}

/// T1: entries swapped as they are between two good bundles of one signer.
#[test]
fn entries_swapped_between_bundles_are_refused() {
    let (world, mut ours) = good();
    let mut theirs = world.sign(&Recipe::default(), b"another artifact");
    std::mem::swap(entry(&mut ours), entry(&mut theirs));
    let reason = refused(&world, &policy(), &ours).reason;
    assert!(
        matches!(
            reason,
            Reason::OtherEntry {
                part: EntryPart::Signature,
                ..
            }
        ),
        "{reason}"
    );
}

#[test]
fn an_entry_that_calls_itself_another_kind_is_refused() {
    let (world, mut bundle) = good();
    for (member, value) in [("kind", "dsse"), ("version", "0.0.2")] {
        let before = entry(&mut bundle).clone();
        entry(&mut bundle)["kindVersion"][member] = json!(value);
        let reason = refused(&world, &policy(), &bundle).reason;
        assert!(
            matches!(
                reason,
                Reason::OtherEntry {
                    part: EntryPart::Kind,
                    ..
                }
            ),
            "{reason}"
        );
        *entry(&mut bundle) = before;
    }
}

/// T2: what is asked for is not what is there.
#[test]
fn payloads_that_are_no_statements_are_refused() {
    let world = World::new(1);
    let recipe = Recipe::default();
    for payload in [
        &b"{}"[..],
        b"not JSON",
        br#"{"_type":"https://in-toto.io/Statement/v9","subject":[],"predicateType":"p","predicate":{}}"#,
        &statement(&[]),
    ] {
        let bundle = world.attest(&recipe, "dsse", payload);
        let refusal = refused(&world, &policy(), &bundle);
        assert!(matches!(refusal.reason, Reason::Statement(_)), "{refusal}");
    }
    let mut bundle = world.attest(&recipe, "dsse", &statement(&[ARTIFACT]));
    bundle["dsseEnvelope"]["payloadType"] = json!("text/plain");
    assert!(matches!(
        refused(&world, &policy(), &bundle).reason,
        Reason::PayloadType { .. }
    ));
}

#[derive(Debug)]
struct Provenance;

impl Predicate for Provenance {
    const EXPECTED: &'static str = "https://example.com/provenance";

    fn predicate_type(&self) -> &str {
        Self::EXPECTED
    }

    fn from_json(_: &str, _: &[u8]) -> Result<Self, PredicateError> {
        Ok(Self)
    }

    fn to_json(&self) -> Vec<u8> {
        b"{}".to_vec()
    }
}

/// T2 and T18: the statement comes out under the predicate asked for alone, and is what was signed, byte for byte.
#[test]
fn a_verified_statement_is_the_signed_bytes_and_of_one_predicate() {
    let world = World::new(1);
    let mut payload = statement(&[b"another artifact", ARTIFACT]);
    payload.extend(b" \n");
    let bundle = world.attest(&Recipe::default(), "intoto", &payload);
    let verified = check(&world, &policy(), &bundle, ARTIFACT).unwrap();
    assert_eq!(verified.get(), &Signed::Statement(payload.clone()));
    let verified = verified.into_payload().unwrap();
    assert_eq!(verified.get(), &payload);
    assert_eq!(verified.evidence().payload_type(), intoto::PAYLOAD_TYPE);
    let limits = StatementLimits::default();
    assert!(verified.clone().into_statement::<Provenance>(&limits).is_err());
    assert!(verified.into_statement::<RawPredicate>(&limits).is_ok());
}

/// T3: a statement says nothing about artifacts that are not its subjects.
#[test]
fn a_statement_about_other_artifacts_is_refused() {
    let world = World::new(1);
    let bundle = world.attest(&Recipe::default(), "dsse", &statement(&[b"one", b"two"]));
    let refusal = refused(&world, &policy(), &bundle);
    assert_eq!(refusal.reason, Reason::OtherSubjects { subjects: 2 });
}

/// T9: evidence is for one signature.
#[test]
fn an_envelope_with_two_signatures_or_none_is_refused() {
    let world = World::new(1);
    let mut bundle = world.attest(&Recipe::default(), "dsse", &statement(&[ARTIFACT]));
    let signatures = bundle["dsseEnvelope"]["signatures"].as_array_mut().unwrap();
    signatures.push(signatures[0].clone());
    assert_eq!(
        refused(&world, &policy(), &bundle).reason,
        Reason::Signatures { count: 2 }
    );
    bundle["dsseEnvelope"]["signatures"] = json!([]);
    assert_eq!(
        refused(&world, &policy(), &bundle).reason,
        Reason::Signatures { count: 0 }
    );
}

fn signature(bundle: &Value) -> Vec<u8> {
    use base64::Engine as _;
    let text = bundle["messageSignature"]["signature"]
        .as_str()
        .or(bundle["dsseEnvelope"]["signatures"][0]["sig"].as_str())
        .unwrap();
    let bytes = base64::engine::general_purpose::STANDARD.decode(text).unwrap();
    assert_eq!(b64(&bytes), text);
    bytes
}

/// in-toto, "Validation model": a subject matches by at least one digest of an accepted algorithm. Others beside it may be of
/// algorithms nobody here computes, so they decide nothing, and one that fits under another algorithm's name does not either.
#[test]
fn a_subject_is_the_artifact_by_one_digest_under_its_own_name() {
    let world = World::new(1);
    let right = Digest::sha256(ARTIFACT).to_hex();
    let wrong = Digest::sha256(b"another artifact").to_hex();
    for (digests, accepted) in [
        (json!({"sha256": right, "sha1": "00".repeat(20)}), true),
        (json!({"sha256": right, "sha512": "00".repeat(64)}), true),
        (json!({"sha256": wrong, "sha512": "00".repeat(64)}), false),
        (json!({"sha3_256": right}), false),
        (json!({"sha512_256": right, "sha256": wrong}), false),
        (json!({"sha1": "00".repeat(20)}), false),
    ] {
        let payload = json!({
            "_type": "https://in-toto.io/Statement/v1",
            "subject": [{"name": "artifact", "digest": digests}],
            "predicateType": "https://example.com/predicate",
            "predicate": {},
        });
        let bundle = world.attest(&Recipe::default(), "dsse", payload.to_string().as_bytes());
        let answer = check(&world, &policy(), &bundle, ARTIFACT);
        assert_eq!(answer.is_ok(), accepted, "{payload}");
        let document = parse(&bundle).unwrap();
        let digest = Digest::sha256(ARTIFACT);
        let root = root(&world.trusted_root()).unwrap();
        let by_digest = verify(&root, &policy(), &document, Artifact::Digest(&digest));
        assert_eq!(by_digest.is_ok(), accepted, "{payload}");
    }
}

/// Whatever stands behind a signature belongs to it.
#[test]
fn a_signature_with_more_bytes_is_another() {
    let (world, bundle) = good();
    let signature = crate::tlog::unbase64(bundle["messageSignature"]["signature"].as_str().unwrap());
    for tail in [&[0][..], &[0x30, 0], &[0; 64]] {
        let mut longer = bundle.clone();
        longer["messageSignature"]["signature"] = json!(b64(&[signature.as_slice(), tail].concat()));
        assert_eq!(refused(&world, &policy(), &longer).step, Step::Signature);
    }
}
