//! Verifies many bundles on two threads of one process, beside two processes that have half of them each; and one bundle again,
//! from memory.
//!
//! ```text
//! batch FOLDER         the folder `sigstore` of the conformance data
//! ```
//!
//! Wall time and CPU time from the moment when all of them are ready, the median of rounds that take turns. Two cores that
//! nobody else uses are what the wall time is for; the CPU time shows what the threads cost one another. All bundles are
//! different texts (spaces), so nothing is answered from memory.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use portcullis_sign::bundle::BundleLimits;
use portcullis_sign::policy::{Matcher, Policy};
use portcullis_sign::trust::{TrustRoot, TrustRootLimits};
use portcullis_sign::verify::{Artifact, BundleVerifier};
use serde_json::Value;

const BUNDLES: usize = 1200;
const ROUNDS: usize = 7;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("usage: batch FOLDER");
    let case = Case::read(&Path::new(&folder).join("conformance"));
    if arguments.next().as_deref() == Some("half") {
        return half(&case);
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let documents = case.documents(BUNDLES);
    let (mut threads, mut processes) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let verifier = case.verifier();
        let (wall, cpu) = (Instant::now(), cpu_time::ProcessTime::now());
        pool.install(|| case.all(&verifier, &documents));
        threads.push((wall.elapsed().as_secs_f64(), cpu.elapsed().as_secs_f64()));
        processes.push(two_processes(&folder));
    }
    let [threads_wall, threads_cpu] = medians(threads);
    let [processes_wall, processes_cpu] = medians(processes);
    println!("{BUNDLES} bundles on 2 threads    {threads_wall:.3} s wall, {threads_cpu:.3} s CPU");
    println!("the same by 2 processes   {processes_wall:.3} s wall, {processes_cpu:.3} s CPU");
    println!(
        "threads reach {:.3} of the processes by wall time, {:.3} by CPU time",
        processes_wall / threads_wall,
        processes_cpu / threads_cpu
    );
    again(&case);
}

/// One bundle that was verified before.
fn again(case: &Case) {
    let verifier = case.verifier();
    let document = &case.documents(1)[0];
    let ask = || assert!(verifier.verify(document, Artifact::Bytes(&case.artifact)).is_ok());
    ask();
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let before = cpu_time::ThreadTime::now();
            (0..1000).for_each(|_| ask());
            before.elapsed().as_nanos() as f64 / 1e6
        })
        .collect();
    times.sort_unstable_by(f64::total_cmp);
    println!("one of {} bytes again, from memory: {:.1} µs CPU", document.len(), times[ROUNDS / 2]);
}

/// Says that it is ready, waits for a line, and does half of the work.
fn half(case: &Case) {
    let documents = case.documents(BUNDLES / 2);
    let verifier = case.verifier();
    println!("ready");
    std::io::stdin().lines().next();
    let cpu = cpu_time::ProcessTime::now();
    case.all(&verifier, &documents);
    println!("{}", cpu.elapsed().as_secs_f64());
}

fn two_processes(folder: &str) -> (f64, f64) {
    let program = std::env::current_exe().unwrap();
    let mut children = [(); 2].map(|()| {
        let mut child = Command::new(&program)
            .args([folder, "half"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(child.stdout.take().unwrap()).lines();
        (child, output)
    });
    for (_, output) in &mut children {
        assert_eq!(output.next().unwrap().unwrap(), "ready");
    }
    let wall = Instant::now();
    for (child, _) in &mut children {
        writeln!(child.stdin.as_mut().unwrap()).unwrap();
    }
    let cpu = children
        .iter_mut()
        .map(|(_, output)| output.next().unwrap().unwrap().parse::<f64>().unwrap())
        .sum();
    let wall = wall.elapsed().as_secs_f64();
    for (child, _) in &mut children {
        assert!(child.wait().unwrap().success());
    }
    (wall, cpu)
}

fn medians(times: Vec<(f64, f64)>) -> [f64; 2] {
    let (mut walls, mut cpus): (Vec<f64>, Vec<f64>) = times.into_iter().unzip();
    walls.sort_unstable_by(f64::total_cmp);
    cpus.sort_unstable_by(f64::total_cmp);
    [walls[ROUNDS / 2], cpus[ROUNDS / 2]]
}

/// The first case with a certificate and no timestamp.
struct Case {
    root: Vec<u8>,
    bundle: Vec<u8>,
    artifact: Vec<u8>,
    policy: Policy,
}

impl Case {
    fn read(folder: &Path) -> Self {
        let cases: Value = serde_json::from_slice(&std::fs::read(folder.join("cases.json")).unwrap()).unwrap();
        let case = cases
            .as_array()
            .unwrap()
            .iter()
            .find(|case| case["expect"] == "pass" && case["key"].is_null() && case["tsa"].as_u64().unwrap_or(0) == 0)
            .unwrap();
        let text = |member: &str| case[member].as_str().unwrap();
        let read = |member: &str| std::fs::read(folder.join(text(member))).unwrap();
        Self {
            root: read("trusted_root"),
            bundle: read("bundle"),
            artifact: read("artifact"),
            policy: Policy::builder()
                .issuer(text("certificate_oidc_issuer"))
                .identity(Matcher::exact(text("certificate_identity")).unwrap())
                .build()
                .unwrap(),
        }
    }

    fn verifier(&self) -> BundleVerifier {
        let root = TrustRoot::from_json(&self.root, &TrustRootLimits::default()).unwrap();
        BundleVerifier::new(root, self.policy.clone(), BundleLimits::default())
    }

    fn documents(&self, count: usize) -> Vec<Vec<u8>> {
        (0..count)
            .map(|number| [self.bundle.as_slice(), &vec![b' '; number % 64], &vec![b'\n'; number / 64]].concat())
            .collect()
    }

    fn all(&self, verifier: &BundleVerifier, documents: &[Vec<u8>]) {
        let asked = documents
            .iter()
            .map(|document| (document.as_slice(), Artifact::Bytes(&self.artifact)))
            .collect();
        assert!(verifier.verify_many(asked).iter().all(Result::is_ok));
    }
}
