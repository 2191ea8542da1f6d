//! Vulnerabilities with an analysis, as statements.

use std::collections::BTreeMap;

use portcullis_findings::{
    Gap, GapKind, Purl, Stage, Timestamp, VexDocument, VexFormat, VexJustification, VexProduct, VexStatement,
    VexStatus,
};

use crate::text::json::Value;
use crate::text::{Source, shortened};

/// The statements of a document, and a gap for each one whose products cannot be told: without products a statement
/// would be about everything, which it does not say.
pub(super) fn document(
    source: &Source<'_>,
    root: Value<'_>,
    purls: &BTreeMap<String, Purl>,
) -> (VexDocument, Vec<Gap>) {
    let mut document = VexDocument::new(source.label.clone(), VexFormat::CycloneDx, author(root));
    document.id = root.str("serialNumber").unwrap_or_default().into_owned();
    document.version = root.get("version").map_or("", Value::raw).to_owned();
    document.issued = root
        .get("metadata")
        .and_then(|metadata| time(metadata, "timestamp"));
    let mut gaps = Vec::new();
    for vulnerability in root.get("vulnerabilities").into_iter().flat_map(Value::items) {
        let Some((id, status, analysis)) = stated(vulnerability) else {
            continue;
        };
        let position = source.position(vulnerability.start());
        let mut unknown = |cause: String| {
            let gap = Gap::new(
                Stage::Vulnerability,
                GapKind::Undecidable,
                source.label.as_bytes(),
                cause,
            );
            gaps.push(gap.at(position));
        };
        let affects: Vec<_> = vulnerability
            .get("affects")
            .into_iter()
            .flat_map(Value::items)
            .collect();
        let products: Vec<VexProduct> = affects
            .iter()
            .filter_map(|affected| product(*affected, purls).map(VexProduct::from))
            .collect();
        if products.len() < affects.len() {
            unknown(format!(
                "the statement on `{}` names products without package URL",
                shortened(&id)
            ));
        }
        if products.is_empty() && !affects.is_empty() {
            continue;
        }
        let mut statement = VexStatement::new(id, status);
        let equal = vulnerability.get("references").into_iter().flat_map(Value::items);
        statement
            .vulnerabilities
            .extend(equal.filter_map(|reference| Some(reference.str("id")?.into_owned())));
        statement.products = products;
        let reason = analysis.str("justification");
        statement.justification = reason.as_deref().and_then(justification);
        let text = match (statement.justification, reason, analysis.str("detail")) {
            (None, Some(reason), Some(detail)) => format!("{reason}: {detail}"),
            (None, Some(reason), None) => reason.into_owned(),
            (_, _, detail) => detail.unwrap_or_default().into_owned(),
        };
        match status {
            VexStatus::NotAffected => statement.impact = text,
            VexStatus::Affected => statement.action = text,
            _ => statement.notes = text,
        }
        statement.issued = time(analysis, "firstIssued").or(document.issued);
        statement.updated = time(analysis, "lastUpdated").or_else(|| time(vulnerability, "updated"));
        statement.position = Some(position);
        document.statements.push(statement);
    }
    (document, gaps)
}

/// Id, status and analysis of a vulnerability that has all three.
fn stated(vulnerability: Value<'_>) -> Option<(String, VexStatus, Value<'_>)> {
    let analysis = vulnerability.get("analysis")?;
    let status = match analysis.str("state")?.as_ref() {
        "resolved" | "resolved_with_pedigree" => VexStatus::Fixed,
        "exploitable" => VexStatus::Affected,
        "in_triage" => VexStatus::UnderInvestigation,
        "false_positive" | "not_affected" => VexStatus::NotAffected,
        _ => return None,
    };
    Some((vulnerability.str("id")?.into_owned(), status, analysis))
}

/// What has no word in OpenVEX and CSAF (`requires_configuration` and its relatives) stays a text.
fn justification(word: &str) -> Option<VexJustification> {
    match word {
        "code_not_present" => Some(VexJustification::VulnerableCodeNotPresent),
        "code_not_reachable" => Some(VexJustification::VulnerableCodeNotInExecutePath),
        "protected_by_compiler"
        | "protected_at_runtime"
        | "protected_at_perimeter"
        | "protected_by_mitigating_control" => Some(VexJustification::InlineMitigationsAlreadyExist),
        _ => None,
    }
}

/// A reference names a component of the document or, as a link into another document, ends with what it names there.
fn product(affected: Value<'_>, purls: &BTreeMap<String, Purl>) -> Option<Purl> {
    let name = affected.str("ref")?;
    if let Some(purl) = purls.get(name.as_ref()) {
        return Some(purl.clone());
    }
    let there = match name.strip_prefix("urn:cdx:") {
        Some(link) => link.split_once('#')?.1,
        None => name.as_ref(),
    };
    there.parse().ok()
}

fn author(root: Value<'_>) -> String {
    let Some(metadata) = root.get("metadata") else {
        return String::new();
    };
    let authors = metadata.get("authors").into_iter().flat_map(Value::items);
    let organisations = ["manufacturer", "manufacture", "supplier"];
    let organisations = organisations.into_iter().filter_map(|field| metadata.get(field));
    authors
        .chain(organisations)
        .find_map(|who| who.str("name"))
        .unwrap_or_default()
        .into_owned()
}

fn time(value: Value<'_>, field: &str) -> Option<Timestamp> {
    value.str(field)?.parse().ok()
}
