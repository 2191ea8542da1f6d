//! Statements and predicates out of verified envelopes.

use portcullis_findings::Digest;
use portcullis_sign::intoto::{self, DigestSetError, PredicateError, StatementVersion, SubjectProblem};
use portcullis_sign::{
    Envelope, JsonProblem, Predicate, RawPredicate, ResourceDescriptor, Scheme, Statement, StatementError,
    StatementLimits, VerificationResult, VerificationSummary, Verified, Verifier,
};
use serde_json::{Value, json};

use crate::support::{key, trust};

fn summary(result: VerificationResult) -> VerificationSummary {
    VerificationSummary::new(
        Verifier::new("https://example.com/gate").with_version("gate", "0.1.0"),
        "2026-11-01T12:00:00Z".parse().unwrap(),
        "pkg:generic/storefront",
        ResourceDescriptor::at_uri("https://example.com/policy").with_digest(&Digest::sha256(b"policy")),
        result,
    )
    .unwrap()
}

/// Signs any text as a statement and reads it back.
fn read_back<P: Predicate>(
    statement: &[u8],
    limits: &StatementLimits,
) -> Result<Verified<Statement<P>>, StatementError> {
    let signer = key(Scheme::Ed25519, 1);
    let envelope = Envelope::sign(intoto::PAYLOAD_TYPE, statement, &[&signer]).unwrap();
    envelope
        .verify(intoto::PAYLOAD_TYPE, &trust(&[&signer]))
        .unwrap()
        .into_statement(limits)
}

fn refusal<P: Predicate + std::fmt::Debug>(statement: &Value) -> StatementError {
    read_back::<P>(
        &serde_json::to_vec(statement).unwrap(),
        &StatementLimits::default(),
    )
    .unwrap_err()
}

fn good() -> Value {
    let artifact = ResourceDescriptor::named("storefront", &Digest::sha256(b"artifact"));
    let statement = Statement::new(vec![artifact], summary(VerificationResult::Passed)).unwrap();
    serde_json::from_slice(&statement.to_json().unwrap()).unwrap()
}

