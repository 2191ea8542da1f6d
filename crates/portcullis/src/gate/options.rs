//! What the caller asks for, and why the gate may not even begin.

use std::path::PathBuf;

use portcullis_findings::{
    BaselineError, CpePolicy, DigestError, EpochPolicy, FingerprintKey, Gap, MatchOptions, ProPolicy,
    Severity, Timestamp,
};
use portcullis_policy::PolicyError;
use portcullis_secret_detect::RuleSetError;

use crate::advisories::AdvisoriesError;
use crate::fs::{ReadError, WalkError};
use crate::inventory::InventoryError;
use crate::secrets::PeerListError;
use crate::source;

/// Whether matching also plans upgrades.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Planning {
    /// Only what is found.
    #[default]
    Omit,
    /// The smallest upgrades that clear all, too.
    Plan,
}

/// What to look at and what to decide by. Everything here is named by the caller; what lies in the tree is not.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GateOptions {
    /// The tree, or one file.
    pub root: PathBuf,
    /// Folder, zip or tar (plain, with gzip or zstd) of OSV records. Without it vulnerability matching is *not done*.
    pub advisories: Option<PathBuf>,
    /// EPSS as FIRST publishes it, plain or gzip: how likely exploitation is.
    pub epss: Option<PathBuf>,
    /// The catalogue of known exploited vulnerabilities as CISA publishes it, JSON or CSV, plain or gzip.
    pub kev: Option<PathBuf>,
    /// Symbols that are reached, as [`portcullis_vuln_match::reach::Symbols`] reads them.
    pub symbols: Option<PathBuf>,
    /// Environmental metrics of the place the tree is used at: CVSS vectors are scored with them too, and severity follows.
    pub cvss_environment: Option<portcullis_vuln_match::cvss::Environment>,
    /// What a missing epoch of an RPM package means; as the policy says unless set.
    pub missing_epoch: Option<EpochPolicy>,
    /// Whether fixes of Ubuntu Pro clear what does not say to be of it; as the policy says unless set.
    pub ubuntu_pro: Option<ProPolicy>,
    /// Whether CPE names are looked up where nothing else tells where to look; as the policy says unless set.
    pub cpe: Option<CpePolicy>,
    /// Whether upgrades are planned.
    pub planning: Planning,
    /// VEX documents to believe: OpenVEX, CSAF or CycloneDX, told apart by their content.
    pub vex: Vec<PathBuf>,
    /// Whose VEX documents count, in order; empty: those of all documents named.
    pub vex_authors: Vec<String>,
    /// What the tree is, for statements about parts of a product: package URLs and CPE names.
    pub vex_products: Vec<String>,
    /// For how many days after its time a statement may put something aside; without end unless set.
    pub vex_max_age_days: Option<u32>,
    /// A CycloneDX JSON document that takes the place of lockfiles.
    pub sbom: Option<PathBuf>,
    /// The policy; the built-in one otherwise.
    pub policy: Option<PathBuf>,
    /// Waiver files.
    pub waivers: Vec<PathBuf>,
    /// Baselines, ignore lists and allowlists of other tools; see [`crate::secrets::PeerLists`]. The policy says what they count.
    pub peer_baselines: Vec<PathBuf>,
    /// Findings known before.
    pub baseline: Option<PathBuf>,
    /// Paths to leave out beside those of the policy, with the reason of each; told as a change of the policy.
    pub excludes: Vec<(String, String)>,
    /// Files that the caller will write and that may lie in the tree: not looked at, and told.
    pub outputs: Vec<PathBuf>,
    /// Behind how many entries of lockfiles the rest of the lockfiles is a gap; [`GateOptions::LOCKFILE_ENTRIES`] unless set.
    /// An entry costs some three kilobytes while an SBOM is written.
    pub lockfile_entries: usize,
    /// How far packed files are opened while secrets are looked for; a depth of 0 leaves them closed, each a gap.
    pub packed: source::Limits,
    /// Overrides from which severity on vulnerabilities are denied.
    pub fail_on: Option<Severity>,
    /// Denies only vulnerabilities that a known version fixes.
    pub only_fixed: bool,
    /// The moment to decide for.
    pub now: Timestamp,
    /// The time written into documents; without it they carry none, so that equal runs give equal bytes.
    pub document_time: Option<Timestamp>,
    /// A key for fingerprints of secrets; without it only places are remembered.
    pub fingerprint_key: Option<FingerprintKey>,
}

