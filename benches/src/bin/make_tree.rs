//! Makes a source tree of a given size, the same for the same arguments: `make_tree DIR [FILES] [BYTES]`.
//!
//! Lines look like code and configuration (so that keyword filters have work), one file in a thousand is minified into one
//! line, and a lockfile of 2,000 packages stands at the top.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

const WORDS: &[&str] = &[
    "let", "token", "config", "key", "value", "api", "return", "match", "secret_name", "user", "password_hash", "index",
    "fn", "impl", "client", "request", "auth", "session", "buffer", "length", "import", "export", "const", "self",
];

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(folder) = args.next() else {
        eprintln!("usage: make_tree DIR [FILES] [BYTES]");
        return ExitCode::from(64);
    };
    let files = args.next().and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let bytes: u64 = args.next().and_then(|text| text.parse().ok()).unwrap_or(60_000_000);
    match make(Path::new(&folder), files, bytes) {
        Ok(written) => {
            println!("{files} files, {written} bytes in {folder}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn make(folder: &Path, files: u64, bytes: u64) -> std::io::Result<u64> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let lock = lockfile(2_000, &mut random);
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("Cargo.lock"), &lock)?;
    let mut written = lock.len() as u64;
    for file in 1..files {
        let place = folder.join(format!("src/{:02}/{:02}", file % 40, file / 40 % 50));
        std::fs::create_dir_all(&place)?;
        // Sizes spread around what is left for each file, as in real trees: many small, few large.
        let share = (bytes.saturating_sub(written)) / (files - file);
        let size = share / 4 + random.below(share.max(1) * 3 / 2);
        let text = text(size, file % 1000 == 0, &mut random);
        std::fs::write(place.join(format!("f{file}.rs")), &text)?;
        written += text.len() as u64;
    }
    Ok(written)
}

fn text(size: u64, minified: bool, random: &mut Random) -> String {
    let mut text = String::new();
    while (text.len() as u64) < size {
        for _ in 0..4 + random.below(8) {
            let word = WORDS.get(random.below(WORDS.len() as u64) as usize).copied().unwrap_or_default();
            let _ = write!(text, "{word} ");
        }
        let _ = write!(text, "= \"{:016x}\";", random.next());
        text.push(if minified { ' ' } else { '\n' });
    }
    text
}

fn lockfile(packages: u64, random: &mut Random) -> String {
    let mut lock = "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\n \"package-0\",\n]\n".to_owned();
    for package in 0..packages {
        let _ = write!(
            lock,
            "\n[[package]]\nname = \"package-{package}\"\nversion = \"1.{}.0\"\nsource = \"registry+https://registry.example/index\"\nchecksum = \"{:016x}{:016x}{:016x}{:016x}\"\n",
            random.below(50), random.next(), random.next(), random.next(), random.next()
        );
        let next: Vec<u64> = [package * 2 + 1, package * 2 + 2].into_iter().filter(|next| *next < packages).collect();
        if !next.is_empty() {
            let names: String = next.iter().map(|next| format!(" \"package-{next}\",\n")).collect();
            let _ = write!(lock, "dependencies = [\n{names}]\n");
        }
    }
    lock
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }
}
