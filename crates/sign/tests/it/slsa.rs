//! Provenance against expectations: what passes, and each single thing that does not.

use portcullis_findings::{Algorithm, Digest};
use portcullis_sign::intoto::{JsonObject, Predicate};
use portcullis_sign::slsa::{
    BuildLevel, BuilderRefs, CertificateClaims, Expectations, ExpectationsBuilder, ExpectationsError,
    Mismatch, PackagePlace, Provenance, ProvenanceV1, PublishAttestation, SignerIdentity, SourcePlace,
    SummaryExpectations, TrustedBuilder, Verdict, check, check_as, check_package_as, check_summary,
};
use portcullis_sign::{
    DigestSet, ResourceDescriptor, Scheme, SigningKey, Statement, StatementLimits, VerificationResult,
    VerificationSummary, Verified, Verifier, intoto,
};
use serde_json::{Value, json};

use crate::support::{key, trust};

const ISSUER: &str = "https://token.actions.githubusercontent.com";
const REPOSITORY: &str = "https://github.com/org/app";
const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";
const WORKFLOW: &str = "https://github.com/org/app/.github/workflows/release.yml@refs/tags/v1.2.3";
const GENERATOR: &str = "https://github.com/slsa-framework/slsa-github-generator/.github/workflows/";
const RUNNER: &str = "https://github.com/actions/runner/github-hosted";

fn signer() -> SigningKey {
    key(Scheme::Ed25519, 1)
}

fn artifact() -> Digest {
    let bytes: Vec<u8> = (0..64).collect();
    Digest::new(Algorithm::Sha512, bytes).unwrap()
}

/// A statement is reached through a signature alone; who signed is told apart from it.
fn verified<P: Predicate>(subject: &str, predicate_type: &str, predicate: &Value) -> Verified<Statement<P>> {
    let statement = json!({
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": subject, "digest": {"sha512": artifact().to_hex()}}],
        "predicateType": predicate_type,
        "predicate": predicate,
    });
    let signer = signer();
    portcullis_sign::Envelope::sign(intoto::PAYLOAD_TYPE, statement.to_string().as_bytes(), &[&signer])
        .unwrap()
        .verify(intoto::PAYLOAD_TYPE, &trust(&[&signer]))
        .unwrap()
        .into_statement(&StatementLimits::default())
        .unwrap()
}

fn provenance(predicate: &Value) -> Verified<Statement<Provenance>> {
    verified(
        "pkg:npm/%40org/app@1.2.3",
        "https://slsa.dev/provenance/v1",
        predicate,
    )
}

/// What npm's command line writes on GitHub's runner; a workflow could write anything else.
fn run() -> Value {
    json!({
        "buildDefinition": {
            "buildType": "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1",
            "externalParameters": {"workflow": {
                "ref": "refs/tags/v1.2.3", "repository": REPOSITORY, "path": ".github/workflows/release.yml"
            }},
            "internalParameters": {"github": {
                "event_name": "release", "repository_id": "7", "repository_owner_id": "8"
            }},
            "resolvedDependencies": [{
                "uri": format!("git+{REPOSITORY}@refs/tags/v1.2.3"), "digest": {"gitCommit": COMMIT}
            }]
        },
        "runDetails": {
            "builder": {"id": RUNNER},
            "metadata": {"invocationId": format!("{REPOSITORY}/actions/runs/5/attempts/1")}
        }
    })
}

fn certificate() -> CertificateClaims {
    let mut claims = CertificateClaims::new(ISSUER, WORKFLOW);
    let text = |text: &str| Some(text.to_owned());
    claims.subject_digest = text(COMMIT);
    claims.runner_environment = text("github-hosted");
    claims.source_repository = text(REPOSITORY);
    claims.source_digest = text(COMMIT);
    claims.source_ref = text("refs/tags/v1.2.3");
    claims.source_id = text("7");
    claims.source_owner_id = text("8");
    claims.build_config = text(WORKFLOW);
    claims.build_trigger = text("release");
    claims.run_invocation = text(&format!("{REPOSITORY}/actions/runs/5/attempts/1"));
    claims
}

fn expected() -> ExpectationsBuilder {
    Expectations::of(artifact())
        .source("github.com/org/app")
        .builder(TrustedBuilder::github(RUNNER).unwrap())
}

fn checked(predicate: &Value, claims: CertificateClaims) -> Result<Verdict, Vec<Mismatch>> {
    check_as(
        &provenance(predicate),
        &SignerIdentity::from(claims),
        &expected().build().unwrap(),
    )
}

