//! Documents written and read.

use std::collections::BTreeSet;

use portcullis_findings::{
    Completeness, Component, EdgeKind, Gap, Inventory, Label, Licence, Note, Paths, Purl, Scope, Tool,
    VexDocument, VexFormat, VexJustification, VexProduct, VexStatement, VexStatus,
};
use portcullis_sbom::cyclonedx::{self, Bom, Metadata, SpecVersion};
use portcullis_sbom::{DocumentError, Limits};
use proptest::prelude::*;

use crate::lockfiles::{read as read_lock, samples};

fn metadata() -> Metadata {
    let mut metadata = Metadata::new(Tool::new("portcullis", "0.1.0"), "shop");
    metadata.version = Some("1.0.0".into());
    metadata
}

fn read(text: &str) -> Result<Bom, DocumentError> {
    cyclonedx::read(&Label::new("sbom.cdx.json"), text.as_bytes(), &Limits::default())
}

/// What a document keeps of an inventory: components with scope and completeness, edges between them, roots.
type Kept = (
    Vec<(Component, Option<Scope>, bool)>,
    BTreeSet<(usize, EdgeKind, usize)>,
    BTreeSet<usize>,
);

fn kept(inventory: &Inventory) -> Kept {
    let component_of = |id| inventory.occurrence(id).unwrap().component.index();
    let components = inventory.iter().map(|(id, component)| {
        let scope = inventory
            .occurrences_of(id)
            .map(|(_, occurrence)| occurrence.scope)
            .min();
        let complete = inventory
            .occurrences_of(id)
            .all(|(_, occurrence)| occurrence.edges == Completeness::Complete);
        (component.clone(), scope, complete)
    });
    let edges = inventory
        .iter()
        .flat_map(|(id, _)| inventory.occurrences_of(id))
        .flat_map(|(from, _)| {
            let edges = inventory.edges(from).iter();
            edges.map(move |edge| (component_of(from), edge.kind, component_of(edge.to)))
        });
    (
        components.collect(),
        edges.collect(),
        inventory.roots().map(component_of).collect(),
    )
}

#[test]
fn what_is_written_reads_back() {
    for (format, text) in samples() {
        let lock = read_lock(format.name(), text);
        for version in [SpecVersion::V1_5, SpecVersion::V1_6, SpecVersion::V1_7] {
            let document = cyclonedx::write(&lock.inventory, &metadata(), version);
            let bom = read(&document).unwrap();
            assert_eq!(
                kept(&bom.inventory),
                kept(&lock.inventory),
                "{} {version:?}",
                format.name()
            );
            assert_eq!(bom.gaps, [], "{}", format.name());
            assert_eq!(bom.spec_version, version.as_str());
            assert!(!document.contains("secret"));
        }
    }
}

#[test]
fn the_same_inventory_gives_the_same_bytes() {
    let (_, text) = samples()[1];
    let lock = read_lock("package-lock.json", text);
    let one = cyclonedx::write(&lock.inventory, &metadata(), SpecVersion::V1_6);
    let again = Inventory::merged([lock.inventory.clone()]);
    assert_eq!(one, cyclonedx::write(&again, &metadata(), SpecVersion::V1_6));
    let mut later = metadata();
    later.timestamp = Some("2026-11-01T00:00:00Z".parse().unwrap());
    let dated = cyclonedx::write(&lock.inventory, &later, SpecVersion::V1_6);
    let serial = |text: &str| read(text).unwrap().serial_number.unwrap();
    assert_ne!(serial(&one), serial(&dated));
    assert!(one.contains("cdx:reproducible") && !dated.contains("cdx:reproducible"));
    assert_eq!(read(&dated).unwrap().timestamp, later.timestamp);
}

#[test]
fn a_small_inventory_as_people_see_it() {
    let lock = read_lock(
        "package-lock.json",
        r#"{"name": "shop", "version": "1.0.0", "lockfileVersion": 3, "packages": {
  "": {"name": "shop", "version": "1.0.0", "dependencies": {"a": "1"}},
  "node_modules/a": {
    "version": "1.0.0", "license": "MIT", "resolved": "https://registry.example/a/-/a-1.0.0.tgz",
    "integrity": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "dependencies": {"b\u202e": "1"}
  },
  "node_modules/b\u202e": {"version": "1.0.0", "license": "MIT OR Apache-2.0", "peer": true}
}}"#,
    );
    insta::assert_snapshot!(cyclonedx::write(&lock.inventory, &metadata(), SpecVersion::V1_6));
}

