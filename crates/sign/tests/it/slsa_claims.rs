//! Provenance whose writer says more than was asked, or says it in another place.

use portcullis_findings::{Algorithm, Digest};
use portcullis_sign::slsa::{
    BuildLevel, BuilderRefs, CertificateClaims, Expectations, ExpectationsBuilder, ExpectationsError,
    Mismatch, Provenance, SignerIdentity, SourcePlace, TrustedBuilder, Verdict, check, check_as,
};
use portcullis_sign::{Scheme, Statement, StatementLimits, Verified, intoto};
use serde_json::{Value, json};

use crate::support::{key, trust};

const ISSUER: &str = "https://token.actions.githubusercontent.com";
const REPOSITORY: &str = "https://github.com/org/app";
const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";
const RUNNER: &str = "https://github.com/actions/runner";
const CLOUD_BUILD: &str = "https://cloudbuild.googleapis.com/GoogleHostedWorker";

fn artifact() -> Digest {
    Digest::sha256(b"the artifact")
}

fn verified(version: &str, predicate: &Value) -> Verified<Statement<Provenance>> {
    let statement = json!({
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "app", "digest": {"sha256": artifact().to_hex()}}],
        "predicateType": format!("https://slsa.dev/provenance/{version}"),
        "predicate": predicate,
    });
    let signer = key(Scheme::Ed25519, 1);
    portcullis_sign::Envelope::sign(intoto::PAYLOAD_TYPE, statement.to_string().as_bytes(), &[&signer])
        .unwrap()
        .verify(intoto::PAYLOAD_TYPE, &trust(&[&signer]))
        .unwrap()
        .into_statement(&StatementLimits::default())
        .unwrap()
}

fn expected() -> ExpectationsBuilder {
    Expectations::of(artifact()).source("github.com/org/app")
}

/// What Cloud Build writes of a build of `org/app` at a tag.
fn cloud() -> Value {
    let builder = "gcr.io/cloud-builders/docker@sha256:aa";
    json!({
        "buildDefinition": {
            "buildType": "https://cloud.google.com/build/gcb-buildtypes/google-worker/v1",
            "externalParameters": {
                "buildConfigSource": {
                    "path": "cloudbuild.yaml", "ref": "refs/tags/v1.2.3", "repository": format!("git+{REPOSITORY}")
                },
                "substitutions": {},
            },
            "internalParameters": {"systemSubstitutions": {"TAG_NAME": "v1.2.3", "COMMIT_SHA": COMMIT}},
            "resolvedDependencies": [
                {"uri": builder, "digest": {"sha256": "a".repeat(64)}},
                {"uri": format!("git+{REPOSITORY}@refs/tags/v1.2.3"), "digest": {"gitCommit": COMMIT}},
            ],
        },
        "runDetails": {"builder": {"id": CLOUD_BUILD}, "byproducts": [{}]},
    })
}

fn cloud_built(
    predicate: &Value,
    more: fn(ExpectationsBuilder) -> ExpectationsBuilder,
) -> Result<Verdict, Vec<Mismatch>> {
    let signer = key(Scheme::Ed25519, 1);
    let builder = TrustedBuilder::keyed(CLOUD_BUILD, [signer.public_key().key_id()], BuildLevel::L3);
    check(
        &verified("v1", predicate),
        &more(expected().builder(builder)).build().unwrap(),
    )
}

