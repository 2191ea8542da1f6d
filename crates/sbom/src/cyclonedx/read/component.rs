//! One component of a document.

use portcullis_findings::{
    Algorithm, Component, ComponentKind, ComponentSource, Digest, Edge, EdgeKind, Licence, Purl, Scope,
};

use super::{properties, property};
use crate::cyclonedx::property as names;
use crate::cyclonedx::refs;
use crate::licence;
use crate::lockfile::resolved;
use crate::text::json::Value;
use crate::text::shortened;

pub(super) struct Read {
    pub(super) component: Component,
    pub(super) scope: Scope,
    pub(super) gaps: Vec<String>,
    pub(super) notes: Vec<String>,
}

pub(super) fn read(value: Value<'_>) -> Result<Read, &'static str> {
    let stated = value.str("name").ok_or("a component without name")?;
    let (mut gaps, mut notes) = (Vec::new(), Vec::new());
    let purl = purl(value, &mut gaps);
    let name = match value.str("group").filter(|group| !group.is_empty()) {
        // Maven names are written `group:artifact`, all others as paths.
        Some(group) if purl.as_ref().is_some_and(|purl| purl.ty() == "maven") => format!("{group}:{stated}"),
        Some(group) => format!("{group}/{stated}"),
        None => stated.into_owned(),
    };
    let mut component = Component::new(kind(&value.str("type").unwrap_or_default()), name);
    let stated = value.str("version").filter(|version| !version.is_empty());
    let located = purl.as_ref().and_then(Purl::version);
    let with_epoch = epoch(purl.as_ref(), located.unwrap_or_default(), stated.as_deref());
    if let (Some(stated), Some(located)) = (&stated, located)
        && stated != located
        && !with_epoch
    {
        let (stated, located) = (shortened(stated), shortened(located));
        gaps.push(format!(
            "`version` is `{stated}`, in the package URL it is `{located}`, which counts"
        ));
    }
    // The package URL says what the package is where it comes from, and advisories are about that.
    component.version = located
        .filter(|_| !with_epoch)
        .map(str::to_owned)
        .or(stated.map(std::borrow::Cow::into_owned));
    component.source = source(value, purl.as_ref());
    component.purl = purl;
    component.licence = stated_licence(value);
    let cpes = value.str("cpe").map(std::borrow::Cow::into_owned).into_iter();
    for cpe in cpes
        .chain(properties(value, names::CPE))
        .filter(|cpe| !cpe.is_empty())
    {
        match refs::is_cpe(&cpe) {
            true => drop(component.cpes.insert(cpe)),
            false => notes.push("a CPE name that cannot be read".to_owned()),
        }
    }
    for hash in value.get("hashes").into_iter().flat_map(Value::items) {
        match digest(hash) {
            Some(Ok(digest)) => drop(component.digests.insert(digest)),
            Some(Err(())) => gaps.push("a hash does not fit its algorithm".to_owned()),
            None => notes.push("a hash of an algorithm that is not read".to_owned()),
        }
    }
    let carried = properties(value, names::DIGEST).filter_map(|text| Digest::parse(&text).ok());
    component.digests.extend(carried);
    for reference in value.get("externalReferences").into_iter().flat_map(Value::items) {
        if reference.str("type").as_deref() == Some("distribution")
            && let Some(url) = reference.str("url")
        {
            let (clean, changed) = resolved::without_credentials(&url);
            component.distributions.insert(clean.into_owned());
            if changed {
                notes.push("credentials were left out of an address".to_owned());
            }
        }
    }
    if value
        .get("pedigree")
        .and_then(|pedigree| pedigree.get("ancestors"))
        .is_some_and(|ancestors| ancestors.items().next().is_some())
    {
        notes.push("it is made from other components, which are not in the inventory".to_owned());
    }
    Ok(Read {
        component,
        scope: scope(value),
        gaps,
        notes,
    })
}

/// Whether the stated version is that of the package URL behind its epoch, which stands in a qualifier there.
fn epoch(purl: Option<&Purl>, located: &str, stated: Option<&str>) -> bool {
    let qualifier = purl.and_then(|purl| purl.qualifier("epoch")).unwrap_or("0");
    let parts = stated.and_then(|stated| stated.split_once(':'));
    parts == Some((qualifier, located))
}

/// An edge to a component that is nested in another.
pub(super) fn inside(mut edge: Edge) -> Edge {
    edge.kind = EdgeKind::Contains;
    edge
}

/// Whether advisories could be about it: not for files, nor for what is built here.
pub(super) fn comes_from_elsewhere(component: &Component) -> bool {
    component.kind != ComponentKind::File && component.source != ComponentSource::Path
}

fn purl(value: Value<'_>, gaps: &mut Vec<String>) -> Option<Purl> {
    let text = value.str("purl").filter(|text| !text.is_empty())?;
    match text.parse() {
        Ok(purl) => Some(purl),
        Err(_) => {
            gaps.push("a package URL that cannot be read".to_owned());
            None
        }
    }
}

/// Devices, firmware and platforms count as applications, models and data as files.
fn kind(word: &str) -> ComponentKind {
    match word {
        "application" | "platform" | "firmware" | "device" | "device-driver" => ComponentKind::Application,
        "operating-system" => ComponentKind::OperatingSystem,
        "container" => ComponentKind::Container,
        "file" | "data" | "machine-learning-model" | "cryptographic-asset" => ComponentKind::File,
        _ => ComponentKind::Library,
    }
}

fn scope(value: Value<'_>) -> Scope {
    if let Some(scope) = property(value, names::SCOPE).and_then(|word| Scope::of_name(&word)) {
        return scope;
    }
    match value.str("scope").as_deref() {
        Some("optional") => Scope::Optional,
        Some("excluded") => Scope::Development,
        _ => Scope::Runtime,
    }
}

fn source(value: Value<'_>, purl: Option<&Purl>) -> ComponentSource {
    let Some(word) = property(value, names::SOURCE) else {
        return refs::source_of(purl);
    };
    let url = property(value, names::SOURCE_URL)
        .map(|url| resolved::without_credentials(&url).0.into_owned())
        .unwrap_or_default();
    match word.as_str() {
        "registry" => ComponentSource::Registry,
        "private-registry" => ComponentSource::PrivateRegistry { url },
        "git" => ComponentSource::Git {
            url,
            revision: property(value, names::SOURCE_REVISION),
        },
        "url" => ComponentSource::Url { url },
        "path" => ComponentSource::Path,
        _ => ComponentSource::Unknown,
    }
}

/// `None` for an algorithm that is not known, an error for digits that do not fit one that is.
fn digest(hash: Value<'_>) -> Option<Result<Digest, ()>> {
    let algorithm = match hash.str("alg")?.as_ref() {
        "MD5" => Algorithm::Md5,
        "SHA-1" => Algorithm::Sha1,
        "SHA-256" => Algorithm::Sha256,
        "SHA-384" => Algorithm::Sha384,
        "SHA-512" => Algorithm::Sha512,
        _ => return None,
    };
    let content = hash.str("content").unwrap_or_default();
    Some(Digest::from_hex(algorithm, &content).map_err(|_| ()))
}

/// Several licences hold together. Declared ones count; concluded ones only where nothing is declared.
fn stated_licence(value: Value<'_>) -> Licence {
    let (mut declared, mut concluded) = (Vec::new(), Vec::new());
    for choice in value.get("licenses").into_iter().flat_map(Value::items) {
        let license = choice.get("license").unwrap_or(choice);
        let text = ["expression", "id", "name"]
            .into_iter()
            .find_map(|field| Some((field, license.str(field)?.into_owned())));
        let Some(text) = text else { continue };
        match license.str("acknowledgement").as_deref() {
            Some("concluded") => concluded.push(text),
            _ => declared.push(text),
        }
    }
    let stated = if declared.is_empty() { concluded } else { declared };
    match stated.as_slice() {
        [] => Licence::Unknown,
        [(field, text)] => match (*field, text.as_str()) {
            (_, "NONE") => Licence::NoneStated,
            (_, "NOASSERTION") => Licence::Unknown,
            ("name", text) => Licence::Name(text.to_owned()),
            (_, text) => Licence::Expression(text.to_owned()),
        },
        several => licence::of_all(&several.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>()),
    }
}
