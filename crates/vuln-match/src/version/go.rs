//! Go: modules, pseudo-versions and toolchains.
//!
//! Module versions are SemVer with a `v`; pseudo-versions (`v0.0.0-20210101000000-abcdef123456`) sort as the prereleases
//! they are written as, `+incompatible` is build metadata. Toolchains are written `go1.21rc2`; the database writes the same
//! version as `1.21.0-rc.2`. A suffix behind `-` in a toolchain's name (`go1.21.3-custom`) names a variant of that version.

use super::Quality;
use super::key::{KeyWriter, split_while};
use super::semver::{self, Parts};

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    if let Some(toolchain) = trimmed.strip_prefix(b"go") {
        return toolchain_key(toolchain);
    }
    let bare = trimmed.strip_prefix(b"v").unwrap_or(trimmed);
    let parts = semver::parse(bare)?;
    let attached = is_attached(bare, &parts);
    let key = semver::encode(&parts, |writer, text| write_prerelease(writer, text, attached));
    Some((
        key,
        if trimmed.len() == version.len() {
            parts.quality
        } else {
            Quality::Lenient
        },
    ))
}

fn toolchain_key(toolchain: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let (name, _) = split_while(toolchain, |byte| !matches!(byte, b'-' | b' '));
    let parts = semver::parse(name)?;
    // `go1.21rc2` is how releases are named, so two numbers are as exact as three.
    let known = parts.numbers.len() <= 3
        && parts
            .prerelease
            .is_none_or(|text| split_release_name(text).is_some());
    let key = semver::encode(&parts, |writer, text| write_prerelease(writer, text, true));
    Some((
        key,
        if known && name.len() == toolchain.len() {
            Quality::Exact
        } else {
            Quality::Lenient
        },
    ))
}

/// Whether the prerelease stands right behind the numbers, as in `1.21rc2`.
fn is_attached(bare: &[u8], parts: &Parts<'_>) -> bool {
    let dots = parts.numbers.len().saturating_sub(1);
    bare.get(parts.numbers.digits() + dots)
        .is_some_and(u8::is_ascii_alphabetic)
}

fn write_prerelease(writer: &mut KeyWriter, text: &[u8], attached: bool) {
    match split_release_name(text) {
        Some((name, number)) if attached => {
            semver::identifier(writer, name);
            semver::identifier(writer, number);
        }
        _ => semver::identifiers(writer, text),
    }
}

/// `rc2` as `rc` and `2`.
fn split_release_name(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (name, number) = split_while(text, |byte| byte.is_ascii_alphabetic());
    (matches!(name, b"rc" | b"beta") && !number.is_empty() && number.iter().all(u8::is_ascii_digit))
        .then_some((name, number))
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn pseudo_versions_sort_around_the_release_they_are_based_on() {
        // The three forms of the Go modules reference, "Pseudo-versions".
        assert_rising(
            Scheme::Go,
            &[
                "v0.0.0-20191109021931-daa7c04131f5",
                "v0.0.0-20210101000000-000000000000",
                "v1.2.3-pre",
                "v1.2.3-pre.0.20191109021931-daa7c04131f5",
                "v1.2.3",
                "v1.2.4-0.20191109021931-daa7c04131f5",
                "v1.2.4",
                "v2.0.0+incompatible",
            ],
        );
    }

    #[test]
    fn toolchain_names_mean_what_the_database_writes() {
        assert_equal(
            Scheme::Go,
            &[
                ("go1.21rc2", "1.21.0-rc.2"),
                ("go1.18beta1", "v1.18.0-beta.1"),
                ("1.21rc2", "1.21.0-rc.2"),
                ("go1.20", "1.20.0"),
                ("go1.21.3-custom", "1.21.3"),
                ("go1.22.1 X:loopvar", "1.22.1"),
                ("v2.0.0+incompatible", "2.0.0"),
            ],
        );
        assert_rising(
            Scheme::Go,
            &[
                "1.21.0-0",
                "go1.21beta1",
                "go1.21rc2",
                "go1.21rc10",
                "go1.21.0",
                "go1.21.1",
                "go1.100",
            ],
        );
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::Go,
            &[
                ("v1.2.3", Quality::Exact),
                ("1.2.3", Quality::Exact),
                ("go1.21rc2", Quality::Exact),
                ("go1.20", Quality::Exact),
                ("v1.2", Quality::Lenient),
                ("go1.21.3-custom", Quality::Lenient),
                ("devel go1.22-abc", Quality::Opaque),
                ("go", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
