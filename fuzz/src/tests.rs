use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{TARGETS, Target, generated};

fn here(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(here(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect()
}

fn files(target: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(here("seeds").join(target)) else {
        return Vec::new();
    };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The seeds of a target with their names: files, then generated ones.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let files = files(target)
        .into_iter()
        .map(|file| (file.display().to_string(), fs::read(&file).unwrap()));
    let generated = generated::seeds(target).into_iter().enumerate();
    files
        .chain(generated.map(|(at, seed)| (format!("{target}: generated {at}"), seed)))
        .collect()
}

/// Where the property does not hold; the message of the panic stands above in the output.
fn failure(target: Target, name: &str, seed: &[u8]) -> Option<String> {
    std::panic::catch_unwind(|| target(seed))
        .err()
        .map(|_| name.to_owned())
}

#[test]
fn every_target_has_five_seeds_and_holds_for_each() {
    let mut failures = Vec::new();
    for (name, target) in TARGETS {
        let seeds = seeds(name);
        assert!(seeds.len() >= 5, "{name} has {} seeds", seeds.len());
        failures.extend(
            seeds
                .iter()
                .filter_map(|(seed, bytes)| failure(*target, seed, bytes)),
        );
    }
    assert_eq!(failures, Vec::<String>::new());
}

/// What a fuzzer tries first: seeds cut short, with one byte changed, and seeds of other targets.
#[test]
fn every_target_holds_for_broken_seeds() {
    let others: Vec<_> = TARGETS
        .iter()
        .filter_map(|(name, _)| seeds(name).into_iter().next())
        .collect();
    let mut failures = Vec::new();
    for (name, target) in TARGETS {
        for (seed, bytes) in seeds(name).iter().take(8).chain(&others) {
            let places = (0..bytes.len()).step_by((bytes.len() / 16).max(1));
            failures.extend(
                places.clone().filter_map(|at| {
                    failure(*target, &format!("{seed} cut at {at} as {name}"), &bytes[..at])
                }),
            );
            failures.extend(places.filter_map(|at| {
                let mut changed = bytes.clone();
                changed[at] = changed[at].wrapping_add(1);
                failure(*target, &format!("{seed} changed at {at} as {name}"), &changed)
            }));
        }
    }
    assert_eq!(failures, Vec::<String>::new());
}

#[test]
fn table_files_and_manifest_name_the_same_targets() {
    let table: BTreeSet<_> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(table.len(), TARGETS.len());
    assert!(
        TARGETS
            .iter()
            .zip(TARGETS.iter().skip(1))
            .all(|((left, _), (right, _))| left < right)
    );
    assert_eq!(names("fuzz_targets"), table);
    assert!(names("seeds").is_subset(&table), "{:?}", names("seeds"));

    let manifest = fs::read_to_string(here("Cargo.toml")).unwrap();
    let bins: Vec<_> = manifest.split("[[bin]]").skip(1).collect();
    let mut named = BTreeSet::new();
    for bin in bins.iter().filter(|bin| bin.contains("fuzz_targets/")) {
        let name = bin
            .split("name = \"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap();
        for line in [
            "test = false",
            "doc = false",
            "bench = false",
            "required-features = [\"libfuzzer\"]",
        ] {
            assert!(bin.contains(line), "{name}: {line}");
        }
        assert!(
            bin.contains(&format!("path = \"fuzz_targets/{name}.rs\"")),
            "{name}"
        );
        let file = fs::read_to_string(here("fuzz_targets").join(format!("{name}.rs"))).unwrap();
        assert!(file.contains(&format!("::{name}(data)")), "{name}");
        named.insert(name.to_owned());
    }
    assert_eq!(named, table);
}
