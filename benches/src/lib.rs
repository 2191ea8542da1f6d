//! What the benches share: CPU time instead of wall time, medians instead of single runs, ratios instead of seconds.
#![allow(clippy::print_stdout, reason = "benches print their figures")]

use std::time::{Duration, Instant};

pub mod fleet;
pub mod generate;
pub mod inventory;
pub mod straight;

/// CPU time of this process so far, all threads, user and system; wall time where the system does not tell.
#[must_use]
pub fn cpu_time() -> Duration {
    // Fields 14 and 15 of proc(5) stat, in ticks of 1/100 s, counted from behind the command's closing parenthesis.
    let ticks = std::fs::read_to_string("/proc/self/stat").ok().and_then(|stat| {
        let (_, fields) = stat.rsplit_once(')')?;
        let mut fields = fields.split_whitespace().skip(11);
        Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
    });
    ticks.map_or_else(
        || START.with(Instant::elapsed),
        |ticks| Duration::from_millis(ticks * 10),
    )
}

thread_local! {
    static START: Instant = Instant::now();
}

/// CPU time of this thread so far, in nanoseconds, where the system tells (Linux); else wall time.
#[must_use]
pub fn thread_cpu_nanos() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    stat.and_then(|stat| stat.split_whitespace().next()?.parse().ok())
        .unwrap_or_else(|| START.with(|start| u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX)))
}

/// Peak resident memory of this process in MiB, where the system tells.
#[must_use]
pub fn peak_mebibytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
}

/// The median thread CPU time of one call, in nanoseconds: the call is repeated until it fills many ticks of the clock.
pub fn median_nanos(mut work: impl FnMut()) -> u64 {
    // Linux counts a running thread's time in scheduler ticks of up to 4 ms; this many of them make it 3 %.
    const ENOUGH: u64 = 150_000_000;
    let mut repeats = 1;
    loop {
        let start = thread_cpu_nanos();
        (0..repeats).for_each(|_| work());
        if thread_cpu_nanos() - start >= ENOUGH || repeats > 1 << 24 {
            break;
        }
        repeats *= 2;
    }
    let mut samples: Vec<u64> = (0..7)
        .map(|_| {
            let start = thread_cpu_nanos();
            (0..repeats).for_each(|_| work());
            (thread_cpu_nanos() - start) / repeats
        })
        .collect();
    samples.sort_unstable();
    samples.get(samples.len() / 2).copied().unwrap_or_default()
}

/// How much one call works through, for the rate.
#[derive(Clone, Copy, Debug)]
pub enum Amount {
    /// Bytes of input or output; printed as megabytes per second of CPU time.
    Bytes(usize),
    /// Things; printed as thousands per second of CPU time.
    Items(usize),
}

/// Prints one line: the work, the bound it is compared with, both rates and the ratio of their medians.
pub fn compare(name: &str, amount: Amount, work: impl FnMut(), bound_name: &str, bound: impl FnMut()) {
    let (work, bound) = (median_nanos(work), median_nanos(bound));
    let (count, scale, unit) = match amount {
        Amount::Bytes(bytes) => (bytes, 1e3, "MB/CPU-s"),
        Amount::Items(items) => (items, 1e6, "k/CPU-s "),
    };
    let rate = |nanos: u64| count as f64 * scale / nanos.max(1) as f64;
    println!(
        "{name:30} {:9.1} {unit}   {bound_name:28} {:9.1} {unit}   ratio {:.2}",
        rate(work),
        rate(bound),
        work as f64 / bound.max(1) as f64
    );
}
