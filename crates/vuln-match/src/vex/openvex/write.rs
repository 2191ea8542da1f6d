//! From statements to OpenVEX 0.2.0.

use std::collections::BTreeMap;

use portcullis_findings::{
    Algorithm, Digest, VexDocument, VexFormat, VexIdentity, VexProduct, VexStatement, VexStatus,
};
use serde::Serialize;

use super::{CONTEXT, DOCUMENTS, FORMAT, VERSIONS};
use crate::vex::VexWriteError;
use crate::vex::names::stated_purls;

/// Writes a document as OpenVEX 0.2.0, with a final line feed. The same document gives the same bytes.
///
/// Author and time are the document's; without an id it gets one made of its content's SHA-256. A version that is no whole
/// number above zero is written as 1. `tooling` says what made it.
///
/// # Errors
///
/// [`VexWriteError`] if the document has no author, time or statement, or if OpenVEX has no words for a statement: one
/// without products, one about something inside several products at once, one that is *not affected* without a why or
/// *affected* without an action.
pub fn write(document: &VexDocument, tooling: Option<&str>) -> Result<String, VexWriteError> {
    let missing = |what| VexWriteError::Missing { format: FORMAT, what };
    if document.author.trim().is_empty() {
        return Err(missing("an author"));
    }
    let issued = document.issued.ok_or(missing("a time"))?;
    if document.statements.is_empty() {
        return Err(missing("a statement"));
    }
    let statements = document.statements.iter().enumerate();
    let statements = statements
        .map(|(at, statement)| entry(at, statement, document))
        .collect::<Result<Vec<_>, _>>()?;
    let mut root = Root {
        context: [CONTEXT, VERSIONS.first().copied().unwrap_or_default()].concat(),
        id: document.id.clone(),
        author: document.author.clone(),
        timestamp: issued.to_string(),
        last_updated: document.updated.map(|time| time.to_string()),
        version: document
            .version
            .parse()
            .ok()
            .filter(|version| *version > 0)
            .unwrap_or(1),
        tooling: tooling.map(str::to_owned),
        statements,
    };
    if root.id.is_empty() {
        root.id = format!("{DOCUMENTS}{}", Digest::sha256(text(&root).as_bytes()).to_hex());
    }
    Ok(text(&root))
}

#[derive(Serialize)]
struct Root {
    #[serde(rename = "@context")]
    context: String,
    #[serde(rename = "@id")]
    id: String,
    author: String,
    timestamp: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_updated: Option<String>,
    version: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    tooling: Option<String>,
    statements: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    #[serde(rename = "@id", skip_serializing_if = "String::is_empty")]
    id: String,
    vulnerability: Vulnerability,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_updated: Option<String>,
    products: Vec<Component>,
    status: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    status_notes: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<&'static str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    impact_statement: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    action_statement: String,
}

#[derive(Serialize)]
struct Vulnerability {
    name: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
}

#[derive(Serialize)]
struct Component {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    identifiers: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    hashes: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    subcomponents: Vec<Component>,
}

fn text(root: &Root) -> String {
    // Texts, numbers and maps with text keys are always JSON.
    let mut text = serde_json::to_string_pretty(root).unwrap_or_default();
    text.push('\n');
    text
}

fn entry(at: usize, statement: &VexStatement, document: &VexDocument) -> Result<Entry, VexWriteError> {
    let cannot = |cause| VexWriteError::Inexpressible {
        format: FORMAT,
        statement: at,
        cause,
    };
    if !statement.says_why() {
        return Err(cannot("it is not affected and does not say why"));
    }
    if statement.status == VexStatus::Affected && statement.action.is_empty() {
        return Err(cannot("it is affected and does not say what to do"));
    }
    let mut ids = statement.vulnerabilities.iter().cloned();
    let name = ids.next().ok_or(cannot("it names no vulnerability"))?;
    let same_place = |one: &VexProduct, other: &VexProduct| one.within == other.within;
    let mut products = Vec::new();
    for together in statement.products.chunk_by(same_place) {
        let parts = together
            .iter()
            .map(|product| component(&product.identity, document));
        let parts: Vec<Component> = parts.flatten().collect();
        match together.first().map(|product| product.within.as_slice()) {
            Some([]) => products.extend(parts),
            Some([whole]) => {
                // Several names are several products with the same parts.
                for mut product in component(whole, document) {
                    product.subcomponents = together
                        .iter()
                        .flat_map(|part| component(&part.identity, document))
                        .collect();
                    products.push(product);
                }
            }
            _ => return Err(cannot("it is about something inside several products at once")),
        }
    }
    if products.is_empty() {
        return Err(cannot("it names no product"));
    }
    Ok(Entry {
        id: statement.id.clone(),
        vulnerability: Vulnerability {
            name,
            aliases: ids.collect(),
        },
        timestamp: statement
            .issued
            .filter(|issued| Some(*issued) != document.issued)
            .map(|time| time.to_string()),
        last_updated: statement.updated.map(|time| time.to_string()),
        products,
        status: statement.status.as_str(),
        status_notes: statement.notes.clone(),
        justification: statement.justification.map(|word| word.as_str()),
        impact_statement: statement.impact.clone(),
        action_statement: statement.action.clone(),
    })
}

/// One component per two package URLs: one stands in `@id`, one among the identifiers.
fn component(identity: &VexIdentity, document: &VexDocument) -> Vec<Component> {
    let purls = stated_purls(identity);
    let is_name = document.format == VexFormat::OpenVex
        || (identity.name.contains(':') && !identity.name.contains(' '));
    let name = Some(&identity.name).filter(|name| is_name && !name.is_empty());
    let mut identifiers = BTreeMap::new();
    for cpe in &identity.cpes {
        let kinds = match cpe.starts_with("cpe:2.3") {
            true => ["cpe23", "cpe22"],
            false => ["cpe22", "cpe23"],
        };
        let free = kinds.into_iter().find(|kind| !identifiers.contains_key(kind));
        identifiers.extend(free.map(|kind| (kind, cpe.clone())));
    }
    let hashes: BTreeMap<_, _> = identity
        .digests
        .iter()
        .filter_map(|digest| Some((hash_name(digest.algorithm())?, digest.to_hex())))
        .collect();
    let one = |id: Option<String>, purl: Option<String>| {
        let mut identifiers = identifiers.clone();
        identifiers.extend(purl.map(|purl| ("purl", purl)));
        Component {
            id,
            identifiers,
            hashes: hashes.clone(),
            subcomponents: Vec::new(),
        }
    };
    let per_component = if name.is_some() { 1 } else { 2 };
    let mut components: Vec<Component> = purls
        .chunks(per_component)
        .map(|purls| match (name, purls) {
            (Some(name), [purl]) => one(Some(name.clone()), Some(purl.to_string())),
            (_, [purl]) => one(Some(purl.to_string()), None),
            (_, [purl, other]) => one(Some(purl.to_string()), Some(other.to_string())),
            _ => one(None, None),
        })
        .collect();
    if components.is_empty() {
        components.push(one(name.cloned(), None));
    }
    components
}

/// The names of IANA's registry, as OpenVEX spells them.
fn hash_name(algorithm: Algorithm) -> Option<&'static str> {
    match algorithm {
        Algorithm::Md5 => Some("md5"),
        Algorithm::Sha1 => Some("sha1"),
        Algorithm::Sha256 => Some("sha-256"),
        Algorithm::Sha384 => Some("sha-384"),
        Algorithm::Sha512 => Some("sha-512"),
        _ => None,
    }
}
