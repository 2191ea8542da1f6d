//! `verify provenance` of builders that sign with their own keys. Bundles of GitHub's workflows, and packages, are in the conformance
//! data.

use serde_json::{Value, json};

use crate::support::{Folder, run, text};

const BUILDER: &str = "https://builder.example/v1";

/// Provenance of a workflow of `github.com/example/app` at v1.2.3.
fn predicate() -> Value {
    let source = "https://github.com/example/app";
    json!({
        "buildDefinition": {
            "buildType": "https://actions.github.io/buildtypes/workflow/v1",
            "externalParameters": {
                "workflow": { "ref": "refs/tags/v1.2.3", "repository": source, "path": ".github/workflows/release.yml" },
                "inputs": { "channel": "stable" },
            },
            "resolvedDependencies": [{
                "uri": format!("git+{source}@refs/tags/v1.2.3"),
                "digest": { "gitCommit": "0123456789012345678901234567890123456789" },
            }],
        },
        "runDetails": { "builder": { "id": BUILDER } },
    })
}

/// A folder with an artifact, its provenance, and two key pairs.
fn built() -> Folder {
    let folder = Folder::new();
    folder.write("artifact", b"an artifact\n");
    folder.write("other", b"another\n");
    folder.write("predicate.json", predicate().to_string().as_bytes());
    for key in ["builder", "somebody"] {
        let made = ours(
            &folder,
            &format!("sign key --output-key-prefix @{key} --unencrypted"),
        );
        assert_eq!(made.0, Some(0), "{}", made.1);
    }
    let (code, said) = ours(
        &folder,
        "sign attest @artifact --type slsaprovenance1 --predicate @predicate.json --key @builder.key --output-attestation @p.json",
    );
    assert_eq!(code, Some(0), "{said}");
    folder
}

