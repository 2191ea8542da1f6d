//! `secrets`: leaked credentials by how sure they are.

use std::sync::Arc;

use portcullis_findings::{Confidence, EvidenceKind, Finding, Kind, Label, SecretDetail};

use super::common::is_known;
use super::{Check, CheckType, Hit, Ran, Scene, Target};
use crate::decision::{Because, IgnoreOrigin, WaivedBy};
use crate::error::PolicyError;
use crate::facts::Coverage;
use crate::read::Table;
use crate::verdict::Effect;

pub(crate) static CHECK: CheckType = CheckType {
    name: "secrets",
    keys: &[
        "min-confidence",
        "generic",
        "new-only",
        "on-missing",
        "inline-ignores",
        "peer-baselines",
    ],
    read,
};

const CONFIDENCES: &[(&str, Confidence)] = &[
    ("low", Confidence::Low),
    ("medium", Confidence::Medium),
    ("high", Confidence::High),
    ("certain", Confidence::Certain),
];

/// What becomes of something that asks to pass over a finding and names neither an owner nor an end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Ownerless {
    Deny,
    Accept,
}

const OWNERLESS: &[(&str, Ownerless)] = &[("deny", Ownerless::Deny), ("accept", Ownerless::Accept)];

/// The area of rules that know no issuer: they recognise what only looks like a credential.
const GENERIC_AREA: &str = "generic";

#[derive(Clone, Debug)]
struct Secrets {
    min_confidence: Confidence,
    generic: Effect,
    new_only: bool,
    on_missing: Effect,
    inline_ignores: Ownerless,
    peer_baselines: Ownerless,
}

fn read(table: &Table<'_>) -> Result<Arc<dyn Check>, PolicyError> {
    Ok(Arc::new(Secrets {
        min_confidence: table
            .choice("min-confidence", CONFIDENCES)?
            .unwrap_or(Confidence::Medium),
        generic: table.choice("generic", Effect::WORDS)?.unwrap_or(Effect::Warn),
        new_only: table.boolean("new-only")?.unwrap_or(false),
        on_missing: table
            .choice("on-missing", Effect::WORDS)?
            .unwrap_or(Effect::Undecided),
        inline_ignores: ownerless(table, "inline-ignores")?,
        peer_baselines: ownerless(table, "peer-baselines")?,
    }))
}

fn ownerless(table: &Table<'_>, key: &'static str) -> Result<Ownerless, PolicyError> {
    Ok(table.choice(key, OWNERLESS)?.unwrap_or(Ownerless::Deny))
}

impl Check for Secrets {
    fn parameters(&self) -> Vec<(&'static str, String)> {
        vec![
            ("min-confidence", self.min_confidence.to_string()),
            ("generic", self.generic.to_string()),
            ("new-only", self.new_only.to_string()),
            ("on-missing", self.on_missing.to_string()),
            ("inline-ignores", self.inline_ignores.as_str().to_owned()),
            ("peer-baselines", self.peer_baselines.as_str().to_owned()),
        ]
    }

    fn evaluate<'a>(&self, scene: &Scene<'a>) -> Ran<'a> {
        let mut ran = match scene.facts.secrets() {
            Coverage::NotDone => Ran::missing(
                self.on_missing,
                "inputs were not scanned for secrets",
                "scan the inputs for secrets",
            ),
            Coverage::Done { inputs: 0 } => Ran::missing(
                self.on_missing,
                "no input was scanned for secrets",
                "scan at least one input for secrets",
            ),
            Coverage::NotApplicable => Ran::default(),
            Coverage::Done { .. } => Ran::asked(),
        };
        for (index, finding) in scene.facts.findings().iter().enumerate() {
            let Kind::Secret(detail) = finding.kind() else {
                continue;
            };
            ran.examined += 1;
            if finding.confidence() < self.min_confidence {
                continue;
            }
            if self.new_only && is_known(finding) {
                ran.passed_over += 1;
                continue;
            }
            ran.hit(self.object(index, finding, detail));
        }
        ran
    }

    fn without_acceptances(&self) -> Option<(Arc<dyn Check>, Vec<String>)> {
        let all = [
            ("inline-ignores", self.inline_ignores),
            ("peer-baselines", self.peer_baselines),
        ];
        let accepted = all.into_iter().filter(|(_, what)| *what == Ownerless::Accept);
        let dropped = accepted.map(|(key, _)| format!("{key} accept")).collect();
        let stricter = Self {
            inline_ignores: Ownerless::Deny,
            peer_baselines: Ownerless::Deny,
            ..self.clone()
        };
        Some((Arc::new(stricter), dropped))
    }
}

impl Ownerless {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Deny => "deny",
            Self::Accept => "accept",
        }
    }
}

impl Secrets {
    fn object<'a>(&self, index: usize, finding: &'a Finding, detail: &SecretDetail) -> Hit<'a> {
        let generic = finding.rule().area() == GENERIC_AREA;
        let level = if generic { self.generic } else { Effect::Deny };
        let place = finding
            .locations()
            .first()
            .map(|place| format!(" at {place}"))
            .unwrap_or_default();
        let reason = format!(
            "{} ({} confidence){place}",
            Label::new(finding.message()),
            finding.confidence()
        );
        let mut hit = Hit::new(level, Target::Finding(index, finding), reason);
        let rule = finding.rule().as_str();
        hit.because = vec![
            Because::new("rule", rule, "secret detection"),
            Because::new("confidence", finding.confidence().as_str(), rule),
            Because::new("redacted", &detail.redacted, rule),
        ];
        if detail.proven {
            hit.because.push(Because::new("proven", "offline", rule));
        }
        hit.flip
            .push("revoke the credential and remove it from the input".to_owned());
        self.weigh(&mut hit, finding);
        hit
    }

    /// What asks to pass over the finding: each piece of evidence is a waiver without owner and end.
    fn weigh(&self, hit: &mut Hit<'_>, finding: &Finding) {
        for evidence in finding.evidence() {
            let (origin, key, says) = match evidence.kind {
                EvidenceKind::Ignore => (IgnoreOrigin::Tree, "inline-ignores", self.inline_ignores),
                EvidenceKind::Baseline => (IgnoreOrigin::PeerBaseline, "peer-baselines", self.peer_baselines),
                _ => continue,
            };
            let text = Label::new(&evidence.text).to_string();
            let source = match origin {
                IgnoreOrigin::Tree => "the tree",
                IgnoreOrigin::PeerBaseline => "the caller",
            };
            hit.because.push(Because::new(origin.as_str(), &text, source));
            if says == Ownerless::Accept {
                hit.aside.get_or_insert(WaivedBy::Ignore { origin, text });
                continue;
            }
            hit.lapsed.push(format!(
                "{text} is a waiver without owner and end, which the policy refuses"
            ));
            let flip = format!("{key} = \"accept\" in the policy, which accepts all of them");
            if !hit.flip.contains(&flip) {
                hit.flip.push(flip);
            }
        }
    }
}
