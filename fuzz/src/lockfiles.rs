//! Lockfiles. An input is the lockfile, then its companions in the order of `Format::companions`, between lines of `%%%`.

use portcullis_findings::{Inventory, Label, LineIndex, Occurrence, OccurrenceId, Paths, Position};
use portcullis_sbom::lockfile::{Companion, Extract, Format};
use portcullis_sbom::{Limits, LockfileError};

use crate::support::{assert_position, assert_region, parts};

/// `Cargo.lock`. What has the form that cargo writes is not read as TOML; a comment at the end takes that form away and changes
/// nothing of what is said.
pub fn cargo_lock(data: &[u8]) {
    lockfile("Cargo.lock", data);
    let parts = parts(data);
    let text = parts.first().unwrap();
    if !text.ends_with(b"\n") {
        return;
    }
    let format = Format::of_file_name(b"Cargo.lock").unwrap();
    let read = |text: &[u8]| format.read(&Label::new("Cargo.lock"), text, &[], &Limits::default());
    let (one, other) = (read(text), read(&[text, &b"# end\n"[..]].concat()));
    assert_eq!(one.is_ok(), other.is_ok());
    let (Ok(one), Ok(other)) = (one, other) else {
        return;
    };
    assert_eq!(one.inventory.components(), other.inventory.components());
    assert_eq!(one.inventory.occurrences(), other.inventory.occurrences());
    assert!(one.inventory.roots().eq(other.inventory.roots()));
    for (id, _) in occurrences(&one.inventory) {
        assert_eq!(one.inventory.edges(id), other.inventory.edges(id));
    }
    assert_eq!((one.gaps, one.notes), (other.gaps, other.notes));
    assert_eq!(one.edges, other.edges);
}

/// `package-lock.json`.
pub fn package_lock(data: &[u8]) {
    lockfile("package-lock.json", data);
}

/// `requirements.txt`.
pub fn requirements(data: &[u8]) {
    lockfile("requirements.txt", data);
}

/// `poetry.lock`.
pub fn poetry_lock(data: &[u8]) {
    lockfile("poetry.lock", data);
}

/// `uv.lock`.
pub fn uv_lock(data: &[u8]) {
    lockfile("uv.lock", data);
}

/// `go.mod`.
pub fn go_mod(data: &[u8]) {
    lockfile("go.mod", data);
}

/// Two readings agree; a refusal and every gap point into the text; what was read is an inventory that holds together.
fn lockfile(name: &str, data: &[u8]) {
    let format = Format::of_file_name(name.as_bytes()).unwrap();
    let limits = Limits {
        bytes: 1 << 20,
        items: 100_000,
        depth: 64,
        ..Limits::default()
    };
    let parts = parts(data);
    let (text, beside) = parts.split_first().unwrap();
    let companions: Vec<_> = format
        .companions()
        .iter()
        .zip(beside)
        .map(|(name, bytes)| Companion { name, bytes })
        .collect();
    let read = || format.read(&Label::new(name), text, &companions, &limits);
    match (read(), read()) {
        (Ok(extract), Ok(again)) => {
            assert_eq!(extract.inventory, again.inventory);
            assert_eq!(format!("{extract:?}"), format!("{again:?}"));
            let texts: Vec<_> = std::iter::once((name, *text))
                .chain(
                    companions
                        .iter()
                        .map(|companion| (companion.name, companion.bytes)),
                )
                .collect();
            check(&extract, &texts);
        }
        (Err(error), Err(again)) => {
            assert_eq!(error, again);
            if let Some(position) = position(&error) {
                assert_position(text, position);
            }
        }
        (one, other) => panic!("{one:?}, then {other:?}"),
    }
}

fn position(error: &LockfileError) -> Option<Position> {
    match error {
        LockfileError::Limit { position, .. } => *position,
        LockfileError::Encoding { position }
        | LockfileError::Syntax { position, .. }
        | LockfileError::Shape { position, .. }
        | LockfileError::Version { position, .. } => Some(*position),
        _ => None,
    }
}

fn check(extract: &Extract, texts: &[(&str, &[u8])]) {
    let text_of = |label: &Label| {
        let found = texts.iter().find(|(name, _)| label.as_bytes() == name.as_bytes());
        found.unwrap_or_else(|| panic!("{label} is none of the inputs")).1
    };
    for gap in &extract.gaps {
        if let Some(position) = gap.position {
            assert_position(text_of(&gap.input), position);
        }
    }

    let inventory = &extract.inventory;
    let indexes: Vec<_> = texts.iter().map(|(_, text)| LineIndex::new(text)).collect();
    let mut edges = 0;
    for (id, occurrence) in occurrences(inventory) {
        assert!(inventory.component(occurrence.component).is_some());
        assert!(occurrence.manifest < inventory.manifests().len());
        let label = occurrence.location.label();
        let place = texts
            .iter()
            .position(|(name, _)| label.as_bytes() == name.as_bytes());
        let place = place.unwrap_or_else(|| panic!("{label} is none of the inputs"));
        if let Some(region) = occurrence.location.region() {
            assert_region(texts[place].1, &indexes[place], region);
        }
        for edge in inventory.edges(id) {
            assert!(inventory.occurrence(edge.to).is_some());
            edges += 1;
        }
    }
    assert_eq!(edges, inventory.edge_count());
    assert_eq!(Inventory::merged([inventory.clone()]), *inventory);

    // Every path that is shown begins at a root and follows edges that are there.
    let paths = Paths::new(inventory);
    let roots: Vec<_> = inventory.roots().collect();
    for (id, _) in occurrences(inventory).take(200) {
        let Some(path) = paths.path_to(id) else { continue };
        assert!(path.first().is_some_and(|first| roots.contains(first)));
        assert_eq!(path.last(), Some(&id));
        for (from, to) in path.iter().zip(path.iter().skip(1)) {
            assert!(inventory.edges(*from).iter().any(|edge| edge.to == *to));
        }
    }

    for component in inventory.components() {
        let Some(purl) = &component.purl else { continue };
        assert_eq!(purl.to_string().parse().as_ref(), Ok(purl));
    }

    let tally = extract.edges;
    let accounted = tally.resolved + tally.absent_optional + tally.absent_peer + tally.undecided;
    assert_eq!(tally.declared, accounted, "{tally:?}");
}

fn occurrences(inventory: &Inventory) -> impl Iterator<Item = (OccurrenceId, &Occurrence)> {
    inventory.iter().flat_map(|(id, _)| inventory.occurrences_of(id))
}
