//! The compiled index of advisories: building, opening, asking. CPU time of one thread, medians.
//!
//! `cargo bench -p portcullis-benches --bench vulnerabilities`, with words behind `--` to choose lines by their names. Real
//! records are read from `osv` below the folder named by `PORTCULLIS_CONFORMANCE`, else generated.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench stops where its own input is wrong, and prints"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use portcullis_benches::generate::{self, Random};
use portcullis_benches::straight::{self, Wanted};
use portcullis_benches::{Amount, compare, median_nanos, peak_mebibytes, thread_cpu_nanos};
use portcullis_findings::{Component, ComponentKind, ComponentSource, Purl};
use portcullis_vuln_match::{Advisory, Built, Ecosystem, Index, IndexBuilder, Limits, Provenance, Scheme};

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

/// Components of which a share is affected, and others that no advisory names.
fn components(records: &[Vec<u8>], count: usize, hits: usize) -> Vec<Component> {
    let affected = affected(records);
    let mut random = Random::default();
    let component = |at: usize| {
        if at * 100 < hits * count {
            let (purl, _) = affected
                .get(random.below(affected.len() as u64) as usize)
                .unwrap();
            component(purl)
        } else {
            component(&format!("pkg:npm/nobody-knows-{at}@1.{}.0", at % 50))
        }
    };
    (0..count).map(component).collect()
}

/// Packages with a version that their advisories affect, by purl and as OSV writes them.
fn affected(records: &[Vec<u8>]) -> Vec<(String, Wanted)> {
    let index_bytes = of(records).index;
    let index = Index::open(&index_bytes).unwrap();
    let mut seen = BTreeSet::new();
    let mut affected = Vec::new();
    for record in records {
        let Ok((advisory, _)) = Advisory::from_json(record, &Limits::default()) else {
            continue;
        };
        for entry in advisory.affected.iter().take(2) {
            let Some(package) = &entry.package else { continue };
            let Some(purl_type) = purl_type(&package.ecosystem) else {
                continue;
            };
            let mut events = entry.ranges.iter().flat_map(|range| &range.events);
            let version =
                events.find(|event| event.version.starts_with(|first: char| first.is_ascii_digit()));
            let version = version.map_or("0.0.1", |event| {
                if &*event.version == "0" {
                    "0.0.1"
                } else {
                    &event.version
                }
            });
            let name = match package.name.rsplit_once(['/', ':']) {
                Some((namespace, name)) => format!("{namespace}/{name}"),
                None => package.name.to_string(),
            };
            let Ok(purl) = format!("pkg:{purl_type}/{name}@{version}").parse::<Purl>() else {
                continue;
            };
            let text = purl.to_string();
            let wanted = Wanted {
                ecosystem: package.ecosystem.base().to_owned(),
                name: package.name.to_string(),
                version: version.to_owned(),
            };
            if seen.insert(text.clone()) && !index.matches(&component(&text)).unwrap().is_empty() {
                affected.push((text, wanted));
            }
        }
    }
    affected
}

fn purl_type(ecosystem: &Ecosystem) -> Option<&'static str> {
    Some(match ecosystem.base() {
        "crates.io" => "cargo",
        "npm" => "npm",
        "PyPI" => "pypi",
        "Go" => "golang",
        "Packagist" => "composer",
        "Bitnami" => "bitnami",
        "Hackage" => "hackage",
        "Julia" => "julia",
        _ => return None,
    })
}

fn component(purl: &str) -> Component {
    let purl: Purl = purl.parse().unwrap();
    let mut component = Component::new(ComponentKind::Library, purl.name());
    component.version = purl.version().map(str::to_owned);
    component.purl = Some(purl);
    component.source = ComponentSource::Registry;
    component
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

/// What an inventory costs, its index opened anew each time.
fn open_and_ask(records: &[Vec<u8>]) {
    let bytes = of(records).index;
    let open = median_nanos(|| {
        black_box(Index::open(black_box(&bytes)).unwrap());
    });
    println!("open: {:.1} µs", open as f64 / 1e3);
    for hits in [10, 30, 100] {
        let components = components(records, 1_000, hits);
        let index = Index::open(&bytes).unwrap();
        let found: usize = index.matches_all(&components).unwrap().iter().map(Vec::len).sum();
        let mut told = String::new();
        let nanos = median_nanos(|| {
            black_box(ask(&bytes, &components, &mut told));
        });
        println!(
            "open, match and explain 1,000 components, {hits} % affected: {:.3} ms, {found} vulnerabilities, {} bytes told",
            nanos as f64 / 1e6,
            told.len()
        );
    }
}

/// The very first time: no page was ever looked at.
fn first_touch(records: &[Vec<u8>]) {
    let bytes = of(records).index;
    let path = std::env::temp_dir().join(format!("portcullis-bench-{}.idx", std::process::id()));
    for hits in [30, 100] {
        let components = components(records, 1_000, hits);
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

/// A million components; CPU time of one thread.
fn million(records: &[Vec<u8>]) {
    let bytes = of(records).index;
    let index = Index::open(&bytes).unwrap();
    for hits in [0, 10, 30] {
        let components = components(records, 100_000, hits);
        let nanos = median_nanos(|| {
            for part in components.chunks(1_000) {
                black_box(index.matches_all(part).unwrap());
            }
        });
        println!(
            "a million components, {hits} % affected: {:.3} s of CPU",
            nanos as f64 * 10.0 / 1e9
        );
    }
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
    let components = components(records, 1_000, 30);
    let mut told = String::new();
    let nanos = median_nanos(|| {
        black_box(ask(&bytes, &components, &mut told));
    });
    println!(
        "  open, match and explain 1,000 components, 30 % affected: {:.3} ms",
        nanos as f64 / 1e6
    );
}

/// Unzip, parse, scan: what a tool without an index does in each run.
fn peers(records: &[Vec<u8>]) {
    let archive = zipped(records);
    let bytes = of(records).index;
    let affected = affected(records);
    let (purls, wanted): (Vec<String>, Vec<Wanted>) = affected.into_iter().take(1_000).unzip();
    let components: Vec<Component> = purls.iter().map(|purl| component(purl)).collect();
    let mut told = String::new();
    compare(
        "1,000 affected components",
        Amount::Items(components.len()),
        || {
            black_box(ask(&bytes, &components, &mut told));
        },
        "unzip, parse and scan",
        || {
            black_box(straight::scan(&archive, &wanted).unwrap());
        },
    );
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