#[test]
fn provenance_of_a_runner_passes_at_level_two() {
    let verdict = checked(&run(), certificate()).unwrap();
    assert_eq!(verdict.level, BuildLevel::L2);
    assert_eq!(
        (verdict.builder_id.as_str(), verdict.source.as_str()),
        (RUNNER, REPOSITORY)
    );
    assert_eq!(verdict.commit.as_deref(), Some(COMMIT));
}

#[test]
fn what_a_workflow_writes_of_itself_must_stand_in_its_certificate() {
    for (path, forged) in [
        (
            "/buildDefinition/externalParameters/workflow/ref",
            json!("refs/tags/v9"),
        ),
        (
            "/buildDefinition/externalParameters/workflow/path",
            json!(".github/workflows/other.yml"),
        ),
        ("/buildDefinition/externalParameters/inputs", json!({"a": "b"})),
        (
            "/buildDefinition/internalParameters/github/event_name",
            json!("push"),
        ),
        (
            "/buildDefinition/internalParameters/github/repository_id",
            json!("9"),
        ),
        (
            "/buildDefinition/internalParameters/github/repository_owner_id",
            json!(8),
        ),
        (
            "/buildDefinition/internalParameters/github/actor",
            json!("somebody"),
        ),
        ("/buildDefinition/internalParameters/more", json!({})),
        (
            "/buildDefinition/resolvedDependencies/0/digest/gitCommit",
            json!("f".repeat(40)),
        ),
        (
            "/runDetails/metadata/invocationId",
            json!(format!("{REPOSITORY}/actions/runs/6/attempts/1")),
        ),
        ("/runDetails/metadata/startedOn", json!("2026-11-01T00:00:00Z")),
    ] {
        let mut bent = run();
        let (parent, name) = path.rsplit_once('/').unwrap();
        bent.pointer_mut(parent).unwrap()[name] = forged;
        let found = checked(&bent, certificate()).unwrap_err();
        let told =
            |one: &Mismatch| matches!(one, Mismatch::Certificate { .. } | Mismatch::Unconfirmed { .. });
        assert!(found.iter().any(told), "{path}: {found:?}");
    }
    let mut second = run();
    second["buildDefinition"]["resolvedDependencies"]
        .as_array_mut()
        .unwrap()
        .push(json!({"uri": "git+https://x.example"}));
    let materials = Mismatch::Unconfirmed {
        claim: "materials".to_owned(),
    };
    assert_eq!(checked(&second, certificate()), Err(vec![materials]));
}

#[test]
fn a_certificate_that_says_less_or_otherwise_is_refused() {
    type Bend = fn(&mut CertificateClaims);
    let bends: &[(&str, Bend)] = &[
        ("issuer", |claims| {
            claims.issuer = "https://issuer.example".to_owned()
        }),
        ("self-hosted", |claims| {
            claims.runner_environment = Some("self-hosted".to_owned())
        }),
        ("environment", |claims| claims.runner_environment = None),
        ("repository", |claims| {
            claims.source_repository = Some("https://github.com/org/fork".to_owned())
        }),
        ("no repository", |claims| claims.source_repository = None),
        ("commit", |claims| claims.source_digest = None),
        ("ref", |claims| {
            claims.source_ref = Some("refs/heads/main".to_owned())
        }),
        ("trigger", |claims| claims.build_trigger = None),
        ("owner", |claims| claims.source_owner_id = None),
        ("config", |claims| {
            claims.build_config = Some(format!("{REPOSITORY}x/.github/workflows/release.yml@r"))
        }),
        ("run", |claims| claims.run_invocation = None),
    ];
    for (name, bend) in bends {
        let mut claims = certificate();
        bend(&mut claims);
        assert!(checked(&run(), claims).is_err(), "{name}");
    }
}