#[test]
fn what_cloud_build_built_is_the_source_and_not_where_its_steps_come_from() {
    let as_is = |expected: ExpectationsBuilder| expected;
    let verdict = cloud_built(&cloud(), |expected| expected.tag("v1.2.3")).unwrap();
    assert_eq!(
        verdict.commit.as_deref(),
        Some(COMMIT),
        "not that of the step's image"
    );
    let parameters = "/buildDefinition/externalParameters";
    let with = |source: Value| {
        let mut bent = cloud();
        bent.pointer_mut(parameters).unwrap()["sourceToBuild"] = source;
        bent
    };
    let same = json!({"dir": "/", "ref": "refs/tags/v1.2.3", "repository": format!("git+{REPOSITORY}")});
    assert!(cloud_built(&with(same), |expected| expected.tag("v1.2.3")).is_ok());
    let other = json!({"ref": "refs/tags/v1.2.3", "repository": "git+https://github.com/mallory/app"});
    let found = cloud_built(&with(other), as_is).unwrap_err();
    assert!(
        matches!(
            found.as_slice(),
            [Mismatch::Source {
                place: SourcePlace::Material,
                ..
            }]
        ),
        "{found:?}"
    );
    assert!(
        cloud_built(&with(json!({"dir": "/"})), as_is).is_err(),
        "of nowhere"
    );
    let mut turned = with(json!({"ref": "refs/tags/v1.2.3", "repository": format!("git+{REPOSITORY}")}));
    turned.pointer_mut(parameters).unwrap()["buildConfigSource"]["repository"] =
        json!("git+https://github.com/mallory/steps");
    let found = cloud_built(&turned, as_is).unwrap_err();
    assert!(
        matches!(
            found.as_slice(),
            [Mismatch::Source {
                place: SourcePlace::Trigger,
                ..
            }]
        ),
        "{found:?}"
    );
}

#[test]
fn a_tag_of_cloud_build_is_one_that_the_platform_names_too() {
    for (substitutions, fine) in [
        (json!({"TAG_NAME": "v1.2.3"}), true),
        (json!({"TAG_NAME": "v1.2.4"}), false),
        (json!({"TAG_NAME": 1}), false),
        (json!({"BRANCH_NAME": "v1.2.3"}), false),
        (json!({}), false),
    ] {
        let mut bent = cloud();
        bent["buildDefinition"]["internalParameters"]["systemSubstitutions"] = substitutions.clone();
        let ended = cloud_built(&bent, |expected| expected.tag("v1.2.3"));
        assert_eq!(ended.is_ok(), fine, "{substitutions}: {ended:?}");
    }
}

#[test]
fn substitutions_of_cloud_build_are_read_from_a_build_alone() {
    let signer = key(Scheme::Ed25519, 1);
    let id = format!("{CLOUD_BUILD}@v0.3");
    for (kind, fine) in [
        ("type.googleapis.com/google.devtools.cloudbuild.v1.Build", true),
        ("type.googleapis.com/google.devtools.cloudbuild.v1.Other", false),
    ] {
        let predicate = json!({
            "builder": {"id": id},
            "recipe": {
                "type": "https://cloudbuild.googleapis.com/CloudBuildYaml@v0.1",
                "arguments": {"@type": kind, "substitutions": {"TAG_NAME": "v1.2.3"}},
            },
            "materials": [{"uri": format!("git+{REPOSITORY}"), "digest": {"sha1": COMMIT}}],
        });
        let builder = TrustedBuilder::keyed(&id, [signer.public_key().key_id()], BuildLevel::L3);
        let ended = check(
            &verified("v0.1", &predicate),
            &expected().builder(builder).tag("v1.2.3").build().unwrap(),
        );
        assert_eq!(ended.is_ok(), fine, "{kind}: {ended:?}");
    }
}

#[test]
fn a_parameter_that_is_not_understood_is_no_parameter_that_was_looked_at() {
    let mut bent = cloud();
    bent["buildDefinition"]["externalParameters"]["patch"] = json!("https://mallory.example/patch");
    let parameter = Mismatch::Parameter {
        name: "patch".to_owned(),
    };
    assert_eq!(cloud_built(&bent, |expected| expected), Err(vec![parameter]));
}

/// A release workflow of a repository with several packages, whose tags have an `@`.
const TAG: &str = "refs/tags/@org/app@1.2.3";

