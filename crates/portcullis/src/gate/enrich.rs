//! What the caller knows beside advisories: EPSS, KEV, symbols, and the place the tree is used at.

use std::io::Read;
use std::path::Path;

use portcullis_archive::gzip;
use portcullis_findings::{Budget, Digest, Finding, Gap, GapKind, Label, Note, Stage, Timestamp};
use portcullis_policy::DataHealth;
use portcullis_vuln_match::cvss::Environment;
use portcullis_vuln_match::enrichment::{
    Enrichment, EnrichmentError, EnrichmentLimits, Epss, Kev, SetAsides, in_environment, with_risk,
};
use portcullis_vuln_match::reach::{Symbols, SymbolsLimits};

use super::{GateError, GateOptions};
use crate::fs::read_bounded;

/// Rows that are told one by one in a gap.
const TOLD: usize = 3;

/// What is joined with findings.
#[derive(Debug, Default)]
pub(super) struct Joined {
    enrichment: Enrichment,
    environment: Option<Environment>,
    symbols: Option<Symbols>,
    pub(super) likelihoods: Option<DataHealth>,
    pub(super) exploited: Option<DataHealth>,
    pub(super) gaps: Vec<Gap>,
    pub(super) notes: Vec<Note>,
}

impl Joined {
    /// Reads what the caller named. A file that cannot be used ends the run; a bad row in it is a gap.
    pub(super) fn load(options: &GateOptions) -> Result<Self, GateError> {
        let mut joined = Self {
            environment: options.cvss_environment,
            ..Self::default()
        };
        let epss = options
            .epss
            .as_deref()
            .map(|path| joined.epss(path))
            .transpose()?;
        let kev = options.kev.as_deref().map(|path| joined.kev(path)).transpose()?;
        joined.enrichment = Enrichment::new(epss, kev);
        if let Some(path) = &options.symbols {
            let limits = SymbolsLimits::default();
            let bytes = read_bounded(path, limits.bytes)?;
            let symbols = Symbols::read(&bytes, &limits).map_err(|source| GateError::Symbols {
                path: path.clone(),
                source,
            })?;
            joined.note(path, "symbols", &bytes, None);
            joined.symbols = Some(symbols);
        }
        Ok(joined)
    }

    /// The finding with all that is known of it.
    pub(super) fn apply(&self, finding: Finding) -> Finding {
        let finding = self.enrichment.apply(finding);
        let finding = match &self.environment {
            Some(environment) => in_environment(finding, environment),
            None => finding,
        };
        with_risk(match &self.symbols {
            Some(symbols) => symbols.apply(finding),
            None => finding,
        })
    }

    fn epss(&mut self, path: &Path) -> Result<Epss, GateError> {
        let limits = EnrichmentLimits::default();
        let bytes = read(path, &limits)?;
        let epss = Epss::read(&bytes, &limits).map_err(|source| not_understood(path, source))?;
        self.set_aside(path, epss.set_aside());
        self.note(path, "EPSS", &bytes, epss.date());
        self.likelihoods = Some(health(epss.date(), epss.len(), &bytes));
        Ok(epss)
    }

    fn kev(&mut self, path: &Path) -> Result<Kev, GateError> {
        let limits = EnrichmentLimits::default();
        let bytes = read(path, &limits)?;
        let kev = Kev::read(&bytes, &limits).map_err(|source| not_understood(path, source))?;
        self.set_aside(path, kev.set_aside());
        let found = kev.len() as u64 + kev.set_aside().count();
        if let Some(stated) = kev.stated_count().filter(|stated| *stated > found) {
            let cause = format!("the catalogue says that it has {stated} entries, and {found} are there");
            self.gaps.push(gap(path, GapKind::Truncated, cause));
        }
        self.note(path, "KEV", &bytes, kev.date());
        self.exploited = Some(health(kev.date(), kev.len(), &bytes));
        Ok(kev)
    }

    fn set_aside(&mut self, path: &Path, rows: &SetAsides) {
        if rows.count() == 0 {
            return;
        }
        let told: Vec<_> = rows
            .list()
            .iter()
            .take(TOLD)
            .map(|one| format!("row {}: {}", one.row, one.error))
            .collect();
        let more = if rows.count() > TOLD as u64 { ", …" } else { "" };
        let cause = format!("{} rows were set aside ({}{more})", rows.count(), told.join(", "));
        self.gaps.push(gap(path, GapKind::Skipped, cause));
    }

    fn note(&mut self, path: &Path, role: &str, bytes: &[u8], date: Option<Timestamp>) {
        let date = date.map(|date| format!(" of {date}")).unwrap_or_default();
        let text = format!("{role}{date} named by the caller, {}", Digest::sha256(bytes));
        self.notes.push(Note::new(path.display().to_string(), text));
    }
}

/// The content of a file, unpacked if it is gzip.
fn read(path: &Path, limits: &EnrichmentLimits) -> Result<Vec<u8>, GateError> {
    let bytes = read_bounded(path, limits.bytes)?;
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let reader = gzip::reader(
        &*bytes,
        &portcullis_archive::Limits::default(),
        &Budget::unlimited(),
    );
    let mut unpacked = Vec::new();
    let read = reader
        .take(limits.bytes.saturating_add(1))
        .read_to_end(&mut unpacked);
    read.map_err(|source| GateError::Gzip {
        path: path.to_owned(),
        source,
    })?;
    Ok(unpacked)
}

fn health(date: Option<Timestamp>, rows: usize, bytes: &[u8]) -> DataHealth {
    DataHealth::new(date, rows as u64, Some(Digest::sha256(bytes)))
}

fn not_understood(path: &Path, source: EnrichmentError) -> GateError {
    GateError::Enrichment {
        path: path.to_owned(),
        source,
    }
}

fn gap(path: &Path, kind: GapKind, cause: String) -> Gap {
    Gap::new(
        Stage::Vulnerability,
        kind,
        Label::new(path.as_os_str().as_encoded_bytes()),
        cause,
    )
}