#[test]
fn a_workflow_vouches_for_itself_alone_and_a_delegator_for_its_caller() {
    let go = format!("{GENERATOR}builder_go_slsa3.yml@refs/tags/v2.1.0");
    let maven = format!("{GENERATOR}builder_maven_slsa3.yml@refs/tags/v2.1.0");
    let other = "https://github.com/org/app/.github/workflows/builder_maven_slsa3.yml@refs/tags/v2.1.0";
    let delegator = format!("{GENERATOR}delegator_generic_slsa3.yml@refs/tags/v2.1.0");
    let ends = |id: &str, subject: &str| {
        let mut bent = run();
        bent["runDetails"]["builder"]["id"] = json!(id);
        let mut claims = certificate();
        claims.subject = subject.to_owned();
        let expected = Expectations::of(artifact())
            .source("github.com/org/app")
            .builders(TrustedBuilder::github_generators())
            .build()
            .unwrap();
        check_as(&provenance(&bent), &SignerIdentity::from(claims), &expected).map(|verdict| verdict.level)
    };
    let builder = |ended: Result<BuildLevel, Vec<Mismatch>>| ended.unwrap_err().remove(0);
    assert_eq!(ends(&go, &go), Ok(BuildLevel::L3));
    assert_eq!(ends(&maven, &delegator), Ok(BuildLevel::L3));
    assert!(
        matches!(builder(ends(&maven, &go)), Mismatch::Builder { .. }),
        "another trusted builder"
    );
    assert!(matches!(
        builder(ends(other, &delegator)),
        Mismatch::Builder { .. }
    ));
    let older = go.replace("v2.1.0", "v1.0.0");
    assert!(
        matches!(builder(ends(&older, &go)), Mismatch::Builder { .. }),
        "another version"
    );
    let branch = go.replace("refs/tags/v2.1.0", "refs/heads/main");
    assert!(matches!(
        builder(ends(&branch, &branch)),
        Mismatch::UntrustedBuilder { .. }
    ));
    let branch = maven.replace("refs/tags/v2.1.0", "refs/heads/main");
    assert!(matches!(
        builder(ends(&branch, &delegator)),
        Mismatch::BuilderVersion { .. }
    ));
    let branch = delegator.replace("refs/tags/v2.1.0", "refs/heads/main");
    assert!(matches!(
        builder(ends(&maven, &branch)),
        Mismatch::UntrustedBuilder { .. }
    ));
    assert!(matches!(
        builder(ends(&go, WORKFLOW)),
        Mismatch::UntrustedBuilder { .. }
    ));
}

#[test]
fn a_workflow_on_a_machine_of_its_users_is_no_builder_of_level_three() {
    let id = format!("{GENERATOR}builder_go_slsa3.yml@refs/tags/v2.1.0");
    let mut bent = run();
    bent["runDetails"]["builder"]["id"] = json!(id);
    let mut claims = certificate();
    claims.subject = id.clone();
    claims.runner_environment = Some("self-hosted".to_owned());
    let ended = |level| {
        let builder = TrustedBuilder::github(&id).unwrap().with_level(level);
        let expected = Expectations::of(artifact())
            .source("github.com/org/app")
            .builder(builder);
        let signer = SignerIdentity::from(claims.clone());
        check_as(&provenance(&bent), &signer, &expected.build().unwrap()).map(|verdict| verdict.level)
    };
    assert_eq!(
        ended(BuildLevel::L3),
        Err(vec![Mismatch::UntrustedBuilder { found: id.clone() }])
    );
    assert_eq!(ended(BuildLevel::L1), Ok(BuildLevel::L1));
}

#[test]
fn every_expectation_is_asked_and_all_that_fails_is_told() {
    let signer = SignerIdentity::from(certificate());
    let ended =
        |expected: ExpectationsBuilder| check_as(&provenance(&run()), &signer, &expected.build().unwrap());
    let commit = || DigestSet::new([("gitCommit".to_owned(), COMMIT.to_owned())]).ok();
    let uri = format!("git+{REPOSITORY}@refs/tags/v1.2.3");
    for fine in [
        expected().tag("v1.2.3"),
        expected().version_tag("v1"),
        expected().version_tag("v1.2").level(BuildLevel::L2),
        expected().subject_name("pkg:npm/%40org/app@1.2.3"),
        expected().material(&uri, commit()),
        expected().material(&uri, None),
    ] {
        assert!(ended(fine.clone()).is_ok(), "{fine:?}");
    }
    let text = str::to_owned;
    for (asked, told) in [
        (
            expected().branch("main"),
            Mismatch::NoBranch {
                expected: text("main"),
            },
        ),
        (
            expected().tag("v1"),
            Mismatch::Tag {
                expected: text("v1"),
                found: text("v1.2.3"),
            },
        ),
        (
            expected().version_tag("v2"),
            Mismatch::VersionTag {
                expected: text("v2"),
                found: text("v1.2.3"),
            },
        ),
        (
            expected().level(BuildLevel::L3),
            Mismatch::Level {
                expected: BuildLevel::L3,
                found: BuildLevel::L2,
            },
        ),
        (
            expected().input("mode", "x"),
            Mismatch::Input {
                name: text("mode"),
                expected: text("x"),
                found: None,
            },
        ),
        (
            expected().subject_name("app"),
            Mismatch::SubjectName {
                expected: text("app"),
                found: Some(text("pkg:npm/%40org/app@1.2.3")),
            },
        ),
        (
            expected().material("git+https://x.example", None),
            Mismatch::Material {
                uri: text("git+https://x.example"),
                digest: None,
            },
        ),
    ] {
        assert_eq!(ended(asked), Err(vec![told]));
    }
    let other = Digest::sha256(b"another");
    let asked = Expectations::of(other.clone())
        .source("github.com/org/fork")
        .builder(TrustedBuilder::github(RUNNER).unwrap());
    let found = ended(asked).unwrap_err();
    assert_eq!(found[0], Mismatch::Subject { expected: other });
    let places: Vec<_> = found
        .iter()
        .filter_map(|one| {
            if let Mismatch::Source { place, .. } = one {
                Some(*place)
            } else {
                None
            }
        })
        .collect();
    assert_eq!(
        places,
        [
            SourcePlace::Certificate,
            SourcePlace::Material,
            SourcePlace::Trigger
        ]
    );
}

