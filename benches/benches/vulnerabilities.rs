//! The compiled index of advisories: building, opening, asking. CPU time of one thread, medians.
//!
//! `cargo bench -p portcullis-benches --bench vulnerabilities`, with words behind `--` to choose lines by their names. Real
//! records are read from `osv` below the folder named by `PORTCULLIS_CONFORMANCE`, else generated.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench stops where its own input is wrong, and prints"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use portcullis_benches::generate::{self, Random};
use portcullis_benches::inventory::{self, Item, inventory};
use portcullis_benches::straight::{self, Wanted};
use portcullis_benches::{Amount, compare, median_nanos, peak_mebibytes, thread_cpu_nanos};
use portcullis_findings::Component;
use portcullis_vuln_match::{Built, Index, IndexBuilder, Limits, Provenance, Scheme};

/// Looks at all records.
type Bench = fn(&[Vec<u8>]);

const BENCHES: &[(&str, Bench)] = &[
    ("keys", keys),
    ("open-and-ask", open_and_ask),
    ("build", build),
    ("first-touch", first_touch),
    ("million", million),
    ("malware", malware),
    ("straight", peers),
];

fn main() {
    let chosen: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let records = records();
    let bytes: usize = records.iter().map(Vec::len).sum();
    println!("{} records, {:.1} MB of JSON", records.len(), bytes as f64 / 1e6);
    for (name, bench) in BENCHES {
        if chosen.is_empty() || chosen.iter().any(|word| name.contains(word.as_str())) {
            bench(&records);
        }
    }
    if let Some(peak) = peak_mebibytes() {
        println!("peak memory of the whole run: {peak} MiB");
    }
}

fn records() -> Vec<Vec<u8>> {
    let folder = std::env::var_os("PORTCULLIS_CONFORMANCE").map(|root| Path::new(&root).join("osv"));
    let Some(folder) = folder.filter(|folder| folder.is_dir()) else {
        println!("PORTCULLIS_CONFORMANCE names no records: generated ones are used");
        let generated = generate::advisories(20_000, &mut Random::default());
        return generated.into_iter().map(String::into_bytes).collect();
    };
    let (mut files, mut open): (Vec<PathBuf>, _) = (Vec::new(), vec![folder]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                files.push(path);
            }
        }
    }
    files.sort();
    files.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn built<'r>(records: impl Iterator<Item = &'r [u8]>) -> Built {
    let mut builder = IndexBuilder::new(Limits::default());
    for record in records {
        builder.add("record.json", record);
    }
    builder.build(&Provenance::default())
}

fn of(records: &[Vec<u8>]) -> Built {
    built(records.iter().map(Vec::as_slice))
}

/// Two keys of real versions.
fn keys(_: &[Vec<u8>]) {
    let versions = ["1.2.3", "1.2.4", "1.10.0-rc.1", "2.0.0", "0.0.1"];
    let keys = versions.map(|version| Scheme::SemVer.parse(version));
    compare(
        "comparing two keys",
        Amount::Items(20),
        || {
            for left in &keys {
                for right in keys.iter().skip(1) {
                    black_box(black_box(left).cmp(black_box(right)));
                }
            }
        },
        "comparing eight bytes",
        || {
            for at in 0_u64..20 {
                black_box(black_box(at).cmp(&black_box(7)));
            }
        },
    );
}

/// All records to an index, beside parsing them into values.
fn build(records: &[Vec<u8>]) {
    let index = of(records).index;
    println!("index: {:.2} MB", index.len() as f64 / 1e6);
    let bytes = records.iter().map(Vec::len).sum();
    compare(
        "building the index",
        Amount::Bytes(bytes),
        || {
            black_box(of(records));
        },
        "serde_json values",
        || {
            for record in records {
                black_box(serde_json::from_slice::<serde_json::Value>(record).unwrap());
            }
        },
    );
}

/// Opens, matches and explains; gives how much was told.
fn ask(bytes: &[u8], components: &[Component], told: &mut String) -> usize {
    let index = Index::open(bytes).unwrap();
    told.clear();
    for found in index.matches_all(components).unwrap().iter().flatten() {
        for explanation in found.explanations() {
            let _ = write!(told, "{explanation}");
        }
    }
    told.len()
}

fn components(items: Vec<Item>) -> Vec<Component> {
    items.into_iter().map(|item| item.component).collect()
}

/// What an inventory costs, its index opened anew each time.
fn open_and_ask(records: &[Vec<u8>]) {
    let bytes = of(records).index;
    let open = median_nanos(|| {
        black_box(Index::open(black_box(&bytes)).unwrap());
    });
    println!("open: {:.1} µs", open as f64 / 1e3);
    let affected = inventory::affected(records, &Index::open(&bytes).unwrap()).unwrap();
    println!("packages that can be affected: {}", affected.len());
    for hits in [0, 10, 30, 100] {
        let components = components(inventory(&affected, 1_000, hits));
        report(&bytes, &components, &format!("{hits} % affected"));
    }
    let cleared = inventory::cleared(&affected, &Index::open(&bytes).unwrap()).unwrap();
    report(
        &bytes,
        &components(inventory(&cleared, 1_000, 100)),
        "all named by advisories and not affected",
    );
}

