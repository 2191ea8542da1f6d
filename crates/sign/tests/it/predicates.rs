//! Typed predicates: read out of verified statements, written back the same, and refused where they say nothing.

use std::fmt::Debug;

use portcullis_findings::Digest;
use portcullis_sign::intoto::{
    self, AttributeReport, JsonObject, Link, Predicate, PredicateError, Release, TestOutcome, TestResult,
};
use portcullis_sign::slsa::{Provenance, ProvenanceV1, PublishAttestation};
use portcullis_sign::{
    Envelope, ResourceDescriptor, Scheme, Statement, StatementError, StatementLimits, Verified,
};

use crate::support::{key, trust};

fn read<P: Predicate>(
    predicate_type: &str,
    predicate: &str,
) -> Result<Verified<Statement<P>>, StatementError> {
    let digest = Digest::sha256(b"artifact").to_hex();
    let statement = format!(
        r#"{{"_type":"https://in-toto.io/Statement/v1","subject":[{{"name":"a","digest":{{"sha256":"{digest}"}}}}],"predicateType":"{predicate_type}","predicate":{predicate}}}"#
    );
    let key = key(Scheme::Ed25519, 1);
    Envelope::sign(intoto::PAYLOAD_TYPE, statement.as_bytes(), &[&key])
        .unwrap()
        .verify(intoto::PAYLOAD_TYPE, &trust(&[&key]))
        .unwrap()
        .into_statement(&StatementLimits::default())
}