#[test]
fn expectations_without_a_builder_or_a_source_cannot_be_made() {
    let artifact = artifact;
    assert_eq!(
        Expectations::of(artifact()).source("x").build(),
        Err(ExpectationsError::NoBuilder)
    );
    let builder = TrustedBuilder::github(RUNNER).unwrap();
    assert_eq!(
        Expectations::of(artifact()).builder(builder.clone()).build(),
        Err(ExpectationsError::NoSource)
    );
    assert_eq!(
        Expectations::of(artifact()).builder(builder).source("").build(),
        Err(ExpectationsError::NoSource)
    );
    let found = "1.2".to_owned();
    assert_eq!(
        expected().version_tag("1.2").build(),
        Err(ExpectationsError::VersionTag { found })
    );
}

#[test]
fn a_builder_of_ones_own_signs_with_its_key_and_names_its_build_type() {
    let (own, other) = (key(Scheme::EcdsaP256Sha256, 1), key(Scheme::EcdsaP256Sha256, 2));
    let made = ProvenanceV1::new(
        "https://b.example/v1",
        "https://b.example/make",
        JsonObject::default(),
    )
    .unwrap()
    .with_material(ResourceDescriptor::at_uri(
        "git+https://github.com/org/app@refs/heads/main",
    ));
    let subject = ResourceDescriptor::named("app", &artifact());
    let statement: Verified<Statement<Provenance>> = Statement::new(vec![subject], Provenance::from(made))
        .unwrap()
        .sign(&[&own])
        .unwrap()
        .verify(intoto::PAYLOAD_TYPE, &trust(&[&own, &other]))
        .unwrap()
        .into_statement(&StatementLimits::default())
        .unwrap();
    let ended = |builder: TrustedBuilder, build_type: &str| {
        let expected = Expectations::of(artifact())
            .source("github.com/org/app")
            .branch("main")
            .builder(builder)
            .build_type(build_type)
            .build()
            .unwrap();
        check(&statement, &expected).map(|verdict| verdict.level)
    };
    let id = |key: &SigningKey| key.public_key().key_id();
    let trusted = TrustedBuilder::keyed("https://b.example/v1", [id(&own)], BuildLevel::L2);
    assert_eq!(
        ended(trusted.clone(), "https://b.example/make"),
        Ok(BuildLevel::L2)
    );
    let found = "https://b.example/make".to_owned();
    assert_eq!(
        ended(trusted.clone(), "https://b.example/other"),
        Err(vec![Mismatch::BuildType { found }])
    );
    let found = "https://b.example/v1".to_owned();
    let foreign = TrustedBuilder::keyed("https://b.example/v1", [id(&other)], BuildLevel::L2);
    assert_eq!(
        ended(foreign, "https://b.example/make"),
        Err(vec![Mismatch::UntrustedBuilder { found: found.clone() }])
    );
    let version = trusted.with_refs(BuilderRefs::Exactly("1".to_owned()));
    assert_eq!(
        ended(version, "https://b.example/make"),
        Err(vec![Mismatch::BuilderVersion { found }])
    );
}

