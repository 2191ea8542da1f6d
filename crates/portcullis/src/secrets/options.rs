//! What to look for and how far, and what came of it.

use portcullis_findings::{Date, Finding, FingerprintKey, Gap, Label, Location};
use portcullis_secret_detect::{DropReason, Encoding, Scanner};

use super::ignores::Ignores;
use super::lists::PeerLists;
use super::scan::SecretHash;
use crate::source;

/// How secrets are looked for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SecretOptions<'a> {
    /// The rules, made ready.
    pub scanner: &'a Scanner,
    /// A key for fingerprints; without it only places are remembered.
    pub key: Option<&'a FingerprintKey>,
    /// How far packed files are opened; a depth of 0 leaves them closed.
    pub limits: source::Limits,
    /// Bytes of one git object that are held in memory. Larger files are read piece by piece, up to [`source::Limits::unpacked_bytes`].
    /// Of one that is stored as a change of another a half of this may be the change, and a half what all changes below it insert;
    /// what takes more is a gap that names the object, its path and its first commit. Default 64 MiB.
    pub object_bytes: u64,
    /// How many findings are kept; behind them nothing is told but a gap. Default 100,000.
    pub findings: usize,
    /// The day that comments with a last day are held against; without one all of them hold.
    pub today: Option<Date>,
    /// Baselines and lists of other tools that the caller names. [`super::scan_tree`] takes those of the tree too.
    pub lists: &'a PeerLists,
    /// Whether matches that were set aside are told with their reasons.
    pub explain: Explanations,
}

/// Whether matches that were set aside are told.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Explanations {
    /// They are counted.
    #[default]
    Count,
    /// Each is told with its reason.
    Tell,
}

static NO_LISTS: PeerLists = PeerLists::none();

impl<'a> SecretOptions<'a> {
    /// All limits as they are by default, no key.
    #[must_use]
    pub fn new(scanner: &'a Scanner) -> Self {
        Self {
            scanner,
            key: None,
            limits: source::Limits::default(),
            object_bytes: 64 * 1024 * 1024,
            findings: 100_000,
            today: None,
            lists: &NO_LISTS,
            explain: Explanations::Count,
        }
    }
}

/// What was seen. Unsorted lists; a report sorts them.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ScannedSecrets {
    /// The secrets.
    pub findings: Vec<Finding>,
    /// What was not looked at.
    pub gaps: Vec<Gap>,
    /// Matches set aside, if that was asked for.
    pub explained: Vec<Explained>,
    /// What asks to pass over findings.
    pub ignores: Ignores,
    /// How many matches were set aside.
    pub dropped: u64,
    /// How many inputs were looked at, files in archives and git objects each for itself.
    pub inputs: u64,
    /// How many bytes they have.
    pub bytes: u64,
    /// What tells the secrets of one input from one another, in the order of its findings.
    pub(super) hashes: Vec<SecretHash>,
}

/// A match that is no secret.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Explained {
    /// The input.
    pub place: Location,
    /// The rule that matched.
    pub rule: String,
    /// The first byte in the input, or of the outermost encoded run that says it.
    pub byte: u64,
    /// The encodings around it, the outermost first.
    pub encodings: Vec<Encoding>,
    /// Why it is none.
    pub reason: DropReason,
}

impl ScannedSecrets {
    /// Takes in what a part of the work saw, as far as there is room for findings.
    pub(crate) fn take(&mut self, part: Self, room: usize, input: &Label) {
        let left = room.saturating_sub(self.findings.len());
        if part.findings.len() > left {
            let limit = portcullis_findings::LimitHit {
                what: "findings of secrets",
                allowed: room as u64,
            };
            let cause = "what this input and all behind it leak is not told in full";
            let gap = Gap::new(
                portcullis_findings::Stage::Secret,
                portcullis_findings::GapKind::Truncated,
                input.clone(),
                cause,
            );
            if !self.gaps.iter().any(|gap| gap.limit == Some(limit)) {
                self.gaps.push(gap.with_limit(limit));
            }
        }
        self.findings.extend(part.findings.into_iter().take(left));
        self.gaps.extend(part.gaps);
        self.explained.extend(part.explained);
        self.ignores.take(part.ignores);
        self.dropped += part.dropped;
        self.inputs += part.inputs;
        self.bytes += part.bytes;
    }
}
