//! What the tests build their facts of.

use portcullis_findings::{
    Component, ComponentKind, ComponentSource, Confidence, Finding, Fix, InRange, Inventory,
    InventoryBuilder, Key, Kind, Location, Manifest, Occurrence, Purl, RangeAnswer, RuleId, Scope,
    SecretDetail, Severity, Timestamp, VulnerabilityDetail,
};
use portcullis_policy::{Coverage, DataHealth, Decision, Facts, FactsBuilder, Policy, Waivers, evaluate};

/// Ranges as the tests need them: `<N` compares major versions, everything else cannot be told.
pub(crate) struct Majors;

impl InRange for Majors {
    fn in_range(&self, purl: &Purl, range: &str) -> RangeAnswer {
        let bound = range
            .strip_prefix('<')
            .and_then(|bound| bound.parse::<u64>().ok());
        let major = purl
            .version()
            .and_then(|version| version.split('.').next()?.parse::<u64>().ok());
        match (major, bound) {
            (Some(major), Some(bound)) if major < bound => RangeAnswer::Inside,
            (Some(_), Some(_)) => RangeAnswer::Outside,
            _ => RangeAnswer::Unknown("no such scheme".to_owned()),
        }
    }
}

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn now() -> Timestamp {
    time("2026-11-01T12:00:00Z")
}

pub(crate) fn purl(text: &str) -> Purl {
    text.parse().unwrap()
}

pub(crate) fn component(name: &str, version: &str) -> Component {
    let mut component = Component::new(ComponentKind::Library, name);
    component.version = Some(version.to_owned());
    component.purl = Some(purl(&format!("pkg:cargo/{name}@{version}")));
    component.source = ComponentSource::Registry;
    component
}

/// A vulnerability of `time 0.1.43` known as RUSTSEC-1 and CVE-1, fixed in 0.2.23.
pub(crate) fn vulnerability(severity: Severity) -> Finding {
    vulnerability_of("RUSTSEC-1", "time", severity)
}

pub(crate) fn vulnerability_of(advisory: &str, name: &str, severity: Severity) -> Finding {
    let mut detail = VulnerabilityDetail::new(advisory);
    detail.aliases.insert(advisory.replace("RUSTSEC", "CVE"));
    let component = component(name, "0.1.43");
    Finding::builder(
        RuleId::of_parts("vulnerability", advisory),
        Kind::Vulnerability(detail),
    )
    .severity(severity)
    .message("a fault")
    .subject(&component)
    .location(Location::new("Cargo.lock"))
    .key(Key::semantic(
        "vulnerability",
        &format!("pkg:cargo/{name}"),
        advisory,
    ))
    .fix(fixed("0.2.23"))
    .build()
}

/// As `Fix::Available` is built elsewhere.
pub(crate) fn fixed(version: &str) -> Fix {
    Fix::Available {
        version: version.to_owned(),
        versions: vec![version.to_owned()],
    }
}

pub(crate) fn secret(rule: &'static str, path: &str, confidence: Confidence) -> Finding {
    Finding::builder(RuleId::new(rule), Kind::Secret(SecretDetail::new("exam…")))
        .severity(Severity::High)
        .confidence(confidence)
        .message("a token of the example service")
        .location(Location::new(path))
        .key(Key::semantic("secret", path, rule))
        .build()
}

/// An inventory with these components, each needed for its scope, seen in `Cargo.lock`.
pub(crate) fn inventory(components: &[(Component, Scope)]) -> Inventory {
    let mut builder = InventoryBuilder::new();
    let manifest = builder.manifest(Manifest::new("Cargo.lock", "Cargo.lock"));
    for (component, scope) in components {
        let id = builder.component(component.clone());
        let mut occurrence = Occurrence::new(id, manifest, Location::new("Cargo.lock"));
        occurrence.scope = *scope;
        builder.occurrence(occurrence);
    }
    builder.build()
}

pub(crate) fn fresh() -> DataHealth {
    DataHealth::new(Some(time("2026-10-31T09:00:00Z")), 40, None)
}

/// Facts in which every question was asked.
pub(crate) fn complete<'a>(inventory: &'a Inventory, findings: &'a [Finding]) -> FactsBuilder<'a> {
    Facts::builder(now())
        .inventory(inventory)
        .findings(findings)
        .advisories(fresh())
        .secrets(Coverage::Done { inputs: 10 })
}

/// A policy with these rules.
pub(crate) fn policy(rules: &str) -> Policy {
    let text = format!("schema = 1\n[policy]\nid = \"test\"\n{rules}");
    match Policy::parse(&text) {
        Ok(policy) => policy,
        Err(error) => panic!("{error}\n{text}"),
    }
}

pub(crate) fn waivers(tables: &str) -> Waivers {
    Waivers::parse(&format!("schema = 1\n{tables}")).unwrap()
}

pub(crate) fn decide(policy: &Policy, waivers: &Waivers, facts: &Facts<'_>) -> Decision {
    evaluate(policy, waivers, facts, &Majors)
}

/// The decision about some findings, everything else being well.
pub(crate) fn decide_on(rules: &str, findings: &[Finding]) -> Decision {
    let inventory = inventory(&[(component("time", "0.1.43"), Scope::Runtime)]);
    decide(
        &policy(rules),
        &Waivers::none(),
        &complete(&inventory, findings).build(),
    )
}
