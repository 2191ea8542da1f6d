//! A report with something of everything.

use portcullis_findings::{
    Component, ComponentKind, ComponentSource, Confidence, DependencyPath, Digest, Evidence, EvidenceKind,
    Finding, Fix, Gap, GapKind, Informational, Key, KeyMaterial, Kind, Label, Licence, LicenceDetail,
    LimitHit, LineIndex, Location, Note, Position, ProvenanceDetail, Report, RuleId, RuleInfo, Score,
    ScoreKind, SecretDetail, Severity, Source, Stage, Status, Subject, Suppressed, Times, Tool, VexStatus,
    VulnerabilityDetail, WebDetail,
};

pub(crate) fn report() -> Report {
    let mut tool = Tool::new("portcullis", "0.1.0");
    tool.information_uri = Some("https://portcullis.example/".to_owned());
    Report::builder(tool)
        .at("2026-11-01T00:00:00Z".parse().unwrap())
        .rules(rules())
        .findings([
            vulnerability(),
            informational(),
            secret(),
            nested(),
            licence(),
            provenance(),
        ])
        .findings([
            infrastructure(),
            web(),
            plain("malware/example", Kind::Malware),
            plain("policy/unused-waiver", Kind::Policy),
        ])
        .suppressed([Suppressed::new(
            waived(),
            "waiver W-1",
            "accepted until 2026-12-31 by team-a",
        )])
        .gaps(gaps())
        .notes([Note::new(
            "sub/portcullis.toml",
            "a policy inside the tree was not used",
        )])
        .build()
}

fn rules() -> Vec<RuleInfo> {
    let mut advisory = RuleInfo::new(
        RuleId::new("vulnerability/EX-2026-0001"),
        "Out-of-bounds read in `parser`",
    );
    advisory.description =
        "A crafted document makes the parser read behind its buffer.\nSee [the advisory](https://x.example)."
            .to_owned();
    advisory.help = "Update to 1.2.4 or later.".to_owned();
    advisory.help_uri = Some("https://advisories.example/EX-2026-0001".to_owned());
    advisory.severity = Severity::High;
    advisory.tags = vec!["memory-safety".to_owned()];
    let mut token = RuleInfo::new(
        RuleId::new("secret/example-token"),
        "Token of the example service",
    );
    token.severity = Severity::High;
    token.help_uri = Some("not an address".to_owned());
    vec![advisory, token]
}

fn component() -> Component {
    let mut component = Component::new(ComponentKind::Library, "parser");
    component.version = Some("1.2.3".to_owned());
    component.purl = Some("pkg:cargo/parser@1.2.3".parse().unwrap());
    component.source = ComponentSource::Registry;
    component
}

fn vulnerability() -> Finding {
    let mut detail = VulnerabilityDetail::new("EX-2026-0001");
    detail.aliases.insert("CVE-2026-0001".to_owned());
    detail.summary = "out-of-bounds read".to_owned();
    detail.symbols.insert("parser::read".to_owned());
    let lock = b"[[package]]\nname = \"parser\"\nversion = \"1.2.3\"\n";
    let mut times = Times::default();
    times.published = Some("2026-01-02T03:04:05Z".parse().unwrap());
    let mut source = Source::new("portcullis-vuln-match", "0.1.0");
    source.data = Some("advisories of 2026-10-31".to_owned());
    let steps = ["app", "reader 0.3.0", "parser 1.2.3"]
        .map(str::to_owned)
        .to_vec();
    Finding::builder(
        RuleId::new("vulnerability/EX-2026-0001"),
        Kind::Vulnerability(detail),
    )
    .severity(Severity::High)
    .confidence(Confidence::Certain)
    .message("parser 1.2.3 is affected by EX-2026-0001: out-of-bounds read")
    .subject(&component())
    .location(Location::new("Cargo.lock").with_region(LineIndex::new(lock).region(12..27)))
    .key(Key::semantic("vulnerability", "pkg:cargo/parser", "EX-2026-0001"))
    .key(Key::semantic(
        "vulnerability",
        "pkg:cargo/parser",
        "CVE-2026-0001",
    ))
    .evidence(Evidence::new(EvidenceKind::Range, "0 <= 1.2.3 < 1.2.4"))
    .score(
        Score::new(
            ScoreKind::Cvss3,
            "EX-2026-0001",
            "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H",
            Severity::High,
        )
        .with_value(75),
    )
    .score(Score::new(ScoreKind::Epss, "epss", "0.0123", Severity::Unknown).with_value(123))
    .fix(Fix::Available {
        version: "1.2.4".to_owned(),
        versions: vec!["1.2.4".to_owned(), "2.0.1".to_owned()],
    })
    .path(DependencyPath::new("Cargo.lock", Some(steps)))
    .path(DependencyPath::new("requirements.txt", None))
    .vex(VexStatus::Affected)
    .times(times)
    .status(Status::New)
    .source(source)
    .extra("withdrawn", "no")
    .build()
}

