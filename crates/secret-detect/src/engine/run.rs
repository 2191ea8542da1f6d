//! The state of one scan, and its one step: hits, matches, candidates in order, findings.

use std::ops::{ControlFlow, Range};

use portcullis_findings::{Region, Secret};

use crate::decode::{Depth, Encoding};
use crate::engine::compiled::{Compiled, RuleCache, Span};
use crate::engine::definition::Judge;
use crate::engine::inside::Inside;
use crate::engine::lines::Lines;
use crate::engine::partners;
use crate::engine::prefilter::{Hit, Prefilter};
use crate::engine::rules::Rules;
use crate::engine::surroundings::{REACH, Surroundings};
use crate::engine::units::Units;
use crate::filter::{self, Accepted, Candidate, DropReason};
use crate::import::View;
use crate::origin::Origin;
use crate::parts::NEAR;
use crate::place::Place;
use crate::sink::{Dropped, SecretMatch, Sink};

/// How far the surroundings of a secret reach on each side: its line, and the text around that.
const SURROUNDINGS: usize = 2 * REACH;
/// The same, for who keeps bytes.
pub(crate) const MAX_CONTEXT: usize = SURROUNDINGS;

/// A part of the input: hits in `from..to` are new, the text around them is there for the windows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window<'t> {
    pub(crate) text: &'t [u8],
    /// The offset of `text` in the input.
    pub(crate) base: u64,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Whether the input ends where `text` ends.
    pub(crate) last: bool,
}

/// Why a scan ended before the input did.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Stop {
    Findings,
    Bytes,
    Caller,
}

/// The state of one scan.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) units: Units,
    pub(crate) findings: u64,
    pub(crate) dropped: u64,
    pub(crate) stop: Option<Stop>,
    pub(crate) max_findings: u64,
    /// How many encodings within one another are read.
    pub(crate) depth: Depth,
    pub(super) origin: Origin,
    place: Option<Place>,
    /// Per rule: whether it looks at an input of this origin, once somebody asked.
    active: Vec<Option<bool>>,
    /// Per rule: where its next match may begin.
    resume: Vec<u64>,
    pub(super) caches: Vec<Option<RuleCache>>,
    hits: Vec<Hit>,
    pub(crate) inside: Inside,
    /// Candidates not yet told, because an earlier one may still come.
    pub(super) pending: Vec<Pending>,
    /// Where candidates were, told ones included as long as they matter to their neighbours.
    pub(super) spans: Vec<Kept>,
    /// The longest secret of those.
    pub(super) longest: u64,
    lines: Lines,
    /// Where keywords of rules with a wide reach were; nothing if there were too many.
    pub(crate) far: Option<Vec<u64>>,
}

/// How many of them are kept.
const MAX_FAR: usize = 4_096;

#[derive(Debug)]
pub(super) struct Pending {
    /// What is told as the place: the secret, or the encoded run around it.
    pub(super) secret: Range<u64>,
    pub(super) whole: Range<u64>,
    pub(super) rule: u32,
    pub(super) accepted: Accepted,
    pub(super) decoded: Option<Box<Decoded>>,
}

/// What was read inside an encoded run.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) secret: Secret,
    /// The outermost first.
    pub(super) encodings: Vec<Encoding>,
    /// The part of the run that says the secret.
    pub(super) place: Range<u64>,
}

/// Where a candidate was.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Kept {
    pub(super) start: u64,
    pub(super) end: u64,
    /// Where the whole match begins.
    pub(super) whole: u64,
    pub(super) rule: u32,
    pub(super) within: Within,
}

/// How a candidate is written: as it stands there, or inside an encoded run. The lesser is told where one rule sees both.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Within {
    /// How many encodings are around it.
    pub(super) depth: usize,
    /// The length and the beginning of the run.
    pub(super) run: (u64, u64),
    /// The outermost encoding.
    pub(super) encoding: Option<Encoding>,
}