#[test]
fn references_are_unique_and_lead_to_components() {
    for (format, text) in samples() {
        let lock = read_lock(format.name(), text);
        let document = cyclonedx::write(&lock.inventory, &metadata(), SpecVersion::V1_6);
        let json: serde_json::Value = serde_json::from_str(&document).unwrap();
        let refs: Vec<_> = json["components"]
            .as_array()
            .unwrap()
            .iter()
            .map(|component| &component["bom-ref"])
            .collect();
        let mut known: BTreeSet<_> = refs.iter().map(|name| name.as_str().unwrap()).collect();
        assert_eq!(known.len(), refs.len());
        known.insert(json["metadata"]["component"]["bom-ref"].as_str().unwrap());
        for dependency in json["dependencies"].as_array().unwrap() {
            assert!(known.contains(dependency["ref"].as_str().unwrap()));
            let targets: Vec<_> = dependency["dependsOn"]
                .as_array()
                .unwrap()
                .iter()
                .map(|to| to.as_str().unwrap())
                .collect();
            assert!(targets.iter().all(|to| known.contains(to)));
            assert!(targets.is_sorted_by(|one, two| one < two));
        }
    }
}

const FOREIGN: &str = r#"{
  "bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79", "version": 1,
  "metadata": {
    "timestamp": "2026-01-02T03:04:05Z", "authors": [{"name": "A. Author"}],
    "component": {"type": "application", "name": "app", "version": "1", "bom-ref": "app",
      "components": [{"type": "library", "name": "bundled", "version": "3", "purl": "pkg:npm/bundled@3"}]}
  },
  "components": [
    {"type": "library", "bom-ref": "a", "group": "org.example", "name": "a", "version": "1.0", "purl": "pkg:maven/org.example/a@1.0",
      "licenses": [{"license": {"id": "MIT"}}, {"license": {"id": "Apache-2.0"}}],
      "hashes": [{"alg": "SHA-1", "content": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}, {"alg": "BLAKE3", "content": "00"}],
      "components": [{"type": "library", "bom-ref": "inner", "name": "inner", "purl": "pkg:maven/org.example/inner@2.0"}]},
    {"type": "library", "bom-ref": "b", "name": "b", "scope": "excluded", "version": "2"},
    {"type": "library", "bom-ref": "c", "name": "c", "purl": "not a purl"},
    {"type": "file", "bom-ref": "f", "name": "f"}
  ],
  "services": [{"bom-ref": "s", "name": "s"}],
  "dependencies": [
    {"ref": "app", "dependsOn": ["a", "s"]},
    {"ref": "a", "dependsOn": ["b", "gone"]},
    {"ref": "b"}
  ],
  "compositions": [{"aggregate": "incomplete", "assemblies": ["app"]}],
  "vulnerabilities": [
    {"id": "CVE-2026-0001", "references": [{"id": "GHSA-aaaa-bbbb-cccc"}], "affects": [{"ref": "a"}],
      "analysis": {"state": "not_affected", "justification": "code_not_reachable", "detail": "never called"}},
    {"id": "CVE-2026-0002", "affects": [{"ref": "b"}], "analysis": {"state": "false_positive"}},
    {"id": "CVE-2026-0003"},
    {"id": "CVE-2026-0004", "affects": [{"ref": "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg:npm/x@1"}],
      "analysis": {"state": "not_affected", "justification": "requires_configuration"}}
  ]
}"#;

#[test]
fn a_document_of_another_tool_is_read() {
    let bom = read(FOREIGN).unwrap();
    let component = |name: &str| {
        bom.inventory
            .iter()
            .find(|(_, component)| component.name == name)
            .unwrap()
    };
    let a = component("org.example:a").1;
    assert_eq!(a.licence, Licence::Expression("MIT AND Apache-2.0".into()));
    assert_eq!(a.digests.len(), 1);
    let (b, _) = component("b");
    let (occurrence, place) = bom.inventory.occurrences_of(b).next().unwrap();
    assert_eq!(
        (place.scope, place.edges),
        (Scope::Development, Completeness::Complete)
    );
    assert_eq!(place.location.region().unwrap().line(), 13);
    let path = Paths::new(&bom.inventory).path_to(occurrence).unwrap();
    assert_eq!(path.len(), 3);
    let (inner, _) = component("inner");
    assert!(
        Paths::new(&bom.inventory)
            .path_to(bom.inventory.occurrences_of(inner).next().unwrap().0)
            .is_some()
    );
    assert_eq!(bom.ignored.get("services"), Some(&1));
    let gaps: Vec<_> = bom.gaps.iter().map(Gap::to_string).collect();
    let position = |line: u64| {
        gaps.iter()
            .filter(|gap| gap.contains(&format!("line {line},")))
            .count()
    };
    assert_eq!(
        (
            position(13),
            position(14),
            position(15),
            position(20),
            position(23),
            position(27)
        ),
        (1, 2, 0, 1, 1, 1)
    );
    assert_eq!(gaps.len(), 6, "{gaps:#?}");
    assert_eq!(bom.inventory.manifests()[0].graph, Completeness::Unknown);
}

