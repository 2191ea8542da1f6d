//! `vulns in-range`: one version and one range.

use anyhow::{Context, bail};
use portcullis::findings::Label;
use portcullis::vuln_match::{Notation, NpmGrammar, NpmPrereleases, NpmRange, VersionRange};

use crate::style::print;

/// Prints whether the version lies in the range.
pub(super) fn run(range: &str, notation: Option<&str>, version: &str) -> anyhow::Result<u8> {
    let (answer, code) = match answer(range, notation, version)? {
        Ok(true) => ("inside".to_owned(), 0),
        Ok(false) => ("outside".to_owned(), 1),
        Err(order) => (
            format!("? `{}` cannot be ordered by {order}", Label::new(version)),
            2,
        ),
    };
    print(&format!("{answer}\n")).context("standard output")?;
    Ok(code)
}

/// Whether it lies in the range, or whose order does not know it.
fn answer(range: &str, notation: Option<&str>, version: &str) -> anyhow::Result<Result<bool, &'static str>> {
    let range = match notation {
        None => VersionRange::parse(range, None).context("the range")?.1,
        Some("npm") => {
            let range = NpmRange::parse(range, NpmGrammar::Strict, NpmPrereleases::SameVersion);
            return Ok(range.context("the range")?.holds(version).ok_or("npm"));
        }
        Some("npm-advisory") => VersionRange::from_native(Notation::Npm, range).context("the range")?,
        Some(name) => match Notation::named(name) {
            Some(notation) => VersionRange::from_native(notation, range).context("the range")?,
            None => bail!("the notation {} is not known", Label::new(name)),
        },
    };
    let key = range.scheme().parse(version);
    Ok(if range.is_everything() || key.is_ordered() {
        Ok(range.contains(&key))
    } else {
        Err(range.scheme().as_str())
    })
}
