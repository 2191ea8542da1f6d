//! From OpenVEX to statements.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_findings::{
    Digest, Label, Position, VexDocument, VexFormat, VexIdentity, VexJustification, VexProduct, VexStatement,
    VexStatus,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{CONTEXT, FORMAT, VERSIONS};
use crate::vex::names::{Names, digest};
use crate::vex::source::{Reading, shortened};
use crate::vex::{VexError, VexLimits, VexRead};

/// Reads an OpenVEX document: context 0.2.0, and the older ones, whose vulnerabilities and products are plain texts.
///
/// A statement without vulnerability, status or product, and a product by no name that can be read, is a gap. *Not
/// affected* without justification and impact statement is read; [`crate::vex::Statements`] does not count it.
///
/// # Errors
///
/// [`VexError`] if the document is too large, not JSON, of another context, or has no author or statements.
pub fn read(label: impl Into<Label>, bytes: &[u8], limits: &VexLimits) -> Result<VexRead, VexError> {
    let mut reading = Reading::new(label, bytes, limits)?;
    let root: Root<'_> = reading.root()?;
    context(root.context)?;
    let author = root.author.filter(|author| !author.trim().is_empty());
    let author = author.ok_or(VexError::Missing { field: "author" })?;
    let entries = root.statements.ok_or(VexError::Missing { field: "statements" })?;
    let mut document = VexDocument::new(reading.label.clone(), VexFormat::OpenVex, author);
    document.id = root.id.unwrap_or_default();
    document.version = root.version.and_then(number_or_text).unwrap_or_default();
    let top = Position {
        byte: 0,
        line: 1,
        column: 1,
    };
    document.issued = reading.time(root.timestamp.as_deref(), "timestamp", top);
    document.updated = reading.time(root.last_updated.as_deref(), "last_updated", top);
    for raw in entries {
        reading.count(1)?;
        if let Some(statement) = statement(&mut reading, raw, &document)? {
            document.statements.push(statement);
        }
    }
    Ok(VexRead {
        document,
        gaps: reading.into_gaps(),
    })
}

#[derive(Deserialize)]
struct Root<'a> {
    #[serde(rename = "@context", borrow)]
    context: Option<&'a RawValue>,
    #[serde(rename = "@id")]
    id: Option<String>,
    author: Option<String>,
    timestamp: Option<String>,
    last_updated: Option<String>,
    #[serde(borrow)]
    version: Option<&'a RawValue>,
    #[serde(borrow)]
    statements: Option<Vec<&'a RawValue>>,
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(rename = "@id")]
    id: Option<String>,
    #[serde(borrow)]
    vulnerability: Option<&'a RawValue>,
    timestamp: Option<String>,
    last_updated: Option<String>,
    #[serde(borrow)]
    products: Option<Vec<&'a RawValue>>,
    /// Of contexts before 0.2.0.
    #[serde(borrow)]
    subcomponents: Option<Vec<&'a RawValue>>,
    status: Option<String>,
    status_notes: Option<String>,
    justification: Option<String>,
    impact_statement: Option<String>,
    action_statement: Option<String>,
}

#[derive(Deserialize)]
struct Vulnerability {
    name: Option<String>,
    aliases: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Component<'a> {
    #[serde(rename = "@id")]
    id: Option<String>,
    identifiers: Option<BTreeMap<String, String>>,
    hashes: Option<BTreeMap<String, String>>,
    #[serde(borrow)]
    subcomponents: Option<Vec<&'a RawValue>>,
}

fn context(raw: Option<&RawValue>) -> Result<(), VexError> {
    let text: Option<String> = raw.and_then(|raw| serde_json::from_str(raw.get()).ok());
    let version = text.as_deref().and_then(|text| text.strip_prefix(CONTEXT));
    let version = version.map(|version| version.trim_end_matches('/'));
    match version.is_some_and(|version| VERSIONS.contains(&version)) {
        true => Ok(()),
        false => Err(VexError::Format {
            format: FORMAT,
            field: "@context",
            found: text.map_or_else(|| "no text".to_owned(), |text| format!("`{}`", shortened(&text))),
        }),
    }
}

fn number_or_text(raw: &RawValue) -> Option<String> {
    let number: Option<u64> = serde_json::from_str(raw.get()).ok();
    number
        .map(|number| number.to_string())
        .or_else(|| serde_json::from_str(raw.get()).ok())
}