/// The exit code and what is said of a command whose words that name files are in the folder, marked by `@`.
fn ours(folder: &Folder, command: &str) -> (Option<i32>, String) {
    let words: Vec<String> = command
        .split_ascii_whitespace()
        .map(|word| {
            word.strip_prefix('@')
                .map_or(word.to_owned(), |name| folder.path(name))
        })
        .collect();
    let output = run(&words.iter().map(String::as_str).collect::<Vec<_>>());
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn who_built_it_and_from_what_must_fit() {
    let folder = built();
    let by = format!("--key @builder.pub --builder-id {BUILDER}");
    let of = "--source-uri github.com/example/app";
    for (artifact, expected, code, part) in [
        ("artifact", format!("{by} {of}"), 0, BUILDER),
        (
            "artifact",
            format!("{by} {of} --source-tag v1.2.3"),
            0,
            "0123456789",
        ),
        (
            "artifact",
            format!("{by} {of} --source-versioned-tag v1.2"),
            0,
            "",
        ),
        (
            "artifact",
            format!("{by} {of} --build-workflow-input channel=stable"),
            0,
            "",
        ),
        ("other", format!("{by} {of}"), 1, "subject"),
        (
            "artifact",
            format!("{by} --source-uri github.com/example/other"),
            1,
            "github.com/example/other",
        ),
        ("artifact", format!("{by} {of} --source-tag v1.2.4"), 1, "v1.2.4"),
        (
            "artifact",
            format!("{by} {of} --source-versioned-tag v1.3"),
            1,
            "v1.3",
        ),
        ("artifact", format!("{by} {of} --source-branch main"), 1, "main"),
        (
            "artifact",
            format!("{by} {of} --build-workflow-input channel=beta"),
            1,
            "beta",
        ),
        (
            "artifact",
            format!("--key @somebody.pub --builder-id {BUILDER} {of}"),
            1,
            "signature",
        ),
        (
            "artifact",
            format!("--key @builder.pub --builder-id https://other.example/v1 {of}"),
            1,
            "other.example",
        ),
        ("artifact", format!("--key @builder.pub {of}"), 64, "--builder-id"),
        ("artifact", of.to_owned(), 64, "--trusted-root"),
        ("artifact", by.clone(), 64, "--source-uri"),
    ] {
        let (found, said) = ours(
            &folder,
            &format!("verify provenance @{artifact} --provenance-path @p.json {expected}"),
        );
        assert_eq!(found, Some(code), "{expected}: {said}");
        assert!(said.contains(part), "{expected}: {said}");
    }
}

#[test]
fn an_envelope_without_a_time_is_no_provenance_by_certificate() {
    let folder = built();
    folder.write(
        "root.json",
        br#"{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}"#,
    );
    let (code, said) = ours(
        &folder,
        "verify provenance @artifact --provenance-path @p.json --trusted-root @root.json --source-uri github.com/example/app",
    );
    assert_eq!(code, Some(1), "{said}");
}

const CLOUD_BUILD: &str = "https://cloudbuild.googleapis.com/GoogleHostedWorker";

/// What `gcloud` prints of an image with provenance of Cloud Build under the builder's key, behind others: of another key, of
/// another repository, and what cannot be read.
fn described() -> Folder {
    let folder = built();
    let envelope = |repository: &str, key: &str| {
        let predicate = json!({
            "buildDefinition": {
                "buildType": "https://cloud.google.com/build/gcb-buildtypes/google-worker/v1",
                "externalParameters": {"buildConfigSource": {
                    "path": "cloudbuild.yaml", "ref": "refs/heads/main", "repository": format!("git+{repository}")
                }},
                "internalParameters": {"systemSubstitutions": {"BRANCH_NAME": "main"}},
                "resolvedDependencies": [{
                    "uri": format!("git+{repository}@refs/heads/main"),
                    "digest": {"gitCommit": "0123456789012345678901234567890123456789"},
                }],
            },
            "runDetails": {"builder": {"id": CLOUD_BUILD}},
        });
        folder.write("cloud.json", predicate.to_string().as_bytes());
        let sign = format!(
            "sign attest @artifact --type slsaprovenance1 --predicate @cloud.json --key @{key}.key --output-attestation @e.json"
        );
        let (code, said) = ours(&folder, &sign);
        assert_eq!(code, Some(0), "{said}");
        serde_json::from_slice::<Value>(&folder.read("e.json")).unwrap()
    };
    let source = "https://github.com/example/app";
    let printed = json!({
        "image_summary": {"digest": "sha256:0000", "slsa_build_level": 3},
        "provenance_summary": {"provenance": [
            {"kind": "BUILD", "envelope": envelope(source, "somebody")},
            {"kind": "BUILD", "envelope": {"payload": "?"}},
            {"kind": "BUILD", "envelope": envelope("https://github.com/mallory/app", "builder")},
            {"kind": "BUILD", "build": {"inTotoSlsaProvenanceV1": {}}, "envelope": envelope(source, "builder")},
        ]},
    });
    folder.write("printed.json", printed.to_string().as_bytes());
    folder
}

#[test]
fn what_gcloud_prints_is_read_for_what_is_signed_in_it() {
    let folder = described();
    let verify = |artifact: &str, more: &str| {
        let command = format!(
            "verify provenance @{artifact} --provenance-path @printed.json --builder-id {CLOUD_BUILD} {more}"
        );
        ours(&folder, &command)
    };
    let by = "--key @builder.pub --source-uri github.com/example/app";
    for (artifact, more, code, part) in [
        ("artifact", by.to_owned(), 0, "0123456789"),
        ("artifact", format!("{by} --source-branch main"), 0, CLOUD_BUILD),
        ("artifact", format!("{by} --source-branch other"), 1, "other"),
        ("other", by.to_owned(), 1, "subject"),
        (
            "artifact",
            "--key @builder.pub --source-uri github.com/example/other".to_owned(),
            1,
            "github.com/mallory/app",
        ),
    ] {
        let (found, said) = verify(artifact, &more);
        assert_eq!(found, Some(code), "{more}: {said}");
        assert!(said.contains(part), "{more}: {said}");
    }
    let mut unsigned: Value = serde_json::from_slice(&folder.read("printed.json")).unwrap();
    let all = unsigned["provenance_summary"]["provenance"]
        .as_array_mut()
        .unwrap();
    all.truncate(1);
    folder.write("printed.json", unsigned.to_string().as_bytes());
    let (code, said) = verify("artifact", by);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("signature"), "{said}");
}

#[test]
fn a_package_needs_both_of_its_attestations() {
    let folder = built();
    folder.write(
        "root.json",
        br#"{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}"#,
    );
    folder.write("one.json", br#"{"attestations":[]}"#);
    let runner = "--builder-id https://github.com/actions/runner/github-hosted";
    let root = "--trusted-root @root.json --source-uri github.com/example/app";
    for (more, code, part) in [
        (
            format!("{root} {runner} --registry-key @somebody.pub"),
            1,
            "provenance",
        ),
        (format!("{root} --registry-key @somebody.pub"), 64, "--builder-id"),
        (
            format!("{root} {runner} --package-name app"),
            64,
            "--registry-key",
        ),
        (
            format!("--key @builder.pub {runner} --source-uri x --registry-key @somebody.pub"),
            64,
            "cannot be used",
        ),
        (
            format!("{root} {runner} --registry-key @nobody.pub"),
            2,
            "nobody.pub",
        ),
    ] {
        let (found, said) = ours(
            &folder,
            &format!("verify provenance @artifact --provenance-path @one.json {more}"),
        );
        assert_eq!(found, Some(code), "{more}: {said}");
        assert!(said.contains(part), "{more}: {said}");
    }
}