fn report(bytes: &[u8], components: &[Component], what: &str) {
    let index = Index::open(bytes).unwrap();
    let (mut found, mut advisories) = (0, 0);
    for one in index.matches_all(components).unwrap().iter().flatten() {
        found += 1;
        advisories += one.explanations().len();
    }
    let mut told = String::new();
    let nanos = median_nanos(|| {
        black_box(ask(bytes, components, &mut told));
    });
    println!(
        "open, match and explain {} components, {what}: {:.3} ms; {found} vulnerabilities by {advisories} advisories, {} bytes told",
        components.len(),
        nanos as f64 / 1e6,
        told.len(),
    );
}

/// The very first time: no page was ever looked at.
fn first_touch(records: &[Vec<u8>]) {
    let bytes = of(records).index;
    let affected = inventory::affected(records, &Index::open(&bytes).unwrap()).unwrap();
    let path = std::env::temp_dir().join(format!("portcullis-bench-{}.idx", std::process::id()));
    for hits in [30, 100] {
        let components = components(inventory(&affected, 1_000, hits));
        std::fs::write(&path, &bytes).unwrap();
        let start = thread_cpu_nanos();
        let read = std::fs::read(&path).unwrap();
        let loaded = thread_cpu_nanos();
        let mut told = String::new();
        black_box(ask(&read, &components, &mut told));
        println!(
            "first time, {hits} % affected: reading the file {:.2} ms, asking {:.2} ms",
            (loaded - start) as f64 / 1e6,
            (thread_cpu_nanos() - loaded) as f64 / 1e6
        );
    }
    let _ = std::fs::remove_file(&path);
}

/// A million components on two threads, medians of five runs.
fn million(records: &[Vec<u8>]) {
    let bytes = of(records).index;
    let index = Index::open(&bytes).unwrap();
    let affected = inventory::affected(records, &index).unwrap();
    for hits in [0, 10, 30] {
        let components = components(inventory(&affected, 1_000_000, hits));
        let mut runs: Vec<(u64, u64)> = (0..5).map(|_| on_two_threads(&index, &components)).collect();
        runs.sort_unstable();
        let (wall, cpu) = runs.get(2).copied().unwrap_or_default();
        println!(
            "a million components, {hits} % affected, on two threads: {:.3} s, {:.3} s of CPU",
            wall as f64 / 1e9,
            cpu as f64 / 1e9
        );
    }
}

/// Nanoseconds from the first component to the last answer, and CPU time of both threads.
fn on_two_threads(index: &Index<'_>, components: &[Component]) -> (u64, u64) {
    let (left, right) = components.split_at(components.len() / 2);
    let matched = |half: &[Component]| {
        let start = thread_cpu_nanos();
        black_box(index.matches_all(half).unwrap());
        thread_cpu_nanos() - start
    };
    let start = Instant::now();
    let cpu = std::thread::scope(|scope| {
        let other = scope.spawn(|| matched(right));
        matched(left) + other.join().unwrap()
    });
    (start.elapsed().as_nanos() as u64, cpu)
}

/// 210,000 records of malicious packages beside the others.
fn malware(records: &[Vec<u8>]) {
    let malware = generate::malware(210_000, &mut Random::default());
    let all = records
        .iter()
        .map(Vec::as_slice)
        .chain(malware.iter().map(String::as_bytes));
    let bytes = built(all).index;
    println!(
        "with 210,000 records of malware: {:.2} MB",
        bytes.len() as f64 / 1e6
    );
    let open = median_nanos(|| {
        black_box(Index::open(black_box(&bytes)).unwrap());
    });
    println!("  open: {:.1} µs", open as f64 / 1e3);
    let affected = inventory::affected(records, &Index::open(&bytes).unwrap()).unwrap();
    report(
        &bytes,
        &components(inventory(&affected, 1_000, 30)),
        "30 % affected",
    );
}

/// Unzip, parse, scan: what a tool without an index does in each run.
fn peers(records: &[Vec<u8>]) {
    let archive = zipped(records);
    let bytes = of(records).index;
    let affected = inventory::affected(records, &Index::open(&bytes).unwrap()).unwrap();
    for hits in [30, 100] {
        let items = inventory(&affected, 1_000, hits);
        let wanted: Vec<Wanted> = items.iter().map(|item| item.wanted.clone()).collect();
        let components = components(items);
        let mut told = String::new();
        let asked = median_nanos(|| {
            black_box(ask(&bytes, &components, &mut told));
        });
        let scanned = median_nanos(|| {
            black_box(straight::scan(&archive, &wanted).unwrap());
        });
        println!(
            "1,000 components, {hits} % affected: {:.3} ms; unzip, parse and scan: {:.0} ms, {:.0} times as long",
            asked as f64 / 1e6,
            scanned as f64 / 1e6,
            scanned as f64 / asked as f64
        );
    }
}

fn zipped(records: &[Vec<u8>]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (at, record) in records.iter().enumerate() {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(format!("{at}.json"), options).unwrap();
        writer.write_all(record).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
