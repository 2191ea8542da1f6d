//! From CSAF to statements.

use portcullis_findings::{Label, VexDocument, VexDocumentState, VexFormat};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::products::Products;
use super::{FORMAT, VEX_PROFILE, tree, vulnerability};
use crate::vex::source::{Fault, Reading, shortened};
use crate::vex::{VexError, VexLimits, VexRead};

/// Reads a CSAF document, version 2.0 or 2.1, of any profile.
///
/// Products are known by their package URLs, CPE names and hashes; a version or a range of versions in the branches above
/// limits a package URL that states none. What the mandatory tests of the standard call invalid and what matters to a reader
/// (identifiers that are missing, defined twice or in a circle, a product with contradicting status, …; the list is in
/// `docs/conformance.md`) is a gap; of contradicting statuses only those that do not exonerate are kept.
///
/// # Errors
///
/// [`VexError`] if the document is too large, not JSON, of another version, has no publisher, or its branches are too deep.
pub fn read(label: impl Into<Label>, bytes: &[u8], limits: &VexLimits) -> Result<VexRead, VexError> {
    let mut reading = Reading::new(label, bytes, limits)?;
    let root: Root<'_> = reading.root()?;
    let at = root.document.ok_or(VexError::Missing { field: "document" })?;
    let head: Head = reading
        .piece(at)
        .map_err(|Fault { position, detail }| VexError::Json { position, detail })?;
    let position = reading.position(at);
    let (mut document, category) = document(&mut reading, head, position)?;
    let vex = category == VEX_PROFILE;
    if SPEAKS_OF_PRODUCTS.contains(&category.as_str()) {
        if root.product_tree.is_none() {
            reading.gap(
                position,
                "the document has no product tree, which its profile asks for",
            );
        }
        if root.vulnerabilities.is_none() {
            reading.gap(
                position,
                "the document has no vulnerabilities, which its profile asks for",
            );
        }
    }
    let products = match root.product_tree {
        Some(raw) => tree::read(&mut reading, raw)?,
        None => Products::default(),
    };
    let mut seen = std::collections::BTreeSet::new();
    for raw in root.vulnerabilities.unwrap_or_default() {
        let statements = vulnerability::read(&mut reading, raw, &products, vex, &mut seen)?;
        for mut statement in statements {
            (statement.issued, statement.updated) = (document.issued, document.updated);
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
    #[serde(borrow)]
    document: Option<&'a RawValue>,
    #[serde(borrow)]
    product_tree: Option<&'a RawValue>,
    #[serde(borrow)]
    vulnerabilities: Option<Vec<&'a RawValue>>,
}

#[derive(Deserialize)]
struct Head {
    category: Option<String>,
    csaf_version: Option<String>,
    publisher: Option<Publisher>,
    tracking: Option<Tracking>,
}

#[derive(Deserialize)]
struct Publisher {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Tracking {
    id: Option<String>,
    status: Option<String>,
    version: Option<String>,
    initial_release_date: Option<String>,
    current_release_date: Option<String>,
}

/// Profiles that ask for products and vulnerabilities (CSAF 2.1, mandatory tests 6.1.27.4 and 6.1.27.11).
const SPEAKS_OF_PRODUCTS: [&str; 3] = [
    VEX_PROFILE,
    "csaf_security_advisory",
    "csaf_deprecated_security_advisory",
];

/// The document without statements, and its category.
fn document(
    reading: &mut Reading<'_>,
    head: Head,
    at: portcullis_findings::Position,
) -> Result<(VexDocument, String), VexError> {
    let version = head.csaf_version.unwrap_or_default();
    if !matches!(version.as_str(), "2.0" | "2.1") {
        return Err(VexError::Format {
            format: FORMAT,
            field: "csaf_version",
            found: format!("`{}`", shortened(&version)),
        });
    }
    let author = head
        .publisher
        .and_then(|publisher| publisher.name)
        .unwrap_or_default();
    if author.trim().is_empty() {
        return Err(VexError::Missing { field: "publisher" });
    }
    let tracking = head.tracking.ok_or(VexError::Missing { field: "tracking" })?;
    let mut document = VexDocument::new(reading.label.clone(), VexFormat::Csaf, author);
    document.id = tracking.id.unwrap_or_default();
    document.version = tracking.version.unwrap_or_default();
    document.issued = reading.time(
        tracking.initial_release_date.as_deref(),
        "initial_release_date",
        at,
    );
    document.updated = reading.time(
        tracking.current_release_date.as_deref(),
        "current_release_date",
        at,
    );
    document.state = match tracking.status.as_deref() {
        Some("final") => VexDocumentState::Final,
        Some("interim") => VexDocumentState::Interim,
        // Without the word nobody says that it may be relied on.
        _ => VexDocumentState::Draft,
    };
    let category = head.category.unwrap_or_default();
    if matches!(category.as_str(), "csaf_withdrawn" | "csaf_superseded") {
        document.state = VexDocumentState::Withdrawn;
    }
    Ok((document, category))
}
