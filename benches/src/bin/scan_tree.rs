//! The secret scanner over real trees, in CPU time of one thread, beside a bare automaton pass over the same bytes.
//!
//! ```text
//! scan_tree DIR…              per stage: listing, reading, the bare automaton, the scan in memory, all of it as a tool does it
//! scan_tree --scan [N] DIR…   only list, read and scan, with N threads (default 1): for a profiler or beside other processes
//! scan_tree --line MIB        one line of so many MiB, pushed in pieces
//! scan_tree --floods          every keyword over and over, with what may follow it; the slowest ones
//! ```
//!
//! `--plain` before all of it: without looking into what is encoded, which every line above does three levels deep.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a program of its own"
)]

use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU8, AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use portcullis_benches::{cpu_time, peak_mebibytes, thread_cpu_nanos};
use portcullis_secret_detect::{Depth, Feeder, RuleSet, Scanner, Scratch, SecretMatch};

/// How many bytes are read at once.
const PIECE: usize = 256 * 1024;
/// How many bytes are held in memory for the passes over the same bytes.
const HELD: u64 = 64 << 20;
/// How many encodings within one another are read.
static DEPTH: AtomicU8 = AtomicU8::new(3);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let words = match words.as_slice() {
        ["--plain", words @ ..] => {
            DEPTH.store(0, Ordering::Relaxed);
            words
        }
        words => words,
    };
    match words {
        ["--floods"] => floods(),
        ["--line", mebibytes] => line(mebibytes.parse().unwrap()),
        ["--scan", threads, folders @ ..] if threads.parse::<usize>().is_ok() => {
            scan_only(folders, threads.parse().unwrap());
        }
        ["--scan", folders @ ..] => scan_only(folders, 1),
        [] => {
            eprintln!("usage: scan_tree [--plain] DIR… | --scan [N] DIR… | --line MIB | --floods");
            return ExitCode::from(64);
        }
        folders => stages(folders),
    }
    ExitCode::SUCCESS
}

fn scanner() -> Scanner {
    Scanner::new(RuleSet::builtin())
        .unwrap()
        .with_decoding(Depth::new(DEPTH.load(Ordering::Relaxed)))
}

/// Regular files below the folders, in the order of their paths.
fn list(folders: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut stack: Vec<PathBuf> = folders.iter().map(PathBuf::from).collect();
    while let Some(folder) = stack.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => stack.push(entry.path()),
                Ok(kind) if kind.is_file() => files.push(entry.path()),
                _ => {}
            }
        }
    }
    // By bytes: the order by components costs as much as reading the folders.
    files.sort_unstable_by(|one, other| one.as_os_str().cmp(other.as_os_str()));
    files
}

/// Reads a file as a tool does: one that fits into a piece is scanned where it lies, a larger one in pieces.
fn scan_file(
    scanner: &Scanner,
    scratch: &mut Scratch,
    path: &PathBuf,
    piece: &mut [u8],
    found: &mut Vec<SecretMatch>,
) -> u64 {
    let Ok(mut file) = std::fs::File::open(path) else {
        return 0;
    };
    let mut filled = fill(&mut file, piece);
    if filled < piece.len() {
        return scanner.scan(scratch, &piece[..filled], found).bytes;
    }
    let mut feeder = Feeder::new(scanner, scratch);
    while filled > 0 {
        let _ = feeder.push(&piece[..filled], found);
        filled = fill(&mut file, piece);
    }
    feeder.finish(found).bytes
}

fn fill(file: &mut std::fs::File, piece: &mut [u8]) -> usize {
    let mut filled = 0;
    while filled < piece.len() {
        match file.read(&mut piece[filled..]) {
            Ok(0) | Err(_) => break,
            Ok(count) => filled += count,
        }
    }
    filled
}

/// CPU time of this thread that `work` takes, added to `total`.
fn timed<T>(total: &mut u64, work: impl FnOnce() -> T) -> T {
    let start = thread_cpu_nanos();
    let result = work();
    *total += thread_cpu_nanos() - start;
    result
}

fn stages(folders: &[&str]) {
    let (mut start_up, mut listing, mut reading, mut automaton, mut memory, mut whole) = (0, 0, 0, 0, 0, 0);
    let scanner = timed(&mut start_up, scanner);
    let keywords: std::collections::BTreeSet<&str> = RuleSet::builtin()
        .rules()
        .flat_map(|rule| rule.keywords)
        .copied()
        .collect();
    let bare = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .ascii_case_insensitive(true)
        .build(&keywords)
        .unwrap();
    // Once before the clock runs, as every batch below: the cache is warm.
    drop(list(folders));
    let files = timed(&mut listing, || list(folders));
    let (mut scratch, mut piece) = (scanner.scratch(), vec![0; PIECE]);
    let (mut bytes, mut hits, mut findings, mut files_left) = (0, 0, [0, 0], files.as_slice());
    while !files_left.is_empty() {
        // A batch of files is done by every stage in turn, so that a noisy neighbour is one for all stages.
        let (mut held, mut size) = (Vec::new(), 0);
        let batch = files_left
            .iter()
            .take_while(|path| {
                size += std::fs::metadata(path).map_or(0, |data| data.len());
                size <= HELD
            })
            .count()
            .max(1);
        let (now, later) = files_left.split_at(batch);
        files_left = later;
        for path in now {
            held.push(std::fs::read(path).unwrap_or_default());
        }
        let mut found = Vec::new();
        let scanned = timed(&mut whole, || {
            now.iter()
                .map(|path| scan_file(&scanner, &mut scratch, path, &mut piece, &mut found))
                .sum::<u64>()
        });
        findings[0] += found.len();
        timed(&mut reading, || {
            for path in now {
                let Ok(mut file) = std::fs::File::open(path) else {
                    continue;
                };
                while fill(&mut file, &mut piece) == piece.len() {}
            }
        });
        assert_eq!(scanned, held.iter().map(|bytes| bytes.len() as u64).sum::<u64>());
        bytes += scanned;
        hits += timed(&mut automaton, || {
            held.iter()
                .map(|bytes| bare.find_iter(bytes).count())
                .sum::<usize>()
        });
        found.clear();
        timed(&mut memory, || {
            for bytes in &held {
                let _ = scanner.scan(&mut scratch, bytes, &mut found);
            }
        });
        findings[1] += found.len();
    }
    assert_eq!(findings[0], findings[1]);
    println!(
        "{} files, {bytes} bytes, {} keywords, {hits} keyword hits, {} findings, start-up {:.1} ms",
        files.len(),
        keywords.len(),
        findings[0],
        start_up as f64 / 1e6
    );
    let rate = |nanos: u64| bytes as f64 * 1e3 / nanos.max(1) as f64;
    for (name, nanos) in [
        ("list", listing),
        ("open and read", reading),
        ("bare automaton, in memory", automaton),
        ("scan, in memory", memory),
        ("list, read and scan", listing + whole),
    ] {
        println!(
            "{name:28} {:8.3} CPU-s {:8.1} MB/CPU-s   {:4.0} % of the bare automaton",
            nanos as f64 / 1e9,
            rate(nanos),
            100.0 * automaton as f64 / nanos.max(1) as f64
        );
    }
}

