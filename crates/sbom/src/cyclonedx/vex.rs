//! Vulnerabilities with an analysis, as statements.

use std::collections::BTreeMap;

use portcullis_findings::{
    Gap, GapKind, Purl, Stage, Timestamp, VexDocument, VexFormat, VexIdentity, VexJustification, VexProduct,
    VexStatement, VexStatus,
};

use crate::text::json::{Kind, Value};
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
        let mut said: BTreeMap<Said, Vec<VexProduct>> = BTreeMap::new();
        let stated = vulnerability.get("affects");
        let affects = || stated.into_iter().flat_map(Value::items);
        let is_list = stated.is_none_or(|stated| stated.kind() == Kind::Array);
        let (mut unnamed, mut unread) = (!is_list, false);
        for affected in affects() {
            match product(affected, purls) {
                Some(purl) => unread |= !versions(affected, &purl, status, &mut said),
                None => unnamed = true,
            }
        }
        let id = shortened(&id).to_string();
        if unnamed {
            unknown(format!(
                "the statement on `{id}` names products without package URL"
            ));
        }
        if unread {
            unknown(format!(
                "the statement on `{id}` names versions in a form that is not read"
            ));
        }
        if is_list && affects().next().is_none() {
            said.insert(Said::Analysed, Vec::new());
        }
        for (said, products) in said {
            let mut statement = statement(vulnerability, analysis, said.status(status), said);
            statement.products = products;
            statement.issued = statement.issued.or(document.issued);
            statement.position = Some(position);
            document.statements.push(statement);
        }
    }
    (document, gaps)
}

/// How what is said of some versions follows from the analysis of the vulnerability.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Said {
    /// It is what the analysis says.
    Analysed,
    /// They are called affected, where the analysis says that it is resolved: of other versions, then.
    StillAffected,
    /// They are called unaffected, where the analysis does not exonerate.
    Unaffected,
    /// They are called unknown.
    Unknown,
}

impl Said {
    /// What a word of a version says beside a status; `None` for a word that is not known.
    fn of(word: Option<&str>, status: VexStatus) -> Option<Self> {
        match (word, status) {
            (Some("affected"), VexStatus::Fixed) => Some(Self::StillAffected),
            (Some("unaffected"), status) if !status.exonerates() => Some(Self::Unaffected),
            (Some("unknown"), status) if status != VexStatus::UnderInvestigation => Some(Self::Unknown),
            (None | Some("affected" | "unaffected" | "unknown"), _) => Some(Self::Analysed),
            _ => None,
        }
    }

    fn status(self, analysed: VexStatus) -> VexStatus {
        match self {
            Self::Analysed => analysed,
            Self::StillAffected => VexStatus::Affected,
            Self::Unaffected => VexStatus::NotAffected,
            Self::Unknown => VexStatus::UnderInvestigation,
        }
    }
}

/// One statement of a vulnerability, without products.
fn statement(vulnerability: Value<'_>, analysis: Value<'_>, status: VexStatus, said: Said) -> VexStatement {
    let id = vulnerability.str("id").unwrap_or_default();
    let mut statement = VexStatement::new(id, status);
    let equal = vulnerability.get("references").into_iter().flat_map(Value::items);
    statement
        .vulnerabilities
        .extend(equal.filter_map(|reference| Some(reference.str("id")?.into_owned())));
    let reason = analysis.str("justification");
    let detail = analysis.str("detail");
    let (word, text) = match (said, reason.as_deref().and_then(justification), reason, detail) {
        (Said::Unaffected, ..) => (None, "the document lists these versions as unaffected".to_owned()),
        (Said::Unknown, ..) => (None, String::new()),
        (_, None, Some(reason), Some(detail)) => (None, format!("{reason}: {detail}")),
        (_, None, Some(reason), None) => (None, reason.into_owned()),
        (_, word, _, detail) => (word, detail.unwrap_or_default().into_owned()),
    };
    statement.justification = word.filter(|_| said == Said::Analysed);
    match status {
        VexStatus::NotAffected => statement.impact = text,
        VexStatus::Affected => statement.action = text,
        _ => statement.notes = text,
    }
    statement.issued = time(analysis, "firstIssued");
    statement.updated = time(analysis, "lastUpdated").or_else(|| time(vulnerability, "updated"));
    statement
}

/// Adds what is said of a product: of its versions where `versions` lists any, else of it as it is named. False if something
/// of that cannot be read.
fn versions(
    affected: Value<'_>,
    purl: &Purl,
    status: VexStatus,
    said: &mut BTreeMap<Said, Vec<VexProduct>>,
) -> bool {
    let list = affected.get("versions");
    if list.is_some_and(|list| list.kind() != Kind::Array) {
        return false;
    }
    let (mut any, mut all) = (false, true);
    for entry in list.into_iter().flat_map(Value::items) {
        any = true;
        let word = entry.get("status").map(|word| word.as_str().unwrap_or_default());
        let known = Said::of(word.as_deref(), status).zip(about(entry, purl));
        match known {
            Some((word, identity)) => said.entry(word).or_default().push(VexProduct::new(identity)),
            None => all = false,
        }
    }
    if !any {
        let product = VexProduct::from(purl.clone());
        said.entry(Said::Analysed).or_default().push(product);
    }
    all
}

/// The package in the version or range of an entry.
fn about(entry: Value<'_>, purl: &Purl) -> Option<VexIdentity> {
    match (entry.str("version"), entry.str("range")) {
        (Some(version), None) if !version.is_empty() => {
            with_version(purl, Some(&version)).map(VexIdentity::from)
        }
        (None, Some(range)) if !range.is_empty() => {
            let mut identity = VexIdentity::from(with_version(purl, None)?);
            identity.versions = Some(range.into_owned());
            Some(identity)
        }
        _ => None,
    }
}

/// The same package, with its qualifiers, in another version or none.
fn with_version(purl: &Purl, version: Option<&str>) -> Option<Purl> {
    let mut builder = Purl::builder(purl.ty(), purl.name());
    if let Some(namespace) = purl.namespace() {
        builder = builder.namespace(namespace);
    }
    if let Some(version) = version {
        builder = builder.version(version);
    }
    for (key, value) in purl.qualifiers() {
        builder = builder.qualifier(key, value);
    }
    if let Some(subpath) = purl.subpath() {
        builder = builder.subpath(subpath);
    }
    builder.build().ok()
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
