//! VEX documents read, written and applied.

use portcullis_findings::{
    Component, ComponentKind, ComponentSource, Finding, Gap, Inventory, InventoryBuilder, Kind, Note, Purl,
    RuleId, Timestamp, VexDocument, VexDocumentState, VexFormat, VexIdentity, VexJustification, VexProduct,
    VexStatement, VexStatus, VulnerabilityDetail,
};
use portcullis_vuln_match::vex::{
    Applied, Statements, Terms, VexError, VexLimits, VexRead, VexWriteError, csaf, format_of, openvex,
};

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn purl(text: &str) -> Purl {
    text.parse().unwrap()
}

fn component(text: &str) -> Component {
    let purl = purl(text);
    let mut component = Component::new(ComponentKind::Library, purl.name());
    component.version = purl.version().map(str::to_owned);
    component.source = ComponentSource::Registry;
    component.purl = Some(purl);
    component
}

fn finding(ids: &[&str], about: &str) -> Finding {
    let mut detail = VulnerabilityDetail::new(ids[0]);
    detail.aliases = ids.iter().map(|id| (*id).to_owned()).collect();
    Finding::builder(
        RuleId::of_parts("vulnerability", ids[0]),
        Kind::Vulnerability(detail),
    )
    .subject(&component(about))
    .build()
}

fn inventory(components: &[&str]) -> Inventory {
    let mut builder = InventoryBuilder::new();
    for text in components {
        builder.component(component(text));
    }
    builder.build()
}

/// A document of one author with statements `(id, product, status, day of January)`.
fn document(author: &str, statements: &[(&str, &str, VexStatus, u8)]) -> VexDocument {
    let mut document = VexDocument::new(format!("{author}.json"), VexFormat::OpenVex, author);
    document.issued = Some(time("2026-01-01"));
    for (id, product, status, day) in statements {
        let mut statement = VexStatement::new(*id, *status);
        if !product.is_empty() {
            statement.products = vec![VexProduct::from(purl(product))];
        }
        if *status == VexStatus::NotAffected {
            statement.justification = Some(VexJustification::VulnerableCodeNotPresent);
        }
        statement.issued = Some(time(&format!("2026-01-{day:02}")));
        document.statements.push(statement);
    }
    document
}

fn apply(documents: Vec<VexDocument>, change: impl FnOnce(&mut Terms)) -> Applied {
    let mut terms = Terms::at(time("2026-02-01"));
    change(&mut terms);
    let findings = vec![finding(&["GHSA-1", "CVE-2026-0001"], "pkg:npm/left@1.4.1")];
    Statements::new(documents, terms).apply(findings, &inventory(&["pkg:npm/left@1.4.1"]))
}

fn told(notes: &[Note]) -> Vec<String> {
    notes
        .iter()
        .map(|note| format!("{}: {}", note.subject, note.text))
        .collect()
}

#[test]
fn the_more_exact_statement_counts_then_the_later_then_the_stricter_then_the_first_author() {
    use VexStatus::{Affected, Fixed, NotAffected, UnderInvestigation};
    const EXACT: &str = "pkg:npm/left@1.4.1";
    const PACKAGE: &str = "pkg:npm/left";
    const RANGE: &str = "pkg:npm/left?vers=vers:npm%2F%3C1.5.0";
    type Said = (&'static str, VexStatus, u8);
    let rows: &[(&[Said], Option<VexStatus>)] = &[
        (&[(EXACT, NotAffected, 1)], Some(NotAffected)),
        (
            &[(EXACT, NotAffected, 1), (PACKAGE, Affected, 2)],
            Some(NotAffected),
        ),
        (&[(PACKAGE, NotAffected, 2), (EXACT, Affected, 1)], Some(Affected)),
        (
            &[("", Fixed, 3), (PACKAGE, UnderInvestigation, 1)],
            Some(UnderInvestigation),
        ),
        (&[("", Fixed, 3)], Some(Fixed)),
        (
            &[(EXACT, Affected, 1), (EXACT, NotAffected, 2)],
            Some(NotAffected),
        ),
        (&[(EXACT, NotAffected, 1), (EXACT, Affected, 2)], Some(Affected)),
        (&[(EXACT, NotAffected, 2), (EXACT, Affected, 2)], Some(Affected)),
        (
            &[(EXACT, Fixed, 2), (EXACT, UnderInvestigation, 2)],
            Some(UnderInvestigation),
        ),
        (&[("pkg:npm/left@1.4.2", NotAffected, 1)], None),
        (&[("pkg:npm/right@1.4.1", NotAffected, 1)], None),
    ];
    for (statements, expected) in rows {
        for reversed in [false, true] {
            let mut rows: Vec<_> = statements
                .iter()
                .map(|(product, status, day)| ("CVE-2026-0001", *product, *status, *day))
                .collect();
            if reversed {
                rows.reverse();
            }
            let applied = apply(vec![document("a", &rows)], |_| {});
            assert_eq!(applied.findings[0].vex(), *expected, "{statements:?}");
        }
    }
    // A range stands between a version and the package.
    let mut ranged = document("a", &[("GHSA-1", PACKAGE, Affected, 1)]);
    let text = format!(
        r#"{{"@context": "https://openvex.dev/ns/v0.2.0", "author": "a", "statements": [{{"vulnerability": {{"name": "GHSA-1"}},
            "products": [{{"@id": "{RANGE}"}}], "status": "fixed", "timestamp": "2026-01-01T00:00:00Z"}}]}}"#
    );
    ranged.statements.extend(read(&text).document.statements);
    assert_eq!(apply(vec![ranged], |_| {}).findings[0].vex(), Some(Fixed));
    // Equal in all else: the author named first is the one that is told.
    let both = || {
        vec![
            document("a", &[("GHSA-1", EXACT, NotAffected, 1)]),
            document("b", &[("GHSA-1", EXACT, NotAffected, 1)]),
        ]
    };
    let applied = apply(both(), |terms| {
        terms.authors = vec!["b".to_owned(), "a".to_owned()]
    });
    assert_eq!(applied.findings[0].vex_source().unwrap().author, "b");
}

