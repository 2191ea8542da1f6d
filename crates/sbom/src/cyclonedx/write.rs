//! From an inventory to a document.

use std::collections::BTreeSet;

use portcullis_findings::{
    Algorithm, Completeness, Component, ComponentId, ComponentKind, ComponentSource, Digest, EdgeKind,
    Inventory, Label, Licence, Manifest, Occurrence, Scope,
};

use super::document::{self, Bom, Property};
use super::{Metadata, SpecVersion, property, refs, uuid};
use crate::licence;

const SUBJECT: &str = "portcullis:subject";

/// Writes an inventory as a CycloneDX document: JSON, indented, with a line end behind it.
///
/// The same inventory and metadata give the same bytes. The serial number is made from the content. `dependsOn` is empty
/// only where it is known that there is no dependency; a component whose dependencies are not known has no entry, or one
/// that a composition calls `unknown`.
///
/// ```
/// use portcullis_findings::{Inventory, Tool};
/// use portcullis_sbom::cyclonedx::{Metadata, SpecVersion, write};
/// let metadata = Metadata::new(Tool::new("example", "1.0.0"), "nothing");
/// let document = write(&Inventory::default(), &metadata, SpecVersion::V1_6);
/// assert!(document.contains(r#""specVersion": "1.6""#));
/// ```
#[must_use]
pub fn write(inventory: &Inventory, metadata: &Metadata, version: SpecVersion) -> String {
    let refs = refs::of(inventory);
    let mut bom = Bom {
        schema: format!("http://cyclonedx.org/schema/bom-{}.schema.json", version.as_str()),
        bom_format: "CycloneDX",
        spec_version: version.as_str(),
        serial_number: None,
        version: 1,
        metadata: self::metadata(inventory, metadata),
        components: inventory
            .iter()
            .zip(&refs)
            .map(|((id, component), own)| self::component(inventory, &refs, version, id, component, own))
            .collect(),
        dependencies: dependencies(inventory, &refs, version),
        compositions: compositions(inventory, &refs),
    };
    let content = Digest::sha256(text(&bom).as_bytes());
    bom.serial_number = Some(uuid::serial_number(&content));
    text(&bom)
}

/// The JSON text. Characters that control a terminal or reorder text are written as escapes, which mean the same.
fn text(bom: &Bom<'_>) -> String {
    // Serializing texts and lists into memory has no way to fail.
    let plain = serde_json::to_string_pretty(bom).unwrap_or_default();
    let mut text = String::with_capacity(plain.len() + 1);
    for character in plain.chars() {
        if is_deceptive(character) && character != '\n' {
            text.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            text.push(character);
        }
    }
    text.push('\n');
    text
}

/// All of these lie in the basic multilingual plane, so one `\u` escape is enough.
fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn metadata<'a>(inventory: &'a Inventory, metadata: &'a Metadata) -> document::Metadata<'a> {
    let manifests = inventory.manifests().iter().map(manifest);
    let mut properties: Vec<_> = manifests
        .map(|text| Property::new(property::MANIFEST, text))
        .collect();
    if metadata.timestamp.is_none() {
        properties.insert(0, Property::new(property::REPRODUCIBLE, "true"));
    }
    document::Metadata {
        timestamp: metadata.timestamp.map(|time| time.to_string()),
        tools: document::Tools {
            components: vec![document::Component {
                kind: "application",
                name: &metadata.tool.name,
                version: Some(&metadata.tool.version),
                ..document::Component::default()
            }],
        },
        component: document::Component {
            kind: "application",
            bom_ref: Some(SUBJECT),
            name: &metadata.subject,
            version: metadata.version.as_deref(),
            properties: vec![Property::new(property::SUBJECT, "true")],
            ..document::Component::default()
        },
        properties,
    }
}

/// The label stands last, for it may hold anything.
fn manifest(manifest: &Manifest) -> String {
    let graph = match manifest.graph {
        Completeness::Complete => "complete",
        _ => "unknown",
    };
    let digest = manifest
        .digest
        .as_ref()
        .map_or_else(|| "-".to_owned(), Digest::to_string);
    format!("{graph} {} {digest} {}", manifest.format, shown(&manifest.label))
}

fn shown(label: &Label) -> String {
    label.as_str().map_or_else(|| label.to_string(), str::to_owned)
}

