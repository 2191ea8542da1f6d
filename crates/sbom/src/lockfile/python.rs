//! What the readers of Python lockfiles share.

use std::collections::BTreeMap;

use portcullis_findings::{Component, ComponentKind, OccurrenceId, Purl};

use super::resolved;

/// The normalised name (PEP 503): lower case, runs of `-`, `_` and `.` become one `-`.
pub(super) fn normal(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    let mut separator = false;
    for character in name.trim().chars() {
        if matches!(character, '-' | '_' | '.') {
            separator = true;
            continue;
        }
        if std::mem::take(&mut separator) {
            normal.push('-');
        }
        normal.extend(character.to_lowercase());
    }
    if separator {
        normal.push('-');
    }
    normal
}

/// Whether it is a name at all (PEP 508).
pub(super) fn is_name(name: &str) -> bool {
    let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    edge(name.as_bytes().first()) && edge(name.as_bytes().last()) && name.bytes().all(inner)
}

/// Whether a file is a wheel of another package or version by its name, `name-version-….whl`, as installers check it.
pub(super) fn is_other_wheel(address: &str, name: &str, version: Option<&str>) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let Some(stem) = file.strip_suffix(".whl") else {
        return false;
    };
    let mut parts = stem.split('-');
    if parts.next().map(normal) != Some(normal(name)) {
        return true;
    }
    // Spellings of one version differ in more than digits; only plain ones are compared.
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    match (parts.next(), version) {
        (Some(stated), Some(version)) if plain(stated) && plain(version) => {
            stated.trim_end_matches(".0") != version.trim_end_matches(".0")
        }
        _ => false,
    }
}

/// A package with name and version; its package URL follows once the source is known.
pub(super) fn package(name: &str, version: Option<&str>) -> Component {
    let mut component = Component::new(ComponentKind::Library, name.trim());
    component.version = version.map(|version| version.trim().to_owned());
    component
}

pub(super) fn purl(component: &Component) -> Option<Purl> {
    let mut purl = Purl::builder("pypi", normal(&component.name));
    if let Some(version) = &component.version {
        purl = purl.version(version);
    }
    if let Some(url) = resolved::vcs_url(&component.source) {
        purl = purl.qualifier("vcs_url", url);
    }
    purl.build().ok()
}

/// Packages by normalised name and version. One name can be locked in several versions, for different platforms.
#[derive(Debug, Default)]
pub(super) struct ByName(BTreeMap<String, Vec<(String, OccurrenceId)>>);

/// What a dependency leads to.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Found {
    Nothing,
    One(OccurrenceId),
    /// Several versions; which one depends on the platform.
    Several(Vec<OccurrenceId>),
}

impl ByName {
    /// More packages of one name than this are not told apart; no real lockfile comes near.
    const SEVERAL: usize = 64;

    pub(super) fn add(&mut self, name: &str, version: &str, id: OccurrenceId) {
        let known = self.0.entry(normal(name)).or_default();
        if known.len() < Self::SEVERAL {
            known.push((version.to_owned(), id));
        }
    }

    pub(super) fn find(&self, name: &str, version: Option<&str>) -> Found {
        let known = self.0.get(&normal(name)).map(Vec::as_slice).unwrap_or_default();
        let fitting: Vec<_> = known
            .iter()
            .filter(|(found, _)| version.is_none_or(|version| version == found))
            .map(|(_, id)| *id)
            .collect();
        match fitting.as_slice() {
            [] => Found::Nothing,
            [one] => Found::One(*one),
            _ => Found::Several(fitting),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wheels_of_another_package_are_told_by_their_name() {
        for (file, other) in [
            ("https://r.example/a/my_pkg-1.2-py3-none-any.whl#x", false),
            ("my_pkg-1.2.0-py3-none-any.whl", false),
            ("my_pkg-1.2.tar.gz", false),
            ("my_pkg-1.2+local-py3-none-any.whl", false),
            ("pyyaml-1.2-py3-none-any.whl", true),
            ("my_pkg-1.3-py3-none-any.whl", true),
        ] {
            assert_eq!(is_other_wheel(file, "My.Pkg", Some("1.2")), other, "{file}");
        }
    }

    #[test]
    fn names_normalise_as_pep_503_says() {
        for (name, expected) in [
            ("Django", "django"),
            ("a__b.-c", "a-b-c"),
            ("zope.interface", "zope-interface"),
        ] {
            assert_eq!(normal(name), expected);
        }
    }
}