impl Run {
    pub(crate) fn new(rules: usize) -> Self {
        Self {
            units: Units::Bytes,
            findings: 0,
            dropped: 0,
            stop: None,
            max_findings: u64::MAX,
            depth: Depth::NONE,
            origin: Origin::default(),
            place: None,
            active: vec![None; rules],
            resume: vec![0; rules],
            caches: (0..rules).map(|_| None).collect(),
            hits: Vec::new(),
            inside: Inside::new(rules),
            pending: Vec::new(),
            spans: Vec::new(),
            longest: 0,
            lines: Lines::new(),
            far: Some(Vec::new()),
        }
    }

    /// Forgets the last input, keeps what it allocated.
    pub(crate) fn reset(&mut self, rules: &Rules, max_findings: u64, origin: &Origin) {
        self.units = Units::Bytes;
        self.findings = 0;
        self.dropped = 0;
        self.stop = None;
        self.max_findings = max_findings;
        self.resume.fill(0);
        self.hits.clear();
        self.inside.reset();
        self.pending.clear();
        self.spans.clear();
        self.longest = 0;
        self.lines = Lines::new();
        self.far.get_or_insert_default().clear();
        self.origin = origin.clone();
        self.place = Place::of(origin.path());
        self.active.fill(None);
        self.match_paths(rules);
    }

    /// Rules that look at paths alone see the input before its first byte.
    fn match_paths(&mut self, rules: &Rules) {
        for index in rules.of_paths().iter().copied() {
            let rule = rules.get(index as usize);
            let Some(imported) = rule.and_then(|rule| rule.rule.imported()) else {
                continue;
            };
            if imported.sees(&self.origin) {
                self.spans.push(Kept {
                    start: 0,
                    end: 0,
                    whole: 0,
                    rule: index,
                    within: Within::default(),
                });
                self.pending.push(Pending {
                    secret: 0..0,
                    whole: 0..0,
                    rule: index,
                    accepted: imported.accepted(),
                    decoded: None,
                });
            }
        }
    }

    pub(super) fn is_active(&mut self, rule: &Compiled, at: usize) -> bool {
        let Some(known) = self.active.get_mut(at) else {
            return false;
        };
        *known.get_or_insert_with(|| match rule.rule.judge() {
            Judge::Own(own) => own.looks_at(self.origin.path()),
            Judge::Imported(imported) => imported.sees(&self.origin),
        })
    }

    /// How many rules this is for.
    pub(crate) fn rules(&self) -> usize {
        self.resume.len()
    }

    /// How many bytes before the next hit a window must keep for rules of this width.
    pub(crate) fn lookback(width: usize) -> usize {
        2 * width + 2 * SURROUNDINGS + 1
    }

    /// One step: every match whose hit is in the window, then every finding that no later match can precede.
    pub(crate) fn advance(
        &mut self,
        rules: &Rules,
        prefilter: &Prefilter,
        width: usize,
        window: Window<'_>,
        sink: &mut dyn Sink,
    ) -> ControlFlow<()> {
        let mut hits = std::mem::take(&mut self.hits);
        prefilter.hits(window.text, window.from, window.to, &mut hits);
        for hit in &hits {
            let (keyword, asking) = prefilter.keyword(*hit);
            for rule in asking {
                self.try_rule(rules, *rule, window, hit.start, keyword, sink);
            }
        }
        self.hits = hits;
        for index in rules.everywhere() {
            self.try_everywhere(rules, *index, window, sink);
        }
        self.look_inside(rules, prefilter, window, sink);
        let frontier = match window.last {
            true => u64::MAX,
            false => (window.base + window.to as u64).saturating_sub(width as u64),
        };
        self.tell(rules, window, frontier, sink)
    }

    /// Counts lines up to the new base of a window that is about to lose the bytes before it.
    pub(crate) fn leave(&mut self, text: &[u8], base: u64, new_base: u64) {
        self.lines.advance(text, base, new_base);
    }

