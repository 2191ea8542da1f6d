//! Rules made ready, and whole inputs.

use portcullis_findings::{Gap, GapKind, Label, LimitHit, RuleId, RuleInfo, Stage};

use crate::decode::{Depth, MAX_ENCODED};
use crate::engine::{Compiled, MAX_EXTENDED_WIDTH, Prefilter, Rules, Run, Stop, Window};
use crate::feeder::{self, Feeder};
use crate::import::ImportedRule;
use crate::limits::Limits;
use crate::origin::Origin;
use crate::report;
use crate::ruleset::{RuleSet, RuleSetError};
use crate::sink::Sink;

/// How many bytes one step looks at.
pub(crate) const STEP: usize = 128 * 1024;

/// A set of rules made ready; shared by threads, built once.
#[derive(Debug)]
pub struct Scanner {
    pub(crate) rules: Rules,
    pub(crate) prefilter: Prefilter,
    pub(crate) width: usize,
    pub(crate) depth: Depth,
    pub(crate) limits: Limits,
}

/// What one thread needs to scan, kept from input to input.
#[derive(Debug)]
pub struct Scratch {
    pub(crate) run: Run,
    pub(crate) buffer: Vec<u8>,
}

/// What a scan did.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ScanSummary {
    /// How many bytes of the input were looked at.
    pub bytes: u64,
    /// How many findings went to the sink.
    pub findings: u64,
    /// How many matches were set aside with a reason.
    pub dropped: u64,
    pub(crate) stop: Option<Stop>,
    /// Encoded runs that were not read.
    pub(crate) left: u64,
    pub(crate) limits: Limits,
}

impl Scanner {
    /// Makes rules ready. Patterns are read and compiled later, on the first hit of one of their keywords; that they can be, the
    /// [`RuleSet`] has seen.
    ///
    /// # Errors
    ///
    /// [`RuleSetError::Automaton`] if the keywords are too many; those of the built-in rules are not.
    pub fn new(rules: RuleSet) -> Result<Self, RuleSetError> {
        let rules = Rules::new(rules.into_definitions().into_iter().map(Compiled::new).collect());
        let prefilter = Prefilter::new(rules.iter().map(|compiled| compiled.rule.anchors()))?;
        let scanner = Self {
            // The widest that any rule may be: how wide each is, it says on its first hit.
            width: MAX_EXTENDED_WIDTH + rules.reach(),
            rules,
            prefilter,
            depth: Depth::NONE,
            limits: Limits::default(),
        };
        Ok(scanner.with_decoding(Depth::default()))
    }

    /// Reads so many encodings within one another; the default is [`Depth::MAX`].
    #[must_use]
    pub fn with_decoding(mut self, depth: Depth) -> Self {
        self.depth = depth;
        if depth != Depth::NONE {
            self.width = self.width.max(MAX_ENCODED);
        }
        self
    }

    /// With other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Whether some rule tells different things of the same bytes at another path or in another commit.
    #[must_use]
    pub fn asks_origin(&self) -> bool {
        self.imported().any(ImportedRule::asks_origin)
    }

    /// The names of the rules that look at paths alone; a scan without an [`Origin`] does not ask them.
    pub fn rules_of_paths(&self) -> impl Iterator<Item = &RuleId> {
        self.imported()
            .filter(|rule| rule.is_of_paths())
            .map(ImportedRule::id)
    }

    fn imported(&self) -> impl Iterator<Item = &ImportedRule> {
        self.rules.iter().filter_map(|compiled| compiled.rule.imported())
    }

    /// Working memory for one thread.
    #[must_use]
    pub fn scratch(&self) -> Scratch {
        Scratch {
            run: Run::new(self.rules.len()),
            buffer: Vec::new(),
        }
    }

    /// What the rules are for, in words, in the order of their names: for the report's list of rules.
    #[must_use]
    pub fn infos(&self) -> Vec<RuleInfo> {
        self.rules
            .iter()
            .map(|compiled| report::definition_info(&compiled.rule))
            .collect()
    }

    /// The widest that a match of any rule may be, with what its conditions look at, in bytes: how much a [`Feeder`] keeps.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Tells `sink` every credential in `bytes`, in the order of the input.
    ///
    /// A text in UTF-16 with a byte order mark is read as that; offsets and columns are those of the input either way.
    /// `scratch` must come from a scanner of the same rules; another one's is replaced.
    pub fn scan(&self, scratch: &mut Scratch, bytes: &[u8], sink: &mut dyn Sink) -> ScanSummary {
        self.scan_from(scratch, &Origin::default(), bytes, sink)
    }

    /// The same for an input whose origin is known, which rules from files may ask for.
    pub fn scan_from(
        &self,
        scratch: &mut Scratch,
        origin: &Origin,
        bytes: &[u8],
        sink: &mut dyn Sink,
    ) -> ScanSummary {
        if feeder::has_utf16_mark(bytes) {
            let mut feeder = Feeder::from(self, scratch, origin);
            let _ = feeder.push(bytes, sink);
            return feeder.finish(sink);
        }
        scratch.begin(self, origin);
        let allowed = usize::try_from(self.limits.bytes).unwrap_or(usize::MAX);
        let text = bytes.get(..allowed).unwrap_or(bytes);
        let mut from = 0;
        loop {
            let to = text.len().min(from + STEP);
            let window = Window {
                text,
                base: 0,
                from,
                to,
                last: to == text.len(),
            };
            let flow = scratch
                .run
                .advance(&self.rules, &self.prefilter, self.width, window, sink);
            if flow.is_break() || window.last {
                break;
            }
            from = to;
        }
        if text.len() < bytes.len() && scratch.run.stop.is_none() {
            scratch.run.stop = Some(Stop::Bytes);
        }
        self.summary(&scratch.run, text.len() as u64)
    }

    pub(crate) fn summary(&self, run: &Run, bytes: u64) -> ScanSummary {
        ScanSummary {
            bytes,
            findings: run.findings,
            dropped: run.dropped,
            stop: run.stop,
            left: run.inside.left(),
            limits: self.limits,
        }
    }
}

impl Scratch {
    pub(crate) fn begin(&mut self, scanner: &Scanner, origin: &Origin) {
        if self.run.rules() != scanner.rules.len() {
            self.run = Run::new(scanner.rules.len());
        }
        self.run.reset(&scanner.rules, scanner.limits.findings, origin);
        self.run.depth = scanner.depth;
        self.buffer.clear();
    }
}

impl ScanSummary {
    /// What of the input was not looked at.
    #[must_use]
    pub fn gaps(&self, input: &Label) -> Vec<Gap> {
        let gap = |cause: &str| Gap::new(Stage::Secret, GapKind::Truncated, input.clone(), cause);
        let limited = |cause, what, allowed| vec![gap(cause).with_limit(LimitHit { what, allowed })];
        let mut gaps = match self.stop {
            None => Vec::new(),
            Some(Stop::Findings) => limited(
                "the scan stopped behind the last finding that is allowed",
                "findings in one input",
                self.limits.findings,
            ),
            Some(Stop::Bytes) => limited(
                "only the first bytes were scanned for secrets",
                "bytes in one input",
                self.limits.bytes,
            ),
            Some(Stop::Caller) => vec![gap("the scan was stopped by its caller")],
        };
        if self.left > 0 {
            let cause = format!("{} encoded runs inside others were not decoded", self.left);
            gaps.push(gap(&cause));
        }
        gaps
    }
}
