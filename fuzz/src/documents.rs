//! SBOM documents.

use std::collections::BTreeSet;

use portcullis_findings::{
    Inventory, Label, LineIndex, Purl, Tool, VexDocument, VexProduct, VexStatement, VexStatus,
};
use portcullis_sbom::cyclonedx::{Bom, Metadata, SpecVersion, read, write, write_vex};
use portcullis_sbom::{DocumentError, Limits};

use crate::support::{assert_position, assert_region};

/// What is read is written, and read again with the same components, edges and VEX statements; from then on nothing changes any
/// more. A refusal and every gap point into the text.
pub fn cyclonedx(data: &[u8]) {
    let bom = match (read_with(data), read_with(data)) {
        (Ok(bom), Ok(again)) => {
            assert_eq!(format!("{bom:?}"), format!("{again:?}"));
            bom
        }
        (Err(error), Err(again)) => {
            assert_eq!(error, again);
            return refused(data, &error);
        }
        (one, other) => panic!("{one:?}, then {other:?}"),
    };
    check(data, &bom);
    for version in [SpecVersion::V1_5, SpecVersion::V1_6, SpecVersion::V1_7] {
        let text = written(&bom.inventory, version);
        let again = read_with(text.as_bytes()).unwrap();
        check(text.as_bytes(), &again);
        assert_eq!(components(&again.inventory), components(&bom.inventory));
        assert_eq!(edges(&again.inventory), edges(&bom.inventory));

        let second = written(&again.inventory, version);
        let settled = read_with(second.as_bytes()).unwrap().inventory;
        assert_eq!(settled.components(), again.inventory.components());
        assert_eq!(edges(&settled), edges(&again.inventory));
    }
    statements(&bom.vex);
}

/// Statements that a document may hold say the same of the same products when they are read again. A range of a package says
/// nothing more beside the package itself.
fn statements(document: &VexDocument) {
    let mut document = document.clone();
    document
        .statements
        .retain(|statement| statement.says_why() && !statement.products.is_empty());
    for statement in &mut document.statements {
        let identities = statement.products.iter().map(|product| &product.identity);
        let whole: BTreeSet<Purl> = identities
            .filter(|identity| identity.versions.is_none())
            .flat_map(|identity| identity.purls.clone())
            .collect();
        statement.products.retain(|product| {
            let identity = &product.identity;
            identity.versions.is_none() || identity.purls.is_disjoint(&whole)
        });
    }
    for version in [SpecVersion::V1_5, SpecVersion::V1_6, SpecVersion::V1_7] {
        let text = write_vex(&document, version).unwrap();
        let again = read(&Label::new("vex.json"), text.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(said(&again.vex), said(&document), "{text}");
        assert_eq!(write_vex(&document, version).unwrap(), text);
    }
}

/// What is said of which products, in any order.
fn said(document: &VexDocument) -> BTreeSet<(BTreeSet<String>, VexStatus, BTreeSet<VexProduct>)> {
    let one = |statement: &VexStatement| {
        let products = statement.products.iter().cloned().collect();
        (statement.vulnerabilities.clone(), statement.status, products)
    };
    document.statements.iter().map(one).collect()
}

fn read_with(data: &[u8]) -> Result<Bom, DocumentError> {
    read(
        &Label::new("bom.json"),
        data,
        &Limits {
            bytes: 1 << 20,
            items: 100_000,
            depth: 64,
            ..Limits::default()
        },
    )
}

fn written(inventory: &Inventory, version: SpecVersion) -> String {
    let metadata = Metadata::new(Tool::new("fuzz", "0"), "the whole");
    let text = write(inventory, &metadata, version);
    assert_eq!(text, write(inventory, &metadata, version));
    text
}

fn refused(data: &[u8], error: &DocumentError) {
    match error {
        DocumentError::Limit {
            position: Some(position),
            ..
        }
        | DocumentError::Encoding { position }
        | DocumentError::Syntax { position, .. }
        | DocumentError::Shape { position, .. }
        | DocumentError::Version { position, .. } => assert_position(data, *position),
        _ => {}
    }
}

fn check(data: &[u8], bom: &Bom) {
    for position in bom.gaps.iter().filter_map(|gap| gap.position) {
        assert_position(data, position);
    }
    let index = LineIndex::new(data);
    for occurrence in bom.inventory.occurrences() {
        if let Some(region) = occurrence.location.region() {
            assert_region(data, &index, region);
        }
    }
}

type Named<'i> = (&'i str, Option<&'i str>, Option<&'i Purl>, &'i BTreeSet<String>);

fn components(inventory: &Inventory) -> Vec<Named<'_>> {
    let mut names: Vec<_> = inventory.components().iter().map(named).collect();
    names.sort_unstable();
    names
}

fn named(component: &portcullis_findings::Component) -> Named<'_> {
    (
        component.name.as_str(),
        component.version.as_deref(),
        component.purl.as_ref(),
        &component.cpes,
    )
}

/// Edges between components; which occurrence they leave is not in a document.
fn edges(inventory: &Inventory) -> BTreeSet<(Named<'_>, Named<'_>)> {
    let mut edges = BTreeSet::new();
    for (id, component) in inventory.iter() {
        for (occurrence, _) in inventory.occurrences_of(id) {
            for edge in inventory.edges(occurrence) {
                let target = inventory
                    .occurrence(edge.to)
                    .and_then(|to| inventory.component(to.component));
                edges.extend(target.map(|target| (named(component), named(target))));
            }
        }
    }
    edges
}
