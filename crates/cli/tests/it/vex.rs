//! `gate` with VEX documents.

use crate::support::{Folder, storefront, text};

#[test]
fn what_was_decided_is_written_as_openvex_and_believed_when_named() {
    let folder = Folder::new();
    let out = folder.path("out.openvex.json");
    let first = storefront(&["--vex-out", &out, "--vex-out-author", "Example"]);
    assert_eq!(first.status.code(), Some(1), "{}", text(&first.stderr));
    let written = text(&folder.read("out.openvex.json"));
    assert!(written.contains("\"author\": \"Example\""), "{written}");

    // All that is open is now judged to be out of reach.
    let judged = written.replace(
        "\"status\": \"under_investigation\"",
        "\"justification\": \"vulnerable_code_not_in_execute_path\", \"status\": \"not_affected\"",
    );
    let judged = folder.write("judged.json", judged.as_bytes());
    let second = storefront(&["--vex", &judged]);
    let printed = text(&second.stdout);
    assert!(printed.contains("says statement at line"), "{printed}");
    assert!(printed.contains(&format!(
        "of {judged} by Example (vulnerable code not in execute path)"
    )));

    let untrusted = storefront(&["--vex", &judged, "--vex-author", "Nobody"]);
    assert_eq!(untrusted.status.code(), Some(1));
    assert!(text(&untrusted.stdout).contains("the author is not one of those to be trusted"));
}

#[test]
fn authors_and_products_are_nothing_without_a_document() {
    for arguments in [
        ["--vex-author", "A"],
        ["--vex-product", "pkg:npm/a"],
        ["--vex-max-age", "3"],
        ["--vex-out-format", "csaf"],
    ] {
        assert_eq!(storefront(&arguments).status.code(), Some(64));
    }
}

#[test]
fn the_end_of_the_name_or_a_flag_decides_the_form() {
    let folder = Folder::new();
    let namespace: &[&str] = &["--vex-out-namespace", "https://example.org"];
    let rows: [(&str, &[&str], &str); 5] = [
        ("a.json", &[], "https://openvex.dev/ns/v0.2.0"),
        ("a.cdx.json", &[], "\"bomFormat\": \"CycloneDX\""),
        ("a.csaf.json", namespace, "\"category\": \"csaf_vex\""),
        (
            "b.json",
            &["--vex-out-format", "cyclonedx"],
            "\"bomFormat\": \"CycloneDX\"",
        ),
        (
            "b.cdx.json",
            &["--vex-out-format", "openvex"],
            "https://openvex.dev/ns/v0.2.0",
        ),
    ];
    for (name, more, mark) in rows {
        let out = folder.path(name);
        let arguments: Vec<&str> = ["--vex-out", &out]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        let output = storefront(&arguments);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        let written = text(&folder.read(name));
        assert!(written.contains(mark), "{name}: {written}");
        let again = storefront(&["--vex", &out]);
        assert_eq!(again.status.code(), Some(1), "{}", text(&again.stderr));
    }
    let out = folder.path("none.csaf.json");
    let refused = storefront(&["--vex-out", &out]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("--vex-out-namespace"));
}
