//! Statements about versions and ranges in CycloneDX documents.

use portcullis_findings::{
    Label, Purl, Stage, VexDocument, VexFormat, VexIdentity, VexJustification, VexProduct, VexStatement,
    VexStatus,
};
use portcullis_sbom::Limits;
use portcullis_sbom::cyclonedx::{self, Bom, SpecVersion};

fn read(text: &str) -> Bom {
    cyclonedx::read(&Label::new("vex.cdx.json"), text.as_bytes(), &Limits::default()).unwrap()
}

/// Statements as `status ids: products, why`.
fn said(text: &str) -> (Vec<String>, Vec<String>) {
    let bom = read(&format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6",{text}}}"#
    ));
    let statements = bom.vex.statements.iter().map(|statement| {
        let products: Vec<_> = statement
            .products
            .iter()
            .map(|product| product.identity.to_string())
            .collect();
        let why = [&*statement.impact, &statement.action, &statement.notes].concat();
        format!("{}: {}; {why}", statement.status.as_str(), products.join(", "))
    });
    let gaps = bom.gaps.iter().filter(|gap| gap.stage == Stage::Vulnerability);
    (statements.collect(), gaps.map(|gap| gap.cause.clone()).collect())
}

#[test]
fn versions_of_affected_products_are_read_with_their_status() {
    let components = r#""components":[{"type":"library","name":"a","bom-ref":"a","purl":"pkg:npm/a@1.0.0"}],"dependencies":[{"ref":"a"}],"#;
    let read = |state: &str, versions: &str| {
        said(&format!(
            r#"{components}"vulnerabilities":[{{"id":"CVE-2026-0001","analysis":{{"state":"{state}","detail":"why"}},"affects":[{{"ref":"a","versions":[{versions}]}}]}}]"#
        ))
    };
    let rows: [(&str, &str, &[&str]); 14] = [
        ("exploitable", "", &["affected: pkg:npm/a@1.0.0; why"]),
        (
            "exploitable",
            r#"{"version":"1.1.0"}"#,
            &["affected: pkg:npm/a@1.1.0; why"],
        ),
        (
            "exploitable",
            r#"{"version":"1.1.0","status":"affected"},{"range":"vers:npm/>=2.0.0|<2.5.0","status":"unaffected"},{"version":"3.0.0","status":"unknown"}"#,
            &[
                "affected: pkg:npm/a@1.1.0; why",
                "not_affected: pkg:npm/a (vers:npm/>=2.0.0|<2.5.0); the document lists these versions as unaffected",
                "under_investigation: pkg:npm/a@3.0.0; ",
            ],
        ),
        (
            "not_affected",
            r#"{"range":"vers:npm/<2.0.0","status":"affected"}"#,
            &["not_affected: pkg:npm/a (vers:npm/<2.0.0); why"],
        ),
        (
            "not_affected",
            r#"{"range":"vers:npm/<2.0.0","status":"unaffected"}"#,
            &["not_affected: pkg:npm/a (vers:npm/<2.0.0); why"],
        ),
        (
            "not_affected",
            r#"{"version":"1.0.0","status":"unknown"}"#,
            &["under_investigation: pkg:npm/a@1.0.0; "],
        ),
        (
            "resolved",
            r#"{"version":"5.1.0"}"#,
            &["fixed: pkg:npm/a@5.1.0; why"],
        ),
        (
            "resolved",
            r#"{"version":"5.1.0","status":"unaffected"},{"version":"5.0.0","status":"affected"}"#,
            &["fixed: pkg:npm/a@5.1.0; why", "affected: pkg:npm/a@5.0.0; why"],
        ),
        (
            "in_triage",
            r#"{"version":"1.0.0","status":"affected"},{"version":"1.1.0","status":"unaffected"}"#,
            &[
                "under_investigation: pkg:npm/a@1.0.0; why",
                "not_affected: pkg:npm/a@1.1.0; the document lists these versions as unaffected",
            ],
        ),
        // What cannot be read says nothing, least of all that all versions are safe.
        ("not_affected", r#"{"status":"unaffected"}"#, &[]),
        ("not_affected", r#"{"version":"1.0.0","status":1}"#, &[]),
        ("not_affected", r#"{"version":1}"#, &[]),
        ("not_affected", r#"{"version":"1.0.0","status":"safe"}"#, &[]),
        ("not_affected", r#"{"version":"1.0.0","range":"vers:npm/*"}"#, &[]),
    ];
    for affects in [r#"[{"ref":"a","versions":{}}]"#, r#"{"ref":"a"}"#, "1"] {
        let (statements, gaps) = said(&format!(
            r#"{components}"vulnerabilities":[{{"id":"CVE-2026-0001","analysis":{{"state":"not_affected","detail":"why"}},"affects":{affects}}}]"#
        ));
        assert_eq!((statements.len(), gaps.len()), (0, 1), "{affects}");
    }
    for (state, versions, expected) in rows {
        let (statements, gaps) = read(state, versions);
        assert_eq!(statements, expected, "{state} {versions}");
        assert_eq!(gaps.len(), usize::from(expected.is_empty()), "{gaps:?}");
    }
}

#[test]
fn ranges_are_written_and_read_back() {
    let mut document = VexDocument::new("a", VexFormat::CycloneDx, "Example");
    let ranged = |purl: &str, range: &str| {
        let mut identity = VexIdentity::from(purl.parse::<Purl>().unwrap());
        identity.versions = Some(range.to_owned());
        VexProduct::new(identity)
    };
    for status in [
        VexStatus::NotAffected,
        VexStatus::Affected,
        VexStatus::Fixed,
        VexStatus::UnderInvestigation,
    ] {
        let mut statement = VexStatement::new("CVE-2026-0001", status);
        statement.justification = Some(VexJustification::InlineMitigationsAlreadyExist)
            .filter(|_| status == VexStatus::NotAffected);
        statement.products = vec![
            ranged("pkg:npm/a", "vers:npm/<1.0.0"),
            ranged("pkg:npm/a", "vers:npm/>=2.0.0"),
            ranged("pkg:rpm/x/b?arch=x86_64", "vers:rpm/<1.0.0"),
        ];
        document.statements.push(statement);
    }
    let text = cyclonedx::write_vex(&document, SpecVersion::default()).unwrap();
    let again = read(&text);
    let products = |document: &VexDocument| {
        let statements = document.statements.iter();
        let all = statements.map(|statement| (statement.status, statement.products.clone()));
        all.collect::<Vec<_>>()
    };
    assert_eq!(products(&again.vex), products(&document));
    // A range beside the whole package says nothing more.
    document.statements.truncate(1);
    let whole = VexProduct::from("pkg:npm/a".parse::<Purl>().unwrap());
    document.statements[0].products.push(whole.clone());
    let text = cyclonedx::write_vex(&document, SpecVersion::default()).unwrap();
    assert!(read(&text).vex.statements[0].products.contains(&whole));
}
