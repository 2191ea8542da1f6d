//! The crate `spdx-rs`: the one file that knows its types.

use ::spdx_rs::models::{
    Algorithm as TheirAlgorithm, PackageInformation, PrimaryPackagePurpose, RelationshipType, SPDX,
};
use portcullis_findings::{
    Algorithm, Component, ComponentKind, Digest, EdgeKind, Inventory, Label, Licence, Purl, Scope,
    Sha256Stream,
};
use serde_json::{Value, json};

use super::{Collector, InteropError, check, dependencies, root_refs};
use crate::Limits;
use crate::cyclonedx::{Metadata, refs, uuid};

const DOCUMENT: &str = "SPDXRef-DOCUMENT";
const NOT_SAID: &str = "NOASSERTION";
/// Types of references to CPE names (SPDX 2.3, annex F.2).
const CPE22: &str = "cpe22Type";
const CPE23: &str = "cpe23Type";

/// Writes an inventory as SPDX 2.3 JSON through the types of `spdx-rs`.
///
/// # Errors
///
/// [`InteropError::MissingTimestamp`] without `metadata.timestamp`, which SPDX asks for; [`InteropError::Refused`] if the
/// crate does not take what it should write.
pub fn write(inventory: &Inventory, metadata: &Metadata) -> Result<String, InteropError> {
    let created = metadata.timestamp.ok_or(InteropError::MissingTimestamp)?;
    let refs = refs::of(inventory);
    let packages: Vec<_> = inventory
        .components()
        .iter()
        .zip(&refs)
        .map(|(component, name)| package(component, name))
        .collect();
    let described = root_refs(inventory, &refs)
        .into_iter()
        .map(|root| json!({"spdxElementId": DOCUMENT, "relatedSpdxElement": id(root), "relationshipType": "DESCRIBES"}));
    let edges = dependencies(inventory, &refs).into_iter().flat_map(|(from, targets)| {
        targets
            .into_iter()
            .map(move |to| json!({"spdxElementId": id(from), "relatedSpdxElement": id(to), "relationshipType": "DEPENDS_ON"}))
    });
    let relationships: Vec<_> = described.chain(edges).collect();
    let content = Digest::sha256(format!("{packages:?}{relationships:?}{created}").as_bytes());
    let document: SPDX = serde_json::from_value(json!({
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": DOCUMENT,
        "name": metadata.subject,
        "documentNamespace": uuid::serial_number(&content),
        "creationInfo": {
            "creators": [format!("Tool: {}-{}", metadata.tool.name, metadata.tool.version)],
            "created": created.to_string(),
        },
        "packages": packages,
        "relationships": relationships,
    }))
    .map_err(InteropError::of_cause)?;
    serde_json::to_string_pretty(&document).map_err(InteropError::of_cause)
}

/// Reads SPDX 2.2 or 2.3 JSON through the types of `spdx-rs`. What the document describes is the root.
///
/// # Errors
///
/// [`InteropError`] if it is not JSON within the limits, or not a document the crate knows: it refuses unknown fields.
pub fn read(label: &Label, bytes: &[u8], limits: &Limits) -> Result<Inventory, InteropError> {
    check(label, bytes, limits)?;
    let document: SPDX =
        serde_json::from_slice(bytes).map_err(|error| InteropError::of_json(bytes, &error))?;
    let mut collector = Collector::new(label, bytes, "SPDX");
    for package in &document.package_information {
        collector.component(Some(&package.package_spdx_identifier), component(package));
    }
    for root in &document.document_creation_information.document_describes {
        collector.root(root);
    }
    for relationship in &document.relationships {
        let (one, two) = (&relationship.spdx_element_id, &relationship.related_spdx_element);
        let scope = match relationship.relationship_type {
            RelationshipType::DevDependencyOf | RelationshipType::TestDependencyOf => Scope::Development,
            RelationshipType::BuildDependencyOf => Scope::Build,
            RelationshipType::OptionalDependencyOf => Scope::Optional,
            _ => Scope::Runtime,
        };
        match relationship.relationship_type {
            RelationshipType::Describes if one == DOCUMENT => collector.root(two),
            RelationshipType::DescribedBy if two == DOCUMENT => collector.root(one),
            RelationshipType::DependsOn => collector.edge(one, two, EdgeKind::DependsOn, scope),
            RelationshipType::DependencyOf
            | RelationshipType::RuntimeDependencyOf
            | RelationshipType::DevDependencyOf
            | RelationshipType::TestDependencyOf
            | RelationshipType::BuildDependencyOf
            | RelationshipType::OptionalDependencyOf => collector.edge(two, one, EdgeKind::DependsOn, scope),
            RelationshipType::Contains => collector.edge(one, two, EdgeKind::Contains, scope),
            RelationshipType::ContainedBy => collector.edge(two, one, EdgeKind::Contains, scope),
            _ => {}
        }
    }
    Ok(collector.finish())
}