#[test]
fn analysed_vulnerabilities_become_statements() {
    let bom = read(FOREIGN).unwrap();
    let [one, four] = bom.vex.statements.as_slice() else {
        panic!("{:?}", bom.vex)
    };
    assert_eq!(one.vulnerabilities.len(), 2);
    assert_eq!(one.status, VexStatus::NotAffected);
    assert_eq!(
        one.justification,
        Some(VexJustification::VulnerableCodeNotInExecutePath)
    );
    assert_eq!(
        (one.impact.as_str(), bom.vex.author.as_str()),
        ("never called", "A. Author")
    );
    assert_eq!(
        one.products[0].identity.to_string(),
        "pkg:maven/org.example/a@1.0"
    );
    assert_eq!(one.position.map(|position| position.line), Some(25));
    assert_eq!(
        (four.justification, four.impact.as_str()),
        (None, "requires_configuration")
    );
    assert_eq!(four.products[0].identity.to_string(), "pkg:npm/x@1");
}

#[test]
fn statements_are_written_as_analysed_vulnerabilities() {
    let mut document = VexDocument::new("a", VexFormat::OpenVex, "Example");
    document.issued = "2026-01-01".parse().ok();
    let rows = [
        (
            VexStatus::NotAffected,
            Some(VexJustification::VulnerableCodeNotInExecutePath),
        ),
        (VexStatus::Affected, None),
        (VexStatus::Fixed, None),
        (VexStatus::UnderInvestigation, None),
    ];
    for (at, (status, justification)) in rows.into_iter().enumerate() {
        let mut statement = VexStatement::new(format!("CVE-2026-000{at}"), status);
        statement.vulnerabilities.insert(format!("GHSA-{at}"));
        statement.products = vec![VexProduct::from("pkg:npm/left@1.4.1".parse::<Purl>().unwrap())];
        statement.justification = justification;
        statement.issued = document.issued;
        document.statements.push(statement);
    }
    let text = cyclonedx::write_vex(&document, SpecVersion::default()).unwrap();
    let again = read(&text).unwrap();
    assert!(again.gaps.is_empty(), "{:?}", again.gaps);
    assert_eq!(again.vex.author, "Example");
    let mut said = again.vex.statements;
    for statement in &mut said {
        statement.position = None;
    }
    assert_eq!(said, document.statements);

    document.statements[0].justification = None;
    let error = cyclonedx::write_vex(&document, SpecVersion::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "CycloneDX cannot say statement 0: it is not affected and does not say why"
    );
}

#[test]
fn what_is_no_document_is_refused_with_place_and_cause() {
    for (text, expected) in [
        (
            "{}",
            "not a CycloneDX document: `bomFormat` is not `CycloneDX` at line 1, column 1 (byte 0)",
        ),
        (
            "[",
            "the text ends where a value is expected at line 1, column 2 (byte 1)",
        ),
        (
            r#"{"bomFormat": "CycloneDX", "specVersion": "2.0"}"#,
            "specification version `2.0` is not known, the newest known is 1.7 (at line 1, column 43 (byte 42))",
        ),
        (
            r#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [1]}"#,
            "a component is no object at line 1, column 65 (byte 64)",
        ),
        (
            r#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{}]}"#,
            "a component without name at line 1, column 65 (byte 64)",
        ),
    ] {
        assert_eq!(read(text).unwrap_err().to_string(), expected);
    }
    let deep = format!(
        r#"{{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{}"#,
        r#"{"name": "a", "components": ["#.repeat(100_000)
    );
    assert!(matches!(read(&deep), Err(DocumentError::Limit { .. })));
}

#[test]
fn deep_nesting_within_the_limit_is_read() {
    let levels = 100_000;
    let text = format!(
        r#"{{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{}{}]}}"#,
        r#"{"name": "a", "components": ["#.repeat(levels),
        "]}".repeat(levels)
    );
    let limits = Limits {
        depth: u32::MAX,
        ..Limits::default()
    };
    let bom = cyclonedx::read(&Label::new("x"), text.as_bytes(), &limits).unwrap();
    assert_eq!(bom.inventory.occurrences().len(), levels);
}

#[test]
fn a_truncated_document_is_refused() {
    for length in 0..FOREIGN.len() {
        assert!(read(&FOREIGN[..length]).is_err());
    }
}

proptest! {
    #[test]
    fn damaged_documents_never_panic(at in any::<prop::sample::Index>(), length in 0usize..40, insert in "[\\[\\]{}\",:0-9a-z@#/]{0,8}") {
        let mut text = FOREIGN.to_owned();
        let start = at.index(text.len());
        let end = (start + length).min(text.len());
        text.replace_range(start..end, &insert);
        if let Ok(bom) = read(&text) {
            let again = cyclonedx::write(&bom.inventory, &metadata(), SpecVersion::V1_6);
            let read_again = read(&again).unwrap();
            prop_assert_eq!(kept(&read_again.inventory), kept(&bom.inventory));
        }
    }
}

