//! VEX documents beside the advisories.

use portcullis::findings::VexStatus;
use portcullis::policy::{Verdict, WaivedBy};
use portcullis::sbom::cyclonedx::SpecVersion;
use portcullis::vuln_match::vex::csaf::CsafVersion;
use portcullis::{GateError, GateOptions, Gated, Silent, VexOutput, gate};

use crate::support::{Tree, advisories, gate_with, lockfile, now, summary};

fn openvex(product: &str, status: &str, day: &str) -> String {
    format!(
        r#"{{"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/vex/1", "author": "Example",
            "timestamp": "{day}T00:00:00Z", "version": 1, "statements": [{{
            "@id": "https://example.org/vex/1/left", "vulnerability": {{"name": "X-1"}}, "products": [{{"@id": "{product}"}}],
            "status": "{status}", "justification": "vulnerable_code_not_in_execute_path"}}]}}"#
    )
}

/// The gate on a tree with `left` 1.4.0, and a VEX document beside it.
fn with(vex: &str, change: impl FnOnce(&mut GateOptions)) -> (Gated, String) {
    let tree = Tree::new(&[("package-lock.json", &lockfile("1.4.0"))]);
    let beside = Tree::new(&[]);
    let path = beside.write("left.json", vex.as_bytes());
    let osv = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(osv.path().to_owned());
        options.vex = vec![path.clone()];
        change(options);
    });
    (gated, path.display().to_string())
}

#[test]
fn a_statement_puts_a_finding_aside_and_is_named() {
    let vex = openvex("pkg:npm/left@1.4.0", "not_affected", "2026-10-01");
    let (gated, path) = with(&vex, |options| options.vex_max_age_days = Some(60));
    assert_eq!(summary(&gated), (Verdict::Allow, vec![]));
    let [waived] = gated.decision.waived() else {
        panic!("{:?}", gated.decision.waived())
    };
    let WaivedBy::Vex { status, source } = &waived.by else {
        panic!("{:?}", waived.by)
    };
    let source = source.as_deref().unwrap();
    assert_eq!(*status, VexStatus::NotAffected);
    assert_eq!(source.document, path);
    assert_eq!(source.statement, "https://example.org/vex/1/left");
    assert_eq!(source.expires, Some("2026-11-30".parse().unwrap()));
    // Nothing is dropped.
    let [aside] = gated.report.suppressed() else {
        panic!("{:?}", gated.report.suppressed())
    };
    assert_eq!(aside.finding.vex(), Some(VexStatus::NotAffected));
    assert!(
        aside.reason.contains(&path) && aside.reason.contains("until 2026-11-30"),
        "{}",
        aside.reason
    );
    let json: serde_json::Value = serde_json::from_str(&gated.decision_json()).unwrap();
    let by = &json["waived"][0]["by"];
    assert_eq!(by["source"]["document"], path.as_str());
    assert_eq!(by["source"]["expires"], "2026-11-30");
}

#[test]
fn what_does_not_count_leaves_the_denial() {
    let one = |product: &str, status| openvex(product, status, "2026-10-01");
    type Change = fn(&mut GateOptions);
    let nothing: Change = |_| {};
    let rows: [(String, Change, &str); 5] = [
        (
            one("pkg:npm/left@1.3.0", "not_affected"),
            nothing,
            "about nothing that was found",
        ),
        (
            one("pkg:npm/left", "not_affected"),
            |options| options.vex_max_age_days = Some(30),
            "it expired, its last day was 2026-10-31",
        ),
        (
            one("pkg:npm/left", "not_affected"),
            |options| options.vex_authors = vec!["Somebody".to_owned()],
            "the author is not one of those to be trusted",
        ),
        (one("pkg:npm/left", "under_investigation"), nothing, ""),
        (one("pkg:npm/left", "affected"), nothing, ""),
    ];
    for (vex, change, expected) in rows {
        let (gated, _) = with(&vex, change);
        assert_eq!(gated.decision.verdict(), Verdict::Deny, "{expected}");
        let notes: Vec<&str> = gated
            .report
            .notes()
            .iter()
            .map(|note| note.text.as_str())
            .collect();
        assert!(notes.iter().any(|note| note.contains(expected)), "{notes:#?}");
    }
}

