//! The fleet index at its full size: how long it takes to build, how large it is, how fast one advisory is answered.
//!
//! `cargo bench -p portcullis-benches --bench fleet -- [INVENTORIES] [COMPONENTS] [DISTINCT]`; 1,000,000 inventories of 300 out
//! of 4,000,000 components unless given, which takes some minutes and 3 GB. Times are of one thread.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench stops where its own input is wrong, and prints"
)]

use std::time::{Duration, Instant};

use portcullis_benches::fleet::{Components, Spread};
use portcullis_benches::generate::Random;
use portcullis_benches::{peak_mebibytes, thread_cpu_nanos};
use portcullis_vuln_match::{
    Advisory, ComponentId, Coordinates, Ecosystem, Fleet, FleetBuilder, FleetLimits, Limits, Removals,
};

/// Inventories that are generated before they are added, so that only adding is timed.
const BATCH: usize = 10_000;
/// Advisories of each kind.
const ADVISORIES: usize = 2_000;

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|word| word.parse().ok());
    let mut next = |default: usize| numbers.next().unwrap_or(default);
    let (inventories, per_inventory, distinct) = (next(1_000_000), next(300), next(4_000_000));
    for spread in [Spread::Clustered, Spread::Scattered] {
        let components = Components {
            distinct: distinct as u32,
            versions: 10,
            spread,
        };
        println!("{spread:?}: {inventories} inventories of {per_inventory} out of {distinct} components");
        let segment = build(&components, inventories, per_inventory);
        ask(&components, &segment);
        append(&components, &segment, per_inventory);
    }
    deep("npm");
    deep("Debian:12");
    if let Some(peak) = peak_mebibytes() {
        println!("peak memory of the whole run: {peak} MiB");
    }
}

fn build(components: &Components, inventories: usize, per_inventory: usize) -> Vec<u8> {
    let mut builder = FleetBuilder::new(FleetLimits::default());
    let start = thread_cpu_nanos();
    let ids: Vec<ComponentId> = (0..components.distinct)
        .map(|rank| intern(&mut builder, components, rank))
        .collect();
    let interned = since(start);
    let (mut random, mut added) = (Random::default(), Duration::ZERO);
    let mut batch: Vec<Vec<u32>> = vec![Vec::new(); BATCH];
    for first in (0..inventories).step_by(BATCH) {
        let batch = batch.get_mut(..BATCH.min(inventories - first)).unwrap();
        for ranks in batch.iter_mut() {
            components.inventory(per_inventory, &mut random, ranks);
        }
        let start = thread_cpu_nanos();
        for (at, ranks) in batch.iter().enumerate() {
            let ids = ranks.iter().map(|rank| ids[*rank as usize]);
            builder.add(&inventory_name(first + at), ids).unwrap();
        }
        added += since(start);
    }
    drop((ids, batch));
    let start = thread_cpu_nanos();
    let segment = builder.finish();
    let finished = since(start);
    println!(
        "  build: components {:.1} s, inventories {:.1} s, segment {:.1} s CPU; peak {} MiB",
        interned.as_secs_f64(),
        added.as_secs_f64(),
        finished.as_secs_f64(),
        peak_mebibytes().unwrap_or_default()
    );
    let counts = Fleet::open(&[&segment]).unwrap().counts();
    println!(
        "  size: {} bytes, {} postings ({:.3} bytes each), {} components, {} packages",
        segment.len(),
        counts.postings,
        segment.len() as f64 / counts.postings as f64,
        counts.components,
        counts.packages
    );
    segment
}

fn intern(builder: &mut FleetBuilder, components: &Components, rank: u32) -> ComponentId {
    let (package, number) = components.place(rank);
    let (ecosystem, name) = components.package(package);
    let coordinates = Coordinates::new(Ecosystem::parse(ecosystem), name);
    let version = components.version(package, number);
    builder.package(&coordinates, Some(&version)).unwrap()
}

fn inventory_name(number: usize) -> String {
    format!("team-{:03}/service-{number:07}", number / 2000)
}