/// T3: a package is bound to its provenance by digest, name and version, in all three places.
#[test]
fn t3_a_publish_attestation_of_another_package_is_refused() {
    let says = |name: &str, version: &str| json!({"name": name, "version": version, "registry": "https://registry.example"});
    let publish = |subject: &str, says: &Value| -> Verified<Statement<PublishAttestation>> {
        verified(subject, PublishAttestation::EXPECTED, says)
    };
    let ended = |publish: &Verified<Statement<PublishAttestation>>, expected: ExpectationsBuilder| {
        let signer = SignerIdentity::from(certificate());
        check_package_as(&provenance(&run()), &signer, publish, &expected.build().unwrap())
    };
    let purl = "pkg:npm/%40org/app@1.2.3";
    let good = publish(purl, &says("@org/app", "1.2.3"));
    assert!(ended(&good, expected()).is_ok());
    assert!(
        ended(
            &good,
            expected().package_name("@org/app").package_version("1.2.3")
        )
        .is_ok()
    );
    assert_eq!(
        ended(&good, expected().package_name("@org/other"))
            .unwrap_err()
            .len(),
        3
    );
    assert_eq!(
        ended(&good, expected().package_version("1.2.4"))
            .unwrap_err()
            .len(),
        3
    );
    for bent in [
        publish("pkg:npm/%40org/other@1.2.3", &says("@org/app", "1.2.3")),
        publish("pkg:npm/%40org/app@1.2.4", &says("@org/app", "1.2.3")),
        publish("pkg:pypi/app@1.2.3", &says("@org/app", "1.2.3")),
        publish("app", &says("@org/app", "1.2.3")),
        publish(purl, &says("@org/other", "1.2.3")),
        publish(purl, &says("@org/app", "1.2.4")),
    ] {
        let found = ended(&bent, expected()).unwrap_err();
        let told = |one: &Mismatch| {
            matches!(
                one,
                Mismatch::PackageName { .. } | Mismatch::PackageVersion { .. }
            )
        };
        assert!(found.iter().all(told), "{found:?}");
    }
    let found = ended(
        &publish("pkg:npm/%40org/app@1.2.4", &says("@org/app", "1.2.3")),
        expected(),
    )
    .unwrap_err();
    assert!(matches!(
        found[..],
        [Mismatch::PackageVersion {
            place: PackagePlace::PublishSubject,
            ..
        }]
    ));
}

#[test]
fn a_summary_is_held_against_verifier_resource_artifact_and_levels() {
    let summary = |result: VerificationResult, levels: &[&str]| {
        let mut summary = VerificationSummary::new(
            Verifier::new("https://v.example"),
            "2026-11-01T00:00:00Z".parse().unwrap(),
            "pkg:npm/app@1.0.0",
            ResourceDescriptor::at_uri("https://v.example/policy"),
            result,
        )
        .unwrap();
        if result == VerificationResult::Passed {
            summary.verified_levels = levels.iter().map(|level| (*level).to_owned()).collect();
        }
        let signer = signer();
        let subject = ResourceDescriptor::named("app", &artifact());
        let statement = Statement::new(vec![subject], summary)
            .unwrap()
            .sign(&[&signer])
            .unwrap();
        statement
            .verify(intoto::PAYLOAD_TYPE, &trust(&[&signer]))
            .unwrap()
            .into_statement(&StatementLimits::default())
            .unwrap()
    };
    let passed = summary(VerificationResult::Passed, &["SLSA_BUILD_LEVEL_3", "OWN"]);
    let of = |verifier: &str, resource: &str| {
        SummaryExpectations::new(verifier, resource).subject("sha512", artifact().to_hex())
    };
    let good = || of("https://v.example", "pkg:npm/app@1.0.0");
    let known = signer().public_key().key_id();
    for fine in [
        good(),
        good().level("SLSA_BUILD_LEVEL_2"),
        good().level("OWN"),
        good().key(known),
    ] {
        assert_eq!(check_summary(&passed, &fine), Ok(()), "{fine:?}");
    }
    for bent in [
        of("https://w.example", "pkg:npm/app@1.0.0"),
        of("https://v.example", "pkg:npm/app@1.0.1"),
        good().subject("sha256", "00"),
        good().level("SLSA_BUILD_LEVEL_4"),
        good().level("SLSA_SOURCE_LEVEL_1"),
        good().level("OTHER"),
        good().key(key(Scheme::Ed25519, 2).public_key().key_id()),
        SummaryExpectations::new("https://v.example", "pkg:npm/app@1.0.0"),
    ] {
        assert_eq!(
            check_summary(&passed, &bent).map_err(|found| found.len()),
            Err(1),
            "{bent:?}"
        );
    }
    let failed = summary(VerificationResult::Failed, &[]);
    assert_eq!(check_summary(&failed, &good()), Err(vec![Mismatch::Failed]));
}