fn workflow() -> String {
    format!("{REPOSITORY}/.github/workflows/release.yml@{TAG}")
}

/// What npm's older command line writes.
fn npm() -> Value {
    json!({
        "buildType": "https://github.com/npm/cli/gha/v2",
        "builder": {"id": RUNNER},
        "invocation": {
            "configSource": {
                "uri": format!("git+{REPOSITORY}@{TAG}"), "digest": {"sha1": COMMIT},
                "entryPoint": ".github/workflows/release.yml",
            },
            "parameters": {},
            "environment": {"GITHUB_REF": TAG, "GITHUB_SHA": COMMIT, "GITHUB_RUN_ID": "5", "GITHUB_RUN_ATTEMPT": "1"},
        },
        "metadata": {"buildInvocationId": "5-1"},
        "materials": [{"uri": format!("git+{REPOSITORY}@{TAG}"), "digest": {"sha1": COMMIT}}],
    })
}

/// The same of its newer one.
fn attested() -> Value {
    json!({
        "buildDefinition": {
            "buildType": "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1",
            "externalParameters": {"workflow": {
                "ref": TAG, "repository": REPOSITORY, "path": ".github/workflows/release.yml"
            }},
            "internalParameters": {"github": {"event_name": "push"}},
            "resolvedDependencies": [{"uri": format!("git+{REPOSITORY}@{TAG}"), "digest": {"gitCommit": COMMIT}}],
        },
        "runDetails": {"builder": {"id": RUNNER}},
    })
}

fn certificate() -> CertificateClaims {
    let mut claims = CertificateClaims::new(ISSUER, workflow());
    let text = |text: &str| Some(text.to_owned());
    claims.runner_environment = text("github-hosted");
    claims.source_repository = text(REPOSITORY);
    claims.source_digest = text(COMMIT);
    claims.source_ref = text(TAG);
    claims.build_config = Some(workflow());
    claims.build_trigger = text("push");
    claims.run_invocation = text(&format!("{REPOSITORY}/actions/runs/5/attempts/1"));
    claims
}

fn run(version: &str, predicate: &Value) -> Result<Verdict, Vec<Mismatch>> {
    let expected = expected().builder(TrustedBuilder::github(RUNNER).unwrap());
    let signer = SignerIdentity::from(certificate());
    check_as(
        &verified(version, predicate),
        &signer,
        &expected.tag("@org/app@1.2.3").build().unwrap(),
    )
}

#[test]
fn a_tag_may_have_an_at_sign_of_its_own() {
    assert!(run("v0.2", &npm()).is_ok(), "{:?}", run("v0.2", &npm()));
    assert!(run("v1", &attested()).is_ok(), "{:?}", run("v1", &attested()));
    let mut own = attested();
    own["runDetails"]["builder"]["id"] = json!(workflow());
    let builder = |refs| {
        let id = format!("{REPOSITORY}/.github/workflows/release.yml");
        TrustedBuilder::github(&id).unwrap().with_refs(refs)
    };
    for (refs, fine) in [
        (BuilderRefs::Any, true),
        (BuilderRefs::Exactly(TAG.to_owned()), true),
        (BuilderRefs::Exactly("1.2.3".to_owned()), false),
        (BuilderRefs::Releases, false),
    ] {
        let expected = expected().builder(builder(refs.clone())).build().unwrap();
        let ended = check_as(
            &verified("v1", &own),
            &SignerIdentity::from(certificate()),
            &expected,
        );
        assert_eq!(ended.is_ok(), fine, "{refs:?}: {ended:?}");
    }
    // A branch that is named as a release of something else.
    let mut claims = certificate();
    claims.subject = format!("{REPOSITORY}/.github/workflows/release.yml@refs/heads/x@refs/tags/v1.2.3");
    own["runDetails"]["builder"]["id"] = json!(claims.subject);
    let expected = expected()
        .builder(builder(BuilderRefs::Releases))
        .build()
        .unwrap();
    assert!(check_as(&verified("v1", &own), &SignerIdentity::from(claims), &expected).is_err());
}

