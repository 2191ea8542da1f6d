//! `package-lock.json` and `npm-shrinkwrap.json`, lockfile versions 1 to 3.
//!
//! All versions become one list of installed packages by path (`node_modules/a/node_modules/b`), and dependencies are
//! found as Node.js finds modules: in the `node_modules` of the package's own folder, then of each folder around it.
//!
//! Version 1 does not say what the root itself needs. Packages at the top that no other package needs must be needed by the
//! root (npm removes what nobody needs); the root's other edges are not known, so its graph is not complete.

use portcullis_findings::{
    Component, ComponentKind, ComponentSource, DigestSet, GapKind, Licence, Purl, Scope,
};

use super::draft::Draft;
use super::{Extract, FileName, Format, Input, resolved};
use crate::licence;
use crate::text::Fault;
use crate::text::json::{Document, Kind, Value};

mod agreement;
mod graph;
mod origin;
mod packages;
mod tree;

pub(super) const PACKAGE_LOCK: Format = Format {
    name: "package-lock.json",
    ecosystem: "npm",
    file_names: &[FileName::Is("package-lock.json")],
    companions: &[],
    read,
};

pub(super) const SHRINKWRAP: Format = Format {
    name: "npm-shrinkwrap.json",
    ecosystem: "npm",
    file_names: &[FileName::Is("npm-shrinkwrap.json")],
    companions: &[],
    read,
};

const NEWEST: &str = "3";

/// An installed package, whatever the version of the lockfile.
#[derive(Debug)]
struct Package<'d> {
    /// Its folder from the root, empty for the root itself.
    path: String,
    name: String,
    value: Value<'d>,
    key: Value<'d>,
    wants: Vec<Want<'d>>,
    /// Whether the lockfile says all it needs.
    complete: bool,
    /// For a link, the folder it leads to.
    link: Option<String>,
}

/// A dependency of a package.
#[derive(Debug)]
struct Want<'d> {
    name: std::borrow::Cow<'d, str>,
    at: usize,
    scope: Scope,
    /// Whether the lockfile may do without it.
    optional: bool,
}

fn read(input: &Input<'_, '_>) -> Result<Extract, Fault> {
    let document = Document::parse(&input.source, input.limits)?;
    let root = document.root();
    if !root.is_object() {
        return Err(input.source.shape(root.start(), "a lockfile is a JSON object"));
    }
    let mut draft = Draft::new(input);
    let version = root.get("lockfileVersion");
    let number = version.map_or("1", Value::raw);
    let packages = match (number, root.get("packages")) {
        // npm from version 7 on reads `packages` whatever the number says.
        ("1", Some(packages)) if packages.entries().next().is_some() => {
            packages::packages(input, &mut draft, root, packages)?
        }
        ("1", _) => {
            if root.get("dependencies").is_none() {
                draft.gap(
                    GapKind::Undecidable,
                    root.start(),
                    "a lockfile that lists nothing",
                );
            }
            tree::packages(input, &mut draft, root)?
        }
        ("2" | "3", Some(packages)) => packages::packages(input, &mut draft, root, packages)?,
        ("2" | "3", None) => return Err(input.source.shape(root.start(), "a lockfile without `packages`")),
        _ => {
            let at = version.map_or(0, Value::start);
            return Err(input.source.version(at, number, NEWEST));
        }
    };
    if let Some(at) = document.repeated_key() {
        let cause = "an object has a key twice, of which readers take one or the other";
        draft.gap(GapKind::Undecidable, at, cause);
    }
    graph::build(input, &mut draft, packages)?;
    draft.finish()
}

