//! From packages by path to occurrences with edges.

use std::collections::HashMap;

use portcullis_findings::{GapKind, OccurrenceId, Scope};

use super::{Package, Want, component};
use crate::lockfile::Input;
use crate::lockfile::draft::Draft;
use crate::text::json::Value;
use crate::text::{Fault, shortened};

const MODULES: &str = "node_modules";

pub(super) fn build<'d>(
    input: &Input<'_, '_>,
    draft: &mut Draft<'_>,
    packages: Vec<Package<'d>>,
) -> Result<(), Fault> {
    let mut folders = Folders::default();
    let mut places = Vec::with_capacity(packages.len());
    for (at, package) in packages.iter().enumerate() {
        let folder = folders.add(input, package)?;
        folders.set_package(folder, at);
        places.push(folder);
    }
    let ids: Vec<Option<OccurrenceId>> = packages
        .iter()
        .map(|package| occurrence(draft, package))
        .collect();
    for (at, (package, folder)) in packages.iter().zip(&places).enumerate() {
        let Some(from) = ids.get(at).copied().flatten() else {
            link_is_there(draft, &folders, package);
            continue;
        };
        let mut complete = package.complete;
        for want in &package.wants {
            draft.tally.declared += 1;
            let found = folders.find(*folder, &want.name).and_then(|at| {
                let target = packages.get(at)?;
                match &target.link {
                    Some(link) => folders.at(link),
                    None => Some(at),
                }
            });
            match found.and_then(|at| ids.get(at).copied().flatten()) {
                Some(to) => {
                    draft.tally.resolved += 1;
                    draft.edge(from, to, want.scope);
                }
                None => complete &= absent(draft, package, want),
            }
        }
        if complete {
            draft.complete(from);
        }
    }
    Ok(())
}

/// A link is no package of its own: edges go through it.
fn occurrence(draft: &mut Draft<'_>, package: &Package<'_>) -> Option<OccurrenceId> {
    if package.link.is_some() {
        return None;
    }
    let component = component(draft, package);
    let start = package.key.start();
    let span = start..package.value.span().end;
    // The root of version 1 is the whole file; its first byte says enough.
    let span = if package.key.start() == package.value.start() {
        start..start + 1
    } else {
        span
    };
    let id = draft.occurrence(component, span);
    draft.scope(id, scope(package.value));
    if package.path.is_empty() || !super::is_installed(&package.path) {
        draft.local(id);
    }
    if !package.path.is_empty() {
        draft.install_path(id, &package.path);
    }
    Some(id)
}

/// The flags of an entry tell the weakest need that holds for all ways to it; without a flag it is needed to run.
fn scope(value: Value<'_>) -> Scope {
    let flag = |name| value.get(name).is_some_and(Value::is_true);
    if flag("dev") {
        Scope::Development
    } else if flag("optional") || flag("devOptional") {
        Scope::Optional
    } else if flag("peer") {
        Scope::Peer
    } else {
        Scope::Runtime
    }
}

/// Counts a dependency that is not in the lockfile; whether the edges are complete without it.
fn absent(draft: &mut Draft<'_>, package: &Package<'_>, want: &Want<'_>) -> bool {
    if want.optional {
        draft.tally.absent_optional += 1;
    } else if want.scope == Scope::Peer {
        draft.tally.absent_peer += 1;
    } else {
        draft.tally.undecided += 1;
        let cause = format!(
            "`{}` needs `{}`, which is not in the lockfile",
            shortened(&package.name),
            shortened(&want.name)
        );
        draft.gap(GapKind::Undecidable, want.at, cause);
        return false;
    }
    true
}

fn link_is_there(draft: &mut Draft<'_>, folders: &Folders, package: &Package<'_>) {
    let target = package.link.as_deref().unwrap_or_default();
    if folders.at(target).is_none() {
        let cause = format!(
            "the link `{}` leads to a folder that is not in the lockfile",
            shortened(&package.path)
        );
        draft.gap(GapKind::Undecidable, package.key.start(), cause);
    }
}

/// The folders of all install paths as a tree, so that looking for a dependency walks numbers and not texts.
#[derive(Debug)]
struct Folders {
    list: Vec<Folder>,
}

#[derive(Debug, Default)]
struct Folder {
    parent: Option<u32>,
    /// The folder `node_modules` inside.
    modules: Option<u32>,
    package: Option<u32>,
    /// The folders inside by name; never walked, so its order does not show.
    inside: HashMap<Box<str>, u32>,
}

impl Default for Folders {
    fn default() -> Self {
        Self {
            list: vec![Folder::default()],
        }
    }
}

impl Folders {
    fn add(&mut self, input: &Input<'_, '_>, package: &Package<'_>) -> Result<u32, Fault> {
        let mut at = 0;
        for (depth, part) in parts(&package.path).enumerate() {
            if depth as u64 >= u64::from(input.limits.depth) {
                let allowed = u64::from(input.limits.depth);
                return Err(Fault::Limit {
                    limit: portcullis_findings::LimitHit {
                        what: "parts of one install path",
                        allowed,
                    },
                    position: Some(input.source.position(package.key.start())),
                });
            }
            at = self.step(at, part);
        }
        Ok(at)
    }

    fn step(&mut self, parent: u32, part: &str) -> u32 {
        let next = self.list.len() as u32;
        let Some(folder) = self.list.get_mut(parent as usize) else {
            return parent;
        };
        if let Some(known) = folder.inside.get(part) {
            return *known;
        }
        folder.inside.insert(part.into(), next);
        if part == MODULES {
            folder.modules = Some(next);
        }
        self.list.push(Folder {
            parent: Some(parent),
            ..Folder::default()
        });
        next
    }

    /// The last of several entries at one path counts, as in JavaScript.
    fn set_package(&mut self, folder: u32, package: usize) {
        if let Some(folder) = self.list.get_mut(folder as usize) {
            folder.package = Some(package as u32);
        }
    }

    /// The package at a path.
    fn at(&self, path: &str) -> Option<usize> {
        self.below(0, path)
    }

    fn below(&self, folder: u32, path: &str) -> Option<usize> {
        let mut at = folder;
        for part in parts(path) {
            at = *self.list.get(at as usize)?.inside.get(part)?;
        }
        Some(self.list.get(at as usize)?.package? as usize)
    }

    /// The package that Node.js loads for a name asked for in a folder.
    fn find(&self, folder: u32, name: &str) -> Option<usize> {
        let mut at = Some(folder);
        while let Some(here) = at {
            let folder = self.list.get(here as usize)?;
            if let Some(found) = folder.modules.and_then(|modules| self.below(modules, name)) {
                return Some(found);
            }
            at = folder.parent;
        }
        None
    }
}

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty() && *part != ".")
}