#[test]
fn csaf_and_cyclonedx_are_told_by_their_content() {
    let csaf = r#"{"document": {"category": "csaf_vex", "csaf_version": "2.0", "title": "t",
        "publisher": {"category": "vendor", "name": "Example", "namespace": "https://example.org"},
        "tracking": {"id": "A-1", "status": "final", "version": "1", "initial_release_date": "2026-10-01T00:00:00Z",
          "current_release_date": "2026-10-01T00:00:00Z", "revision_history": []}},
        "product_tree": {"full_product_names": [{"name": "left", "product_id": "P",
          "product_identification_helper": {"purl": "pkg:npm/left"}}]},
        "vulnerabilities": [{"ids": [{"system_name": "X", "text": "X-1"}], "product_status": {"known_not_affected": ["P"]},
          "flags": [{"label": "component_not_present", "product_ids": ["P"]}]}]}"#;
    let cyclonedx = r#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"timestamp": "2026-10-01T00:00:00Z", "authors": [{"name": "Example"}]},
        "components": [{"type": "library", "bom-ref": "l", "name": "left", "version": "1.4.0", "purl": "pkg:npm/left@1.4.0"}],
        "vulnerabilities": [{"id": "X-1", "analysis": {"state": "not_affected", "justification": "code_not_reachable"},
          "affects": [{"ref": "l"}]}]}"#;
    for text in [csaf, cyclonedx] {
        let (gated, _) = with(text, |options| options.vex_authors = vec!["Example".to_owned()]);
        assert_eq!(summary(&gated), (Verdict::Allow, vec![]));
    }
    // The same SBOM as the inventory alone acquits nothing.
    let beside = Tree::new(&[("sbom.json", cyclonedx)]);
    let osv = advisories();
    let gated = gate_with(Tree::new(&[("a.txt", "a")]).path(), |options| {
        options.advisories = Some(osv.path().to_owned());
        options.sbom = Some(beside.path().join("sbom.json"));
    });
    assert_eq!(gated.decision.verdict(), Verdict::Deny);
}

#[test]
fn a_document_in_the_tree_acquits_nothing() {
    let vex = openvex("pkg:npm/left", "not_affected", "2026-10-01");
    let tree = Tree::new(&[
        ("package-lock.json", &lockfile("1.4.0")),
        ("left.openvex.json", &vex),
        (".vex/left.json", &vex),
    ]);
    let osv = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(osv.path().to_owned())
    });
    assert_eq!(gated.decision.verdict(), Verdict::Deny);
    assert!(gated.report.notes().iter().any(|note| {
        note.subject == "left.openvex.json" && note.text.contains("inside the tree: without effect")
    }));
}

#[test]
fn affected_adds_a_finding_with_its_place() {
    let vex = openvex("pkg:npm/middle", "affected", "2026-10-01").replace("X-1", "X-2");
    let (gated, _) = with(&vex, |_| {});
    let added = gated
        .report
        .findings()
        .iter()
        .find(|finding| finding.ids().any(|id| id == "X-2"));
    let added = added.unwrap();
    assert_eq!(added.locations()[0].label().to_string(), "package-lock.json");
    assert_eq!(added.vex(), Some(VexStatus::Affected));
    assert!(!added.paths().is_empty());
}

#[test]
fn what_was_decided_is_written_and_can_be_believed_again() {
    let vex = openvex("pkg:npm/left@1.4.0", "not_affected", "2026-10-01");
    let (gated, _) = with(&vex, |_| {});
    for output in outputs() {
        let written = gated.vex("Example", &output).unwrap().unwrap();
        let (again, _) = with(&written, |_| {});
        assert_eq!(again.decision.verdict(), Verdict::Allow, "{written}");
        assert_eq!(gated.vex("Example", &output).unwrap(), Some(written));
    }
    // What nobody judged is under investigation, and that changes nothing.
    let (open, _) = with(&openvex("pkg:npm/other", "fixed", "2026-10-01"), |_| {});
    for (output, word) in
        outputs()
            .into_iter()
            .zip(["under_investigation", "under_investigation", "in_triage"])
    {
        let written = open.vex("Example", &output).unwrap().unwrap();
        assert!(written.contains(&format!("\"{word}\"")), "{written}");
        let (again, _) = with(&written, |_| {});
        assert_eq!(again.decision.verdict(), Verdict::Deny);
    }
    // Nothing is known to be wrong, so there is nothing to say.
    let safe = Tree::new(&[("package-lock.json", &lockfile("2.0.0"))]);
    let records = advisories();
    let safe = gate_with(safe.path(), |options| {
        options.advisories = Some(records.path().to_owned())
    });
    for output in outputs() {
        assert_eq!(safe.vex("Example", &output), Ok(None));
        assert!(gated.vex(" ", &output).is_err() || matches!(output, VexOutput::CycloneDx { .. }));
    }
}

fn outputs() -> [VexOutput; 3] {
    let namespace = "https://example.org".to_owned();
    let version = CsafVersion::V2_0;
    [
        VexOutput::OpenVex,
        VexOutput::Csaf { version, namespace },
        VexOutput::CycloneDx {
            version: SpecVersion::V1_6,
        },
    ]
}

#[test]
fn what_cannot_be_read_ends_the_run() {
    let tree = Tree::new(&[("package-lock.json", &lockfile("1.4.0"))]);
    let fails = |text: &str, product: Option<&str>| {
        let beside = Tree::new(&[("vex.json", text)]);
        let mut options = GateOptions::new(tree.path(), now());
        options.vex = vec![beside.path().join("vex.json")];
        options.vex_products.extend(product.map(str::to_owned));
        gate(&options, &Silent).unwrap_err()
    };
    assert!(matches!(fails("{}", None), GateError::VexForm { .. }));
    assert!(matches!(fails("{\"@context\": 1}", None), GateError::Vex { .. }));
    let vex = openvex("pkg:npm/left", "fixed", "2026-10-01");
    assert!(matches!(fails(&vex, Some("left")), GateError::VexProduct { .. }));
}