#[test]
fn statements_that_do_not_count_are_told() {
    use VexStatus::NotAffected;
    let one = || document("a", &[("CVE-2026-0001", "pkg:npm/left", NotAffected, 10)]);
    let silent = |mut document: VexDocument| {
        document.statements[0].justification = None;
        document
    };
    let state = |state| {
        let mut document = one();
        document.state = state;
        vec![document]
    };
    let timeless = |mut document: VexDocument| {
        document.statements[0].issued = None;
        document
    };
    let unnamed = |mut document: VexDocument| {
        let product = VexIdentity::from(purl("pkg:golang/example.org/app"));
        let part = document.statements[0].products[0].clone().within(product);
        document.statements[0].products = vec![part];
        document
    };
    type Change = fn(&mut Terms);
    let nothing: Change = |_| {};
    let rows: Vec<(Vec<VexDocument>, Change, &str)> = vec![
        (
            vec![silent(one())],
            nothing,
            "a.json: statement number 1: on CVE-2026-0001, without effect: it says *not affected* without justification or \
             impact statement",
        ),
        (
            vec![one()],
            |terms| terms.max_age_days = Some(20),
            "a.json: statement number 1: on CVE-2026-0001, without effect: it expired, its last day was 2026-01-30",
        ),
        (
            vec![timeless(one())],
            |terms| terms.max_age_days = Some(20),
            "a.json: statement number 1: on CVE-2026-0001, without effect: it carries no time, and only recent ones count",
        ),
        (
            vec![one()],
            |terms| terms.now = time("2026-01-09"),
            "a.json: statement number 1: on CVE-2026-0001, without effect: it was made after the moment of the decision",
        ),
        (
            vec![one()],
            |terms| terms.authors = vec!["b".to_owned()],
            "a.json: VEX statements by a without effect: the author is not one of those to be trusted",
        ),
        (
            state(VexDocumentState::Draft),
            nothing,
            "a.json: statement number 1: on CVE-2026-0001, without effect: the document is a draft",
        ),
        (
            state(VexDocumentState::Withdrawn),
            nothing,
            "a.json: VEX statements by a without effect: the document was withdrawn or superseded",
        ),
        (
            vec![unnamed(one())],
            nothing,
            "a.json: VEX statements about components found here hold inside products that the caller did not name: \
             pkg:golang/example.org/app",
        ),
        (
            vec![document(
                "a",
                &[("CVE-2026-9999", "pkg:npm/left", NotAffected, 1)],
            )],
            nothing,
            "a.json: statement number 1: on CVE-2026-9999: about nothing that was found",
        ),
    ];
    for (documents, change, expected) in rows {
        let applied = apply(documents, change);
        assert_eq!(applied.findings[0].vex(), None, "{expected}");
        assert_eq!(told(&applied.notes), [expected]);
    }
    // Within its days, and inside a product that is named, it counts.
    let applied = apply(vec![one()], |terms| terms.max_age_days = Some(22));
    let source = applied.findings[0].vex_source().unwrap();
    assert_eq!(
        source.to_string(),
        "statement number 1 of a.json by a (vulnerable code not present, until 2026-02-01)"
    );
    let named = |terms: &mut Terms| terms.products = vec![purl("pkg:golang/example.org/app@v1").into()];
    let applied = apply(vec![unnamed(one())], named);
    assert_eq!(applied.findings[0].vex(), Some(NotAffected));
    assert!(applied.notes.is_empty());
}

