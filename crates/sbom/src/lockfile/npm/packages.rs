//! Versions 2 and 3: the flat map `packages`, keyed by install path.

use std::borrow::Cow;
use std::collections::BTreeSet;

use portcullis_findings::{GapKind, Scope};

use super::{Package, Want, wants};
use crate::lockfile::Input;
use crate::lockfile::draft::Draft;
use crate::text::json::Value;
use crate::text::{Fault, shortened};

pub(super) fn packages<'d>(
    input: &Input<'_, '_>,
    draft: &mut Draft<'_>,
    root: Value<'d>,
    packages: Value<'d>,
) -> Result<Vec<Package<'d>>, Fault> {
    if !packages.is_object() {
        return Err(input.source.shape(packages.start(), "`packages` is no object"));
    }
    let own_name = root.str("name").map_or_else(|| ".".to_owned(), Cow::into_owned);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (key, value) in packages.entries() {
        let stated = key.as_str().unwrap_or_default();
        let path = normal(&stated);
        if !value.is_object() {
            return Err(input.source.shape(value.start(), "a package is no object"));
        }
        if !seen.insert(path.clone()) {
            // JSON readers disagree on which one counts; both are listed.
            let cause = format!("the entry `{}` stands twice", shortened(&path));
            draft.gap(GapKind::Undecidable, key.start(), cause);
        }
        if path != stated {
            let cause = "an install path that npm does not write, read as it resolves it";
            draft.gap(GapKind::Undecidable, key.start(), cause);
        }
        found.push(package(&own_name, key, value, path));
    }
    if !seen.contains("") {
        let cause = "a lockfile without the entry of the project itself";
        draft.gap(GapKind::Undecidable, packages.start(), cause);
    }
    super::agreement::check(draft, root, &found);
    Ok(found)
}

/// The path as npm resolves it: without empty parts and `.`, `..` folded, `\\` as on Windows. Folders around the project
/// begin with `..`.
fn normal(path: &str) -> String {
    let is_named = |part: &str| !matches!(part, "" | "." | "..");
    if !path.contains('\\') && path.split('/').all(is_named) {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn package<'d>(own_name: &str, key: Value<'d>, value: Value<'d>, path: String) -> Package<'d> {
    let name = match value.str("name") {
        Some(name) => name.into_owned(),
        None if path.is_empty() => own_name.to_owned(),
        None => name_of_path(&path).to_owned(),
    };
    let link = value
        .get("link")
        .filter(|link| link.is_true())
        .and_then(|_| value.str("resolved"))
        .map(|target| normal(&target));
    Package {
        name,
        value,
        key,
        wants: all_wants(value, !super::is_installed(&path)),
        complete: true,
        link,
        path,
    }
}

/// The name of what is installed at a path; for a workspace member without name its folder.
fn name_of_path(path: &str) -> &str {
    match path.rsplit_once("node_modules/") {
        Some((_, name)) => name,
        None => path.rsplit('/').next().unwrap_or(path),
    }
}

fn all_wants(value: Value<'_>, local: bool) -> Vec<Want<'_>> {
    let optional: BTreeSet<_> = wants(value, "optionalDependencies", Scope::Optional, true)
        .map(|want| want.name)
        .collect();
    let peers = value
        .get("peerDependenciesMeta")
        .into_iter()
        .flat_map(Value::entries);
    let optional_peers: BTreeSet<_> = peers
        .filter(|(_, meta)| meta.get("optional").is_some_and(Value::is_true))
        .filter_map(|(key, _)| key.as_str())
        .collect();
    // npm lists an optional dependency under `dependencies` too in old lockfiles; the weaker statement counts.
    let mut all: Vec<_> = wants(value, "dependencies", Scope::Runtime, false)
        .filter(|want| !optional.contains(&want.name))
        .collect();
    all.extend(wants(value, "optionalDependencies", Scope::Optional, true));
    all.extend(
        wants(value, "peerDependencies", Scope::Peer, false).map(|want| Want {
            optional: optional_peers.contains(&want.name),
            ..want
        }),
    );
    // What an installed package needs for its own development is never installed.
    if local {
        all.extend(wants(value, "devDependencies", Scope::Development, false));
    }
    all
}