/// Adds what an entry says of the package itself, apart from its edges.
fn component(draft: &mut Draft<'_>, package: &Package<'_>) -> Component {
    let (value, at) = (package.value, package.key.start());
    let local = !is_installed(&package.path);
    let kind = if local {
        ComponentKind::Application
    } else {
        ComponentKind::Library
    };
    let mut component = Component::new(kind, package.name.as_str());
    let stated = value.str("version").unwrap_or_default();
    let (version, spec) = version_or_address(stated.trim());
    component.version = version.map(str::to_owned);
    component.source = if local {
        ComponentSource::Path
    } else {
        let address = value.str("resolved");
        let address = address.as_deref().or(spec);
        let origin = origin::of(&package.name, component.version.as_deref(), address);
        if let Some(doubt) = origin.doubt {
            draft.gap(GapKind::Undecidable, at, doubt);
        } else if version.is_none() && !matches!(origin.source, ComponentSource::Git { .. }) {
            draft.gap(GapKind::Undecidable, at, "a package without version");
        }
        if alias(&stated).is_some_and(|(name, _)| name != package.name) {
            draft.gap(GapKind::Undecidable, at, "a package that stands for another one");
        }
        origin.source
    };
    for address in [value.str("resolved").as_deref(), spec].into_iter().flatten() {
        let (clean, changed) = resolved::without_credentials(address);
        if !local && clean.contains("://") {
            component.distributions.insert(clean.into_owned());
        }
        if changed {
            draft.note(at, "credentials were left out of an address");
        }
    }
    component.digests = digests(draft, value, at);
    component.licence = stated_licence(value);
    component.purl = purl(&component);
    component
}

/// The folder of a package as npm installs it, in contrast to a workspace member.
fn is_installed(path: &str) -> bool {
    path.starts_with("node_modules/") || path.contains("/node_modules/")
}

/// Version 1 puts the address of what does not come from the registry into `version`; an alias is `npm:name@version`.
fn version_or_address(stated: &str) -> (Option<&str>, Option<&str>) {
    if let Some((_, version)) = alias(stated) {
        return (Some(version), None);
    }
    if stated.contains(':') || stated.starts_with(['.', '/']) {
        return (None, Some(stated));
    }
    (Some(stated).filter(|version| !version.is_empty()), None)
}

/// Name and version behind `npm:`.
fn alias(stated: &str) -> Option<(&str, &str)> {
    stated.trim().strip_prefix("npm:")?.rsplit_once('@')
}

fn digests(draft: &mut Draft<'_>, value: Value<'_>, at: usize) -> DigestSet {
    let text = value.str("integrity").unwrap_or_default();
    let (digests, skipped) = resolved::integrity(&text);
    if skipped > 0 {
        draft.gap(
            GapKind::Undecidable,
            at,
            "an `integrity` without digest that is known",
        );
    }
    digests.into_iter().collect()
}

/// `license` is a text; old packages have an object with `type`, or a list of either under `license` or `licenses`.
fn stated_licence(value: Value<'_>) -> Licence {
    let Some(stated) = value.get("license").or_else(|| value.get("licenses")) else {
        return Licence::Unknown;
    };
    let one = |value: Value<'_>| match value.kind() {
        Kind::Object => value.str("type").map(std::borrow::Cow::into_owned),
        _ => value.as_str().map(std::borrow::Cow::into_owned),
    };
    if stated.kind() == Kind::Array {
        // A list means a choice: npm's description of package.json turns the old list into `(ISC OR GPL-3.0)`.
        let all: Vec<_> = stated.items().filter_map(one).collect();
        return licence::of_choice(&all);
    }
    one(stated).map_or(Licence::Unknown, |text| licence::of_text(&text))
}

fn purl(component: &Component) -> Option<Purl> {
    // A root without name stands under `.`, which is no package.
    if component.name == "." {
        return None;
    }
    let (namespace, name) = match component.name.split_once('/') {
        Some((scope, name)) if scope.starts_with('@') => (Some(scope), name),
        _ => (None, component.name.as_str()),
    };
    let mut purl = Purl::builder("npm", name);
    if let Some(namespace) = namespace {
        purl = purl.namespace(namespace);
    }
    if let Some(version) = &component.version {
        purl = purl.version(version);
    }
    if let Some(url) = resolved::vcs_url(&component.source) {
        purl = purl.qualifier("vcs_url", url);
    }
    purl.build().ok()
}

/// The dependencies in one object of an entry, names with ranges.
fn wants<'d>(value: Value<'d>, field: &str, scope: Scope, optional: bool) -> impl Iterator<Item = Want<'d>> {
    let entries = value.get(field).into_iter().flat_map(Value::entries);
    entries.filter_map(move |(key, _)| {
        Some(Want {
            name: key.as_str()?,
            at: key.start(),
            scope,
            optional,
        })
    })
}
