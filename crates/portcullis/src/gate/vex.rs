//! VEX documents the caller believes, and what was decided as one.

use std::collections::BTreeSet;

use portcullis_findings::{
    Digest, Finding, Gap, Inventory, Kind, Label, Note, Paths, Purl, Stage, Suppressed, VexDocument,
    VexFormat, VexIdentity, VexProduct, VexStatement, VexStatus,
};
use portcullis_sbom::cyclonedx;
use portcullis_vuln_match::vex::{self, Statements, Terms, VexError, VexLimits, VexRead};

use super::mask::Mask;
use super::vulnerabilities::{Found, placed};
use super::{GateError, GateOptions, Gated};
use crate::fs::read_bounded;
use crate::inventory::InventoryError;

/// Statements that count, and what is to be told of their documents.
#[derive(Debug)]
pub(super) struct Believed {
    statements: Statements,
    gaps: Vec<Gap>,
    notes: Vec<Note>,
}

/// Reads the documents the caller named. One that cannot be read ends the run; a statement that cannot be is a gap.
pub(super) fn load(options: &GateOptions) -> Result<Believed, GateError> {
    let limits = VexLimits::default();
    let (mut documents, mut gaps, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    for path in &options.vex {
        let bytes = read_bounded(path, limits.bytes)?;
        let label = Label::new(path.display().to_string());
        let wrong = |source: VexError| GateError::Vex {
            path: path.clone(),
            source,
        };
        let read = match vex::format_of(&bytes) {
            Some(VexFormat::OpenVex) => vex::openvex::read(label, &bytes, &limits).map_err(wrong)?,
            Some(VexFormat::Csaf) => vex::csaf::read(label, &bytes, &limits).map_err(wrong)?,
            Some(VexFormat::CycloneDx) => {
                let bom = cyclonedx::read(&label, &bytes, &portcullis_sbom::Limits::default());
                let bom = bom.map_err(|source| InventoryError::Document {
                    path: path.clone(),
                    source,
                })?;
                // What it says of its components is another question.
                let about = |gap: &Gap| gap.stage == Stage::Vulnerability;
                let mut read = VexRead::default();
                read.document = bom.vex;
                read.gaps = bom.gaps.into_iter().filter(about).collect();
                read
            }
            _ => return Err(GateError::VexForm { path: path.clone() }),
        };
        let document = &read.document;
        let text = format!(
            "{} document by {} named by the caller, {} statements, {}",
            document.format.as_str(),
            Label::new(&document.author),
            document.statements.len(),
            Digest::sha256(&bytes)
        );
        notes.push(Note::new(path.display().to_string(), text));
        gaps.extend(read.gaps);
        documents.push(read.document);
    }
    let mut terms = Terms::at(options.now);
    terms.authors.clone_from(&options.vex_authors);
    terms.max_age_days = options.vex_max_age_days;
    terms.products = options
        .vex_products
        .iter()
        .map(|name| product(name))
        .collect::<Result<_, _>>()?;
    Ok(Believed {
        statements: Statements::new(documents, terms),
        gaps,
        notes,
    })
}

fn product(name: &str) -> Result<VexIdentity, GateError> {
    if name.starts_with("cpe:") {
        let mut identity = VexIdentity::default();
        identity.cpes.insert(name.to_owned());
        return Ok(identity);
    }
    let purl: Result<Purl, _> = name.parse();
    purl.map(VexIdentity::from).map_err(|_| GateError::VexProduct {
        name: Label::new(name).to_string(),
    })
}

impl Believed {
    /// Gives findings their statements and adds what is called affected.
    pub(super) fn apply(self, found: &mut Found, inventory: &Inventory) {
        found.gaps.extend(self.gaps);
        found.notes.extend(self.notes);
        if self.statements.is_empty() {
            return;
        }
        let applied = self
            .statements
            .apply(std::mem::take(&mut found.findings), inventory);
        found.findings = applied.findings;
        let paths = Paths::new(inventory);
        found
            .findings
            .extend(applied.added.into_iter().map(|(id, finding)| match id {
                Some(id) => placed(finding, inventory, id, &paths),
                None => finding,
            }));
        found.rules.extend(applied.rules);
        found.notes.extend(applied.notes);
    }
}

/// A form that what was decided is written in.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum VexOutput {
    /// OpenVEX 0.2.0.
    #[default]
    OpenVex,
    /// CSAF of the profile VEX.
    Csaf {
        /// The version of the standard.
        version: vex::csaf::CsafVersion,
        /// The publisher's namespace, a URL under the publisher's control.
        namespace: String,
    },
    /// CycloneDX.
    CycloneDx {
        /// The version of the format.
        version: cyclonedx::SpecVersion,
    },
}

