//! The crate `cyclonedx-bom`: the one file that knows its types.

use ::cyclonedx_bom::external_models::normalized_string::NormalizedString;
use ::cyclonedx_bom::external_models::spdx::SpdxExpression;
use ::cyclonedx_bom::models::bom::{Bom, UrnUuid};
use ::cyclonedx_bom::models::component::{Classification, Component as Theirs, Components, Cpe};
use ::cyclonedx_bom::models::dependency::{Dependencies, Dependency};
use ::cyclonedx_bom::models::hash::{Hash, HashAlgorithm, HashValue, Hashes};
use ::cyclonedx_bom::models::license::{License, LicenseChoice, LicenseIdentifier, Licenses};
use ::cyclonedx_bom::models::metadata::Metadata as TheirMetadata;
use portcullis_findings::{
    Algorithm, Component, ComponentKind, Digest, EdgeKind, Inventory, Label, Licence, Purl, Scope,
};

use super::{Collector, InteropError, check, dependencies, root_refs};
use crate::Limits;
use crate::cyclonedx::{Metadata, SpecVersion, refs, uuid, write as write_own};

const SUBJECT: &str = "portcullis:subject";

/// Writes an inventory as CycloneDX 1.5 JSON through the types of `cyclonedx-bom`. The document carries no time.
///
/// # Errors
///
/// [`InteropError::Refused`] if the crate does not write it.
pub fn write(inventory: &Inventory, metadata: &Metadata) -> Result<String, InteropError> {
    let refs = refs::of(inventory);
    let own = Digest::sha256(write_own(inventory, metadata, SpecVersion::V1_5).as_bytes());
    let components = inventory.components().iter().zip(&refs);
    let mut all: Vec<_> = dependencies(inventory, &refs)
        .into_iter()
        .map(|(name, targets)| dependency(name, targets))
        .collect();
    all.push(dependency(SUBJECT, root_refs(inventory, &refs)));
    let subject = Theirs::new(
        Classification::Application,
        &metadata.subject,
        metadata.version.as_deref().unwrap_or_default(),
        Some(SUBJECT.to_owned()),
    );
    let bom = Bom {
        serial_number: Some(UrnUuid(uuid::serial_number(&own))),
        metadata: Some(TheirMetadata {
            component: Some(subject),
            ..TheirMetadata::default()
        }),
        components: Some(Components(
            components
                .map(|(component, name)| to_theirs(component, name))
                .collect(),
        )),
        dependencies: Some(Dependencies(all)),
        ..Bom::default()
    };
    let mut bytes = Vec::new();
    bom.output_as_json_v1_5(&mut bytes)
        .map_err(InteropError::of_cause)?;
    String::from_utf8(bytes).map_err(InteropError::of_cause)
}

/// Reads CycloneDX 1.3 to 1.5 JSON through the types of `cyclonedx-bom`. The main component is the root; the subject of
/// our own documents is none, its dependencies are.
///
/// # Errors
///
/// [`InteropError`] if it is not JSON within the limits, or not a document the crate knows.
pub fn read(label: &Label, bytes: &[u8], limits: &Limits) -> Result<Inventory, InteropError> {
    check(label, bytes, limits)?;
    let value = serde_json::from_slice(bytes).map_err(|error| InteropError::of_json(bytes, &error))?;
    let bom = Bom::parse_json_value(value).map_err(InteropError::of_cause)?;
    let mut collector = Collector::new(label, bytes, "CycloneDX");
    let main = bom.metadata.and_then(|metadata| metadata.component);
    let subject = main.as_ref().and_then(|main| main.bom_ref.clone());
    if let Some(main) = main.filter(|main| main.bom_ref.as_deref() != Some(SUBJECT)) {
        let name = main.bom_ref.clone();
        collector.component(name.as_deref(), of_theirs(&main));
        collector.root(name.as_deref().unwrap_or_default());
    }
    let mut open: Vec<Theirs> = bom.components.map(|components| components.0).unwrap_or_default();
    while let Some(component) = open.pop() {
        collector.component(component.bom_ref.as_deref(), of_theirs(&component));
        open.extend(component.components.map(|inside| inside.0).unwrap_or_default());
    }
    for entry in bom
        .dependencies
        .map(|dependencies| dependencies.0)
        .unwrap_or_default()
    {
        for target in &entry.dependencies {
            if entry.dependency_ref == SUBJECT && subject.as_deref() == Some(SUBJECT) {
                collector.root(target);
            }
            collector.edge(&entry.dependency_ref, target, EdgeKind::DependsOn, Scope::Runtime);
        }
    }
    Ok(collector.finish())
}