#[test]
fn a_summary_is_written_as_the_specification_has_it() {
    let artifact = ResourceDescriptor::named("storefront", &Digest::sha256(b"artifact"));
    let mut passed = summary(VerificationResult::Passed);
    passed.verified_levels.push("SLSA_BUILD_LEVEL_2".to_owned());
    passed
        .dependency_levels
        .insert("SLSA_BUILD_LEVEL_0".to_owned(), 7);
    passed.slsa_version = Some("1.1".to_owned());
    passed
        .input_attestations
        .push(ResourceDescriptor::at_uri("a.intoto.jsonl").with_digest(&Digest::sha256(b"a")));
    let statement = Statement::new(vec![artifact], passed).unwrap();
    let bytes = statement.to_json().unwrap();
    insta::assert_snapshot!(String::from_utf8(bytes.clone()).unwrap(), @r#"{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"storefront","digest":{"sha256":"c7c5c1d70c5dec4416ab6158afd0b223ef40c29b1dc1f97ed9428b94d4cadb1c"}}],"predicateType":"https://slsa.dev/verification_summary/v1","predicate":{"verifier":{"id":"https://example.com/gate","version":{"gate":"0.1.0"}},"timeVerified":"2026-11-01T12:00:00Z","resourceUri":"pkg:generic/storefront","policy":{"uri":"https://example.com/policy","digest":{"sha256":"823412d1eacb67956220e532959f0104603057c88704863ca38e7cd188fda812"}},"inputAttestations":[{"uri":"a.intoto.jsonl","digest":{"sha256":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}}],"verificationResult":"PASSED","verifiedLevels":["SLSA_BUILD_LEVEL_2"],"dependencyLevels":{"SLSA_BUILD_LEVEL_0":7},"slsaVersion":"1.1"}}"#);

    let again = read_back::<VerificationSummary>(&bytes, &StatementLimits::default()).unwrap();
    assert_eq!(again.get(), &statement);
    assert!(again.get().subject(&Digest::sha256(b"artifact")).is_some());
    assert!(again.get().subject(&Digest::sha256(b"another")).is_none());
}

#[test]
fn a_summary_that_failed_says_so_among_its_levels() {
    assert_eq!(summary(VerificationResult::Failed).verified_levels, ["FAILED"]);
    let mut value = good();
    value["predicate"]["verifiedLevels"] = json!(["FAILED"]);
    let error = refusal::<VerificationSummary>(&value);
    assert_eq!(
        error,
        StatementError::Predicate(PredicateError::Value {
            member: "verifiedLevels"
        })
    );
}

#[test]
fn another_payload_type_is_no_statement() {
    let signer = key(Scheme::Ed25519, 1);
    let document = serde_json::to_vec(&good()).unwrap();
    let envelope = Envelope::sign("application/json", &document, &[&signer]).unwrap();
    let verified = envelope.verify("application/json", &trust(&[&signer])).unwrap();
    let error = verified
        .into_statement::<VerificationSummary>(&StatementLimits::default())
        .unwrap_err();
    assert_eq!(
        error,
        StatementError::PayloadType {
            found: "application/json".to_owned()
        }
    );
}

#[test]
fn another_predicate_type_is_refused() {
    let mut value = good();
    for other in [
        "https://slsa.dev/provenance/v1",
        "https://slsa.dev/verification_summary/v1/",
        "",
    ] {
        value["predicateType"] = json!(other);
        let error = refusal::<VerificationSummary>(&value);
        assert_eq!(
            error,
            StatementError::PredicateType {
                expected: VerificationSummary::EXPECTED,
                found: other.to_owned()
            }
        );
    }
}

#[test]
fn hostile_text_is_short_and_escaped_in_refusals() {
    for pointer in [
        "/_type",
        "/predicateType",
        "/predicate/verificationResult",
        "/subject/0/digest",
    ] {
        let mut value = good();
        let hostile = json!(format!("\u{1b}[2J{}", "x".repeat(100_000)));
        *value.pointer_mut(pointer).unwrap() = hostile;
        let message = refusal::<VerificationSummary>(&value).to_string();
        assert!(message.len() < 500 && !message.contains('\u{1b}'), "{message}");
    }
}

#[test]
fn a_statement_about_nothing_is_refused() {
    let mut value = good();
    value["subject"] = json!([]);
    assert_eq!(refusal::<RawPredicate>(&value), StatementError::NoSubject);
    assert_eq!(Statement::new(vec![], ()).unwrap_err(), StatementError::NoSubject);

    let no_digest = StatementError::Subject {
        index: 1,
        problem: SubjectProblem::NoDigest,
    };
    for subject in [
        json!({"name": "b"}),
        json!({"name": "b", "digest": {}}),
        json!({"digest": null}),
    ] {
        let mut value = good();
        value["subject"].as_array_mut().unwrap().push(subject);
        assert_eq!(refusal::<RawPredicate>(&value), no_digest);
    }
    let subjects = vec![
        ResourceDescriptor::named("a", &Digest::sha256(b"")),
        ResourceDescriptor::at_uri("b"),
    ];
    assert_eq!(Statement::new(subjects, ()).unwrap_err(), no_digest);
}

#[test]
fn a_digest_that_cannot_be_one_is_refused() {
    for digits in [
        "",
        "abc",
        "AB",
        "../../etc/passwd",
        &"g".repeat(64),
        &"a".repeat(63),
    ] {
        let mut value = good();
        value["subject"][0]["digest"]["sha256"] = json!(digits);
        let problem = SubjectProblem::Digest(DigestSetError::Value {
            algorithm: "sha256".to_owned(),
        });
        assert_eq!(
            refusal::<RawPredicate>(&value),
            StatementError::Subject { index: 0, problem },
            "{digits:?}"
        );
    }
}

#[test]
fn both_statement_versions_are_read_and_no_other() {
    for (text, version) in [
        ("https://in-toto.io/Statement/v1", StatementVersion::V1),
        ("https://in-toto.io/Statement/v0.1", StatementVersion::V01),
    ] {
        let mut value = good();
        value["_type"] = json!(text);
        let bytes = serde_json::to_vec(&value).unwrap();
        let read = read_back::<VerificationSummary>(&bytes, &StatementLimits::default()).unwrap();
        assert_eq!(read.get().version(), version);
    }
    let mut value = good();
    value["_type"] = json!("https://in-toto.io/Statement/v2");
    let found = "https://in-toto.io/Statement/v2".to_owned();
    assert_eq!(refusal::<RawPredicate>(&value), StatementError::Version { found });
}

#[test]
fn a_raw_predicate_keeps_its_bytes() {
    let text = br#"{"b": 1.0, "a":  [ ] }"#;
    let raw = RawPredicate::new("https://example.com/p/v1", text.to_vec()).unwrap();
    let statement = Statement::new(vec![ResourceDescriptor::named("a", &Digest::sha256(b"a"))], raw).unwrap();
    let bytes = statement.to_json().unwrap();
    let read = read_back::<RawPredicate>(&bytes, &StatementLimits::default()).unwrap();
    assert_eq!(read.get().predicate().as_json(), text);
    assert_eq!(
        read.get().predicate().predicate_type(),
        "https://example.com/p/v1"
    );
    assert!(RawPredicate::new("t", b"{\"a\":1,\"a\":2}".to_vec()).is_err());
    assert!(RawPredicate::new("t", b"[]".to_vec()).is_err());
}

#[test]
fn a_predicate_may_be_missing_but_not_another_thing() {
    let mut value = good();
    value.as_object_mut().unwrap().remove("predicate");
    let bytes = serde_json::to_vec(&value).unwrap();
    let read = read_back::<RawPredicate>(&bytes, &StatementLimits::default()).unwrap();
    assert_eq!(read.get().predicate().as_json(), b"{}");
    assert!(matches!(
        refusal::<VerificationSummary>(&value),
        StatementError::Predicate(PredicateError::Json(_))
    ));
    for other in [json!([]), json!("text"), json!(1)] {
        value["predicate"] = other;
        let error = refusal::<RawPredicate>(&value);
        assert_eq!(
            error,
            StatementError::Predicate(PredicateError::Value { member: "predicate" })
        );
    }
}

#[test]
fn members_a_summary_must_have_are_required() {
    for member in [
        "verifier",
        "timeVerified",
        "resourceUri",
        "policy",
        "verificationResult",
        "verifiedLevels",
    ] {
        let mut value = good();
        value["predicate"].as_object_mut().unwrap().remove(member);
        let error = refusal::<VerificationSummary>(&value);
        assert!(
            matches!(error, StatementError::Predicate(PredicateError::Json(_))),
            "{member}: {error:?}"
        );
    }
    for (pointer, bad, member) in [
        ("/predicate/timeVerified", json!("yesterday"), "timeVerified"),
        ("/predicate/timeVerified", json!("2026-11-01"), "timeVerified"),
        ("/predicate/resourceUri", json!(""), "resourceUri"),
        ("/predicate/verifier/id", json!(""), "verifier.id"),
        ("/predicate/policy/uri", json!(""), "policy.uri"),
    ] {
        let mut value = good();
        *value.pointer_mut(pointer).unwrap() = bad;
        let error = refusal::<VerificationSummary>(&value);
        assert_eq!(
            error,
            StatementError::Predicate(PredicateError::Value { member }),
            "{pointer}"
        );
    }
    let mut value = good();
    value["predicate"]["verificationResult"] = json!("UNDECIDED");
    assert!(matches!(
        refusal::<VerificationSummary>(&value),
        StatementError::Predicate(PredicateError::Json(_))
    ));
    let mut value = good();
    value["predicate"]["inputAttestations"] = json!([{"uri": "x"}]);
    assert!(matches!(
        refusal::<VerificationSummary>(&value),
        StatementError::Predicate(PredicateError::Value { .. })
    ));
}

#[test]
fn limits_of_statements_are_kept() {
    let bytes = serde_json::to_vec(&good()).unwrap();
    let read = |bend: fn(&mut StatementLimits)| {
        let mut limits = StatementLimits::default();
        bend(&mut limits);
        read_back::<RawPredicate>(&bytes, &limits).unwrap_err()
    };
    assert_eq!(
        read(|limits| limits.bytes = 10),
        StatementError::TooLarge {
            size: bytes.len(),
            limit: 10
        }
    );
    assert_eq!(
        read(|limits| limits.subjects = 0),
        StatementError::TooManySubjects { count: 1, limit: 0 }
    );
    let deep = JsonProblem::TooDeep { limit: 2 };
    assert!(matches!(read(|limits| limits.depth = 2), StatementError::Json(error) if error.problem == deep));
    let many = JsonProblem::TooManyItems { limit: 5 };
    assert!(matches!(read(|limits| limits.items = 5), StatementError::Json(error) if error.problem == many));
    let problem = SubjectProblem::Digest(DigestSetError::TooMany { count: 1, limit: 0 });
    assert_eq!(
        read(|limits| limits.digests = 0),
        StatementError::Subject { index: 0, problem }
    );
}