#[test]
fn a_later_version_of_a_csaf_document_replaces_the_earlier_one() {
    use VexStatus::{Affected, NotAffected};
    let version = |status, day: &str| {
        let mut document = document("a", &[("GHSA-1", "pkg:npm/left", status, 1)]);
        document.format = VexFormat::Csaf;
        document.id = "A-1".to_owned();
        document.updated = Some(time(day));
        document
    };
    let applied = apply(
        vec![
            version(Affected, "2026-01-02"),
            version(NotAffected, "2026-01-03"),
        ],
        |_| {},
    );
    assert_eq!(applied.findings[0].vex(), Some(NotAffected));
    assert_eq!(
        told(&applied.notes),
        ["a.json: VEX statements by a without effect: a later version of the document was given"]
    );
}

#[test]
fn affected_adds_findings_for_components_that_no_advisory_matched() {
    use VexStatus::{Affected, NotAffected};
    let statements = [
        ("CVE-2026-0001", "pkg:npm/left", Affected, 1),
        ("CVE-2026-0002", "pkg:npm/left@1.4.1", Affected, 1),
        ("CVE-2026-0003", "pkg:npm/left@1.4.1", Affected, 1),
        ("CVE-2026-0003", "pkg:npm/left@1.4.1", NotAffected, 2),
        ("CVE-2026-0004", "pkg:npm/other", Affected, 1),
    ];
    let applied = apply(vec![document("a", &statements)], |_| {});
    let added: Vec<_> = applied
        .added
        .iter()
        .map(|(id, finding)| (id.is_some(), finding.message(), finding.vex()))
        .collect();
    let expected = (
        true,
        "CVE-2026-0002 affects left 1.4.1, as a VEX statement says",
        Some(Affected),
    );
    assert_eq!(added, [expected]);
    assert_eq!(applied.rules.len(), 1);
    assert_eq!(applied.findings.len(), 1);
}

#[test]
fn what_is_said_of_the_named_product_as_a_whole_is_said_of_its_parts() {
    let app = "pkg:npm/app@1.0.0";
    for (status, added) in [(VexStatus::Fixed, 0), (VexStatus::Affected, 0)] {
        let applied = apply(vec![document("a", &[("GHSA-1", app, status, 1)])], |terms| {
            terms.products = vec![purl(app).into()];
        });
        assert_eq!(applied.findings[0].vex(), Some(status));
        assert_eq!(applied.added.len(), added);
    }
    let applied = apply(
        vec![document("a", &[("CVE-2026-7", app, VexStatus::Affected, 1)])],
        |terms| terms.products = vec![purl(app).into()],
    );
    assert_eq!(applied.added.len(), 1);
    assert_eq!(applied.added[0].1.purl(), Some(&purl(app)));
}

fn read(text: &str) -> VexRead {
    openvex::read("a.openvex.json", text.as_bytes(), &VexLimits::default()).unwrap()
}

fn causes(gaps: &[Gap]) -> Vec<String> {
    gaps.iter().map(ToString::to_string).collect()
}

#[test]
fn an_old_context_is_read() {
    let read = read(
        r#"{"@context": "https://openvex.dev/ns", "@id": "x", "author": "A", "version": "2", "timestamp": "2023-01-08T18:02:03-06:00",
            "statements": [{"vulnerability": "CVE-2023-1", "products": ["pkg:apk/wolfi/git@2.39.0-r1?arch=x86_64"],
            "subcomponents": ["pkg:apk/wolfi/libcurl"], "status": "under_investigation"}]}"#,
    );
    assert!(read.gaps.is_empty(), "{:?}", read.gaps);
    let statement = &read.document.statements[0];
    assert_eq!(read.document.version, "2");
    assert_eq!(
        statement.products[0].identity.to_string(),
        "pkg:apk/wolfi/libcurl"
    );
    assert_eq!(
        statement.products[0].within[0].to_string(),
        "pkg:apk/wolfi/git@2.39.0-r1?arch=x86_64"
    );
    assert_eq!(statement.issued, Some(time("2023-01-09T00:02:03Z")));
}

