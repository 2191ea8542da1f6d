//! Versions that leave something out, and what else they may mean.
//!
//! An answer holds only if all readings give it.

use std::borrow::Cow;

/// What a version leaves out, so that the answer is open.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Doubt {
    /// The last numbers: `1.21` of Go is all of 1.21.0, 1.21.1 and so on, and the tag `v4` of an action moves.
    Patch,
    /// The epoch: only one of component and advisory states one.
    Epoch,
}

impl Doubt {
    /// What is left out, in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "the version states no patch number",
            Self::Epoch => "only one of component and advisory states an epoch",
        }
    }
}

/// A number above that of every release.
const HIGHEST: &str = "4294967295";

/// The highest version that one without a patch number may mean; `None` if the version is complete.
///
/// Up to 1.20 the first release of a Go series was named without patch number (`go1.20`; Go Toolchains, "Go versions"), so
/// with `go` in front that is exact; go.mod files and build lists write the series alone.
pub(crate) fn highest(base: &str, name: &str, version: &str) -> Option<String> {
    let trimmed = version.trim();
    let bare = match base {
        "Go" if is_of_go(name) => match trimmed.strip_prefix("go") {
            Some(release) if is_early_series(release) => return None,
            Some(release) => release,
            None => trimmed.strip_prefix('v').unwrap_or(trimmed),
        },
        "GitHub Actions" => trimmed.strip_prefix('v').unwrap_or(trimmed),
        _ => return None,
    };
    let numbers = bare.split('.').count();
    let only_numbers = bare
        .split('.')
        .all(|part| !part.is_empty() && part.len() < 10 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let missing = match numbers {
        1 if base != "Go" => format!(".{HIGHEST}.{HIGHEST}"),
        2 => format!(".{HIGHEST}"),
        _ => return None,
    };
    only_numbers.then(|| format!("{trimmed}{missing}"))
}

/// Whether a package of Go is versioned as Go itself.
pub(crate) fn is_of_go(name: &str) -> bool {
    matches!(name, "stdlib" | "toolchain")
}

fn is_early_series(release: &str) -> bool {
    let minor = release.split_once('.').filter(|(major, _)| *major == "1");
    minor
        .and_then(|(_, minor)| minor.parse::<u32>().ok())
        .is_some_and(|minor| minor <= 20)
}

/// The version with the epoch of the other side, where only one side states one above zero; `None` if there is nothing to
/// doubt. `events` are the versions of the advisory that decided.
pub(crate) fn with_their_epoch<'v>(
    version: &'v str,
    mut events: impl Iterator<Item = &'v str>,
) -> Option<Cow<'v, str>> {
    match epoch(version) {
        Some((ours, rest)) if is_above_zero(ours) => events
            .all(|event| event == "0" || epoch(event).is_none())
            .then_some(Cow::Borrowed(rest)),
        Some(_) => None,
        None => {
            let theirs = events.filter_map(epoch).map(|(epoch, _)| epoch);
            let highest = theirs
                .filter(|epoch| is_above_zero(epoch))
                .max_by_key(|epoch| (epoch.len(), *epoch))?;
            Some(Cow::Owned(format!("{highest}:{version}")))
        }
    }
}

fn epoch(version: &str) -> Option<(&str, &str)> {
    version
        .split_once(':')
        .filter(|(epoch, _)| !epoch.is_empty() && epoch.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_above_zero(epoch: &str) -> bool {
    epoch.bytes().any(|byte| byte != b'0')
}

/// Whether a version of an RPM package was built as part of a module (`1.20.4-1.module_el8.6.0+2886+d33c3efb`); `None` if it
/// has no release that could tell.
pub(crate) fn is_modular(version: &str) -> Option<bool> {
    let (_, release) = version.rsplit_once('-')?;
    Some(release.contains(".module"))
}

/// Whether a version is one that Ubuntu publishes to subscribers alone (`4.4.18-2ubuntu1.3+esm1`).
pub(crate) fn is_pro(version: &str) -> bool {
    version.contains("esm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_without_patch_number_may_be_any_of_its_series() {
        let rows = [
            ("Go", "stdlib", "1.21", Some("1.21.4294967295")),
            ("Go", "stdlib", "1.20", Some("1.20.4294967295")),
            ("Go", "stdlib", "go1.20", None),
            ("Go", "stdlib", "go1.21", Some("go1.21.4294967295")),
            ("Go", "stdlib", "1.21.0", None),
            ("Go", "stdlib", "go1.21rc2", None),
            ("Go", "stdlib", "", None),
            ("Go", "stdlib", "tip", None),
            ("Go", "example.org/a", "v1.2", None),
            ("GitHub Actions", "a/b", "v4", Some("v4.4294967295.4294967295")),
            ("GitHub Actions", "a/b", "v4.1", Some("v4.1.4294967295")),
            ("GitHub Actions", "a/b", "v4.1.2", None),
            ("GitHub Actions", "a/b", "main", None),
            ("npm", "a", "4", None),
        ];
        for (base, name, version, expected) in rows {
            assert_eq!(
                highest(base, name, version).as_deref(),
                expected,
                "{base} {name} {version}"
            );
        }
    }

    #[test]
    fn an_epoch_of_one_side_alone_is_doubted() {
        let rows: [(&str, &[&str], Option<&str>); 8] = [
            ("9.11-1", &["0", "32:9.11-2"], Some("32:9.11-1")),
            ("9.11-1", &["9:1", "32:9.11-2"], Some("32:9.11-1")),
            ("9.11-1", &["0", "9.11-2"], None),
            ("9.11-1", &["0:9.11-2"], None),
            ("32:9.11-1", &["0", "9.11-2"], Some("9.11-1")),
            ("32:9.11-1", &["0", "32:9.11-2"], None),
            ("32:9.11-1", &["0", "0:9.11-2"], None),
            ("0:9.11-1", &["1:9.11-2"], None),
        ];
        for (version, events, expected) in rows {
            let other = with_their_epoch(version, events.iter().copied());
            assert_eq!(other.as_deref(), expected, "{version} {events:?}");
        }
    }

    #[test]
    fn builds_tell_where_they_are_from() {
        assert_eq!(is_modular("1.20.4-1.module_el8.6.0+2886+d33c3efb"), Some(true));
        assert_eq!(is_modular("5.26.3-416.el8"), Some(false));
        assert_eq!(is_modular("5.26.3"), None);
        assert!(is_pro("4.4.18-2ubuntu1.3+esm1") && !is_pro("4.4.18-2ubuntu1.3"));
    }
}
