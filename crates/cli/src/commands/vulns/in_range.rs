//! `vulns in-range`: one version and one range.

use anyhow::Context;
use portcullis::findings::Label;
use portcullis::vuln_match::VersionRange;

use crate::style::print;

/// Prints whether the version lies in the range.
pub(super) fn run(range: &str, version: &str) -> anyhow::Result<u8> {
    let (scheme, range) = VersionRange::parse(range, None).context("the range")?;
    let key = scheme.parse(version);
    let (answer, code) = if !key.is_ordered() {
        (
            format!("? `{}` cannot be ordered by {scheme}", Label::new(version)),
            2,
        )
    } else if range.contains(&key) {
        ("inside".to_owned(), 0)
    } else {
        ("outside".to_owned(), 1)
    };
    print(&format!("{answer}\n")).context("standard output")?;
    Ok(code)
}