#[test]
fn a_statement_that_cannot_be_read_is_a_gap_at_its_place() {
    let read = read(concat!(
        "{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"author\": \"A\", \"statements\": [\n",
        "{\"vulnerability\": {\"name\": \"C-1\"}, \"products\": [{\"@id\": \"pkg:npm/a\"}], \"status\": \"maybe\"},\n",
        "{\"vulnerability\": {\"name\": 7}, \"products\": [{\"@id\": \"pkg:npm/a\"}], \"status\": \"fixed\"},\n",
        "{\"vulnerability\": {}, \"products\": [{\"@id\": \"pkg:npm/a\"}], \"status\": \"fixed\"},\n",
        "{\"vulnerability\": {\"name\": \"C-1\"}, \"status\": \"fixed\"},\n",
        "{\"vulnerability\": {\"name\": \"C-1\"}, \"products\": [{\"@id\": \"pkg:npm\"}], \"status\": \"fixed\"},\n",
        "{\"vulnerability\": {\"name\": \"C-1\"}, \"products\": [{\"@id\": \"pkg:npm/a\"}], \"status\": \"fixed\", \"timestamp\": \"soon\"}\n",
        "]}"
    ));
    assert_eq!(read.document.statements.len(), 1);
    insta::assert_snapshot!(causes(&read.gaps).join("\n"));
}

#[test]
fn what_is_no_document_is_refused() {
    let rows = [
        ("", "EOF while parsing a value at line 1, column 1 (byte 0)"),
        (
            "[]",
            "invalid length 0, expected struct Root with 7 elements at line 1, column 2 (byte 1)",
        ),
        (
            "{}",
            "not a OpenVEX document of a known version: `@context` is no text",
        ),
        (
            r#"{"@context": "https://openvex.dev/ns/v9"}"#,
            "not a OpenVEX document of a known version: `@context` is `https://openvex.dev/ns/v9`",
        ),
        (
            r#"{"@context": "https://openvex.dev/ns/v0.2.0", "statements": []}"#,
            "the document has no `author`",
        ),
    ];
    for (text, expected) in rows {
        let found = openvex::read("a", text.as_bytes(), &VexLimits::default());
        assert_eq!(found.unwrap_err().to_string(), expected, "{text}");
    }
    let mut limits = VexLimits::default();
    limits.bytes = 1;
    assert!(matches!(
        openvex::read("a", b"{}", &limits),
        Err(VexError::Limit(_))
    ));
    assert!(matches!(
        openvex::read("a", b"\"\xff\"", &VexLimits::default()),
        Err(VexError::Encoding { .. })
    ));
    assert_eq!(format_of(b"{\"document\": {}}"), Some(VexFormat::Csaf));
    assert_eq!(format_of(b"{}"), None);
}

/// Everything the writers have words for.
fn full() -> VexDocument {
    let mut document = document(
        "Example",
        &[
            ("CVE-2026-0001", "pkg:npm/left@1.4.1", VexStatus::NotAffected, 1),
            ("CVE-2026-0001", "pkg:npm/left@1.5.0", VexStatus::Fixed, 1),
            ("CVE-2026-0001", "pkg:npm/right@1.0.0", VexStatus::Affected, 1),
            ("GHSA-2", "pkg:npm/left@1.4.1", VexStatus::UnderInvestigation, 1),
        ],
    );
    for statement in &mut document.statements[..3] {
        statement.vulnerabilities.insert("GHSA-1".to_owned());
    }
    document.statements[0].impact = "never called".to_owned();
    document.statements[2].action = "upgrade to 1.0.1".to_owned();
    let part = document.statements[3].products[0]
        .clone()
        .within(purl("pkg:oci/app?repository_url=registry.example%2Fapp").into());
    document.statements[3].products.push(part);
    let mut ranged = VexIdentity::from(purl("pkg:npm/middle"));
    ranged.versions = Some("vers:npm/>=1.0.0|<2.0.0".to_owned());
    document.statements[3].products.push(VexProduct::new(ranged));
    document
}

#[test]
fn an_openvex_document_is_written_as_people_read_it() {
    insta::assert_snapshot!(openvex::write(&full(), Some("portcullis 0.1.0")).unwrap());
}

#[test]
fn a_csaf_document_is_written_as_people_read_it() {
    let mut imprint = csaf::CsafImprint::new("https://example.org", "Status of left");
    insta::assert_snapshot!("csaf-2.0", csaf::write(&full(), &imprint).unwrap());
    imprint.version = csaf::CsafVersion::V2_1;
    insta::assert_snapshot!("csaf-2.1", csaf::write(&full(), &imprint).unwrap());
}