    fn try_rule(
        &mut self,
        rules: &[Compiled],
        index: u32,
        window: Window<'_>,
        hit: usize,
        keyword: usize,
        sink: &mut dyn Sink,
    ) {
        let at = index as usize;
        let Some(rule) = rules.get(at) else { return };
        if !self.is_active(rule, at) {
            return;
        }
        if rule.extent() > NEAR {
            self.far = self.far.take().filter(|far| far.len() < MAX_FAR);
            self.far
                .iter_mut()
                .for_each(|far| far.push(window.base + hit as u64));
        }
        while let (Some(cache), Some(resume)) = (self.caches.get_mut(at), self.resume.get_mut(at)) {
            let from = usize::try_from(resume.saturating_sub(window.base)).unwrap_or(usize::MAX);
            let mut seen = from;
            let Some(span) = rule.find(cache, window.text, from, hit, keyword, &mut seen) else {
                *resume = window.base + seen as u64;
                return;
            };
            *resume = window.base + span.end.max(span.start + 1) as u64;
            self.consider(rule, index, window, span, sink);
        }
    }

    fn try_everywhere(&mut self, rules: &[Compiled], index: u32, window: Window<'_>, sink: &mut dyn Sink) {
        let at = index as usize;
        let Some(rule) = rules.get(at) else { return };
        if !self.is_active(rule, at) {
            return;
        }
        while let (Some(cache), Some(resume)) = (self.caches.get_mut(at), self.resume.get_mut(at)) {
            let from = usize::try_from(resume.saturating_sub(window.base)).unwrap_or(usize::MAX);
            let Some(span) = rule.find_everywhere(cache, window.text, from, window.to) else {
                *resume = (*resume).max(window.base + window.to as u64);
                return;
            };
            *resume = window.base + span.end.max(span.start + 1) as u64;
            self.consider(rule, index, window, span, sink);
        }
    }

    fn consider(
        &mut self,
        rule: &Compiled,
        index: u32,
        window: Window<'_>,
        mut span: Span,
        sink: &mut dyn Sink,
    ) {
        if rule.rule.imported().is_some() {
            span.trim_newlines(window.text);
        }
        match judge(rule, window, span, &self.origin) {
            Ok(accepted) => {
                let secret = offsets(window.base, span.secret_start, span.secret_end);
                let whole = offsets(window.base, span.start, span.end);
                self.longest = self.longest.max(secret.end - secret.start);
                self.spans.push(Kept {
                    start: secret.start,
                    end: secret.end,
                    whole: whole.start,
                    rule: index,
                    within: Within::default(),
                });
                if rule.rule.imported().is_some_and(|rule| rule.is_silent()) {
                    return;
                }
                self.pending.push(Pending {
                    secret,
                    whole,
                    rule: index,
                    accepted,
                    decoded: None,
                });
            }
            Err(reason) => {
                let bytes = offsets(window.base, span.secret_start, span.secret_end);
                self.put_aside(rule, bytes, Vec::new(), reason, sink);
            }
        }
    }

    pub(super) fn put_aside(
        &mut self,
        rule: &Compiled,
        bytes: Range<u64>,
        encodings: Vec<Encoding>,
        reason: DropReason,
        sink: &mut dyn Sink,
    ) {
        self.dropped += 1;
        sink.dropped(&Dropped {
            rule: rule.rule.id().clone(),
            bytes: self.units.range(bytes),
            encodings,
            reason,
        });
    }

