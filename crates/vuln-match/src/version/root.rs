//! Root's rebuilt packages: versions of another scheme with Root's patch number behind, which is compared last.
//!
//! The patch stands behind `.root.io.` or `+root.io.`; on packages of Debian and RPM also behind `-r` (`1.18.0-6+deb11u3-r20072`).
//! On Alpine it is part of the revision (`1.0.0-r10071`), which apk orders as it is. No patch is zero.

use super::key::KeyWriter;
use super::{Quality, Scheme};

/// A scheme that Root patches versions of.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Patched {
    /// [`Scheme::Apk`].
    Apk,
    /// [`Scheme::Dpkg`].
    Dpkg,
    /// [`Scheme::Rpm`].
    Rpm,
    /// [`Scheme::Pep440`].
    Pep440,
    /// [`Scheme::SemVer`].
    SemVer,
    /// [`Scheme::Maven`].
    Maven,
    /// [`Scheme::NuGet`].
    NuGet,
    /// [`Scheme::Gem`].
    Gem,
    /// [`Scheme::Go`].
    Go,
}

impl Patched {
    /// The scheme of what Root patches.
    #[must_use]
    pub const fn inner(self) -> Scheme {
        match self {
            Self::Apk => Scheme::Apk,
            Self::Dpkg => Scheme::Dpkg,
            Self::Rpm => Scheme::Rpm,
            Self::Pep440 => Scheme::Pep440,
            Self::SemVer => Scheme::SemVer,
            Self::Maven => Scheme::Maven,
            Self::NuGet => Scheme::NuGet,
            Self::Gem => Scheme::Gem,
            Self::Go => Scheme::Go,
        }
    }

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Apk => "root-apk",
            Self::Dpkg => "root-dpkg",
            Self::Rpm => "root-rpm",
            Self::Pep440 => "root-pep440",
            Self::SemVer => "root-semver",
            Self::Maven => "root-maven",
            Self::NuGet => "root-nuget",
            Self::Gem => "root-gem",
            Self::Go => "root-go",
        }
    }

    pub(super) const fn of(scheme: Scheme) -> Option<Self> {
        match scheme {
            Scheme::Apk => Some(Self::Apk),
            Scheme::Dpkg => Some(Self::Dpkg),
            Scheme::Rpm => Some(Self::Rpm),
            Scheme::Pep440 => Some(Self::Pep440),
            Scheme::SemVer => Some(Self::SemVer),
            Scheme::Maven => Some(Self::Maven),
            Scheme::NuGet => Some(Self::NuGet),
            Scheme::Gem => Some(Self::Gem),
            Scheme::Go => Some(Self::Go),
            _ => None,
        }
    }
}

pub(super) fn key(patched: Patched, version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let (base, patch) = split_patch(patched, trimmed);
    let inner = patched.inner().parse(std::str::from_utf8(base).ok()?);
    if !inner.is_ordered() {
        return None;
    }
    let mut writer = KeyWriter::default();
    for byte in inner.as_bytes() {
        writer.byte(*byte);
    }
    writer.digits(patch);
    let quality = if trimmed.len() == version.len() {
        inner.quality()
    } else {
        Quality::Lenient
    };
    Some((writer.finish(), quality))
}

fn split_patch(patched: Patched, version: &[u8]) -> (&[u8], &[u8]) {
    let count = version
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let (before, digits) = version.split_at(version.len() - count);
    let marks: &[&[u8]] = match patched {
        Patched::Dpkg | Patched::Rpm => &[b".root.io.", b"+root.io.", b"-r"],
        _ => &[b".root.io.", b"+root.io."],
    };
    let base = marks.iter().find_map(|mark| before.strip_suffix(*mark));
    match base {
        Some(base) if !digits.is_empty() => (base, digits),
        _ => (version, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn a_patch_is_compared_behind_the_version() {
        assert_rising(
            Scheme::Root(Patched::SemVer),
            &[
                "0.9.0.root.io.7",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.0.root.io.1",
                "1.0.0.root.io.10",
                "1.0.1",
                "2.0.0+root.io.1",
            ],
        );
        assert_rising(
            Scheme::Root(Patched::Pep440),
            &[
                "1.0.0rc1",
                "1.0.0",
                "1.0.0+root.io.1",
                "1.0.0+root.io.10",
                "1.0.1",
            ],
        );
        assert_rising(
            Scheme::Root(Patched::Dpkg),
            &[
                "22.12.0-2",
                "22.12.0-2.root.io.1",
                "22.12.0-2+deb12u1.root.io.5",
                "22.12.0-2+deb12u2",
            ],
        );
        assert_rising(
            Scheme::Root(Patched::Dpkg),
            &[
                "1.18.0-6+deb11u3",
                "1.18.0-6+deb11u3-r20071",
                "1.18.0-6+deb11u3-r20072",
            ],
        );
        assert_rising(
            Scheme::Root(Patched::Apk),
            &["1.0.0-r1", "1.0.0-r2", "1.51.0-r20071", "1.51.0-r20072"],
        );
    }

    #[test]
    fn what_is_not_of_the_inner_scheme_is_opaque() {
        assert_equal(
            Scheme::Root(Patched::SemVer),
            &[
                ("1.0.0.root.io.1", "1.0.0+root.io.01"),
                ("1.0.0", "1.0.0.root.io.0"),
            ],
        );
        assert_quality(
            Scheme::Root(Patched::SemVer),
            &[
                ("1.0.0.root.io.1", Quality::Exact),
                ("1.0.root.io.1", Quality::Lenient),
                (" 1.0.0", Quality::Lenient),
                ("1.0.0.root.io.", Quality::Opaque),
                (".root.io.1", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
