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
    ] {
        assert_eq!(storefront(&arguments).status.code(), Some(64));
    }
}