impl GateOptions {
    /// How many entries of lockfiles are read unless the caller asks for more: what fits into 256 MB.
    pub const LOCKFILE_ENTRIES: usize = 60_000;

    /// The built-in policy on a tree, at a moment.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>, now: Timestamp) -> Self {
        Self {
            root: root.into(),
            advisories: None,
            epss: None,
            kev: None,
            symbols: None,
            cvss_environment: None,
            missing_epoch: None,
            ubuntu_pro: None,
            cpe: None,
            planning: Planning::Omit,
            vex: Vec::new(),
            vex_authors: Vec::new(),
            vex_products: Vec::new(),
            vex_max_age_days: None,
            sbom: None,
            policy: None,
            waivers: Vec::new(),
            peer_baselines: Vec::new(),
            baseline: None,
            excludes: Vec::new(),
            outputs: Vec::new(),
            lockfile_entries: Self::LOCKFILE_ENTRIES,
            packed: source::Limits::default(),
            fail_on: None,
            only_fixed: false,
            now,
            document_time: None,
            fingerprint_key: None,
        }
    }

    /// The options of matching: those given, with what is set here.
    #[must_use]
    pub fn matching(&self, mut options: MatchOptions) -> MatchOptions {
        options.epoch = self.missing_epoch.unwrap_or(options.epoch);
        options.ubuntu_pro = self.ubuntu_pro.unwrap_or(options.ubuntu_pro);
        options.cpe = self.cpe.unwrap_or(options.cpe);
        options
    }
}

/// The gate could not even begin; whatever goes wrong later is a gap in the report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GateError {
    /// The tree cannot be looked at.
    #[error(transparent)]
    Walk(#[from] WalkError),
    /// A file the caller named cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A file the caller named is not UTF-8 text.
    #[error("{}: not UTF-8 text at byte {byte}", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// Where the first byte stands that is none.
        byte: u64,
    },
    /// A policy or waiver file is not understood.
    #[error("{}: {source}", path.display())]
    Policy {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Box<PolicyError>,
    },
    /// A baseline is not understood.
    #[error("{}: {source}", path.display())]
    Baseline {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: BaselineError,
    },
    /// A baseline or list of another tool is not understood.
    #[error(transparent)]
    PeerList(#[from] PeerListError),
    /// The advisories cannot be opened at all.
    #[error(transparent)]
    Advisories(#[from] AdvisoriesError),
    /// EPSS or KEV data cannot be used.
    #[error("{}: {source}", path.display())]
    Enrichment {
        /// The file.
        path: PathBuf,
        /// Why.
        source: portcullis_vuln_match::enrichment::EnrichmentError,
    },
    /// A VEX document is not understood.
    #[error("{}: {source}", path.display())]
    Vex {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: portcullis_vuln_match::vex::VexError,
    },
    /// A VEX document is of no form that is read.
    #[error("{}: neither OpenVEX nor CSAF nor CycloneDX", path.display())]
    VexForm {
        /// The file.
        path: PathBuf,
    },
    /// The product is named by no package URL and no CPE name.
    #[error("`{name}` is no package URL and no CPE name")]
    VexProduct {
        /// What was named.
        name: String,
    },
    /// A gzip stream is broken, or unpacks to too much.
    #[error("{}: {source}", path.display())]
    Gzip {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Symbols are not understood.
    #[error("{}: {source}", path.display())]
    Symbols {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: portcullis_vuln_match::reach::SymbolsError,
    },
    /// The SBOM that takes the place of lockfiles is not understood.
    #[error(transparent)]
    Inventory(#[from] InventoryError),
    /// A path to leave out is not of the form that policies take.
    #[error("`{path}` cannot be left out: not a relative path, folder or glob")]
    Exclude {
        /// The path.
        path: String,
    },
    /// The tree holds something that its digest would not tell.
    #[error("the digest of the tree would not cover all of it: {gap}")]
    NotCovered {
        /// The first such thing.
        gap: Box<Gap>,
    },
    /// The digest of the tree cannot be made.
    #[error(transparent)]
    Digest(#[from] DigestError),
    /// A rule of the scanner cannot be honoured.
    #[error(transparent)]
    Rules(#[from] RuleSetError),
}
