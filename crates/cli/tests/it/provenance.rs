//! `verify provenance` of a builder that signs with its own key. Bundles of GitHub's workflows are in the conformance data.

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