fn informational() -> Finding {
    let mut detail = VulnerabilityDetail::new("EX-2025-0009");
    detail.informational = Some(Informational::Unmaintained);
    let mut git = component();
    git.source = ComponentSource::Git {
        url: "https://git.example/parser".to_owned(),
        revision: Some("0123abc".to_owned()),
    };
    Finding::builder(
        RuleId::new("vulnerability/EX-2025-0009"),
        Kind::Vulnerability(detail),
    )
    .severity(Severity::None)
    .message("parser is unmaintained")
    .subject(&git)
    .fix(Fix::None)
    .path(DependencyPath::new("Cargo.lock", None))
    .status(Status::Unchanged)
    .build()
}

fn secret() -> Finding {
    let rule = RuleId::new("secret/example-token");
    let text = "é😀 token = ********\n".as_bytes();
    let label = Label::new(b"conf ig/\xff#1.env");
    let keys = KeyMaterial {
        rule: &rule,
        label: &label,
        snippet: b"token = ****",
        context: b"",
        occurrence: 0,
    }
    .keys();
    let mut detail = SecretDetail::new("exam…");
    detail.proven = true;
    let finding = Finding::builder(rule, Kind::Secret(detail))
        .severity(Severity::Critical)
        .message("a token of the example service")
        .evidence(Evidence::new(EvidenceKind::Redacted, "token = exam…"))
        .evidence(Evidence::new(EvidenceKind::Proof, "the checksum is right"))
        .status(Status::Moved)
        .location(Location::new(label.as_bytes()).with_region(LineIndex::new(text).region(15..23)))
        .location(Location::new("old.env").with_commit("0123456789abcdef0123456789abcdef01234567"));
    keys.into_iter()
        .fold(finding, |finding, key| finding.key(key))
        .build()
}

fn nested() -> Finding {
    Finding::builder(
        RuleId::new("secret/example-token"),
        Kind::Secret(SecretDetail::new("exam…")),
    )
    .severity(Severity::Medium)
    .message("a token in an archive, with {0} and a [link](https://evil.example)\u{202e}")
    .location(
        Location::new("BOOT-INF/app.properties")
            .with_container(vec![Label::new("dist/image.tar"), Label::new("app.jar")])
            .with_region(LineIndex::new(b"a\ntoken=x").region(2..9)),
    )
    .build()
}

fn licence() -> Finding {
    Finding::builder(
        RuleId::new("licence/not-allowed"),
        Kind::Licence(LicenceDetail::new(Licence::Expression("GPL-3.0-only".to_owned()))),
    )
    .severity(Severity::Medium)
    .message("GPL-3.0-only is not among the allowed licences")
    .subject(&component())
    .location(Location::new("package-lock.json"))
    .build()
}

fn provenance() -> Finding {
    Finding::builder(
        RuleId::new("provenance/signature"),
        Kind::Provenance(ProvenanceDetail::new("signature")),
    )
    .severity(Severity::Low)
    .message("nobody signed it")
    .subject(Subject::Artifact(Digest::sha256(b"artifact")))
    .build()
}

fn infrastructure() -> Finding {
    plain(
        "infrastructure/open-port",
        Kind::Infrastructure {
            resource: "aws_security_group.open".to_owned(),
        },
    )
}

fn web() -> Finding {
    let mut detail = WebDetail::default();
    detail.method = "GET".to_owned();
    detail.url = "https://shop.example/item/{id}".to_owned();
    detail.parameter = Some("q".to_owned());
    plain("web/reflected-text", Kind::Web(detail))
}

fn plain(rule: &'static str, kind: Kind) -> Finding {
    Finding::builder(RuleId::new(rule), kind)
        .message("something was seen")
        .location(Location::new("main.tf"))
        .build()
}

fn waived() -> Finding {
    Finding::builder(RuleId::new("code/weak-hash"), Kind::Code)
        .severity(Severity::Low)
        .message("MD5 is no protection")
        .location(Location::new("src/hash.rs").with_region(LineIndex::new(b"md5(x)").region(0..6)))
        .build()
}

fn gaps() -> Vec<Gap> {
    vec![
        Gap::new(
            Stage::Source,
            GapKind::Skipped,
            "target",
            "excluded by the policy",
        ),
        Gap::new(
            Stage::Inventory,
            GapKind::Truncated,
            b"sub/\xfeyarn.lock".as_slice(),
            "the entry has no end",
        )
        .at(Position {
            byte: 120,
            line: 7,
            column: 3,
        })
        .with_limit(LimitHit {
            what: "bytes of one lockfile",
            allowed: 100,
        }),
        Gap::new(
            Stage::Vulnerability,
            GapKind::NotCovered,
            "",
            "no advisory for ecosystem Packagist",
        ),
    ]
}
