//! Comments that ask to pass over findings.

use portcullis_findings::{Date, EvidenceKind, Finding, FingerprintKey, KeyAlgorithm, Location};
use portcullis_secret_detect::ignore::{IdleIgnore, IgnoreComments};
use portcullis_secret_detect::{RuleSet, Scanner, SecretMatch, findings};

const TOKEN: &str = concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk");

fn marked(text: &str, today: Option<Date>) -> (Vec<Finding>, Vec<String>) {
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let mut found: Vec<SecretMatch> = Vec::new();
    scanner.scan(&mut scanner.scratch(), text.as_bytes(), &mut found);
    let key = FingerprintKey::new(b"0123456789abcdef").unwrap();
    let mut findings = findings(&Location::new("a.txt"), &found, Some(&key));
    let idle = IgnoreComments::read(text.as_bytes()).mark(&mut findings, today);
    (findings, idle.iter().map(IdleIgnore::to_string).collect())
}

/// What speaks of each finding.
fn told(findings: &[Finding]) -> Vec<Vec<&str>> {
    findings
        .iter()
        .map(|finding| {
            let all = finding.evidence().iter();
            all.filter(|one| one.kind == EvidenceKind::Ignore)
                .map(|one| one.text.as_str())
                .collect()
        })
        .collect()
}

#[test]
fn comments_mark_findings_and_drop_none() {
    let text = format!(
        "a = {TOKEN} # gitleaks:allow\n# pragma: allowlist nextline secret\nb = {TOKEN}\nc = 1 # trufflehog:ignore\nd = {TOKEN}\n# portcullis:ignore 0123456789abcdef0123 a sample\n"
    );
    let (findings, idle) = marked(&text, None);
    assert_eq!(
        told(&findings),
        [
            vec!["gitleaks:allow in line 1, column 48"],
            vec!["pragma: allowlist nextline secret in line 2, column 3"],
            vec![]
        ]
    );
    assert_eq!(
        idle,
        [
            "trufflehog:ignore in line 4, column 9 speaks of no finding",
            "portcullis:ignore in line 6, column 3 speaks of no finding"
        ]
    );
}

#[test]
fn ours_speaks_of_the_finding_with_its_fingerprint_until_its_last_day() {
    let (plain, _) = marked(&format!("d = {TOKEN}\n"), None);
    let keyed = plain[0]
        .keys()
        .iter()
        .find(|key| key.algorithm() == KeyAlgorithm::KeyedV1)
        .unwrap();
    let keyed = keyed.to_string();
    let digits = keyed.split_once(':').unwrap().1;
    let (first, twenty) = (digits.get(..16).unwrap(), digits.get(..20).unwrap());
    let (today, before, after): (Date, Date, Date) = (
        "2026-11-01".parse().unwrap(),
        "2026-10-31".parse().unwrap(),
        "2026-11-02".parse().unwrap(),
    );
    let rows = [
        (keyed.clone(), "2026-11-01", Some(today), None),
        (first.to_owned(), "2026-11-01", Some(before), None),
        (digits.to_uppercase(), "2026-11-01", None, None),
        (digits.to_owned(), "2026-11-01", Some(after), Some("is over")),
        (
            digits.to_owned(),
            "tomorrow",
            Some(today),
            Some("has no date where its last day should stand"),
        ),
        (format!("{twenty}0"), "2026-11-01", Some(today), None),
    ];
    for (at, (named, until, today, cause)) in rows.into_iter().enumerate() {
        let text = format!(
            "# portcullis:ignore {named} until {until} a sample\n{}d = {TOKEN}\n",
            "\n".repeat(9)
        );
        let (findings, idle) = marked(&text, today);
        // The last row has one digit that is another.
        let is_other = at == 5 && !digits.starts_with(&named);
        match cause.or(is_other.then_some("speaks of no finding")) {
            None => assert_eq!(
                told(&findings),
                [["portcullis:ignore in line 1, column 3"]],
                "{named}"
            ),
            Some(cause) => assert_eq!(idle, [format!("portcullis:ignore in line 1, column 3 {cause}")]),
        }
    }
}

#[test]
fn many_comments_and_findings_do_not_multiply() {
    let line = format!("k = {TOKEN} # gitleaks:allow trufflehog:ignore\n");
    let (findings, idle) = marked(&line.repeat(3_000), None);
    assert_eq!((findings.len(), idle.len()), (3_000, 0));
    assert!(told(&findings).iter().all(|told| told.len() == 2));
}