fn ask(components: &Components, segment: &[u8]) {
    let mut opening: Vec<Duration> = (0..50)
        .map(|_| timed(|| Fleet::open(&[segment]).unwrap()).1)
        .collect();
    print("open", &mut opening);
    let mut random = Random::default();
    let mut interval = || {
        let first = random.below(u64::from(components.versions) / 2) as u32;
        (
            first,
            first + 1 + random.below(u64::from(components.versions - 1 - first)) as u32,
        )
    };
    let mut random = Random::default();
    let mut any = || random.below(u64::from(components.packages())) as u32;
    let uniform = advisories((0..ADVISORIES).map(|id| components.advisory(id, any(), Some(interval()))));
    let mut ranks = Vec::new();
    components.inventory(ADVISORIES, &mut Random::default(), &mut ranks);
    let popular = ranks.iter().enumerate().map(|(id, rank)| {
        let (package, _) = components.place(*rank);
        components.advisory(id, package, Some(interval()))
    });
    let popular = advisories(popular);
    let whole = advisories((0..ADVISORIES as u32).map(|at| components.advisory(at as usize, at, None)));
    for (name, advisories) in [
        ("any package", &uniform),
        ("packages by popularity", &popular),
        ("the most popular packages, all versions", &whole),
    ] {
        // Fresh: no page was checked before.
        let fleet = Fleet::open(&[segment]).unwrap();
        for pages in ["pages not yet checked", "again"] {
            let (mut times, mut most) = (Vec::new(), (Duration::ZERO, 0, 0));
            let mut affected = 0;
            for advisory in advisories {
                let (answer, time) = timed(|| fleet.affected_by(advisory).unwrap());
                let count = answer.affected.len();
                affected += count;
                most = most.max((time, count, answer.components.len()));
                times.push(time);
            }
            print(&format!("{name}, {pages}"), &mut times);
            println!(
                "    {} inventories on average; the slowest has {} inventories by {} components",
                affected / times.len() as u64,
                most.1,
                most.2
            );
        }
    }
    names(segment, whole.first().unwrap());
}

/// One package of very many versions, as a kernel is: searched in one ecosystem, asked one by one in the other.
fn deep(ecosystem: &str) {
    const VERSIONS: u32 = 10_000;
    let mut builder = FleetBuilder::new(FleetLimits::default());
    let package = Coordinates::new(Ecosystem::parse(ecosystem), "kernel");
    let version = |number: u32| format!("{}.{}.{}", number / 400, number / 20 % 20, number % 20);
    for inventory in 0..VERSIONS * 10 {
        let id = builder
            .package(&package, Some(&version(inventory % VERSIONS)))
            .unwrap();
        builder.add(&inventory_name(inventory as usize), [id]).unwrap();
    }
    let segment = builder.finish();
    let record = format!(
        r#"{{"id":"X-1","affected":[{{"package":{{"ecosystem":"{ecosystem}","name":"kernel"}},"ranges":[{{"type":"ECOSYSTEM","events":[{{"introduced":"10.0.0"}},{{"fixed":"10.5.0"}}]}}]}}]}}"#
    );
    let advisories = advisories(std::iter::once(record));
    let advisory = advisories.first().unwrap();
    let fleet = Fleet::open(&[&segment]).unwrap();
    let ask = || timed(|| fleet.affected_by(advisory).unwrap()).1;
    let mut times: Vec<Duration> = (0..200).map(|_| ask()).collect();
    print(
        &format!("{ecosystem}, a package of {VERSIONS} versions, 100 of them affected"),
        &mut times,
    );
}

/// What it takes to write the names of the largest answer.
fn names(segment: &[u8], advisory: &Advisory) {
    let fleet = Fleet::open(&[segment]).unwrap();
    let answer = fleet.affected_by(advisory).unwrap();
    let (names, time) = timed(|| fleet.names(&answer.affected).unwrap());
    println!(
        "  names of {} inventories: {:.1} ms",
        names.len(),
        milliseconds(time)
    );
}

/// An inventory that comes, and all segments as one.
fn append(components: &Components, segment: &[u8], per_inventory: usize) {
    let mut ranks = Vec::new();
    components.inventory(per_inventory, &mut Random::default(), &mut ranks);
    let (small, time) = timed(|| {
        let mut builder = FleetBuilder::new(FleetLimits::default());
        let ids: Vec<_> = ranks
            .iter()
            .map(|rank| intern(&mut builder, components, *rank))
            .collect();
        builder.add(&inventory_name(7), ids).unwrap();
        builder.finish()
    });
    println!(
        "  segment of one inventory: {:.2} ms, {} bytes",
        milliseconds(time),
        small.len()
    );
    let (fleet, time) = timed(|| Fleet::open(&[segment, &small]).unwrap());
    println!("  open with it: {:.2} ms", milliseconds(time));
    let start = thread_cpu_nanos();
    let merged = fleet.merge(Removals::Drop).unwrap();
    println!(
        "  merge: {:.1} s CPU, {} bytes",
        since(start).as_secs_f64(),
        merged.len()
    );
}

fn advisories(records: impl Iterator<Item = String>) -> Vec<Advisory> {
    let read = |record: String| {
        Advisory::from_json(record.as_bytes(), &Limits::default())
            .unwrap()
            .0
    };
    records.map(read).collect()
}

fn since(start: u64) -> Duration {
    Duration::from_nanos(thread_cpu_nanos() - start)
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn print(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |part: f64| milliseconds(times[((times.len() - 1) as f64 * part) as usize]);
    println!(
        "  {name}: p50 {:.4} ms, p99 {:.4} ms, worst {:.4} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}