#[test]
fn what_is_written_reads_back_the_same() {
    let said = |document: &VexDocument| {
        let mut said: Vec<String> = Vec::new();
        for statement in &document.statements {
            for product in &statement.products {
                let mut product = product.clone();
                product.identity.name.clear();
                product.within.iter_mut().for_each(|whole| whole.name.clear());
                said.push(format!(
                    "{:?} {:?} {:?} {} {} {product:?}",
                    statement.vulnerabilities,
                    statement.status,
                    statement.justification,
                    statement.impact,
                    statement.action
                ));
            }
        }
        said.sort();
        said
    };
    let limits = VexLimits::default();
    let text = openvex::write(&full(), None).unwrap();
    let again = openvex::read("a", text.as_bytes(), &limits).unwrap();
    assert!(again.gaps.is_empty());
    assert_eq!(said(&again.document), said(&full()));
    for version in [csaf::CsafVersion::V2_0, csaf::CsafVersion::V2_1] {
        let mut imprint = csaf::CsafImprint::new("https://example.org", "t");
        imprint.version = version;
        let text = csaf::write(&full(), &imprint).unwrap();
        let again = csaf::read("a", text.as_bytes(), &limits).unwrap();
        assert!(again.gaps.is_empty(), "{:?}", again.gaps);
        assert_eq!(said(&again.document), said(&full()));
    }
}

#[test]
fn what_a_format_cannot_say_is_refused() {
    let mut mute = full();
    mute.statements[0].justification = None;
    mute.statements[0].impact.clear();
    let imprint = csaf::CsafImprint::new("https://example.org", "t");
    for found in [openvex::write(&mute, None), csaf::write(&mute, &imprint)] {
        assert!(matches!(
            found,
            Err(VexWriteError::Inexpressible { statement: 0, .. })
        ));
    }
    let mut timeless = full();
    timeless.issued = None;
    assert!(matches!(
        openvex::write(&timeless, None),
        Err(VexWriteError::Missing { what: "a time", .. })
    ));
    let mut twice = full();
    let mut again = twice.statements[0].clone();
    again.status = VexStatus::Fixed;
    twice.statements.push(again);
    assert!(openvex::write(&twice, None).is_ok());
    assert!(matches!(
        csaf::write(&twice, &imprint),
        Err(VexWriteError::Inexpressible { statement: 4, .. })
    ));
}

#[test]
fn hostile_trees_are_bounded() {
    let limits = VexLimits::default();
    let head = r#"{"document": {"category": "csaf_vex", "csaf_version": "2.0", "publisher": {"name": "A"}, "tracking": {"status": "final"}},"#;
    let deep = format!(
        "{head}\"product_tree\": {{\"branches\": {}{}}}}}",
        "[{\"branches\": ".repeat(31),
        "[]".to_owned() + &"}]".repeat(31)
    );
    let found = csaf::read("a", deep.as_bytes(), &limits);
    let deep = found.map(|read| causes(&read.gaps));
    assert_eq!(
        deep.unwrap_err().to_string(),
        "more than 30 branches inside one another in a product tree"
    );
    let abyss = format!("{head}\"product_tree\": {}", "[".repeat(1_000_000));
    assert!(csaf::read("a", abyss.as_bytes(), &limits).is_err());
    // A group that is named again and again counts with all its members each time.
    let members: Vec<String> = (0..100).map(|at| format!("\"P{at}\"")).collect();
    let names: Vec<String> = (0..100)
        .map(|at| format!("{{\"name\": \"p\", \"product_id\": \"P{at}\"}}"))
        .collect();
    let threat = "{\"category\": \"impact\", \"details\": \"d\", \"group_ids\": [\"G\"]}";
    let text = format!(
        "{head}\"product_tree\": {{\"full_product_names\": [{}], \"product_groups\": [{{\"group_id\": \"G\", \"product_ids\": [{}]}}]}},
         \"vulnerabilities\": [{{\"cve\": \"CVE-2026-0001\", \"threats\": [{}]}}]}}",
        names.join(","),
        members.join(","),
        vec![threat; 100].join(",")
    );
    let mut small = VexLimits::default();
    small.items = 5_000;
    assert!(matches!(
        csaf::read("a", text.as_bytes(), &small),
        Err(VexError::Limit(_))
    ));
    assert!(csaf::read("a", text.as_bytes(), &limits).is_ok());
}