/// Texts in the order in which we write them come back byte for byte.
fn kept<P: Predicate + Debug>(predicate_type: &str, texts: &[&str]) {
    for text in texts {
        let statement = read::<P>(predicate_type, text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let predicate = statement.get().predicate();
        assert_eq!(predicate.predicate_type(), predicate_type);
        assert_eq!(String::from_utf8(predicate.to_json()).unwrap(), *text);
    }
}

fn refused<P: Predicate + Debug>(predicate_type: &str, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        match read::<P>(predicate_type, text) {
            Err(StatementError::Predicate(
                PredicateError::Value { member } | PredicateError::Digest { member, .. },
            )) => assert_eq!(member, *expected, "{text}"),
            Err(StatementError::Predicate(PredicateError::Json(error))) => {
                assert_eq!(*expected, "json", "{text}: {error}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn provenance_of_slsa_1_is_kept() {
    kept::<Provenance>(
        "https://slsa.dev/provenance/v1",
        &[
            r#"{"buildDefinition":{"buildType":"https://b.example/t","externalParameters":{}},"runDetails":{"builder":{"id":"https://b.example"}}}"#,
            r#"{"buildDefinition":{"buildType":"t","externalParameters":{"x":[1,1.50,{"y":null}]},"internalParameters":{"z":"0"},"resolvedDependencies":[{"name":"n","uri":"u","digest":{"gitCommit":"0123456789012345678901234567890123456789"},"content":"AQI=","downloadLocation":"d","mediaType":"m","annotations":{"k":1e3}}]},"runDetails":{"builder":{"id":"b","builderDependencies":[{"uri":"u"}],"version":{"v":"1"}},"metadata":{"invocationId":"i","startedOn":"2026-11-01T00:00:00Z","finishedOn":"2026-11-01T00:00:01.5Z"},"byproducts":[{"uri":"log"}]}}"#,
        ],
    );
    refused::<Provenance>(
        "https://slsa.dev/provenance/v1",
        &[
            ("{}", "json"),
            (
                r#"{"buildDefinition":{"buildType":"t"},"runDetails":{"builder":{"id":""}}}"#,
                "runDetails.builder.id",
            ),
            (
                r#"{"buildDefinition":{"buildType":""},"runDetails":{"builder":{"id":"b"}}}"#,
                "buildDefinition.buildType",
            ),
            (
                r#"{"buildDefinition":{"buildType":"t","externalParameters":[]},"runDetails":{"builder":{"id":"b"}}}"#,
                "buildDefinition.externalParameters",
            ),
            (
                r#"{"buildDefinition":{"buildType":"t"},"runDetails":{"builder":{"id":"b"},"metadata":{"startedOn":"2026-11-01"}}}"#,
                "runDetails.metadata.startedOn",
            ),
            (
                r#"{"buildDefinition":{"buildType":"t","resolvedDependencies":[{"uri":"u","digest":{"sha256":"00"}}]},"runDetails":{"builder":{"id":"b"}}}"#,
                "buildDefinition.resolvedDependencies",
            ),
            (
                r#"{"buildDefinition":["t",{}],"runDetails":{"builder":{"id":"b"}}}"#,
                "json",
            ),
        ],
    );
}

#[test]
fn older_provenance_is_kept() {
    kept::<Provenance>(
        "https://slsa.dev/provenance/v0.2",
        &[
            r#"{"builder":{"id":"b"},"buildType":"t"}"#,
            r#"{"builder":{"id":"b"},"buildType":"t","invocation":{"configSource":{"uri":"u","digest":{"sha1":"0123456789012345678901234567890123456789"},"entryPoint":"e"},"parameters":{"p":1},"environment":{"e":{}}},"buildConfig":{"steps":[]},"metadata":{"buildInvocationId":"i","buildStartedOn":"2026-11-01T00:00:00Z","buildFinishedOn":"2026-11-01T00:00:01Z","completeness":{"parameters":true,"environment":false,"materials":false},"reproducible":true},"materials":[{"uri":"u"}]}"#,
        ],
    );
    kept::<Provenance>(
        "https://slsa.dev/provenance/v0.1",
        &[
            r#"{"builder":{"id":"b"},"recipe":{"type":"t"}}"#,
            r#"{"builder":{"id":"b"},"recipe":{"type":"t","definedInMaterial":0,"entryPoint":"e","arguments":{"@type":"x"},"environment":{}},"metadata":{"buildInvocationId":"i"},"materials":[{"uri":"u"}]}"#,
        ],
    );
    // As a builder in Go spells it.
    let spelled = r#"{"builder":{"id":"b"},"buildType":"t","metadata":{"buildInvocationID":"7-1"}}"#;
    let statement = read::<Provenance>("https://slsa.dev/provenance/v0.2", spelled).unwrap();
    assert_eq!(statement.get().predicate().invocation_id(), Some("7-1"));
    let both = r#"{"builder":{"id":"b"},"buildType":"t","metadata":{"buildInvocationID":"7-1","buildInvocationId":"8-1"}}"#;
    refused::<Provenance>("https://slsa.dev/provenance/v0.2", &[(both, "json")]);
}

#[test]
fn test_results_are_kept_and_cannot_pass_with_a_failed_test() {
    kept::<TestResult>(
        TestResult::EXPECTED,
        &[
            r#"{"result":"PASSED","configuration":[]}"#,
            r#"{"result":"FAILED","configuration":[{"uri":"u"}],"url":"x","passedTests":["a"],"warnedTests":["b"],"failedTests":["c"]}"#,
        ],
    );
    refused::<TestResult>(
        TestResult::EXPECTED,
        &[
            (
                r#"{"result":"PASSED","configuration":[],"failedTests":["c"]}"#,
                "result",
            ),
            (r#"{"result":"passed","configuration":[]}"#, "json"),
            (r#"{"result":"PASSED"}"#, "json"),
        ],
    );
    assert_eq!(
        TestResult::new(TestOutcome::Passed, Vec::new()).to_json(),
        br#"{"result":"PASSED","configuration":[]}"#
    );
}

#[test]
fn links_are_kept_and_name_each_material_once() {
    let material = r#"{"name":"m","digest":{"sha256":"0000000000000000000000000000000000000000000000000000000000000000"}}"#;
    kept::<Link>(
        Link::EXPECTED,
        &[
            r#"{"name":"step"}"#,
            &format!(
                r#"{{"name":"step","command":["a","b"],"materials":[{material}],"byproducts":{{"o":1}},"environment":{{}}}}"#
            ),
        ],
    );
    refused::<Link>(
        Link::EXPECTED,
        &[
            (r#"{"name":""}"#, "name"),
            (
                &format!(r#"{{"name":"s","materials":[{material},{material}]}}"#),
                "materials",
            ),
            (r#"{"name":"s","materials":[{"name":"m"}]}"#, "materials"),
            (r#"{"name":"s","environment":1}"#, "environment"),
        ],
    );
}

#[test]
fn attribute_reports_are_kept_and_claim_something() {
    kept::<AttributeReport>(
        AttributeReport::EXPECTED,
        &[
            r#"{"attributes":[{"attribute":"REPRODUCIBLE"}]}"#,
            r#"{"attributes":[{"attribute":"A","target":{"uri":"t"},"conditions":{"flags":"-f"},"evidence":{"uri":"e"}}],"producer":{"uri":"p"}}"#,
        ],
    );
    refused::<AttributeReport>(
        AttributeReport::EXPECTED,
        &[
            (r#"{"attributes":[]}"#, "attributes"),
            (r#"{"attributes":[{"attribute":""}]}"#, "attributes"),
            (
                r#"{"attributes":[{"attribute":"A","conditions":"x"}]}"#,
                "attributes.conditions",
            ),
        ],
    );
}

#[test]
fn releases_are_kept_and_have_a_version() {
    for version in ["v0.1", "v0.2"] {
        kept::<Release>(
            &format!("https://in-toto.io/attestation/release/{version}"),
            &[
                r#"{"purl":"pkg:npm/semver@7.5.4"}"#,
                r#"{"purl":"pkg:pypi/x@1","packageId":"12"}"#,
            ],
        );
    }
    refused::<Release>(
        Release::EXPECTED,
        &[
            (r#"{"purl":"pkg:npm/semver"}"#, "purl"),
            (r#"{"purl":"semver@1"}"#, "purl"),
        ],
    );
}

#[test]
fn publish_attestations_are_kept() {
    kept::<PublishAttestation>(
        PublishAttestation::EXPECTED,
        &[r#"{"name":"@scope/name","version":"1.0.0","registry":"https://registry.example"}"#],
    );
}

#[test]
fn provenance_is_built_from_the_values_of_the_caller() {
    let parameters = JsonObject::default()
        .with_text("ref", "refs/tags/v1.0.0")
        .with_object("inputs", &JsonObject::default().with_text("mode", "release"));
    let provenance = ProvenanceV1::new("https://b.example/v1", "https://b.example/make", parameters)
        .unwrap()
        .with_material(
            ResourceDescriptor::at_uri("git+https://example.com/app").with_digest(&Digest::sha256(b"tree")),
        )
        .with_internal_parameters(JsonObject::default().with_text("pool", "7"))
        .with_invocation("https://b.example/runs/7")
        .with_times(
            "2026-11-01T00:00:00Z".parse().unwrap(),
            "2026-11-01T00:05:00Z".parse().unwrap(),
        );
    let subject = ResourceDescriptor::named("app", &Digest::sha256(b"the artifact"));
    let statement = Statement::new(vec![subject], provenance).unwrap();
    insta::assert_snapshot!(String::from_utf8(statement.to_json().unwrap()).unwrap());
    assert_eq!(
        ProvenanceV1::new("", "t", JsonObject::default()),
        Err(PredicateError::Value {
            member: "runDetails.builder.id"
        })
    );
}