fn document(fields: &str) -> Result<Bom, DocumentError> {
    read(&format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.6",{fields}}}"#
    ))
}

#[test]
fn a_document_without_components_is_no_full_answer() {
    for fields in [
        r#""version":1"#,
        r#""components":[]"#,
        r#""components":null"#,
        r#""metadata":{"component":{"type":"application","name":"a","purl":"pkg:npm/a@1"}}"#,
    ] {
        let bom = document(fields).unwrap();
        let causes: Vec<_> = bom.gaps.iter().map(|gap| gap.cause.as_str()).collect();
        assert_eq!(causes, ["the document lists no components"], "{fields}");
    }
    for fields in [
        r#""components":{}"#,
        r#""components":"x""#,
        r#""components":[{"type":"library","name":"a","components":1}]"#,
        r#""components":[],"components":[{"type":"library","name":"a","purl":"pkg:npm/a@1"}]"#,
        r#""components":[{"type":"library","name":"a","purl":"pkg:npm/b@1","purl":"pkg:npm/a@1"}]"#,
    ] {
        assert!(
            matches!(document(fields), Err(DocumentError::Shape { .. })),
            "{fields}"
        );
    }
}

#[test]
fn the_package_url_counts_where_versions_disagree() {
    for (version, purl, expected, gaps) in [
        ("2.0.0", "pkg:npm/a@1.0.0", "1.0.0", 1),
        ("1.0.0", "pkg:npm/a@1.0.0", "1.0.0", 0),
        ("1.0.0", "pkg:npm/a", "1.0.0", 0),
        ("1:2.0", "pkg:rpm/x/a@2.0?epoch=1", "1:2.0", 0),
        ("2:2.0", "pkg:rpm/x/a@2.0?epoch=1", "2.0", 1),
    ] {
        let component = format!(
            r#""components":[{{"type":"library","name":"a","version":"{version}","purl":"{purl}"}}]"#
        );
        let bom = document(&component).unwrap();
        assert_eq!(bom.inventory.components()[0].version.as_deref(), Some(expected));
        assert_eq!(bom.gaps.len(), gaps, "{purl} {:?}", bom.gaps);
    }
}

#[test]
fn listed_vulnerabilities_and_ancestors_are_told() {
    let bom = document(
        r#""components":[{"type":"library","name":"a","purl":"pkg:npm/a@1","pedigree":{"ancestors":[{"type":"library","name":"b"}]}}],"vulnerabilities":[{"id":"CVE-2020-1"},{"id":"CVE-2020-2","analysis":{"state":"exploitable"}},{"id":"CVE-2020-3","analysis":{"state":"not_affected"}}]"#,
    )
    .unwrap();
    let texts: Vec<_> = bom.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "it does not say that it is safe from 2 of them: CVE-2020-1, CVE-2020-2",
            "it is made from other components, which are not in the inventory",
            "the document lists 3 vulnerabilities, which are not used",
        ]
    );
}

#[test]
fn cpe_names_are_read_and_written_again() {
    let names = |bom: &Bom| {
        let components = bom.inventory.components().iter();
        let names = components.map(|component| component.cpes.iter().cloned().collect::<Vec<_>>());
        names.flatten().collect::<Vec<_>>()
    };
    let old = "cpe:/a:example:app:1.0";
    let new = "cpe:2.3:a:example:app:1.0:*:*:*:*:*:*:*";
    let bom = document(&format!(
        r#""components": [{{"type": "application", "name": "app", "version": "1.0", "cpe": "{old}",
            "properties": [{{"name": "portcullis:cpe", "value": "{new}"}}]}}]"#
    ))
    .unwrap();
    assert_eq!(names(&bom), [old, new]);
    let text = cyclonedx::write(&bom.inventory, &metadata(), SpecVersion::default());
    assert!(text.contains(&format!(r#""cpe": "{old}""#)), "{text}");
    assert_eq!(names(&read(&text).unwrap()), [old, new]);
    for wrong in [
        "app",
        "cpe:2.4:a:b:c",
        r"cpe:/a:b\nc",
        &format!("cpe:/a:{}", "b".repeat(5000)),
    ] {
        let bom = document(&format!(
            r#""components": [{{"type": "library", "name": "app", "cpe": "{wrong}"}}]"#
        ))
        .unwrap();
        assert!(names(&bom).is_empty(), "{wrong}");
        let told = |note: &Note| note.text.contains("a CPE name that cannot be read");
        assert!(bom.notes.iter().any(told), "{:?}", bom.notes);
    }
}
