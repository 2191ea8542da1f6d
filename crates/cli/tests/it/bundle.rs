//! `portcullis verify bundle` and the conformance protocol: the exit code alone tells accepted from refused.

use std::process::Output;

use crate::support::{run, text};

const FOLDER: &str = "crates/sign/tests/fixtures/sigstore";
const NAME: &str = "https://builds.example/org/project/release.yml@refs/tags/v1";
const ISSUER: &str = "https://issuer.example";
/// Of nothing that is signed here.
const DIGEST: &str = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

fn path(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

fn verify(bundle: &str, who: &[&str], artifact: &str) -> Output {
    let (bundle, root) = (path(bundle), path("trusted_root.json"));
    let mut args = vec!["verify", "bundle", "--bundle", &bundle, "--trusted-root", &root];
    args.extend(who);
    args.push(artifact);
    run(&args)
}

fn named<'a>(flag: &'a str, name: &'a str) -> [&'a str; 4] {
    [flag, name, "--certificate-oidc-issuer", ISSUER]
}

#[test]
fn a_good_bundle_ends_with_zero() {
    let artifact = path("artifact.txt");
    let key = path("key.pub");
    for (bundle, who) in [
        ("blob.sigstore.json", &named("--certificate-identity", NAME)[..]),
        ("statement.sigstore.json", &named("--certificate-identity", NAME)),
        (
            "blob.sigstore.json",
            &named("--certificate-identity-regexp", "https://builds.example/org/.*"),
        ),
        (
            "blob.sigstore.json",
            &named("--certificate-identity-glob", "https://builds.example/org/**"),
        ),
        ("key.sigstore.json", &["--key", &key]),
    ] {
        let output = verify(bundle, who, &artifact);
        assert_eq!(output.status.code(), Some(0), "{who:?}: {}", text(&output.stdout));
        assert!(text(&output.stdout).starts_with("VERIFIED  signed by "));
    }
}

#[test]
fn a_refused_bundle_ends_with_one_and_says_why() {
    let artifact = path("artifact.txt");
    for (bundle, who, artifact, why) in [
        (
            "blob.sigstore.json",
            named("--certificate-identity", "someone@example.com"),
            artifact.as_str(),
            "identity: ",
        ),
        (
            "blob.sigstore.json",
            named("--certificate-identity-regexp", "https://builds.example"),
            &artifact,
            "identity: ",
        ),
        (
            "blob.sigstore.json",
            named("--certificate-identity", NAME),
            "README.md",
            "artifact: ",
        ),
        (
            "blob.sigstore.json",
            named("--certificate-identity", NAME),
            DIGEST,
            "artifact: ",
        ),
        (
            "key.sigstore.json",
            named("--certificate-identity", NAME),
            &artifact,
            "signer: ",
        ),
        (
            "foreign.sigstore.json",
            named("--certificate-identity", NAME),
            &artifact,
            "log: ",
        ),
        (
            "artifact.txt",
            named("--certificate-identity", NAME),
            &artifact,
            "the bundle is not readable",
        ),
    ] {
        let output = verify(bundle, &who, artifact);
        assert_eq!(output.status.code(), Some(1), "{bundle} {who:?}");
        let said = text(&output.stdout);
        assert!(said.starts_with(&format!("REFUSED  {why}")), "{said}");
    }
}

#[test]
fn programs_are_told_step_reason_and_remedy() {
    let artifact = path("artifact.txt");
    let mut who = named("--certificate-identity", "someone@example.com").to_vec();
    who.extend(["--format", "json"]);
    let said: serde_json::Value =
        serde_json::from_slice(&verify("blob.sigstore.json", &who, &artifact).stdout).unwrap();
    assert_eq!(said["accepted"], false);
    assert_eq!(said["step"], "identity");
    assert_eq!(said["satisfiedBy"], "another-signer");

    let mut who = named("--certificate-identity", NAME).to_vec();
    who.extend([
        "--certificate-claim",
        "source-repository-ref=refs/tags/v1",
        "--format",
        "json",
    ]);
    let said: serde_json::Value =
        serde_json::from_slice(&verify("blob.sigstore.json", &who, &artifact).stdout).unwrap();
    assert_eq!(said["accepted"], true);
    assert_eq!(said["signer"]["certificate"]["name"], NAME);
    assert_eq!(said["times"][0]["time"], "2026-02-01T00:01:00Z");
}

#[test]
fn what_could_not_be_looked_at_ends_with_two_and_half_a_question_with_64() {
    let artifact = path("artifact.txt");
    let bundle = path("blob.sigstore.json");
    let who = named("--certificate-identity", NAME);
    let missing = verify("nowhere.json", &who, &artifact);
    assert_eq!(missing.status.code(), Some(2));
    let mut args = vec![
        "verify",
        "bundle",
        "--bundle",
        &bundle,
        "--trusted-root",
        "README.md",
    ];
    args.extend(who);
    args.push(&artifact);
    assert_eq!(run(&args).status.code(), Some(2));
    for who in [
        &["--certificate-identity", NAME][..],
        &["--certificate-oidc-issuer", ISSUER],
        &[],
    ] {
        assert_eq!(
            verify("blob.sigstore.json", who, &artifact).status.code(),
            Some(64),
            "{who:?}"
        );
    }
}

#[test]
fn the_protocol_of_the_conformance_suite_is_spoken() {
    let (bundle, root, artifact, key) = (
        path("blob.sigstore.json"),
        path("trusted_root.json"),
        path("artifact.txt"),
        path("key.pub"),
    );
    let base = ["verify-bundle", "--bundle", &bundle];
    let who = [
        "--certificate-identity",
        NAME,
        "--certificate-oidc-issuer",
        ISSUER,
    ];
    let trusted = ["--trusted-root", &root];
    let call = |parts: &[&[&str]]| run(&parts.concat()).status.code();
    assert_eq!(call(&[&base, &who, &trusted, &[&artifact]]), Some(0));
    assert_eq!(call(&[&base, &who, &trusted, &[DIGEST]]), Some(1));
    assert_eq!(call(&[&base, &["--key", &key], &trusted, &[&artifact]]), Some(1));
    // No root is built in.
    let output = run(&[&base[..], &who, &[&artifact]].concat());
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--trusted-root"));
}

/// Nobody has cosigned the checkpoint of the fixture.
#[test]
fn witnesses_are_asked_for_by_their_keys() {
    // A real one (witness-network.org); any would do.
    let witness = "witness.navigli.sunlight.geomys.org+a3e00fe2+BNy/co4C1Hn1p+INwJrfUlgz7W55dSZReusH/GhUhJ/G";
    let artifact = path("artifact.txt");
    let ask = |more: &[&str]| {
        let who = [&named("--certificate-identity", NAME)[..], more].concat();
        verify("blob.sigstore.json", &who, &artifact)
    };
    let refused = ask(&["--witness", witness]);
    assert_eq!(refused.status.code(), Some(1));
    let why = text(&refused.stdout);
    assert!(
        why.contains("0 of the trusted witnesses cosigned, 1 are required"),
        "{why}"
    );
    for (more, code) in [
        (&["--witness", witness, "--witness-threshold", "2"][..], 2),
        (&["--witness", "name+00000000+AAAA"], 2),
        (&["--witness-threshold", "1"], 64),
        (&["--witness", witness, "--witness-threshold", "0"], 64),
        (&["--witness", witness, "--insecure-ignore-tlog"], 64),
    ] {
        assert_eq!(ask(more).status.code(), Some(code), "{more:?}");
    }
}