fn statement<'a>(
    reading: &mut Reading<'a>,
    raw: &'a RawValue,
    document: &VexDocument,
) -> Result<Option<VexStatement>, VexError> {
    let at = reading.position(raw);
    let Some(entry) = reading.piece_of::<Entry<'a>>(raw, "a statement") else {
        return Ok(None);
    };
    let Some(vulnerabilities) = vulnerabilities(reading, entry.vulnerability, at) else {
        return Ok(None);
    };
    let status = entry.status.unwrap_or_default();
    let Some(status) = VexStatus::of_word(&status) else {
        let cause = format!("a statement has the unknown status `{}`", shortened(&status));
        reading.gap(at, cause);
        return Ok(None);
    };
    let everywhere = entry.subcomponents.unwrap_or_default();
    let products = products(reading, entry.products.unwrap_or_default(), &everywhere)?;
    if products.is_empty() {
        reading.gap(at, "a statement names no product that can be read");
        return Ok(None);
    }
    let mut statement = VexStatement::new(String::new(), status);
    statement.vulnerabilities = vulnerabilities;
    statement.id = entry.id.unwrap_or_default();
    statement.products = products;
    statement.justification = entry.justification.as_deref().and_then(VexJustification::of_word);
    if let (Some(word), None) = (&entry.justification, statement.justification) {
        reading.gap(
            at,
            format!("a statement has the unknown justification `{}`", shortened(word)),
        );
    }
    statement.impact = entry.impact_statement.unwrap_or_default();
    statement.action = entry.action_statement.unwrap_or_default();
    statement.notes = entry.status_notes.unwrap_or_default();
    statement.issued = match &entry.timestamp {
        Some(text) => reading.time(Some(text), "timestamp", at),
        None => document.issued,
    };
    statement.updated = reading.time(entry.last_updated.as_deref(), "last_updated", at);
    statement.position = Some(at);
    Ok(Some(statement))
}

fn vulnerabilities<'a>(
    reading: &mut Reading<'a>,
    raw: Option<&'a RawValue>,
    at: Position,
) -> Option<BTreeSet<String>> {
    let Some(raw) = raw else {
        reading.gap(at, "a statement names no vulnerability");
        return None;
    };
    let (name, aliases) = if raw.get().starts_with('"') {
        (reading.piece_of::<String>(raw, "a vulnerability"), Vec::new())
    } else {
        let found = reading.piece_of::<Vulnerability>(raw, "a vulnerability")?;
        (found.name, found.aliases.unwrap_or_default())
    };
    let ids: BTreeSet<String> = name
        .into_iter()
        .chain(aliases)
        .filter(|id| !id.trim().is_empty())
        .collect();
    if ids.is_empty() {
        reading.gap(at, "a statement names no vulnerability");
        return None;
    }
    Some(ids)
}

/// Each product, or each of its subcomponents inside it.
fn products<'a>(
    reading: &mut Reading<'a>,
    raws: Vec<&'a RawValue>,
    everywhere: &[&'a RawValue],
) -> Result<Vec<VexProduct>, VexError> {
    let (mut products, mut known) = (Vec::new(), BTreeSet::new());
    for raw in raws {
        let Some((product, own)) = component(reading, raw)? else {
            continue;
        };
        let parts: Vec<&RawValue> = own.into_iter().chain(everywhere.iter().copied()).collect();
        let mut keep = |product: VexProduct| {
            if known.insert(product.clone()) {
                products.push(product);
            }
        };
        if parts.is_empty() {
            keep(VexProduct::new(product));
            continue;
        }
        for part in parts {
            if let Some((part, _)) = component(reading, part)? {
                keep(VexProduct::new(part).within(product.clone()));
            }
        }
    }
    Ok(products)
}

/// A component with what it says it holds; `None` if nothing names it, which is told.
fn component<'a>(
    reading: &mut Reading<'a>,
    raw: &'a RawValue,
) -> Result<Option<(VexIdentity, Vec<&'a RawValue>)>, VexError> {
    reading.count(1)?;
    let at = reading.position(raw);
    let mut names = Names::default();
    let mut parts = Vec::new();
    let id = if raw.get().starts_with('"') {
        reading.piece_of::<String>(raw, "a product")
    } else {
        let Some(component) = reading.piece_of::<Component<'a>>(raw, "a product") else {
            return Ok(None);
        };
        parts = component.subcomponents.unwrap_or_default();
        for (kind, value) in component.identifiers.unwrap_or_default() {
            match kind.as_str() {
                "purl" => names.purls.push(value),
                "cpe22" | "cpe23" => names.cpes.push(value),
                _ => {}
            }
        }
        for (algorithm, digits) in component.hashes.unwrap_or_default() {
            let digest = digest(&algorithm, &digits);
            let known = |digest: &Digest| {
                let mut known = names.digests.iter();
                known.any(|known| known.algorithm() == digest.algorithm())
            };
            names.digests.extend(digest.filter(|digest| !known(digest)));
        }
        component.id
    };
    match id {
        Some(id) if id.starts_with("pkg:") => names.purls.push(id),
        Some(id) if id.starts_with("cpe:") && names.cpes.is_empty() => names.cpes.push(id),
        Some(id) => names.name = id,
        None => {}
    }
    let identity = names.identity(reading, at);
    if !identity.is_comparable() && identity.name.is_empty() {
        reading.gap(at, "a product has no name that can be read");
        return Ok(None);
    }
    Ok(Some((identity, parts)))
}
