//! Version 1: `dependencies` nested in `dependencies`, walked with a stack of our own.

use portcullis_findings::Scope;

use super::{Package, Want, alias, wants};
use crate::lockfile::Input;
use crate::lockfile::draft::Draft;
use crate::text::Fault;
use crate::text::json::Value;

pub(super) fn packages<'d>(
    input: &Input<'_, '_>,
    draft: &mut Draft<'_>,
    root: Value<'d>,
) -> Result<Vec<Package<'d>>, Fault> {
    draft.graph_unknown();
    let mut found = vec![Package {
        path: String::new(),
        name: root
            .str("name")
            .map_or_else(|| ".".to_owned(), |name| name.into_owned()),
        value: root,
        key: root,
        wants: Vec::new(),
        complete: false,
        link: None,
    }];
    let mut bytes = 0;
    let mut open = vec![(root, String::new())];
    while let Some((parent, path)) = open.pop() {
        let Some(dependencies) = parent.get("dependencies") else {
            continue;
        };
        if !dependencies.is_object() {
            return Err(input
                .source
                .shape(dependencies.start(), "`dependencies` is no object"));
        }
        for (key, value) in dependencies.entries() {
            if !value.is_object() {
                return Err(input.source.shape(value.start(), "a package is no object"));
            }
            let installed_as = key.as_str().unwrap_or_default();
            let separator = if path.is_empty() { "" } else { "/" };
            let own = format!("{path}{separator}node_modules/{installed_as}");
            // Paths repeat the names around them, so a small file could make large ones.
            bytes += own.len() as u64;
            if bytes > input.limits.bytes {
                return Err(Fault::limit("bytes of all install paths", input.limits.bytes));
            }
            if value.get("dependencies").is_some() {
                open.push((value, own.clone()));
            }
            found.push(package(key, value, &installed_as, own));
        }
    }
    top_wants(&mut found);
    Ok(found)
}

fn package<'d>(key: Value<'d>, value: Value<'d>, installed_as: &str, path: String) -> Package<'d> {
    let version = value.str("version").unwrap_or_default();
    let alias = alias(&version).map(|(name, _)| name);
    Package {
        name: alias.unwrap_or(installed_as).to_owned(),
        path,
        value,
        key,
        // `requires` lists optional dependencies without marking them; an absent one is left to the flag of the target.
        wants: wants(value, "requires", Scope::Runtime, false).collect(),
        complete: true,
        link: None,
    }
}

/// The root needs what stands at the top and nobody else needs.
fn top_wants(found: &mut [Package<'_>]) {
    let needed: std::collections::BTreeSet<_> = found
        .iter()
        .flat_map(|package| package.wants.iter().map(|want| want.name.to_string()))
        .collect();
    let wants: Vec<_> = found
        .iter()
        .filter_map(|package| {
            let name = package.path.strip_prefix("node_modules/")?;
            let top = !name.contains("/node_modules/") && !needed.contains(name);
            top.then(|| Want {
                name: package.key.as_str().unwrap_or_default(),
                at: package.key.start(),
                scope: if package.value.get("dev").is_some_and(Value::is_true) {
                    Scope::Development
                } else {
                    Scope::Runtime
                },
                optional: false,
            })
        })
        .collect();
    if let Some(root) = found.first_mut() {
        root.wants = wants;
    }
}
