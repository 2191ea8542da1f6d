//! Rules inside encoded text.

use crate::decode::{Layer, Unfolder};
use crate::engine::compiled::Compiled;
use crate::engine::definition::Judge;
use crate::engine::prefilter::{Hit, Prefilter};
use crate::engine::run::{self, Decoded, Pending, Run, Window};
use crate::rule::Rank;
use crate::sink::Sink;

use portcullis_findings::Secret;

/// What looking into encoded text needs, kept from input to input.
#[derive(Debug)]
pub(crate) struct Inside {
    unfolder: Unfolder,
    hits: Vec<Hit>,
    /// Per rule: where in the decoded text its next match may begin.
    resume: Vec<usize>,
    /// The rules whose place is not zero.
    touched: Vec<u32>,
}

impl Inside {
    pub(super) fn new(rules: usize) -> Self {
        Self {
            unfolder: Unfolder::default(),
            hits: Vec::new(),
            resume: vec![0; rules],
            touched: Vec::new(),
        }
    }

    pub(super) fn reset(&mut self) {
        self.unfolder.reset();
    }

    /// How many encoded runs were left because too much of what is around them was decoded.
    pub(crate) fn left(&self) -> u64 {
        self.unfolder.left
    }
}

impl Run {
    /// Every match inside encoded runs that begin in the window.
    pub(super) fn look_inside(
        &mut self,
        rules: &[Compiled],
        prefilter: &Prefilter,
        window: Window<'_>,
        sink: &mut dyn Sink,
    ) {
        let mut inside = std::mem::replace(&mut self.inside, Inside::new(0));
        let mut unfolder = std::mem::take(&mut inside.unfolder);
        unfolder.window(
            self.depth,
            (window.text, window.base),
            (window.from, window.to),
            &mut |layer| {
                prefilter.hits(layer.text(), 0, layer.text().len(), &mut inside.hits);
                if !inside.hits.is_empty() {
                    self.try_inside(&mut inside, rules, prefilter, window, layer, sink);
                }
            },
        );
        inside.unfolder = unfolder;
        self.inside = inside;
    }

    fn try_inside(
        &mut self,
        inside: &mut Inside,
        rules: &[Compiled],
        prefilter: &Prefilter,
        window: Window<'_>,
        layer: Layer<'_>,
        sink: &mut dyn Sink,
    ) {
        let text = layer.text();
        for hit in &inside.hits {
            let (keyword, asking) = prefilter.keyword(*hit);
            for index in asking {
                let at = *index as usize;
                let Some(rule) = rules.get(at).filter(|rule| looks_inside(rule)) else {
                    continue;
                };
                if !self.is_active(rule, at) {
                    continue;
                }
                inside.touched.push(*index);
                while let (Some(cache), Some(resume)) = (self.caches.get_mut(at), inside.resume.get_mut(at)) {
                    let mut seen = *resume;
                    let Some(span) = rule.find(cache, text, *resume, hit.start, keyword, &mut seen) else {
                        *resume = seen;
                        break;
                    };
                    *resume = span.end.max(span.start + 1);
                    let decoded = Window {
                        text,
                        base: 0,
                        from: 0,
                        to: text.len(),
                        last: true,
                    };
                    let run = layer.run();
                    let run = run::offsets(window.base, run.start, run.end);
                    match run::judge(rule, decoded, span, &self.origin) {
                        Ok(accepted) => {
                            let place = layer.place(span.secret_start..span.secret_end);
                            let pending = Pending {
                                secret: run.clone(),
                                whole: run,
                                rule: *index,
                                accepted,
                                decoded: Some(Box::new(Decoded {
                                    secret: Secret::new(
                                        text.get(span.secret_start..span.secret_end).unwrap_or_default(),
                                    ),
                                    encodings: layer.encodings(),
                                    place: run::offsets(window.base, place.start, place.end),
                                })),
                            };
                            let kept = pending.kept();
                            self.longest = self.longest.max(kept.end - kept.start);
                            self.spans.push(kept);
                            self.pending.push(pending);
                        }
                        Err(reason) => self.put_aside(rule, run, layer.encodings(), reason, sink),
                    }
                }
            }
        }
        for rule in inside.touched.drain(..) {
            if let Some(resume) = inside.resume.get_mut(rule as usize) {
                *resume = 0;
            }
        }
    }
}

/// Only rules that know what they see: a name and a value of no known issuer are found too easily in what is decoded by guess.
/// Of rules from files those with a keyword that stand for themselves.
fn looks_inside(rule: &Compiled) -> bool {
    match rule.rule.judge() {
        Judge::Own(own) => own.rank != Rank::Generic,
        Judge::Imported(imported) => {
            !imported.is_silent()
                && imported.required().is_empty()
                && !rule.rule.id().as_str().starts_with("imported/generic")
        }
    }
}