#[test]
fn what_a_tenant_adds_to_its_provenance_is_refused() {
    let material = "/buildDefinition/resolvedDependencies/0";
    for (path, added) in [
        ("/runDetails/builder/version", json!({"tool": "1"})),
        (
            "/runDetails/builder/builderDependencies",
            json!([{"uri": "https://x.example"}]),
        ),
        ("/runDetails/byproducts", json!([{"uri": "https://x.example"}])),
        (
            "/buildDefinition/externalParameters/workflow/inputs",
            json!({"a": "b"}),
        ),
        (&format!("{material}/digest/sha1"), json!("f".repeat(40))),
        (&format!("{material}/annotations"), json!({"reviewed": true})),
        (&format!("{material}/name"), json!("reviewed")),
        (
            &format!("{material}/downloadLocation"),
            json!("https://x.example"),
        ),
    ] {
        let mut bent = attested();
        let (parent, name) = path.rsplit_once('/').unwrap();
        bent.pointer_mut(parent).unwrap()[name] = added;
        let found = run("v1", &bent).unwrap_err();
        let told =
            |one: &Mismatch| matches!(one, Mismatch::Certificate { .. } | Mismatch::Unconfirmed { .. });
        assert!(found.iter().any(told), "{path}: {found:?}");
    }
    let mut bent = npm();
    bent["invocation"]["configSource"]["digest"]["sha1"] = json!("f".repeat(40));
    assert!(matches!(
        run("v0.2", &bent).unwrap_err().as_slice(),
        [Mismatch::Certificate { claim, .. }] if claim == "configSource.digest"
    ));
}

/// Reading the whole object for each of its members would take hours.
#[test]
fn an_environment_of_a_hundred_thousand_names_is_refused_for_the_first() {
    let many: serde_json::Map<_, _> = (0..100_000).map(|n| (format!("A{n:06}"), json!("x"))).collect();
    let mut bent = npm();
    bent["invocation"]["environment"] = Value::Object(many.clone());
    let found = run("v0.2", &bent).unwrap_err();
    assert!(
        matches!(found.as_slice(), [Mismatch::Certificate { claim, .. }] if claim == "A000000"),
        "{} mismatches",
        found.len()
    );
    let mut bent = attested();
    bent["buildDefinition"]["internalParameters"]["github"] = Value::Object(many);
    assert_eq!(run("v1", &bent).unwrap_err().len(), 1);
}

#[test]
fn a_certificate_of_no_issuer_is_nobodys() {
    let mut claims = certificate();
    claims.issuer = String::new();
    let builder = TrustedBuilder::github(RUNNER).unwrap().with_issuer("");
    let expected = expected().builder(builder).build().unwrap();
    let ended = check_as(
        &verified("v1", &attested()),
        &SignerIdentity::from(claims),
        &expected,
    );
    assert!(matches!(
        ended.unwrap_err().as_slice(),
        [Mismatch::UntrustedBuilder { .. }]
    ));
}

#[test]
fn an_artifact_is_known_by_no_digest_that_can_be_matched() {
    let builder = || TrustedBuilder::github(RUNNER).unwrap();
    for (algorithm, fine) in [
        (Algorithm::Md5, false),
        (Algorithm::Sha1, false),
        (Algorithm::GoH1, false),
        (Algorithm::Sha256, true),
        (Algorithm::Sha384, true),
        (Algorithm::Sha512, true),
    ] {
        let digest = Digest::new(algorithm, vec![1; algorithm.length()]).unwrap();
        let built = Expectations::of(digest)
            .source("github.com/org/app")
            .builder(builder())
            .build();
        let refused = ExpectationsError::Digest { found: algorithm };
        assert_eq!(built.err(), (!fine).then_some(refused));
    }
}
