//! Lockfiles and documents of other projects, read from the folder named by `PORTCULLIS_CONFORMANCE`.
//!
//! Every file whose name is that of a format must be read, unless its text is none of what the format is made of.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

mod schema;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use portcullis_findings::{
    Completeness, Label, Purl, VexDocument, VexFormat, VexIdentity, VexJustification, VexProduct,
    VexStatement, VexStatus,
};
use portcullis_sbom::lockfile::{Companion, Extract, Format};
use portcullis_sbom::{Limits, cyclonedx};
use schema::Schemas;

fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("PORTCULLIS_CONFORMANCE").map(PathBuf::from);
    if folder.is_none() {
        println!("conformance sbom: SKIPPED, PORTCULLIS_CONFORMANCE names no folder");
    }
    folder
}

/// Prints the figure and writes the failures. No case may fail.
fn report(set: &str, passed: usize, failures: &[serde_json::Value]) {
    let total = passed + failures.len();
    println!("conformance {set}: {passed}/{total}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/conformance");
    fs::create_dir_all(&folder).unwrap();
    let mut file = fs::File::create(folder.join(format!("{set}.jsonl"))).unwrap();
    for failure in failures {
        writeln!(file, "{failure}").unwrap();
    }
    if std::env::var_os("PORTCULLIS_CONFORMANCE_REPORT").is_none() {
        assert!(total > 0, "{set}: no case was found");
        assert!(
            failures.is_empty(),
            "{set}: {} fail; the first: {:?}",
            failures.len(),
            failures.first()
        );
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

/// Whether a text is of the language its format is made of. What is not is no lockfile, whatever the file is named: fixtures hold
/// the words `bogus` or `this is not valid toml` on purpose.
fn is_of_its_language(format: &Format, text: &[u8]) -> bool {
    match format.name().rsplit_once('.') {
        Some((_, "json")) => serde_json::from_slice::<serde_json::Value>(text).is_ok(),
        Some((_, "lock")) => std::str::from_utf8(text).is_ok_and(|text| text.parse::<toml::Table>().is_ok()),
        _ => true,
    }
}

/// The formats that there are fixtures of, at the least.
const FORMATS: [&str; 6] = [
    "Cargo.lock",
    "package-lock.json",
    "requirements.txt",
    "poetry.lock",
    "uv.lock",
    "go.mod",
];

/// What is of the language of its format is read, anything else is refused.
#[test]
fn lockfiles_of_other_projects_are_read() {
    let Some(data) = data() else { return };
    let mut passed: BTreeMap<&str, usize> = BTreeMap::new();
    let mut failures: BTreeMap<&str, Vec<serde_json::Value>> = BTreeMap::new();
    let (mut gaps, mut refused) = (0, 0);
    for path in files(&data.join("sbom/lockfixtures")) {
        let Some(format) = format_of(&path) else { continue };
        let read = read(format, &path);
        gaps += read.as_ref().map_or(0, |extract| extract.gaps.len());
        refused += usize::from(read.is_err());
        if read.is_ok() == is_of_its_language(format, &fs::read(&path).unwrap()) {
            *passed.entry(format.name()).or_default() += 1;
        } else {
            let case = path.strip_prefix(&data).unwrap().display().to_string();
            let error = read.err();
            failures
                .entry(format.name())
                .or_default()
                .push(serde_json::json!({ "case": case, "error": error }));
        }
    }
    println!("{refused} texts of another language are refused; gaps in all others: {gaps}");
    let found: Vec<&str> = failures.keys().chain(passed.keys()).copied().collect();
    for name in found.into_iter().chain(FORMATS).collect::<BTreeSet<_>>() {
        let passed = passed.get(name).copied().unwrap_or_default();
        let failures = failures.remove(name).unwrap_or_default();
        report(&format!("lockfiles-{name}"), passed, &failures);
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
        report(&format!("cyclonedx-{version}"), passed, &failures);
    }
}

const WRITTEN: [cyclonedx::SpecVersion; 3] = [
    cyclonedx::SpecVersion::V1_5,
    cyclonedx::SpecVersion::V1_6,
    cyclonedx::SpecVersion::V1_7,
];

/// What the official schema refuses of a document.
fn faults(schemas: &Schemas, version: cyclonedx::SpecVersion, text: &str) -> Vec<String> {
    let document = serde_json::from_str(text).unwrap();
    schemas.faults(&format!("bom-{}.schema.json", version.as_str()), &document)
}

/// The check itself: documents of the specification's tests that are called invalid for their shape are refused.
#[test]
fn the_schemas_tell_valid_documents_from_invalid_ones() {
    let Some(data) = data() else { return };
    let schemas = Schemas::of(&data.join("sbom/cyclonedx/schema"));
    let (mut valid, mut invalid, mut failures) = (0, 0, Vec::new());
    for version in ["1.5", "1.6", "1.7"] {
        for path in files(&data.join("sbom/cyclonedx/tests").join(version)) {
            let name = path.file_name().unwrap().to_str().unwrap();
            if !name.ends_with(".json") {
                continue;
            }
            let Ok(document) = serde_json::from_slice(&fs::read(&path).unwrap()) else {
                continue;
            };
            let found = schemas.faults(&format!("bom-{version}.schema.json"), &document);
            // The set's own label of the case, as the specification's test runner uses it.
            match (name.starts_with("valid-"), found.is_empty()) {
                (true, true) => valid += 1,
                (false, false) => invalid += 1,
                _ => failures.push(serde_json::json!({ "case": name, "faults": found })),
            }
        }
    }
    println!("schemas: {valid} valid documents taken, {invalid} invalid ones refused");
    report("cyclonedx-schemas", valid + invalid, &failures);
}

/// Every document that is written of a real lockfile is valid by the official schema, and reads back.
#[test]
fn real_lockfiles_become_valid_documents() {
    let Some(data) = data() else { return };
    let schemas = Schemas::of(&data.join("sbom/cyclonedx/schema"));
    let mut all = files(&data.join("enrichment/lockfiles"));
    all.extend(files(&data.join("sbom/lockfixtures")));
    let (mut passed, mut failures) = (0, Vec::new());
    for path in all {
        let Some(format) = format_of(&path) else { continue };
        let Ok(extract) = read(format, &path) else {
            continue;
        };
        for version in WRITTEN {
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
            match faults(&schemas, version, &text) {
                found if found.is_empty() => passed += 1,
                found => failures.push(serde_json::json!({
                    "case": path.strip_prefix(&data).unwrap().display().to_string(),
                    "version": version.as_str(),
                    "faults": found,
                })),
            }
        }
    }
    report("cyclonedx-written", passed, &failures);
}

/// Statements of each status, about versions and ranges, are valid by the official schema and read back as they were.
#[test]
fn vex_documents_are_valid() {
    let Some(data) = data() else { return };
    let schemas = Schemas::of(&data.join("sbom/cyclonedx/schema"));
    let (mut passed, mut failures) = (0, Vec::new());
    let mut documents = vec![statements()];
    for version in ["1.5", "1.6", "1.7"] {
        for path in files(&data.join("sbom/cyclonedx/tests").join(version)) {
            let bytes = fs::read(&path).unwrap();
            let bom = cyclonedx::read(&Label::new("a"), &bytes, &Limits::default());
            documents.extend(
                bom.ok()
                    .map(|bom| bom.vex)
                    .filter(|vex| !vex.statements.is_empty()),
            );
        }
    }
    for document in &documents {
        for version in WRITTEN {
            let text = cyclonedx::write_vex(document, version).unwrap();
            let again = cyclonedx::read(&Label::new("a"), text.as_bytes(), &Limits::default()).unwrap();
            let distinct: BTreeSet<_> = document.statements.iter().map(told).collect();
            assert_eq!(
                again.vex.statements.iter().map(told).collect::<BTreeSet<_>>(),
                distinct
            );
            match faults(&schemas, version, &text) {
                found if found.is_empty() => passed += 1,
                found => failures.push(serde_json::json!({ "version": version.as_str(), "faults": found })),
            }
        }
    }
    report("cyclonedx-vex", passed, &failures);
}

/// What no form of VEX loses: the status of which products.
fn told(statement: &VexStatement) -> (VexStatus, BTreeSet<String>, BTreeSet<VexProduct>) {
    let products = statement.products.iter().cloned().collect();
    (statement.status, statement.vulnerabilities.clone(), products)
}

fn statements() -> VexDocument {
    let mut document = VexDocument::new("a", VexFormat::CycloneDx, "Example");
    document.issued = "2026-01-01T00:00:00Z".parse().ok();
    let statuses = [
        VexStatus::NotAffected,
        VexStatus::Affected,
        VexStatus::Fixed,
        VexStatus::UnderInvestigation,
    ];
    for (at, status) in statuses.into_iter().enumerate() {
        for justification in VexJustification::ALL {
            let mut statement = VexStatement::new(format!("CVE-2026-000{at}"), status);
            statement.vulnerabilities.insert(format!("GHSA-{at}"));
            let mut range = VexIdentity::from("pkg:npm/%40scope/left".parse::<Purl>().unwrap());
            range.versions = Some("vers:npm/>=1.2.0|<1.5.0".to_owned());
            let version: Purl = "pkg:deb/debian/left@1:1.4.1-2?distro=debian-12".parse().unwrap();
            statement.products = vec![VexProduct::new(range), VexProduct::from(version)];
            statement.justification = Some(justification).filter(|_| status == VexStatus::NotAffected);
            statement.action = "upgrade".to_owned();
            statement.updated = document.issued;
            document.statements.push(statement);
        }
    }
    document
}