    fn tell(
        &mut self,
        rules: &Rules,
        window: Window<'_>,
        frontier: u64,
        sink: &mut dyn Sink,
    ) -> ControlFlow<()> {
        if self.pending.is_empty() {
            return ControlFlow::Continue(());
        }
        let mut pending = std::mem::take(&mut self.pending);
        pending.sort_by_key(Pending::order);
        // What stands where two pieces of an encoded run overlap was read twice.
        pending.dedup_by(|a, b| a.decoded.is_some() && a.order() == b.order());
        self.spans.sort_unstable();
        self.spans.dedup_by(|a, b| a.within.depth > 0 && a == b);
        let ready = pending
            .iter()
            .take_while(|one| one.secret.end.saturating_add(SURROUNDINGS as u64) <= frontier);
        let ready = if frontier == u64::MAX {
            pending.len()
        } else {
            ready.count()
        };
        let mut flow = ControlFlow::Continue(());
        for one in pending.drain(..ready) {
            flow = self.tell_one(rules, window, one, sink);
            if flow.is_break() {
                break;
            }
        }
        let needed = pending
            .first()
            .map_or(frontier, |one| one.secret.start.min(frontier));
        let needed = needed.saturating_sub((SURROUNDINGS + rules.reach()) as u64);
        self.spans.retain(|span| span.end > needed);
        self.pending = pending;
        flow
    }

    fn tell_one(
        &mut self,
        rules: &[Compiled],
        window: Window<'_>,
        one: Pending,
        sink: &mut dyn Sink,
    ) -> ControlFlow<()> {
        let Some(compiled) = rules.get(one.rule as usize) else {
            return ControlFlow::Continue(());
        };
        let rule = &compiled.rule;
        if let Err(missing) = partners::all_near(rules, compiled, one.whole.start, &self.spans, window) {
            let reason = DropReason::Alone { without: missing };
            self.put_aside(compiled, one.secret, encodings_of(one.decoded), reason, sink);
            return ControlFlow::Continue(());
        }
        let near = self.near(&one.secret).to_vec();
        let within = one.within();
        let wins = |kept: &&Kept| {
            rules.get(kept.rule as usize).is_some_and(|winner| {
                let plainer = if kept.rule == one.rule {
                    kept.within < within
                } else {
                    kept.within.depth < within.depth
                };
                (winner.rule.precedence(), plainer) > (rule.precedence(), false)
                    && covers(kept, &one, rule.imported().is_some(), window)
                    && !winner.rule.imported().is_some_and(|rule| rule.is_silent())
                    && partners::all_near(rules, winner, kept.whole, &self.spans, window).is_ok()
            })
        };
        if let Some(winner) = near.iter().find(wins) {
            let by = rules
                .get(winner.rule as usize)
                .map_or(rule.id(), |winner| winner.rule.id());
            let reason = DropReason::Covered { by: by.clone() };
            self.put_aside(compiled, one.secret, encodings_of(one.decoded), reason, sink);
            return ControlFlow::Continue(());
        }
        if self.findings >= self.max_findings {
            self.stop = Some(Stop::Findings);
            return ControlFlow::Break(());
        }
        let local = local(window.base, &one.secret);
        let secrets: Vec<Range<usize>> = near
            .iter()
            .map(|kept| self::local(window.base, &(kept.start..kept.end)))
            .chain(one.decoded.is_some().then(|| local.clone()))
            .collect();
        let surroundings = Surroundings::new(window.text, &local, &secrets);
        let confidence = match (rule.judge(), self.place) {
            (Judge::Own(_), Some(_)) => one.accepted.confidence.lowered(),
            _ => one.accepted.confidence,
        };
        let (secret, encodings) = match one.decoded {
            Some(decoded) => (decoded.secret, decoded.encodings),
            None => (
                Secret::new(window.text.get(local).unwrap_or_default()),
                Vec::new(),
            ),
        };
        let found = SecretMatch {
            rule: rule.id().clone(),
            issuer: rule.issuer(),
            title: rule.title(),
            remedy: rule.remedy(),
            severity: one.accepted.severity,
            confidence,
            place: self.place,
            proof: one.accepted.proof,
            secret,
            encodings,
            region: self.region(window, &one.secret),
            whole: self.units.range(one.whole),
            surroundings,
        };
        self.findings += 1;
        let flow = sink.finding(found);
        if flow.is_break() {
            self.stop = Some(Stop::Caller);
        }
        flow
    }

