//! `portcullis trust`.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context;
use portcullis::findings::Label;
use portcullis::fs;
use portcullis::sign::trust::{TrustRoot, TrustRootLimits};
#[cfg(feature = "net")]
use portcullis::{
    net::{Repository, RepositoryError, RepositoryOptions, Roots},
    sign::tuf,
};

use crate::args::TrustCommand;
#[cfg(feature = "net")]
use crate::args::TrustUpdateArgs;
use crate::style::print;
#[cfg(feature = "net")]
use crate::style::{Mark, Style};

/// The most bytes of a file of certificates.
#[cfg(feature = "net")]
const CERTIFICATE_BYTES: u64 = 16 * 1024 * 1024;

/// 0 if it was done, 1 if what arrived is refused.
pub(crate) fn run(command: &TrustCommand) -> anyhow::Result<u8> {
    match command {
        #[cfg(feature = "net")]
        TrustCommand::Init { folder, root } => {
            let document = fs::read_bounded(root, tuf::Limits::default().root_bytes)?;
            let (now, _) = super::moment(None)?;
            told(Repository::init(folder, &document, now).map(|()| String::new()))
        }
        #[cfg(feature = "net")]
        TrustCommand::Update(args) => update(args),
        TrustCommand::Show { trusted_root } => show(trusted_root),
    }
}

#[cfg(feature = "net")]
fn update(args: &TrustUpdateArgs) -> anyhow::Result<u8> {
    let mut options = RepositoryOptions::new(args.from.clone());
    if let Some(targets) = &args.targets_from {
        options.targets = targets.clone();
    }
    if let Some(ca) = &args.ca {
        options.roots = Roots::Only(fs::read_bounded(ca, CERTIFICATE_BYTES)?);
    }
    let (now, _) = super::moment(args.at)?;
    told(
        Repository::open(&args.folder, &options, now).and_then(|mut repository| {
            repository.refresh()?;
            let mut out = String::new();
            for target in &args.target {
                let path = args.folder.join("targets").join(file_name(target));
                let held = fs::read_bounded(&path, options.target_bytes).ok();
                let bytes = repository.target(target, held.clone())?;
                let word = if held.as_ref() == Some(&bytes) {
                    "unchanged"
                } else {
                    fs::replace(&path, &bytes)?;
                    "written"
                };
                let path = Label::new(path.as_os_str().as_encoded_bytes());
                let _ = writeln!(out, "{word}  {path}");
            }
            Ok(out)
        }),
    )
}

/// A target's path is a name, and becomes one part of a path that leads to no other folder.
#[cfg(feature = "net")]
fn file_name(target: &str) -> String {
    let mut out = String::new();
    for byte in target.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if is_plain || byte == b'.' && !out.is_empty() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(feature = "net")]
fn told(result: Result<String, RepositoryError>) -> anyhow::Result<u8> {
    match result {
        Ok(text) => {
            print(&text).context("standard output")?;
            Ok(0)
        }
        Err(error) if error.is_refusal() => {
            let word = Style::of_stdout().paint(Mark::Red, "REFUSED");
            let reason = Label::new(error.to_string());
            print(&format!("{word}  {reason}\n")).context("standard output")?;
            Ok(1)
        }
        Err(error) => Err(error.into()),
    }
}

fn show(path: &Path) -> anyhow::Result<u8> {
    let limits = TrustRootLimits::default();
    let document = fs::read_bounded(path, limits.bytes as u64)?;
    let root = TrustRoot::from_json(&document, &limits).with_context(|| path.display().to_string())?;
    let mut out = String::new();
    for member in root.members() {
        let end = member
            .window
            .end()
            .map_or_else(|| "open".to_owned(), |end| end.to_string());
        let _ = writeln!(
            out,
            "{:21}  {}  {} to {end}",
            member.role.as_str(),
            member.id,
            member.window.start()
        );
    }
    for left_out in root.unsupported() {
        let _ = writeln!(out, "not used: {}", Label::new(left_out));
    }
    print(&out).context("standard output")?;
    Ok(0)
}

#[cfg(all(test, feature = "net"))]
mod tests {
    use super::file_name;

    #[test]
    fn names_lead_nowhere_else() {
        assert_eq!(file_name("trusted_root.json"), "trusted_root.json");
        assert_eq!(file_name("../a b"), "%2E.%2Fa%20b");
        assert_eq!(file_name(".."), "%2E.");
    }
}
