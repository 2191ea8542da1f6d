//! What a decision rests on.

use portcullis_findings::{Digest, Finding, Gap, Inventory, Label, Timestamp};

/// Everything that a policy looks at, given by the caller.
///
/// **The caller vouches for facts.** That findings come from a scan of the subjects, that VEX statements were made by
/// someone trusted, that a signature was verified: nothing here can check that. What the caller leaves out counts as not
/// done, and what was not done is never allowed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Facts<'a> {
    now: Timestamp,
    findings: &'a [Finding],
    gaps: &'a [Gap],
    inventory: Option<&'a Inventory>,
    advisories: Option<DataHealth>,
    likelihoods: Option<DataHealth>,
    exploited: Option<DataHealth>,
    secrets: Coverage,
    subjects: Vec<(Label, Digest)>,
}

impl<'a> Facts<'a> {
    /// Begins the facts for a decision at a moment. Nothing is done yet: no inventory, no advisories, no secret scan.
    #[must_use]
    pub fn builder(now: Timestamp) -> FactsBuilder<'a> {
        FactsBuilder(Self {
            now,
            findings: &[],
            gaps: &[],
            inventory: None,
            advisories: None,
            likelihoods: None,
            exploited: None,
            secrets: Coverage::NotDone,
            subjects: Vec::new(),
        })
    }

    /// The moment the decision is made for.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// What was seen, in any order.
    #[must_use]
    pub fn findings(&self) -> &'a [Finding] {
        self.findings
    }

    /// What was not looked at, in any order.
    #[must_use]
    pub fn gaps(&self) -> &'a [Gap] {
        self.gaps
    }

    /// The components, if an inventory was made.
    #[must_use]
    pub fn inventory(&self) -> Option<&'a Inventory> {
        self.inventory
    }

    /// The advisories that the inventory was matched against; `None` if matching was not done.
    #[must_use]
    pub fn advisories(&self) -> Option<&DataHealth> {
        self.advisories.as_ref()
    }

    /// The EPSS data that findings were joined with; `None` if that was not done.
    #[must_use]
    pub fn likelihoods(&self) -> Option<&DataHealth> {
        self.likelihoods.as_ref()
    }

    /// The catalogue of known exploited vulnerabilities that findings were joined with; `None` if that was not done.
    #[must_use]
    pub fn exploited(&self) -> Option<&DataHealth> {
        self.exploited.as_ref()
    }

    /// Whether inputs were scanned for secrets.
    #[must_use]
    pub fn secrets(&self) -> Coverage {
        self.secrets
    }

    /// What the decision is about: labels with digests.
    #[must_use]
    pub fn subjects(&self) -> &[(Label, Digest)] {
        &self.subjects
    }

    /// Why the question for vulnerabilities was not asked; `None` if it was.
    pub(crate) fn vulnerabilities_missing(&self) -> Option<&'static str> {
        match (&self.advisories, self.inventory) {
            (None, _) => Some("vulnerability matching was not done: no advisories were given"),
            (Some(health), _) if health.advisories == 0 => {
                Some("vulnerability matching was not done: the advisory data is empty")
            }
            (_, None) => Some("vulnerability matching was not done: there is no inventory"),
            _ => None,
        }
    }
}

/// Collects [`Facts`].
#[derive(Clone, Debug)]
pub struct FactsBuilder<'a>(Facts<'a>);

impl<'a> FactsBuilder<'a> {
    /// What was seen; suppressed findings do not belong here.
    #[must_use]
    pub fn findings(mut self, findings: &'a [Finding]) -> Self {
        self.0.findings = findings;
        self
    }

    /// What was not looked at.
    #[must_use]
    pub fn gaps(mut self, gaps: &'a [Gap]) -> Self {
        self.0.gaps = gaps;
        self
    }

    /// The components.
    #[must_use]
    pub fn inventory(mut self, inventory: &'a Inventory) -> Self {
        self.0.inventory = Some(inventory);
        self
    }

    /// The advisories that the inventory was matched against. Without this call matching counts as not done.
    #[must_use]
    pub fn advisories(mut self, health: DataHealth) -> Self {
        self.0.advisories = Some(health);
        self
    }

    /// The EPSS data that findings were joined with. Without this call that counts as not done.
    #[must_use]
    pub fn likelihoods(mut self, health: DataHealth) -> Self {
        self.0.likelihoods = Some(health);
        self
    }

    /// The catalogue of known exploited vulnerabilities that findings were joined with. Without this call that counts as not
    /// done.
    #[must_use]
    pub fn exploited(mut self, health: DataHealth) -> Self {
        self.0.exploited = Some(health);
        self
    }

    /// Whether inputs were scanned for secrets. Without this call the scan counts as not done.
    #[must_use]
    pub fn secrets(mut self, coverage: Coverage) -> Self {
        self.0.secrets = coverage;
        self
    }

    /// One thing the decision is about; may be called several times.
    #[must_use]
    pub fn subject(mut self, label: impl Into<Label>, digest: Digest) -> Self {
        self.0.subjects.push((label.into(), digest));
        self
    }

    /// The facts.
    #[must_use]
    pub fn build(mut self) -> Facts<'a> {
        self.0.subjects.sort_unstable();
        self.0.subjects.dedup();
        self.0
    }
}

/// How good advisory data is, or the data that is joined with it.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct DataHealth {
    /// The newest `modified` of all advisories, or the date that other data states; never a time of a file.
    pub newest: Option<Timestamp>,
    /// Of which moment the data says that it is: when its index was compiled, when its sources were taken. The age counts from
    /// the earlier of both, since a single record with a wrong date would make old data look new; `None` if it says nothing.
    pub snapshot: Option<Timestamp>,
    /// How many advisories, or rows of other data, could be used; none is the same as no data.
    pub advisories: u64,
    /// What identifies the data, so that the decision can be made again.
    pub digest: Option<Digest>,
}

impl DataHealth {
    /// Data with its newest change, its count of advisories and its digest.
    #[must_use]
    pub fn new(newest: Option<Timestamp>, advisories: u64, digest: Option<Digest>) -> Self {
        Self {
            newest,
            snapshot: None,
            advisories,
            digest,
        }
    }

    /// With the moment that the data says it is of.
    #[must_use]
    pub fn with_snapshot(mut self, snapshot: Option<Timestamp>) -> Self {
        self.snapshot = snapshot;
        self
    }
}

/// Whether a question was asked.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Coverage {
    /// It was not asked.
    #[default]
    NotDone,
    /// It cannot be asked of what was given: an inventory document has no files to scan.
    NotApplicable,
    /// It was asked.
    Done {
        /// Of how many inputs.
        inputs: u64,
    },
}
