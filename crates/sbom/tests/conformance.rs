//! Lockfiles and documents of other projects, read from the folder named by `PORTCULLIS_CONFORMANCE`.
//!
//! Every file whose name is that of a format must be read, or stand in the list of known failures with its reason.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use portcullis_findings::{Completeness, Label};
use portcullis_sbom::lockfile::{Companion, Extract, Format};
use portcullis_sbom::{Limits, cyclonedx};

fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("PORTCULLIS_CONFORMANCE").map(PathBuf::from);
    if folder.is_none() {
        println!("conformance sbom: SKIPPED, PORTCULLIS_CONFORMANCE names no folder");
    }
    folder
}

/// Prints the figure, writes the failures and holds the pinned minimum.
fn report(set: &str, passed: usize, failures: &[serde_json::Value], minimum: f64) {
    let total = passed + failures.len();
    println!("conformance {set}: {passed}/{total}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/conformance");
    fs::create_dir_all(&folder).unwrap();
    let mut file = fs::File::create(folder.join(format!("{set}.jsonl"))).unwrap();
    for failure in failures {
        writeln!(file, "{failure}").unwrap();
    }
    if std::env::var_os("PORTCULLIS_CONFORMANCE_REPORT").is_none() {
        let share = passed as f64 / total.max(1) as f64;
        assert!(total > 0 && share >= minimum, "{set}: {share} is below {minimum}");
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The format of a fixture. Fixtures of one format often lie under other names in a folder named after it.
fn format_of(path: &Path) -> Option<&'static Format> {
    let name = path.file_name()?.to_str()?;
    if let Some(format) = Format::of_file_name(name.as_bytes()) {
        return Some(format);
    }
    let text = path.to_str()?.replace('\\', "/");
    if text.contains("/node_modules/") {
        return None;
    }
    let by_folder = [
        ("/packagelockjson/", ".json", "package-lock.json"),
        ("/pkg-lock/", ".json", "package-lock.json"),
        ("/nodejs/npm/testdata/package-lock", ".json", "package-lock.json"),
        ("/python/requirements/", ".txt", "requirements.txt"),
        ("/python/pip/", ".txt", "requirements.txt"),
        ("/poetrylock/", "", "poetry.lock"),
        ("/uvlock/", "", "uv.lock"),
        ("/cargolock/", "", "Cargo.lock"),
        ("/gomod/", ".mod", "go.mod"),
    ];
    by_folder
        .iter()
        .find(|(folder, end, _)| text.contains(folder) && name.ends_with(end))
        .and_then(|(_, _, name)| Format::of_file_name(name.as_bytes()))
}

fn read(format: &'static Format, path: &Path) -> Result<Extract, String> {
    let bytes = fs::read(path).unwrap();
    let beside: Vec<_> = format
        .companions()
        .iter()
        .filter_map(|name| Some((*name, fs::read(path.with_file_name(name)).ok()?)))
        .collect();
    let companions: Vec<_> = beside
        .iter()
        .map(|(name, bytes)| Companion { name, bytes })
        .collect();
    let label = Label::new(path.file_name().unwrap().as_encoded_bytes());
    format
        .read(&label, &bytes, &companions, &Limits::default())
        .map_err(|error| error.to_string())
}

/// The least share of each format that must be read. What is missing to 1 are files that hold no lockfile on purpose: the
/// words `bogus` or `this is not valid toml`, unquoted control characters, a package that is a text.
const MINIMUM: [(&str, f64); 7] = [
    ("Cargo.lock", 0.5),
    ("package-lock.json", 0.9),
    ("npm-shrinkwrap.json", 1.0),
    ("requirements.txt", 1.0),
    ("poetry.lock", 0.8),
    ("uv.lock", 0.8),
    ("go.mod", 1.0),
];

#[test]
fn lockfiles_of_other_projects_are_read() {
    let Some(data) = data() else { return };
    let mut passed: BTreeMap<&str, usize> = BTreeMap::new();
    let mut failures: BTreeMap<&str, Vec<serde_json::Value>> = BTreeMap::new();
    let mut gaps = 0;
    for path in files(&data.join("sbom/lockfixtures")) {
        let Some(format) = format_of(&path) else { continue };
        let failed = failures.entry(format.name()).or_default();
        match read(format, &path) {
            Ok(extract) => {
                *passed.entry(format.name()).or_default() += 1;
                gaps += extract.gaps.len();
            }
            Err(error) => {
                let case = path.strip_prefix(&data).unwrap().display().to_string();
                failed.push(serde_json::json!({ "case": case, "error": error }));
            }
        }
    }
    println!("gaps in all of them: {gaps}");
    for format in Format::ALL
        .iter()
        .filter(|format| failures.contains_key(format.name()))
    {
        let passed = passed.get(format.name()).copied().unwrap_or_default();
        let minimum = MINIMUM.iter().find(|(name, _)| *name == format.name()).unwrap().1;
        report(
            &format!("lockfiles-{}", format.name()),
            passed,
            &failures[format.name()],
            minimum,
        );
    }
}

#[test]
fn real_lockfiles_have_the_components_other_tools_count() {
    let Some(data) = data() else { return };
    let path = data.join("enrichment/lockfiles/theia/package-lock.json");
    let extract = read(format_of(&path).unwrap(), &path).unwrap();
    let inventory = &extract.inventory;
    println!(
        "theia: {} components, {} occurrences, {} edges, {:?}, {} gaps",
        inventory.components().len(),
        inventory.occurrences().len(),
        inventory.edge_count(),
        extract.edges,
        extract.gaps.len()
    );
    // Counted by name and version in the file itself, as other tools do, without the root.
    assert_eq!(inventory.components().len() - 1, 1_922);
    assert_eq!(inventory.occurrences().len() - 1, 2_406);
    assert_eq!(inventory.manifests()[0].graph, Completeness::Complete);
    for file in ["ballista", "uv", "reg"] {
        let path = data.join("enrichment/lockfiles").join(file).join("Cargo.lock");
        let extract = read(format_of(&path).unwrap(), &path).unwrap();
        println!(
            "{file}: {} components, {} edges, {} roots, {:?}, {} gaps",
            extract.inventory.components().len(),
            extract.inventory.edge_count(),
            extract.inventory.roots().len(),
            extract.edges,
            extract.gaps.len()
        );
        assert_eq!(extract.gaps, []);
    }
}

/// All valid documents of the specification's own tests.
#[test]
fn documents_of_the_specification_are_read() {
    let Some(data) = data() else { return };
    for version in ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"] {
        let (mut passed, mut failures, mut refused, mut invalid) = (0, Vec::new(), 0, 0);
        for path in files(&data.join("sbom/cyclonedx/tests").join(version)) {
            let name = path.file_name().unwrap().to_str().unwrap();
            if !name.ends_with(".json") || !(name.starts_with("valid-") || name.starts_with("invalid-")) {
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            let read = cyclonedx::read(&Label::new(name), &bytes, &Limits::default());
            // The set's own label of the case, as the specification's test runner uses it.
            if name.starts_with("invalid-") {
                invalid += 1;
                refused += usize::from(read.is_err());
                continue;
            }
            match read {
                Ok(bom) => {
                    passed += 1;
                    let metadata = cyclonedx::Metadata::new(portcullis_findings::Tool::new("t", "1"), "s");
                    let again = cyclonedx::write(&bom.inventory, &metadata, cyclonedx::SpecVersion::V1_6);
                    let again =
                        cyclonedx::read(&Label::new(name), again.as_bytes(), &Limits::default()).unwrap();
                    assert_eq!(again.inventory.components(), bom.inventory.components(), "{name}");
                }
                Err(error) => failures.push(serde_json::json!({ "case": name, "error": error.to_string() })),
            }
        }
        println!(
            "CycloneDX {version}: {refused} of {invalid} invalid documents refused (the reader is no validator)"
        );
        report(&format!("cyclonedx-{version}"), passed, &failures, 1.0);
    }
}

/// Writes documents to `target/conformance/cyclonedx` for a validator with the official schemas; checks what can be
/// checked without one.
#[test]
fn real_lockfiles_become_documents() {
    let Some(data) = data() else { return };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/conformance/cyclonedx");
    fs::create_dir_all(&folder).unwrap();
    let mut all = files(&data.join("enrichment/lockfiles"));
    all.extend(files(&data.join("sbom/lockfixtures")));
    let mut written = 0;
    for path in all {
        let Some(format) = format_of(&path) else { continue };
        let Ok(extract) = read(format, &path) else {
            continue;
        };
        for version in [
            cyclonedx::SpecVersion::V1_5,
            cyclonedx::SpecVersion::V1_6,
            cyclonedx::SpecVersion::V1_7,
        ] {
            let metadata =
                cyclonedx::Metadata::new(portcullis_findings::Tool::new("portcullis", "0.1.0"), "subject");
            let text = cyclonedx::write(&extract.inventory, &metadata, version);
            let bom = cyclonedx::read(&Label::new("sbom"), text.as_bytes(), &Limits::default()).unwrap();
            assert_eq!(
                bom.inventory.components(),
                extract.inventory.components(),
                "{}",
                path.display()
            );
            fs::write(folder.join(format!("{written}.cdx.json")), text).unwrap();
            written += 1;
        }
    }
    println!("documents written for validation: {written}");
}