fn component<'a>(
    inventory: &'a Inventory,
    refs: &'a [String],
    version: SpecVersion,
    id: ComponentId,
    component: &'a Component,
    own: &'a str,
) -> document::Component<'a> {
    let occurrences: Vec<_> = inventory.occurrences_of(id).collect();
    // Scopes are ordered by strength, the strongest need first.
    let scope = occurrences.iter().map(|(_, occurrence)| occurrence.scope).min();
    let mut properties = source_properties(component);
    if let Some(scope @ (Scope::Peer | Scope::Build)) = scope {
        properties.push(Property::new(property::SCOPE, scope.as_str()));
    }
    let (hashes, others): (Vec<_>, Vec<_>) = component
        .digests
        .iter()
        .partition(|digest| algorithm(digest.algorithm()).is_some());
    properties.extend(
        others
            .iter()
            .map(|digest| Property::new(property::DIGEST, digest.to_string())),
    );
    // The format has room for one; each of them is a name of the component.
    let more_cpes = component.cpes.iter().skip(1);
    properties.extend(more_cpes.map(|cpe| Property::new(property::CPE, cpe)));
    let inside: BTreeSet<_> = targets(inventory, refs, id, EdgeKind::Contains);
    properties.extend(
        inside
            .into_iter()
            .map(|inside| Property::new(property::CONTAINS, inside)),
    );
    document::Component {
        kind: kind(component.kind),
        bom_ref: Some(own),
        name: &component.name,
        version: component.version.as_deref(),
        scope: scope.map(|scope| match scope {
            Scope::Runtime => "required",
            Scope::Optional | Scope::Peer => "optional",
            _ => "excluded",
        }),
        hashes: hashes
            .into_iter()
            .filter_map(|digest| {
                Some(document::Hash {
                    alg: algorithm(digest.algorithm())?,
                    content: digest.to_hex(),
                })
            })
            .collect(),
        licenses: licenses(&component.licence, version),
        cpe: component.cpes.first().map(String::as_str),
        purl: component.purl.as_ref().map(ToString::to_string),
        external_references: references(component),
        evidence: evidence(
            &occurrences
                .iter()
                .map(|(_, occurrence)| *occurrence)
                .collect::<Vec<_>>(),
            version,
        ),
        properties,
    }
}

const fn kind(kind: ComponentKind) -> &'static str {
    match kind {
        ComponentKind::Application => "application",
        ComponentKind::OperatingSystem => "operating-system",
        ComponentKind::Container => "container",
        ComponentKind::File => "file",
        _ => "library",
    }
}

const fn algorithm(algorithm: Algorithm) -> Option<&'static str> {
    match algorithm {
        Algorithm::Md5 => Some("MD5"),
        Algorithm::Sha1 => Some("SHA-1"),
        Algorithm::Sha256 => Some("SHA-256"),
        Algorithm::Sha384 => Some("SHA-384"),
        Algorithm::Sha512 => Some("SHA-512"),
        _ => None,
    }
}

/// The source, unless it is the one the package URL already tells.
fn source_properties(component: &Component) -> Vec<Property> {
    let source = &component.source;
    if *source == refs::source_of(component.purl.as_ref()) {
        return Vec::new();
    }
    let (url, revision) = match source {
        ComponentSource::PrivateRegistry { url } | ComponentSource::Url { url } => (Some(url), None),
        ComponentSource::Git { url, revision } => (Some(url), revision.as_ref()),
        _ => (None, None),
    };
    let word = Property::new(property::SOURCE, source.as_str());
    let url = url.map(|url| Property::new(property::SOURCE_URL, url));
    let revision = revision.map(|revision| Property::new(property::SOURCE_REVISION, revision));
    std::iter::once(word).chain(url).chain(revision).collect()
}

fn licenses(licence: &Licence, version: SpecVersion) -> Vec<document::LicenseChoice<'_>> {
    let acknowledgement = (version >= SpecVersion::V1_6).then_some("declared");
    let license = |id, name| document::LicenseChoice::License {
        license: document::License {
            id,
            name,
            acknowledgement,
        },
    };
    match licence {
        Licence::Expression(text) if licence::listed(text) == Some(text) => {
            vec![license(Some(text.as_str()), None)]
        }
        Licence::Expression(text) => vec![document::LicenseChoice::Expression {
            expression: text,
            acknowledgement,
        }],
        other => other
            .as_str()
            .map(|text| license(None, Some(text)))
            .into_iter()
            .collect(),
    }
}

fn references(component: &Component) -> Vec<document::Reference> {
    let mut references: Vec<_> = component
        .distributions
        .iter()
        .map(|url| document::Reference {
            kind: "distribution",
            url: iri(url),
        })
        .collect();
    if let ComponentSource::Git { url, .. } = &component.source
        && url.contains("://")
    {
        references.push(document::Reference {
            kind: "vcs",
            url: iri(url),
        });
    }
    references.sort();
    references.dedup();
    references
}

