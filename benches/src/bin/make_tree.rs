//! Makes a source tree of a given size, the same for the same arguments: `make_tree DIR [FILES] [BYTES]`.
//!
//! Lines look like code and configuration (so that keyword filters have work), one file in a thousand is minified into one
//! line, and a lockfile of 2,000 packages stands at the top.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program of its own")]

use std::path::Path;
use std::process::ExitCode;

use portcullis_benches::generate::{Random, Style, cargo_lock, text};

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(folder) = args.next() else {
        eprintln!("usage: make_tree DIR [FILES] [BYTES]");
        return ExitCode::from(64);
    };
    let files = args.next().and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let bytes: u64 = args
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(60_000_000);
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
    let mut random = Random::default();
    let lock = cargo_lock(2_000, &mut random);
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("Cargo.lock"), &lock)?;
    let mut written = lock.len() as u64;
    for file in 1..files {
        let place = folder.join(format!("src/{:02}/{:02}", file % 40, file / 40 % 50));
        std::fs::create_dir_all(&place)?;
        // Sizes spread around what is left for each file, as in real trees: many small, few large.
        let share = (bytes.saturating_sub(written)) / (files - file);
        let size = share / 4 + random.below(share.max(1) * 3 / 2);
        let style = if file % 1000 == 0 {
            Style::Minified
        } else {
            Style::Dense
        };
        let text = text(size, style, &mut random);
        std::fs::write(place.join(format!("f{file}.rs")), &text)?;
        written += text.len() as u64;
    }
    Ok(written)
}
