//! Inventories made from advisories: packages a little behind among packages that no advisory names.

use std::collections::BTreeMap;

use portcullis_findings::{Component, ComponentKind, ComponentSource, Purl};
use portcullis_vuln_match::{Advisory, Index, IndexError, Limits, Scheme, VersionKey};

use crate::straight::Wanted;

/// A component as both ways of matching take it.
#[derive(Clone, Debug)]
pub struct Item {
    /// The component, by its purl.
    pub component: Component,
    /// What a scan looks for.
    pub wanted: Wanted,
}

/// Each package once, at the newest version that an event names and that some advisory affects: what an inventory that is a
/// little behind has. By ecosystem and name; ecosystems whose purls name no release.
///
/// # Errors
///
/// [`IndexError`] if the index is damaged.
pub fn affected(records: &[Vec<u8>], index: &Index<'_>) -> Result<Vec<Item>, IndexError> {
    let mut affected = Vec::new();
    for ((ecosystem, name), versions) in versions(records) {
        for version in versions.into_values().rev() {
            let Some(item) = item(&ecosystem, &name, &version) else {
                continue;
            };
            if !index.matches(&item.component)?.is_empty() {
                affected.push(item);
                break;
            }
        }
    }
    Ok(affected)
}

/// The packages of [`affected`] at a version above all that their advisories name, as far as that clears them.
///
/// # Errors
///
/// [`IndexError`] if the index is damaged.
pub fn cleared(affected: &[Item], index: &Index<'_>) -> Result<Vec<Item>, IndexError> {
    let mut cleared = Vec::new();
    for one in affected {
        if let Some(item) = item(&one.wanted.ecosystem, &one.wanted.name, "99999.0.0")
            && index.matches(&item.component)?.is_empty()
        {
            cleared.push(item);
        }
    }
    Ok(cleared)
}

/// So many components, of which so many in a hundred are affected ones, spread over the list and each once as long as there are
/// others; no advisory names the rest.
#[must_use]
pub fn inventory(affected: &[Item], count: usize, hits: usize) -> Vec<Item> {
    let hits_before = |at: usize| at * hits / 100;
    // A step that shares no factor with the length comes by every place before any for the second time.
    let step = affected.len() / (count * hits / 100).max(1);
    let step = (step.max(1)..)
        .find(|step| gcd(*step, affected.len()) == 1)
        .unwrap_or(1);
    let one = |at: usize| {
        let hit = hits_before(at);
        let place = (hits_before(at + 1) > hit).then(|| hit * step % affected.len().max(1));
        place
            .and_then(|place| affected.get(place).cloned())
            .or_else(|| unknown(at))
    };
    (0..count).filter_map(one).collect()
}

fn gcd(left: usize, right: usize) -> usize {
    if right == 0 {
        left
    } else {
        gcd(right, left % right)
    }
}

fn unknown(at: usize) -> Option<Item> {
    let name = format!("nobody-knows-{at}");
    let version = format!("1.{}.0", at % 50);
    let (ecosystem, name) = match at % 4 {
        0 => ("npm", name),
        1 => ("crates.io", name),
        2 => ("PyPI", name),
        _ => ("Go", format!("example.org/{name}")),
    };
    item(ecosystem, &name, &version)
}

/// All versions that events of a package name, in its order.
fn versions(records: &[Vec<u8>]) -> BTreeMap<(String, String), BTreeMap<VersionKey, String>> {
    let mut packages: BTreeMap<_, BTreeMap<VersionKey, String>> = BTreeMap::new();
    for record in records {
        let Ok((advisory, _)) = Advisory::from_json(record, &Limits::default()) else {
            continue;
        };
        for entry in &advisory.affected {
            let Some(package) = &entry.package else { continue };
            let Some(scheme) = Scheme::for_ecosystem(&package.ecosystem) else {
                continue;
            };
            let key = (package.ecosystem.base().to_owned(), package.name.to_string());
            let known = packages.entry(key).or_default();
            for event in entry.ranges.iter().flat_map(|range| &range.events) {
                let version = match &*event.version {
                    "0" => "0.0.1",
                    version => version,
                };
                known.insert(scheme.parse(version), version.to_owned());
            }
        }
    }
    packages
}

fn item(ecosystem: &str, name: &str, version: &str) -> Option<Item> {
    let path = match name.rsplit_once(['/', ':']) {
        Some((namespace, name)) => format!("{namespace}/{name}"),
        None => name.to_owned(),
    };
    let purl = format!("pkg:{}/{path}@{version}", purl_type(ecosystem)?);
    let purl = purl.parse::<Purl>().ok()?;
    let mut component = Component::new(ComponentKind::Library, purl.name());
    component.version = purl.version().map(str::to_owned);
    component.purl = Some(purl);
    component.source = ComponentSource::Registry;
    let wanted = Wanted {
        ecosystem: ecosystem.to_owned(),
        name: name.to_owned(),
        version: version.to_owned(),
    };
    Some(Item { component, wanted })
}

fn purl_type(ecosystem: &str) -> Option<&'static str> {
    Some(match ecosystem {
        "crates.io" => "cargo",
        "npm" => "npm",
        "PyPI" => "pypi",
        "Go" => "golang",
        "Packagist" => "composer",
        "Bitnami" => "bitnami",
        "Hackage" => "hackage",
        "Julia" => "julia",
        _ => return None,
    })
}
