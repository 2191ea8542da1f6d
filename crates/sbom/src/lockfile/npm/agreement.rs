//! Whether `packages` and `dependencies` of one lockfile list the same: npm reads the one or the other, by its version.

use std::collections::BTreeSet;

use portcullis_findings::GapKind;

use super::{Package, alias, is_installed, version_or_address};
use crate::lockfile::draft::Draft;
use crate::text::json::Value;

/// A gap if `dependencies`, which npm 6 reads, lists what `packages` does not.
pub(super) fn check(draft: &mut Draft<'_>, root: Value<'_>, packages: &[Package<'_>]) {
    if root.get("dependencies").is_none() {
        return;
    }
    let mut known = BTreeSet::new();
    let mut names = BTreeSet::new();
    for package in packages {
        if is_installed(&package.path) && package.link.is_none() {
            let version = package.value.str("version").unwrap_or_default();
            known.insert((package.name.clone(), version.into_owned()));
        }
        names.insert(package.name.clone());
        // A link has the name it is installed under, its target perhaps another.
        names.extend(
            package
                .path
                .rsplit_once("node_modules/")
                .map(|(_, name)| name.to_owned()),
        );
    }
    let mut first = None;
    let mut count = 0_usize;
    let mut open = vec![root];
    while let Some(parent) = open.pop() {
        for (key, value) in parent.get("dependencies").into_iter().flat_map(Value::entries) {
            // In an entry of its own `dependencies` holds entries; anything else is left to the reader of that form.
            if !value.is_object() {
                continue;
            }
            let stated = value.str("version").unwrap_or_default();
            let installed_as = key.as_str().unwrap_or_default().into_owned();
            let name = alias(&stated).map_or(installed_as, |(name, _)| name.to_owned());
            let listed = match version_or_address(&stated).0 {
                Some(version) => known.contains(&(name, version.to_owned())),
                None => names.contains(&name),
            };
            if !listed {
                count += 1;
                first = first.min(Some(key.start())).or(Some(key.start()));
            }
            open.push(value);
        }
    }
    if let Some(at) = first {
        let cause =
            format!("`dependencies` lists {count} packages that `packages` does not, and npm 6 reads it");
        draft.gap(GapKind::Undecidable, at, cause);
    }
}
