//! A lockfile in any TOML.

use super::{Dependency, Lock, NEWEST, Package, Reference};
use crate::text::toml::{Table, Value};
use crate::text::{Fault, Source};

/// What the tables of a document say.
///
/// # Errors
///
/// The version is not known, or a package is no table or has no name or version.
pub(super) fn lock<'d>(source: &Source<'_>, root: Table<'d>) -> Result<Lock<'d>, Fault> {
    if let Some(version) = root.get("version") {
        let number = version.as_integer().unwrap_or_default();
        if !matches!(number, "1" | "2" | "3" | "4") {
            return Err(source.version(version.start(), number, NEWEST));
        }
    }
    if let Some(at) = root.no_list("package") {
        return Err(source.shape(at, "`package` is no list of tables"));
    }
    let mut lock = Lock::default();
    // Before 2016 the root package stood in a table of its own.
    let legacy_root = root.get("root").into_iter();
    for value in legacy_root.chain(root.items("package")) {
        let table = value
            .as_table()
            .ok_or_else(|| source.shape(value.start(), "a package is no table"))?;
        package(source, table, &mut lock)?;
    }
    let entries = root.table("metadata").into_iter().flat_map(Table::entries);
    lock.checksums = entries
        .filter_map(|(key, value)| {
            let reference = Reference::parse(key.strip_prefix("checksum ")?);
            Some((
                [reference.name, reference.version?, reference.source?],
                value.as_str()?,
            ))
        })
        .collect();
    Ok(lock)
}

fn package<'d>(source: &Source<'_>, table: Table<'d>, lock: &mut Lock<'d>) -> Result<(), Fault> {
    let required = |key, what| table.str(key).ok_or_else(|| source.shape(table.start(), what));
    let name = required("name", "a package without name")?;
    let version = required("version", "a package without version")?;
    // `replace` names the package that takes the place of this one.
    let replaced = table.get("replace").into_iter();
    let dependencies = replaced.chain(table.items("dependencies"));
    let package = Package {
        start: table.start(),
        region: source.region(table.span()),
        name,
        version,
        source: table.str("source"),
        checksum: table.str("checksum"),
    };
    lock.packages
        .push((package, dependencies.map(Dependency::of).collect()));
    Ok(())
}

impl<'d> Dependency<'d> {
    fn of(value: Value<'d>) -> Self {
        Self {
            text: value.as_str(),
            start: value.start(),
        }
    }
}
