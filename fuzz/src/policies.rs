//! Policies, waivers and licence expressions.

use portcullis_findings::{
    Component, ComponentKind, ComponentSource, Confidence, Finding, Fix, Gap, GapKind, Inventory,
    InventoryBuilder, Key, Kind, Licence, Location, Manifest, Occurrence, Position, RuleId, SecretDetail,
    Severity, Stage, VulnerabilityDetail,
};
use portcullis_policy::{
    Coverage, DataHealth, Decision, Facts, Policy, PolicyError, Verdict, WaivedBy, Waivers, evaluate,
};
use portcullis_vuln_match::VersionRanges;

use crate::support::{assert_position, text};

/// Two readings agree; a refusal points into the text; a decision is the same twice and is JSON; a policy that nobody named
/// only tightens.
pub fn policy(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let policy = match (Policy::parse(text), Policy::parse(text)) {
        (Ok(policy), Ok(again)) => {
            assert_eq!((policy.id(), policy.digest()), (again.id(), again.digest()));
            policy
        }
        (Err(error), Err(again)) => return refused(data, &error, &again),
        (one, other) => panic!("{one:?}, then {other:?}"),
    };
    let scene = Scene::new(Licence::Unknown);
    scene.decide(&policy, &Waivers::none());

    let builtin = Policy::builtin();
    let (tightened, ignored) = builtin.tightened_by(&policy);
    assert_eq!(ignored, builtin.tightened_by(&policy).1);
    assert_eq!(tightened.excludes(), builtin.excludes());
    let before = scene.decide(&builtin, &Waivers::none()).verdict();
    assert!(scene.decide(&tightened, &Waivers::none()).verdict() >= before);
}

/// Two readings agree; a refusal points into the text; what waivers put aside is still told, and never more than was there.
pub fn waivers(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let waivers = match (Waivers::parse(text), Waivers::parse(text)) {
        (Ok(waivers), Ok(again)) => {
            assert_eq!(format!("{waivers:?}"), format!("{again:?}"));
            waivers
        }
        (Err(error), Err(again)) => return refused(data, &error, &again),
        (one, other) => panic!("{one:?}, then {other:?}"),
    };
    assert_eq!(waivers.len(), waivers.ids().count());

    let scene = Scene::new(Licence::Unknown);
    let without = scene.decide(&Policy::builtin(), &Waivers::none());
    let with = scene.decide(&Policy::builtin(), &waivers);
    assert!(with.verdict() <= without.verdict());
    assert_eq!(
        with.outcomes().len() + with.waived().len(),
        without.outcomes().len() + without.waived().len()
    );
    assert_eq!(with.waivers().len(), waivers.len());
    for waived in with.waived() {
        if let WaivedBy::Waiver { id, .. } = &waived.by {
            assert!(waivers.ids().any(|known| known == id));
        }
    }
}

/// Parentheses change nothing; with `OR MIT` every readable expression is fine, with `AND` a denied licence none is.
pub fn licence(data: &[u8]) {
    let Some(text) = text(data) else { return };
    if text.len() > 1_000 {
        return;
    }
    let policy = "schema = 1\n[policy]\nid = \"licences\"\n[[rule]]\ncheck = \"licences\"\nallow = [\"MIT\", \"Apache-2.0\"]\n\
                  deny = [\"GPL-3.0-only\"]\non-unknown = \"undecided\"\n";
    let policy = Policy::parse(policy).unwrap();
    let judge = |expression: String| {
        let decision = Scene::new(Licence::Expression(expression)).decide(&policy, &Waivers::none());
        decision
            .rules()
            .iter()
            .find(|run| run.check == "licences")
            .unwrap()
            .verdict
    };
    let plain = judge(text.to_owned());
    if plain != Verdict::Undecided {
        assert_eq!(judge(format!("({text})")), plain, "({text})");
        assert_eq!(judge(format!("({text}) OR MIT")), Verdict::Allow);
        assert_eq!(judge(format!("({text}) AND GPL-3.0-only")), Verdict::Deny);
        assert_eq!(judge(format!("({text}) AND MIT")), plain);
    }
}

fn refused(data: &[u8], error: &PolicyError, again: &PolicyError) {
    assert_eq!(error, again);
    if let Some(position) = position(error) {
        assert_position(data, position);
    }
    assert!(error.to_string().len() < 2_000);
}

fn position(error: &PolicyError) -> Option<Position> {
    match error {
        PolicyError::Limit { position, .. } => *position,
        PolicyError::Syntax { position, .. }
        | PolicyError::Schema { position, .. }
        | PolicyError::UnknownKey { position, .. }
        | PolicyError::UnknownCheck { position, .. }
        | PolicyError::MissingKey { position, .. }
        | PolicyError::WrongType { position, .. }
        | PolicyError::InvalidValue { position, .. }
        | PolicyError::DuplicateId { position, .. }
        | PolicyError::NeedsOneOf { position, .. } => Some(*position),
        _ => None,
    }
}

/// One of everything a policy can speak about.
struct Scene {
    inventory: Inventory,
    findings: Vec<Finding>,
    gaps: Vec<Gap>,
}

impl Scene {
    fn new(licence: Licence) -> Self {
        let mut component = Component::new(ComponentKind::Library, "time");
        component.version = Some("0.1.43".to_owned());
        component.purl = Some("pkg:cargo/time@0.1.43".parse().unwrap());
        component.source = ComponentSource::Registry;
        component.licence = licence;

        let mut builder = InventoryBuilder::new();
        let manifest = builder.manifest(Manifest::new("Cargo.lock", "Cargo.lock"));
        let id = builder.component(component.clone());
        builder.occurrence(Occurrence::new(id, manifest, Location::new("Cargo.lock")));

        let mut detail = VulnerabilityDetail::new("EXAMPLE-1");
        detail.aliases.insert("CVE-2020-1".to_owned());
        let vulnerability = Finding::builder(
            RuleId::of_parts("vulnerability", "EXAMPLE-1"),
            Kind::Vulnerability(detail),
        )
        .severity(Severity::High)
        .message("a fault")
        .subject(&component)
        .location(Location::new("Cargo.lock"))
        .key(Key::semantic("vulnerability", "pkg:cargo/time", "EXAMPLE-1"))
        .fix(Fix::Available {
            version: "0.2.23".to_owned(),
            versions: vec!["0.2.23".to_owned()],
        })
        .build();
        let rule = RuleId::new("secret/example-token");
        let secret = Finding::builder(rule, Kind::Secret(SecretDetail::new("exam…")))
            .severity(Severity::High)
            .confidence(Confidence::High)
            .message("a token of the example service")
            .location(Location::new("src/a.rs"))
            .build();
        Self {
            inventory: builder.build(),
            findings: vec![vulnerability, secret],
            gaps: vec![Gap::new(Stage::Source, GapKind::Skipped, "vendor/x", "too large")],
        }
    }

    /// Decides twice, with the same answer.
    fn decide(&self, policy: &Policy, waivers: &Waivers) -> Decision {
        let decide = || {
            let facts = Facts::builder("2026-11-01T12:00:00Z".parse().unwrap())
                .inventory(&self.inventory)
                .findings(&self.findings)
                .gaps(&self.gaps)
                .advisories(DataHealth::new("2026-10-31T09:00:00Z".parse().ok(), 40, None))
                .secrets(Coverage::Done { inputs: 10 })
                .build();
            evaluate(policy, waivers, &facts, &VersionRanges)
        };
        let decision = decide();
        let json = decision.to_json();
        assert_eq!(json, decide().to_json());
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
        decision
    }
}