/// The schema asks for an IRI reference (RFC 3987): what may not stand in one is percent-encoded.
fn iri(address: &str) -> String {
    let mut iri = String::with_capacity(address.len());
    let mut fragment = false;
    let mut rest = address.chars();
    while let Some(character) = rest.next() {
        let broken_escape = character == '%'
            && rest
                .as_str()
                .bytes()
                .take(2)
                .filter(u8::is_ascii_hexdigit)
                .count()
                != 2;
        let second_fragment = character == '#' && std::mem::replace(&mut fragment, true);
        let forbidden = character.is_whitespace()
            || is_deceptive(character)
            || matches!(character, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | '[' | ']' | '\u{fff0}'..='\u{ffff}' | '\u{e000}'..='\u{f8ff}');
        if broken_escape || second_fragment || forbidden || u32::from(character) > 0xe_ffff {
            let mut buffer = [0; 4];
            iri.extend(
                character
                    .encode_utf8(&mut buffer)
                    .bytes()
                    .map(|byte| format!("%{byte:02X}")),
            );
        } else {
            iri.push(character);
        }
    }
    iri
}

fn evidence(occurrences: &[&Occurrence], version: SpecVersion) -> Option<document::Evidence> {
    let detailed = version >= SpecVersion::V1_6;
    let occurrences: Vec<_> = occurrences
        .iter()
        .map(|occurrence| {
            let location = &occurrence.location;
            let outer = location
                .container()
                .iter()
                .map(|outer| format!("{}!", shown(outer)));
            let region = location.region().filter(|_| detailed);
            document::Occurrence {
                location: outer.chain([shown(location.label())]).collect(),
                line: region.map(|region| region.line()),
                offset: region.map(|region| region.bytes().start),
                additional_context: occurrence.path.clone().filter(|_| detailed),
            }
        })
        .collect();
    (!occurrences.is_empty()).then_some(document::Evidence { occurrences })
}

/// References of the components that edges of one kind lead to, from any occurrence of a component.
fn targets<'a>(
    inventory: &Inventory,
    refs: &'a [String],
    id: ComponentId,
    kind: EdgeKind,
) -> BTreeSet<&'a str> {
    inventory
        .occurrences_of(id)
        .flat_map(|(from, _)| inventory.edges(from))
        .filter(|edge| edge.kind == kind)
        .filter_map(|edge| inventory.occurrence(edge.to))
        .filter_map(|target| refs.get(target.component.index()).map(String::as_str))
        .collect()
}

fn is_complete(inventory: &Inventory, id: ComponentId) -> bool {
    let mut occurrences = inventory.occurrences_of(id).peekable();
    occurrences.peek().is_some()
        && occurrences.all(|(_, occurrence)| occurrence.edges == Completeness::Complete)
}

fn dependencies<'a>(
    inventory: &Inventory,
    refs: &'a [String],
    version: SpecVersion,
) -> Vec<document::Dependency<'a>> {
    let roots: BTreeSet<_> = inventory
        .roots()
        .filter_map(|root| refs.get(inventory.occurrence(root)?.component.index()))
        .map(String::as_str)
        .collect();
    let subject = (!roots.is_empty()).then(|| document::Dependency {
        of: SUBJECT,
        depends_on: roots.into_iter().collect(),
        provides: Vec::new(),
    });
    let own = inventory.iter().zip(refs).filter_map(|((id, _), own)| {
        let depends_on: Vec<_> = targets(inventory, refs, id, EdgeKind::DependsOn)
            .into_iter()
            .collect();
        let provides: Vec<_> = match version {
            SpecVersion::V1_5 => Vec::new(),
            _ => targets(inventory, refs, id, EdgeKind::Provides)
                .into_iter()
                .collect(),
        };
        let known = is_complete(inventory, id) || !depends_on.is_empty() || !provides.is_empty();
        known.then_some(document::Dependency {
            of: own,
            depends_on,
            provides,
        })
    });
    subject.into_iter().chain(own).collect()
}

fn compositions<'a>(inventory: &Inventory, refs: &'a [String]) -> Vec<document::Composition<'a>> {
    let (complete, unknown): (Vec<_>, Vec<_>) = inventory
        .iter()
        .zip(refs)
        .partition(|((id, _), _)| is_complete(inventory, *id));
    [("complete", complete), ("unknown", unknown)]
        .into_iter()
        .filter(|(_, components)| !components.is_empty())
        .map(|(aggregate, components)| document::Composition {
            aggregate,
            dependencies: components.into_iter().map(|(_, own)| own.as_str()).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_iris() {
        for (address, expected) in [
            ("https://a.example/x y", "https://a.example/x%20y"),
            ("a%2Fb%zz%2", "a%2Fb%25zz%252"),
            ("a#b#c", "a#b%23c"),
            ("é\u{202e}", "é%E2%80%AE"),
        ] {
            assert_eq!(iri(address), expected);
        }
    }
}