/// What was decided cannot be written in a form.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum VexOutputError {
    /// OpenVEX or CSAF asks for more, or has no words for it.
    #[error(transparent)]
    Vex(#[from] vex::VexWriteError),
    /// CycloneDX has no words for it.
    #[error(transparent)]
    CycloneDx(#[from] cyclonedx::WriteVexError),
}

/// All vulnerabilities of a run as statements.
pub(super) fn written(
    gated: &Gated,
    author: &str,
    output: &VexOutput,
) -> Result<Option<String>, VexOutputError> {
    let document = document(gated, author);
    if document.statements.is_empty() {
        return Ok(None);
    }
    let mut text = match output {
        VexOutput::OpenVex => {
            let tooling = format!("{} {}", gated.tool.name, gated.tool.version);
            vex::openvex::write(&document, Some(&tooling))?
        }
        VexOutput::Csaf { version, namespace } => {
            let title = format!("VEX of {}", gated.name);
            let mut imprint = vex::csaf::CsafImprint::new(namespace.clone(), title);
            imprint.version = *version;
            imprint.tool = Some(gated.tool.clone());
            vex::csaf::write(&document, &imprint)?
        }
        VexOutput::CycloneDx { version } => cyclonedx::write_vex(&document, *version)?,
    };
    Mask::new(&gated.scanner).document(&mut text);
    Ok(Some(text))
}

/// One statement of each vulnerability of each component: of several places, what is kept counts before what was put aside.
fn document(gated: &Gated, author: &str) -> VexDocument {
    let mut document = VexDocument::new(Label::default(), VexFormat::OpenVex, author);
    document.issued = Some(gated.decision.now());
    let kept = gated.report.findings().iter().map(|finding| (finding, None));
    let aside = gated.report.suppressed().iter();
    let all = kept.chain(aside.map(|suppressed| (&suppressed.finding, Some(suppressed))));
    let mut known = BTreeSet::new();
    for statement in all.filter_map(|(finding, suppressed)| statement(finding, suppressed)) {
        let about = (statement.vulnerabilities.clone(), statement.products.clone());
        if known.insert(about) {
            document.statements.push(statement);
        }
    }
    document
}

fn statement(finding: &Finding, suppressed: Option<&Suppressed>) -> Option<VexStatement> {
    let Kind::Vulnerability(detail) = finding.kind() else {
        return None;
    };
    let purl = finding.purl().filter(|_| detail.informational.is_none())?;
    let source = finding.vex_source();
    let said = source.map(|source| source.text.clone()).unwrap_or_default();
    let upgrade = finding
        .fix()
        .version()
        .map(|version| format!("upgrade to {version}"));
    let waiver = suppressed.filter(|_| !finding.vex().is_some_and(VexStatus::exonerates));
    let (status, words) = match (waiver, finding.vex()) {
        (Some(waiver), _) => (
            VexStatus::Affected,
            format!("accepted by waiver {}: {}", waiver.by, waiver.reason),
        ),
        (None, Some(status)) => (status, said),
        (None, None) => (VexStatus::UnderInvestigation, String::new()),
    };
    let mut statement = VexStatement::new(detail.advisory.clone(), status);
    statement.vulnerabilities.extend(detail.aliases.iter().cloned());
    statement.products = vec![VexProduct::from(purl.clone())];
    match status {
        VexStatus::NotAffected => {
            statement.justification = source.and_then(|source| source.justification);
            statement.impact = words;
        }
        VexStatus::Affected => {
            statement.action = match words.is_empty() {
                true => upgrade.unwrap_or_else(|| "no fix is known".to_owned()),
                false => words,
            };
        }
        _ => statement.notes = upgrade.unwrap_or_default(),
    }
    if let Some(source) = source {
        let by = format!("as said by {source}");
        statement.notes = match statement.notes.is_empty() {
            true => by,
            false => format!("{by}; {}", statement.notes),
        };
    }
    Some(statement)
}