/// SPDX identifiers hold letters, digits, `.` and `-` only, so a digest of the reference takes its place.
fn id(name: &str) -> String {
    let mut hash = Sha256Stream::new();
    hash.update(name.as_bytes());
    let mut digits = hash.finish().to_hex();
    digits.truncate(32);
    format!("SPDXRef-Package-{digits}")
}

fn package(component: &Component, name: &str) -> Value {
    let purpose = match component.kind {
        ComponentKind::Application => "APPLICATION",
        ComponentKind::OperatingSystem => "OPERATING_SYSTEM",
        ComponentKind::Container => "CONTAINER",
        ComponentKind::File => "FILE",
        _ => "LIBRARY",
    };
    let checksums: Vec<_> = component
        .digests
        .iter()
        .filter(|digest| digest.algorithm() != Algorithm::GoH1)
        .map(|digest| {
            json!({"algorithm": digest.algorithm().as_str().to_uppercase(), "checksumValue": digest.to_hex()})
        })
        .collect();
    let declared = match &component.licence {
        Licence::Expression(text) => text,
        Licence::NoneStated => "NONE",
        _ => NOT_SAID,
    };
    let mut package = json!({
        "name": component.name,
        "SPDXID": id(name),
        "downloadLocation": component.distributions.first().map_or(NOT_SAID, String::as_str),
        "filesAnalyzed": false,
        "checksums": checksums,
        "licenseConcluded": NOT_SAID,
        "licenseDeclared": declared,
        "copyrightText": NOT_SAID,
        "primaryPackagePurpose": purpose,
    });
    if let Value::Object(fields) = &mut package {
        if let Some(version) = &component.version {
            fields.insert("versionInfo".to_owned(), json!(version));
        }
        let reference = |category: &str, ty: &str, locator: &str| json!({"referenceCategory": category, "referenceType": ty, "referenceLocator": locator});
        let purl = component.purl.iter();
        let purl = purl.map(|purl| reference("PACKAGE-MANAGER", "purl", &purl.to_string()));
        let cpes = component.cpes.iter().map(|cpe| match cpe.starts_with("cpe:/") {
            true => reference("SECURITY", CPE22, cpe),
            false => reference("SECURITY", CPE23, cpe),
        });
        let references: Vec<Value> = purl.chain(cpes).collect();
        if !references.is_empty() {
            fields.insert("externalRefs".to_owned(), json!(references));
        }
    }
    package
}

fn component(package: &PackageInformation) -> Component {
    let kind = match package.primary_package_purpose {
        Some(PrimaryPackagePurpose::Application) => ComponentKind::Application,
        Some(PrimaryPackagePurpose::OperatingSystem) => ComponentKind::OperatingSystem,
        Some(PrimaryPackagePurpose::Container) => ComponentKind::Container,
        Some(PrimaryPackagePurpose::File) => ComponentKind::File,
        _ => ComponentKind::Library,
    };
    let mut component = Component::new(kind, package.package_name.as_str());
    component.version.clone_from(&package.package_version);
    let references = package.external_reference.iter();
    component.purl = references
        .filter(|reference| reference.reference_type == "purl")
        .find_map(|reference| reference.reference_locator.parse::<Purl>().ok());
    let cpes = package.external_reference.iter().filter(|reference| {
        matches!(&*reference.reference_type, CPE22 | CPE23) && refs::is_cpe(&reference.reference_locator)
    });
    component
        .cpes
        .extend(cpes.map(|reference| reference.reference_locator.clone()));
    component.source = refs::source_of(component.purl.as_ref());
    component
        .digests
        .extend(package.package_checksum.iter().filter_map(|checksum| {
            let algorithm = match checksum.algorithm {
                TheirAlgorithm::MD5 => Algorithm::Md5,
                TheirAlgorithm::SHA1 => Algorithm::Sha1,
                TheirAlgorithm::SHA256 => Algorithm::Sha256,
                TheirAlgorithm::SHA384 => Algorithm::Sha384,
                TheirAlgorithm::SHA512 => Algorithm::Sha512,
                _ => return None,
            };
            Digest::from_hex(algorithm, &checksum.value).ok()
        }));
    let location = package.package_download_location.as_str();
    if location.contains("://") {
        let (clean, _) = crate::lockfile::resolved::without_credentials(location);
        component.distributions.insert(clean.into_owned());
    }
    component.licence = match package
        .declared_license
        .as_ref()
        .map(ToString::to_string)
        .as_deref()
    {
        None | Some(NOT_SAID) => Licence::Unknown,
        Some("NONE") => Licence::NoneStated,
        Some(text) => Licence::Expression(text.to_owned()),
    };
    component
}