fn dependency(name: &str, targets: Vec<&str>) -> Dependency {
    Dependency {
        dependency_ref: name.to_owned(),
        dependencies: targets.into_iter().map(str::to_owned).collect(),
    }
}

fn to_theirs(component: &Component, name: &str) -> Theirs {
    let kind = match component.kind {
        ComponentKind::Application => Classification::Application,
        ComponentKind::OperatingSystem => Classification::OperatingSystem,
        ComponentKind::Container => Classification::Container,
        ComponentKind::File => Classification::File,
        _ => Classification::Library,
    };
    let mut theirs = Theirs::new(kind, &component.name, "", Some(name.to_owned()));
    theirs.version = component.version.as_deref().map(NormalizedString::new);
    theirs.purl = component
        .purl
        .as_ref()
        .and_then(|purl| purl.to_string().parse().ok());
    theirs.cpe = component.cpes.first().map(|cpe| Cpe::new(cpe));
    let hashes: Vec<_> = component.digests.iter().filter_map(hash).collect();
    theirs.hashes = (!hashes.is_empty()).then_some(Hashes(hashes));
    let licence = match &component.licence {
        Licence::Unknown => None,
        Licence::Expression(text) => Some(LicenseChoice::Expression(SpdxExpression::new(text))),
        other => other
            .as_str()
            .map(|text| LicenseChoice::License(License::named_license(text))),
    };
    theirs.licenses = licence.map(|licence| Licenses(vec![licence]));
    theirs
}

fn hash(digest: &Digest) -> Option<Hash> {
    let alg = match digest.algorithm() {
        Algorithm::Md5 => HashAlgorithm::MD5,
        Algorithm::Sha1 => HashAlgorithm::SHA1,
        Algorithm::Sha256 => HashAlgorithm::SHA_256,
        Algorithm::Sha384 => HashAlgorithm::SHA_384,
        Algorithm::Sha512 => HashAlgorithm::SHA_512,
        _ => return None,
    };
    Some(Hash {
        alg,
        content: HashValue(digest.to_hex()),
    })
}

fn of_theirs(theirs: &Theirs) -> Component {
    let kind = match theirs.component_type {
        Classification::Application => ComponentKind::Application,
        Classification::OperatingSystem => ComponentKind::OperatingSystem,
        Classification::Container => ComponentKind::Container,
        Classification::File => ComponentKind::File,
        _ => ComponentKind::Library,
    };
    let name = match &theirs.group {
        Some(group) => format!("{}/{}", &**group, &*theirs.name),
        None => theirs.name.to_string(),
    };
    let mut component = Component::new(kind, name);
    component.version = theirs
        .version
        .as_ref()
        .map(|version| version.to_string())
        .filter(|version| !version.is_empty());
    component.purl = theirs
        .purl
        .as_ref()
        .and_then(|purl| purl.as_ref().parse::<Purl>().ok());
    let cpe = theirs.cpe.iter().map(|cpe| String::from(cpe.clone()));
    component.cpes.extend(cpe.filter(|cpe| refs::is_cpe(cpe)));
    component.source = refs::source_of(component.purl.as_ref());
    let hashes = theirs.hashes.iter().flat_map(|hashes| &hashes.0);
    component.digests.extend(hashes.filter_map(digest));
    let licences = theirs.licenses.iter().flat_map(|licences| &licences.0);
    let mut stated: Vec<_> = licences.map(licence).collect();
    component.licence = match stated.len() {
        1 => stated.pop().unwrap_or_default(),
        0 => Licence::Unknown,
        _ => {
            let texts: Vec<_> = stated.iter().map(ToString::to_string).collect();
            crate::licence::of_all(&texts)
        }
    };
    component
}

fn digest(hash: &Hash) -> Option<Digest> {
    let algorithm = match hash.alg {
        HashAlgorithm::MD5 => Algorithm::Md5,
        HashAlgorithm::SHA1 => Algorithm::Sha1,
        HashAlgorithm::SHA_256 => Algorithm::Sha256,
        HashAlgorithm::SHA_384 => Algorithm::Sha384,
        HashAlgorithm::SHA_512 => Algorithm::Sha512,
        _ => return None,
    };
    Digest::from_hex(algorithm, &hash.content.0).ok()
}

fn licence(choice: &LicenseChoice) -> Licence {
    match choice {
        LicenseChoice::Expression(expression) => Licence::Expression(expression.to_string()),
        LicenseChoice::License(license) => match &license.license_identifier {
            LicenseIdentifier::SpdxId(id) => Licence::Expression(id.to_string()),
            LicenseIdentifier::Name(name) if &**name == "NONE" => Licence::NoneStated,
            LicenseIdentifier::Name(name) => Licence::Name(name.to_string()),
        },
    }
}
