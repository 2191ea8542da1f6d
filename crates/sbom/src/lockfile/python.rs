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

/// A package with name and version; its package URL follows once the source is known.
pub(super) fn package(name: &str, version: Option<&str>) -> Component {
    let mut component = Component::new(ComponentKind::Library, name);
    component.version = version.map(str::to_owned);
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
