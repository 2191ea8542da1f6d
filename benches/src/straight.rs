//! The straight way to match offline, as a model of peers that keep no index: unzip, parse every record, scan.
//!
//! It does what such a tool cannot do without, and nothing more: each run reads the archive from memory, parses each record into
//! the few fields that matching needs, keeps those about a wanted package (looked up in a hash set, which is kinder than the scan
//! of a list), and then asks each kept record about each component. Reading the archive from disk is not counted.

use std::collections::HashSet;
use std::io::Read;
use std::ops::ControlFlow;

use portcullis_archive::{Limits, zip};
use portcullis_findings::Budget;
use portcullis_vuln_match::{Ecosystem, Scheme};
use serde::Deserialize;

/// What is looked for: ecosystem, name and version as OSV writes them.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The ecosystem's base name.
    pub ecosystem: String,
    /// The package.
    pub name: String,
    /// Its version.
    pub version: String,
}

#[derive(Deserialize)]
struct Record {
    id: String,
    withdrawn: Option<String>,
    affected: Option<Vec<Affected>>,
}

#[derive(Deserialize)]
struct Affected {
    package: Option<Package>,
    #[serde(default)]
    ranges: Vec<Range>,
    #[serde(default)]
    versions: Vec<String>,
}

#[derive(Deserialize)]
struct Package {
    ecosystem: String,
    name: String,
}

#[derive(Deserialize)]
struct Range {
    r#type: String,
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    introduced: Option<String>,
    fixed: Option<String>,
    last_affected: Option<String>,
}

/// Pairs of an advisory's id and the place of a component it affects, in no order.
///
/// # Errors
///
/// What is wrong with the archive, in words.
pub fn scan(archive: &[u8], wanted: &[Wanted]) -> Result<Vec<(String, usize)>, String> {
    let names: HashSet<(&str, &str)> = wanted
        .iter()
        .map(|one| (one.ecosystem.as_str(), one.name.as_str()))
        .collect();
    let mut kept: Vec<Record> = Vec::new();
    let mut bytes = Vec::new();
    let mut visit = |_: portcullis_archive::Entry, content: &mut dyn Read| {
        bytes.clear();
        if content.read_to_end(&mut bytes).is_ok() {
            kept.extend(
                serde_json::from_slice::<Record>(&bytes)
                    .ok()
                    .filter(|record| is_about(record, &names)),
            );
        }
        ControlFlow::Continue(())
    };
    zip::read(
        std::io::Cursor::new(archive),
        &Limits::default(),
        &Budget::unlimited(),
        |entry, content| visit(entry, content),
    )
    .map_err(|error| error.to_string())?;
    let mut hits = Vec::new();
    for (at, one) in wanted.iter().enumerate() {
        let affects = kept.iter().filter(|record| affects(record, one));
        hits.extend(affects.map(|record| (record.id.clone(), at)));
    }
    Ok(hits)
}

fn is_about(record: &Record, names: &HashSet<(&str, &str)>) -> bool {
    let mut packages = record
        .affected
        .iter()
        .flatten()
        .filter_map(|entry| entry.package.as_ref());
    record.withdrawn.is_none()
        && packages.any(|package| names.contains(&(base(&package.ecosystem), package.name.as_str())))
}

fn base(ecosystem: &str) -> &str {
    ecosystem.split_once(':').map_or(ecosystem, |(base, _)| base)
}

fn affects(record: &Record, wanted: &Wanted) -> bool {
    let entries = record.affected.iter().flatten().filter(|entry| {
        entry.package.as_ref().is_some_and(|package| {
            package.name == wanted.name && base(&package.ecosystem) == wanted.ecosystem
        })
    });
    entries.into_iter().any(|entry| {
        entry.versions.contains(&wanted.version)
            || entry
                .ranges
                .iter()
                .any(|range| in_range(range, &wanted.ecosystem, &wanted.version))
    })
}

fn in_range(range: &Range, ecosystem: &str, version: &str) -> bool {
    let own = Scheme::for_ecosystem(&Ecosystem::parse(ecosystem));
    let scheme = match range.r#type.as_str() {
        "SEMVER" => own
            .filter(|own| matches!(own, Scheme::Go | Scheme::Bitnami))
            .or(Some(Scheme::SemVer)),
        "ECOSYSTEM" => own,
        _ => None,
    };
    let Some(scheme) = scheme else { return false };
    let version = scheme.parse(version);
    let mut inside = false;
    for event in &range.events {
        if let Some(text) = &event.introduced {
            inside |= text == "0" || version >= scheme.parse(text);
        } else if let Some(text) = &event.fixed {
            inside &= version < scheme.parse(text);
        } else if let Some(text) = &event.last_affected {
            inside &= version <= scheme.parse(text);
        }
    }
    inside
}
