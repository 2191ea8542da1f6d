//! One reference for every component, the same in every run.

use std::collections::BTreeMap;

use portcullis_findings::{Component, ComponentSource, Inventory, Purl, Sha256Stream};

use crate::lockfile::resolved;

/// References in the order of [`Inventory::components`]: the package URL where only one component has it, otherwise with a
/// short digest of the rest of the identity behind it.
pub(crate) fn of(inventory: &Inventory) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let names: Vec<_> = inventory.components().iter().map(plain).collect();
    for name in &names {
        *counts.entry(name.clone()).or_default() += 1;
    }
    let components = inventory.components().iter().zip(names);
    components
        .map(|(component, name)| match counts.get(&name) {
            Some(1) => name,
            _ => format!("{name}#{}", short(component)),
        })
        .collect()
}

/// The source that a package URL tells: a repository or an address in its qualifiers, else the registry of its type.
pub(crate) fn source_of(purl: Option<&Purl>) -> ComponentSource {
    let Some(purl) = purl else {
        return ComponentSource::Unknown;
    };
    if let Some(address) = purl.qualifier("vcs_url") {
        let path = address.find("://").map_or(0, |at| at + 3);
        let in_path = address
            .rfind('@')
            .filter(|at| address.get(path..*at).is_some_and(|before| before.contains('/')));
        let (url, revision) = match in_path.and_then(|at| address.split_at_checked(at)) {
            Some((url, revision)) => (url, revision.strip_prefix('@')),
            None => (address, None),
        };
        return ComponentSource::Git {
            url: resolved::without_credentials(url.strip_prefix("git+").unwrap_or(url))
                .0
                .into_owned(),
            revision: revision.filter(|text| !text.is_empty()).map(str::to_owned),
        };
    }
    match purl.qualifier("download_url") {
        Some(url) => ComponentSource::Url {
            url: resolved::without_credentials(url).0.into_owned(),
        },
        None => ComponentSource::Registry,
    }
}

/// Whether a text looks like a CPE name, 2.2 or 2.3 (NISTIR 7695), and is no longer than such names are.
pub(crate) fn is_cpe(text: &str) -> bool {
    let scheme = text.starts_with("cpe:2.3:") || text.starts_with("cpe:/");
    scheme && text.len() <= 4096 && text.bytes().all(|byte| matches!(byte, b'!'..=b'~'))
}

fn plain(component: &Component) -> String {
    match &component.purl {
        Some(purl) => purl.to_string(),
        None => format!("component:{}", short(component)),
    }
}

fn short(component: &Component) -> String {
    let mut hash = Sha256Stream::new();
    let source = format!("{:?} {:?}", component.kind, component.source);
    for part in [
        &component.name,
        component.version.as_ref().unwrap_or(&String::new()),
        &source,
    ] {
        hash.update_part(part.as_bytes());
    }
    let mut digits = hash.finish().to_hex();
    digits.truncate(16);
    digits
}
