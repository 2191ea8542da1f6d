//! Statements as a CycloneDX document.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_findings::{Digest, Purl, VexDocument, VexJustification, VexProduct, VexStatement, VexStatus};
use serde_json::{Map, Value, json};

use super::SpecVersion;
use super::uuid::serial_number;

/// Why statements cannot be written as CycloneDX.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("CycloneDX cannot say statement {statement}: {cause}")]
#[non_exhaustive]
pub struct WriteVexError {
    /// Which one, from 0.
    pub statement: usize,
    /// Why.
    pub cause: &'static str,
}

/// Writes statements as a document of vulnerabilities with an analysis, with a final line feed; the products are its
/// components. The same statements give the same bytes; the serial number is made of the content.
///
/// Of a vulnerability known by several ids the first is its id, the others are references.
///
/// # Errors
///
/// [`WriteVexError`] for a statement that CycloneDX has no words for: about a product without package URL or inside another
/// product, about no vulnerability, or *not affected* without a why.
pub fn write_vex(document: &VexDocument, version: SpecVersion) -> Result<String, WriteVexError> {
    let mut products: BTreeSet<&Purl> = BTreeSet::new();
    let (mut vulnerabilities, mut known) = (Vec::new(), BTreeSet::new());
    for (at, statement) in document.statements.iter().enumerate() {
        let entry = vulnerability(statement, &mut products)
            .map_err(|cause| WriteVexError { statement: at, cause })?;
        // Equal entries are not valid: some words of other formats are one here.
        if known.insert(entry.to_string()) {
            vulnerabilities.push(entry);
        }
    }
    let components: Vec<Value> = products.into_iter().map(component).collect();
    let mut metadata = Map::new();
    if !document.author.is_empty() {
        metadata.insert("authors".to_owned(), json!([{"name": document.author}]));
    }
    if let Some(time) = document.issued {
        metadata.insert("timestamp".to_owned(), json!(time.to_string()));
    }
    let content = format!("{}{}", json!(components), json!(vulnerabilities));
    let mut root = Map::new();
    root.insert("bomFormat".to_owned(), json!("CycloneDX"));
    root.insert("components".to_owned(), json!(components));
    root.insert("metadata".to_owned(), json!(metadata));
    let serial = serial_number(&Digest::sha256(content.as_bytes()));
    root.insert("serialNumber".to_owned(), json!(serial));
    root.insert("specVersion".to_owned(), json!(version.as_str()));
    root.insert("version".to_owned(), json!(1));
    root.insert("vulnerabilities".to_owned(), json!(vulnerabilities));
    // Values are always JSON.
    let mut text = serde_json::to_string_pretty(&Value::Object(root)).unwrap_or_default();
    text.push('\n');
    Ok(text)
}

fn vulnerability<'d>(
    statement: &'d VexStatement,
    products: &mut BTreeSet<&'d Purl>,
) -> Result<Value, &'static str> {
    let mut ids = statement.vulnerabilities.iter();
    let id = ids.next().ok_or("it names no vulnerability")?;
    if !statement.says_why() {
        return Err("it is not affected and does not say why");
    }
    if statement.products.is_empty() {
        return Err("it names no product");
    }
    let mut affects: BTreeMap<&Purl, BTreeSet<Option<&str>>> = BTreeMap::new();
    for product in &statement.products {
        let range = product.identity.versions.as_deref();
        for purl in purls(product)? {
            let range = range.filter(|_| purl.version().is_none());
            affects.entry(purl).or_default().insert(range);
        }
    }
    let word = version_word(statement.status);
    let refs: Vec<Value> = affects
        .iter()
        .map(|(purl, ranges)| {
            // Beside the whole package its ranges say nothing more.
            let ranges: Option<Vec<&str>> = ranges.iter().copied().collect();
            match ranges {
                None => json!({"ref": purl.to_string()}),
                Some(ranges) => {
                    let one = |range| json!({"range": range, "status": word});
                    let versions: Vec<Value> = ranges.into_iter().map(one).collect();
                    json!({"ref": purl.to_string(), "versions": versions})
                }
            }
        })
        .collect();
    products.extend(affects.into_keys());
    let mut analysis = Map::new();
    let detail = match statement.status {
        VexStatus::NotAffected => &statement.impact,
        VexStatus::Affected => &statement.action,
        _ => &statement.notes,
    };
    if !detail.is_empty() {
        analysis.insert("detail".to_owned(), json!(detail));
    }
    if let Some(time) = statement.issued {
        analysis.insert("firstIssued".to_owned(), json!(time.to_string()));
    }
    if let Some(word) = statement.justification {
        analysis.insert("justification".to_owned(), json!(justification(word)));
    }
    if let Some(time) = statement.updated {
        analysis.insert("lastUpdated".to_owned(), json!(time.to_string()));
    }
    analysis.insert("state".to_owned(), json!(state(statement.status)));
    let mut entry = Map::new();
    entry.insert("affects".to_owned(), json!(refs));
    entry.insert("analysis".to_owned(), json!(analysis));
    entry.insert("id".to_owned(), json!(id));
    let references: Vec<Value> = ids
        .map(|id| json!({"id": id, "source": {"name": id.split('-').next().unwrap_or_default()}}))
        .collect();
    if !references.is_empty() {
        entry.insert("references".to_owned(), json!(references));
    }
    Ok(Value::Object(entry))
}

fn purls(product: &VexProduct) -> Result<&BTreeSet<Purl>, &'static str> {
    if !product.within.is_empty() {
        return Err("it is about something inside another product");
    }
    match product.identity.purls.is_empty() {
        true => Err("its product has no package URL"),
        false => Ok(&product.identity.purls),
    }
}

fn component(purl: &Purl) -> Value {
    let mut component = Map::new();
    component.insert("bom-ref".to_owned(), json!(purl.to_string()));
    component.insert("name".to_owned(), json!(purl.name()));
    component.insert("purl".to_owned(), json!(purl.to_string()));
    component.insert("type".to_owned(), json!("library"));
    if let Some(version) = purl.version() {
        component.insert("version".to_owned(), json!(version));
    }
    Value::Object(component)
}

fn state(status: VexStatus) -> &'static str {
    match status {
        VexStatus::NotAffected => "not_affected",
        VexStatus::Affected => "exploitable",
        VexStatus::Fixed => "resolved",
        _ => "in_triage",
    }
}

/// What is said of a range of versions, which reads back as the status.
fn version_word(status: VexStatus) -> &'static str {
    match status {
        VexStatus::NotAffected | VexStatus::Fixed => "unaffected",
        VexStatus::Affected => "affected",
        _ => "unknown",
    }
}

/// CycloneDX has no word for a component that is not there, or for code that cannot be controlled; the nearest ones claim
/// no more.
fn justification(word: VexJustification) -> &'static str {
    match word {
        VexJustification::VulnerableCodeNotInExecutePath => "code_not_reachable",
        VexJustification::InlineMitigationsAlreadyExist => "protected_by_mitigating_control",
        VexJustification::VulnerableCodeCannotBeControlledByAdversary => "requires_environment",
        _ => "code_not_present",
    }
}