fn scan_only(folders: &[&str], threads: usize) {
    let start = Instant::now();
    let scanner = scanner();
    let files = list(folders);
    let (next, bytes, findings) = (AtomicUsize::new(0), AtomicU64::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let (mut scratch, mut piece, mut found) = (scanner.scratch(), vec![0; PIECE], Vec::new());
                let mut scanned = 0;
                while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    scanned += scan_file(&scanner, &mut scratch, path, &mut piece, &mut found);
                    findings.fetch_add(found.len(), Ordering::Relaxed);
                    found.clear();
                }
                bytes.fetch_add(scanned, Ordering::Relaxed);
            });
        }
    });
    let (bytes, cpu) = (bytes.into_inner(), cpu_time());
    println!(
        "{threads} threads, {} files, {bytes} bytes, {} findings: {:.2} CPU-s, {:.1} MB/CPU-s, {:.2} s wall, {} MiB",
        files.len(),
        findings.into_inner(),
        cpu.as_secs_f64(),
        bytes as f64 / 1e6 / cpu.as_secs_f64().max(0.01),
        start.elapsed().as_secs_f64(),
        peak_mebibytes().unwrap_or(0)
    );
}

fn line(mebibytes: usize) {
    let scanner = scanner();
    let (mut scratch, mut found, mut nanos) = (scanner.scratch(), Vec::<SecretMatch>::new(), 0);
    let piece: Vec<u8> = b"function(e,t){return e.token=t,n(12),curl(e)}var a=\"x\";".repeat(PIECE / 55);
    let mut feeder = Feeder::new(&scanner, &mut scratch);
    let mut bytes = 0;
    while bytes < mebibytes << 20 {
        bytes += piece.len();
        timed(&mut nanos, || feeder.push(&piece, &mut found).is_break());
    }
    let summary = feeder.finish(&mut found);
    println!(
        "one line, {} bytes, {} findings: {:.1} MB/CPU-s, {} MiB",
        summary.bytes,
        summary.findings,
        bytes as f64 * 1e3 / nanos.max(1) as f64,
        peak_mebibytes().unwrap_or(0)
    );
}

/// How slow hostile text gets: keywords side by side, alone and with what lets a pattern begin.
fn floods() {
    let scanner = scanner();
    let mut scratch = scanner.scratch();
    let mut rows = Vec::new();
    let mut tails = vec![
        String::new(),
        " ".into(),
        "=".into(),
        "=\"".into(),
        ":a".into(),
        "aaaa".into(),
    ];
    tails.extend([
        "\n".to_owned(),
        "= a.b; ".to_owned(),
        " -u ".to_owned(),
        "a".repeat(30),
    ]);
    for rule in RuleSet::builtin().rules() {
        let half = rule.positive.first().map(|example| {
            let text = format!("{}{}", example.0, example.1);
            text.chars().take(text.len() - 3).collect::<String>()
        });
        let mut words: Vec<String> = half
            .into_iter()
            .flat_map(|half| [half.clone() + " ", half])
            .collect();
        for keyword in rule.keywords {
            words.extend(tails.iter().map(|tail| format!("{keyword}{tail}")));
        }
        for word in words {
            let text = word.repeat(40_000_usize.div_ceil(word.len()));
            let mut found: Vec<SecretMatch> = Vec::new();
            let _ = scanner.scan(&mut scratch, &text.as_bytes()[..1000], &mut found);
            found.clear();
            let mut nanos = 0;
            let _ = timed(&mut nanos, || {
                scanner.scan(&mut scratch, text.as_bytes(), &mut found)
            });
            rows.push((
                text.len() as f64 * 1e3 / nanos as f64,
                rule.id.to_string(),
                word,
                found.len(),
            ));
        }
    }
    rows.sort_by(|one, two| one.0.total_cmp(&two.0));
    for (rate, rule, word, findings) in rows.iter().take(60) {
        println!(
            "{rate:8.1} MB/CPU-s  {rule:36} {findings:6} findings  {:?}",
            word.chars().take(70).collect::<String>()
        );
    }
}
