//! A TUF client with the command line that theupdateframework/tuf-conformance asks for. The time is SOURCE_DATE_EPOCH's, or now.
//!
//! ```sh
//! tuf_client --metadata-dir DIR init ROOT
//! tuf_client --metadata-dir DIR --metadata-url URL refresh
//! tuf_client --metadata-dir DIR --metadata-url URL --target-name NAME --target-dir DIR --target-base-url URL download
//! ```
#![allow(clippy::print_stderr, reason = "a program that prints")]

use std::error::Error;
use std::path::{Path, PathBuf};

use portcullis::findings::Timestamp;
use portcullis::net::{Repository, RepositoryOptions};

fn main() {
    if let Err(error) = run() {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let args = Args::read(std::env::args().skip(1))?;
    let folder = Path::new(args.one("--metadata-dir")?);
    let now = now()?;
    if args.verb == "init" {
        let root = args.more.first().ok_or("init needs a root")?;
        return Ok(Repository::init(folder, &std::fs::read(root)?, now)?);
    }
    let mut options = RepositoryOptions::new(args.one("--metadata-url")?.parse()?);
    if args.verb == "download" {
        options.targets = args.one("--target-base-url")?.parse()?;
    }
    options.retries.attempts = 1;
    let mut repository = Repository::open(folder, &options, now)?;
    repository.refresh()?;
    if args.verb == "download" {
        let folder = PathBuf::from(args.one("--target-dir")?);
        for name in args.all("--target-name") {
            let path = folder.join(name.replace(['/', '%'], "_"));
            let held = std::fs::read(&path).ok();
            let target = repository.target(name, held.clone())?;
            if held.as_ref() != Some(&target) {
                std::fs::write(&path, target)?;
            }
        }
    }
    Ok(())
}

struct Args {
    options: Vec<(String, String)>,
    verb: String,
    more: Vec<String>,
}

impl Args {
    fn read(mut args: impl Iterator<Item = String>) -> Result<Self, Box<dyn Error>> {
        let mut options = Vec::new();
        while let Some(arg) = args.next() {
            if arg.starts_with("--") {
                options.push((arg, args.next().ok_or("an option without value")?));
            } else {
                return Ok(Self {
                    options,
                    verb: arg,
                    more: args.collect(),
                });
            }
        }
        Err("say init, refresh or download".into())
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.options.iter().filter(move |(option, _)| option == name);
        named.map(|(_, value)| value.as_str())
    }

    fn one<'a>(&'a self, name: &'a str) -> Result<&'a str, String> {
        self.all(name).next().ok_or_else(|| format!("{name} is missing"))
    }
}

fn now() -> Result<Timestamp, Box<dyn Error>> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds.parse()?,
        Err(_) => std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)?
            .as_secs()
            .try_into()?,
    };
    Ok(Timestamp::from_unix(seconds)?)
}
