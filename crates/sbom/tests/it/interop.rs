//! The types of other crates as a second opinion: same components, same edges.

use std::collections::BTreeSet;

use portcullis_findings::{Algorithm, Inventory, Label, Tool};
use portcullis_sbom::Limits;
use portcullis_sbom::cyclonedx::Metadata;

use crate::lockfiles::{read as read_lock, samples};

fn metadata() -> Metadata {
    let mut metadata = Metadata::new(Tool::new("portcullis", "0.1.0"), "shop");
    metadata.timestamp = Some("2026-11-01T00:00:00Z".parse().unwrap());
    metadata
}

/// What every format carries: name, version, purl, digests and licence of components, edges by name, roots.
type Core = (BTreeSet<String>, BTreeSet<(String, String)>, BTreeSet<String>);

fn core(inventory: &Inventory) -> Core {
    let name = |id| {
        let component = inventory.occurrence(id).unwrap().component;
        let component = inventory.component(component).unwrap();
        let purl = component.purl.as_ref().map(ToString::to_string);
        let digests: Vec<_> = component
            .digests
            .iter()
            .filter(|digest| digest.algorithm() != Algorithm::GoH1)
            .map(ToString::to_string)
            .collect();
        format!(
            "{:?} {} {purl:?} {digests:?} {}",
            component.kind,
            component.display_name(),
            component.licence
        )
    };
    let ids: Vec<_> = inventory
        .iter()
        .flat_map(|(id, _)| inventory.occurrences_of(id))
        .map(|(id, _)| id)
        .collect();
    let edges = ids.iter().flat_map(|from| {
        inventory
            .edges(*from)
            .iter()
            .map(move |edge| (name(*from), name(edge.to)))
    });
    (
        ids.iter().map(|id| name(*id)).collect(),
        edges.collect(),
        inventory.roots().map(name).collect(),
    )
}

#[cfg(feature = "cyclonedx-bom")]
#[test]
fn cyclonedx_bom_reads_what_we_write_and_we_read_what_it_writes() {
    use portcullis_sbom::cyclonedx::{self, SpecVersion};
    use portcullis_sbom::interop::cyclonedx_bom;
    for (format, text) in samples() {
        let lock = read_lock(format.name(), text).inventory;
        let label = Label::new("sbom.json");
        let ours = cyclonedx::write(&lock, &metadata(), SpecVersion::V1_5);
        let by_them = cyclonedx_bom::read(&label, ours.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(core(&by_them), core(&lock), "{}", format.name());
        let theirs = cyclonedx_bom::write(&lock, &metadata()).unwrap();
        let by_them = cyclonedx_bom::read(&label, theirs.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(core(&by_them), core(&lock), "{}", format.name());
        let by_us = cyclonedx::read(&label, theirs.as_bytes(), &Limits::default())
            .unwrap()
            .inventory;
        let (components, edges, _) = core(&by_us);
        assert!(core(&lock).0.is_subset(&components) && core(&lock).1.is_subset(&edges));
    }
}

#[cfg(feature = "spdx-rs")]
#[test]
fn spdx_carries_components_and_edges_there_and_back() {
    use portcullis_sbom::interop::{InteropError, spdx_rs};
    for (format, text) in samples() {
        let lock = read_lock(format.name(), text).inventory;
        let document = spdx_rs::write(&lock, &metadata()).unwrap();
        assert_eq!(document, spdx_rs::write(&lock, &metadata()).unwrap());
        let label = Label::new("sbom.spdx.json");
        let again = spdx_rs::read(&label, document.as_bytes(), &Limits::default()).unwrap();
        // SPDX has no names for licences outside of expressions.
        let unnamed = |inventory: &Inventory| {
            let (components, edges, roots) = core(inventory);
            let known = |text: &String| text.replace("Own words", "unknown");
            let edges: BTreeSet<_> = edges.iter().map(|(from, to)| (known(from), known(to))).collect();
            (
                components.iter().map(known).collect::<BTreeSet<_>>(),
                edges,
                roots,
            )
        };
        assert_eq!(unnamed(&again), unnamed(&lock), "{}", format.name());
    }
    let undated = Metadata::new(Tool::new("t", "1"), "s");
    assert_eq!(
        spdx_rs::write(&Inventory::default(), &undated),
        Err(InteropError::MissingTimestamp)
    );
    let error = spdx_rs::read(&Label::new("x"), b"{\n  \"x\": 1\n}", &Limits::default()).unwrap_err();
    assert!(error.to_string().contains("line"), "{error}");
}

#[cfg(all(feature = "cyclonedx-bom", feature = "spdx-rs"))]
#[test]
fn cpe_names_go_there_and_back() {
    use portcullis_findings::{Component, ComponentKind, InventoryBuilder};
    use portcullis_sbom::interop::{cyclonedx_bom, spdx_rs};
    let (old, new) = (
        "cpe:/a:example:app:1.0",
        "cpe:2.3:a:example:app:1.0:*:*:*:*:*:*:*",
    );
    let mut builder = InventoryBuilder::new();
    let mut component = Component::new(ComponentKind::Application, "app");
    component.cpes.extend([old.to_owned(), new.to_owned()]);
    let id = builder.component(component);
    let location = portcullis_findings::Location::new("here");
    builder.occurrence(portcullis_findings::Occurrence::new(id, 0, location));
    builder.manifest(portcullis_findings::Manifest::new("here", "test"));
    let inventory = builder.build();
    let names = |inventory: &Inventory| {
        let components = inventory.components().iter();
        let names = components.flat_map(|component| component.cpes.iter().cloned());
        names.collect::<Vec<_>>()
    };
    let label = Label::new("sbom.json");
    let document = spdx_rs::write(&inventory, &metadata()).unwrap();
    assert!(document.contains("cpe22Type") && document.contains("cpe23Type"));
    let again = spdx_rs::read(&label, document.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(names(&again), [old, new]);
    // Their model has room for one.
    let document = cyclonedx_bom::write(&inventory, &metadata()).unwrap();
    let again = cyclonedx_bom::read(&label, document.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(names(&again), [old]);
}