    /// Candidates that overlap a secret or its surroundings.
    fn near(&self, secret: &Range<u64>) -> &[Kept] {
        let reach = SURROUNDINGS as u64;
        // What begins earlier than that has ended before the surroundings begin.
        let least = secret.start.saturating_sub(reach + self.longest);
        let most = secret.end.saturating_add(reach);
        let from = self.spans.partition_point(|kept| kept.start < least);
        let to = self.spans.partition_point(|kept| kept.start < most);
        self.spans.get(from..to).unwrap_or_default()
    }

    fn region(&mut self, window: Window<'_>, secret: &Range<u64>) -> Region {
        self.lines.advance(window.text, window.base, secret.start);
        let mut end = self.lines;
        end.advance(window.text, window.base, secret.end);
        let bytes = self.units.range(secret.clone());
        let place = |(line, line_start): (u64, u64), offset: u64| {
            (line, offset - self.units.line_start(line_start) + 1)
        };
        Region::new(
            bytes.clone(),
            place(self.lines.here(), bytes.start),
            place(end.here(), bytes.end),
        )
    }
}

fn encodings_of(decoded: Option<Box<Decoded>>) -> Vec<Encoding> {
    decoded.map(|decoded| decoded.encodings).unwrap_or_default()
}

impl Pending {
    /// The place of the secret itself.
    pub(super) fn place(&self) -> &Range<u64> {
        self.decoded
            .as_ref()
            .map_or(&self.secret, |decoded| &decoded.place)
    }

    fn within(&self) -> Within {
        self.decoded.as_ref().map_or(Within::default(), |decoded| Within {
            depth: decoded.encodings.len(),
            run: (self.secret.end - self.secret.start, self.secret.start),
            encoding: decoded.encodings.first().copied(),
        })
    }

    /// Equal only for what was read twice.
    fn order(&self) -> (u64, u64, u32, u64, u64, Within) {
        let place = self.place();
        (
            self.secret.start,
            self.secret.end,
            self.rule,
            place.start,
            place.end,
            self.within(),
        )
    }

    /// Where it is, for its neighbours.
    pub(super) fn kept(&self) -> Kept {
        Kept {
            start: self.place().start,
            end: self.place().end,
            whole: self.whole.start,
            rule: self.rule,
            within: self.within(),
        }
    }
}

pub(super) fn judge(
    rule: &Compiled,
    window: Window<'_>,
    span: Span,
    origin: &Origin,
) -> Result<Accepted, DropReason> {
    let text = window.text;
    match rule.rule.judge() {
        Judge::Own(own) => filter::judge(
            own,
            &Candidate {
                name: text.get(span.start..span.secret_start).unwrap_or_default(),
                secret: text.get(span.secret_start..span.secret_end).unwrap_or_default(),
                lead: text
                    .get(span.start.saturating_sub(filter::LEAD)..span.start)
                    .unwrap_or_default(),
            },
        ),
        Judge::Imported(imported) => imported.judge(&View::new(text, window.base, span, origin)),
    }
}

/// Whether a candidate takes another's place. Where the other is a rule from a file, as in the tools: the secret is all of
/// it, and the match begins on the same line.
fn covers(kept: &Kept, other: &Pending, as_in_file: bool, window: Window<'_>) -> bool {
    let secret = other.place();
    if as_in_file {
        kept.start <= secret.start
            && secret.end <= kept.end
            && partners::lines_between(window, kept.whole, other.whole.start) == 0
    } else {
        kept.start < secret.end && secret.start < kept.end
    }
}

pub(super) fn offsets(base: u64, start: usize, end: usize) -> Range<u64> {
    base + start as u64..base + end as u64
}

fn local(base: u64, range: &Range<u64>) -> Range<usize> {
    let index = |offset: u64| usize::try_from(offset.saturating_sub(base)).unwrap_or(usize::MAX);
    index(range.start)..index(range.end)
}
