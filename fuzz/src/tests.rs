use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{TARGETS, generated};

fn here(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(here(folder)).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

fn files(target: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(here("seeds").join(target)) else { return Vec::new() };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn every_target_has_five_seeds_and_holds_for_each() {
    for (name, target) in TARGETS {
        let mut count = 0;
        for file in files(name) {
            println!("{}", file.display());
            target(&fs::read(&file).unwrap());
            count += 1;
        }
        for (at, seed) in generated::seeds(name).iter().enumerate() {
            println!("{name}: generated seed {at}");
            target(seed);
            count += 1;
        }
        assert!(count >= 5, "{name} has {count} seeds");
    }
}

/// What a fuzzer would try first: seeds cut short anywhere, with one byte changed, and the seeds of other targets.
#[test]
fn every_target_holds_for_broken_seeds() {
    let all: Vec<_> = TARGETS.iter().filter_map(|(name, _)| files(name).into_iter().next()).collect();
    for (name, target) in TARGETS {
        println!("{name}");
        let mut seeds: Vec<_> = files(name).iter().chain(&all).map(|file| fs::read(file).unwrap()).collect();
        seeds.extend(generated::seeds(name).into_iter().take(2));
        for seed in seeds {
            let step = (seed.len() / 24).max(1);
            for at in (0..seed.len()).step_by(step) {
                target(&seed[..at]);
                let mut changed = seed.clone();
                changed[at] = changed[at].wrapping_add(1);
                target(&changed);
            }
        }
    }
}

#[test]
fn table_files_and_manifest_name_the_same_targets() {
    let table: BTreeSet<_> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(table.len(), TARGETS.len());
    assert!(TARGETS.iter().zip(TARGETS.iter().skip(1)).all(|((left, _), (right, _))| left < right));
    assert_eq!(names("fuzz_targets"), table);
    assert!(names("seeds").is_subset(&table), "{:?}", names("seeds"));

    let manifest = fs::read_to_string(here("Cargo.toml")).unwrap();
    let bins: Vec<_> = manifest.split("[[bin]]").skip(1).collect();
    let mut named = BTreeSet::new();
    for bin in bins.iter().filter(|bin| bin.contains("fuzz_targets/")) {
        let name = bin.split("name = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        for line in ["test = false", "doc = false", "bench = false", "required-features = [\"libfuzzer\"]"] {
            assert!(bin.contains(line), "{name}: {line}");
        }
        assert!(bin.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name}");
        let file = fs::read_to_string(here("fuzz_targets").join(format!("{name}.rs"))).unwrap();
        assert!(file.contains(&format!("::{name}(data)")), "{name}");
        named.insert(name.to_owned());
    }
    assert_eq!(named, table);
}
