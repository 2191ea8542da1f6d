//! What leaves the crate holds no secret.

use portcullis_findings::{Confidence, FingerprintKey, KeyAlgorithm, Location};
use portcullis_secret_detect::{Dropped, RuleSet, Scanner, SecretMatch, Sink, findings, scan_many};
use std::ops::ControlFlow;

#[derive(Default)]
struct Printed(Vec<SecretMatch>, String);

impl Sink for Printed {
    fn finding(&mut self, found: SecretMatch) -> ControlFlow<()> {
        self.1.push_str(&format!(
            "{found} {found:?} {} {:?}",
            found.redacted(),
            found.secret()
        ));
        self.0.push(found);
        ControlFlow::Continue(())
    }

    fn dropped(&mut self, dropped: &Dropped) {
        self.1.push_str(&format!("{dropped:?} {}", dropped.reason));
    }
}

#[test]
fn a_planted_secret_is_in_no_output() {
    let rules = RuleSet::builtin();
    let scanner = Scanner::new(rules.clone()).unwrap();
    let key = FingerprintKey::new(b"0123456789abcdef").unwrap();
    for rule in rules.rules() {
        for example in rule.positive {
            let text = format!("{}{}{}", example.0, example.1, example.2);
            let mut sink = Printed::default();
            let mut scratch = scanner.scratch();
            let summary = scanner.scan(&mut scratch, text.as_bytes(), &mut sink);
            let findings = findings(&Location::new("a"), &sink.0, Some(&key));
            let many = scan_many(&scanner, &[text.as_bytes()]);
            let all = format!("{} {findings:?} {summary:?} {scratch:?} {many:?}", sink.1);
            // Any stretch of the secret longer than what the redacted form shows.
            let secret = example.1.as_bytes();
            for stretch in secret.windows(12.min(secret.len())) {
                let stretch = std::str::from_utf8(stretch).unwrap();
                let is_marker = ["-----BEGIN PRIVATE KEY", "-----END PRIVATE KEY"]
                    .iter()
                    .any(|line| line.contains(stretch));
                assert!(is_marker || !all.contains(stretch), "{}: {stretch}", rule.id);
            }
            for found in &sink.0 {
                let shown = found.redacted().split('…').next().unwrap().len();
                assert!(shown <= 4 && shown * 4 <= found.secret().len(), "{}", rule.id);
            }
        }
    }
}

#[test]
fn a_finding_carries_location_keys_and_a_keyed_one_only_under_a_key() {
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let one = concat!("key = ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk", " # here");
    let other = one.replace("StZs", "StZr");
    let scan = |text: &str, label: &str, key: Option<&FingerprintKey>| {
        let mut found: Vec<SecretMatch> = Vec::new();
        let _ = scanner.scan(&mut scanner.scratch(), text.as_bytes(), &mut found);
        findings(&Location::new(label), &found, key).remove(0)
    };
    let key = FingerprintKey::new(b"0123456789abcdef").unwrap();
    let keyed = |finding: &portcullis_findings::Finding| {
        finding
            .keys()
            .iter()
            .find(|key| key.algorithm() == KeyAlgorithm::KeyedV1)
            .cloned()
    };
    let plain = scan(one, "a.txt", None);
    assert_eq!((plain.keys().len(), keyed(&plain)), (3, None));
    assert_eq!(plain.confidence(), Confidence::Certain);
    // Another secret in the same place has the same location keys: the secret is masked in them.
    assert_eq!(scan(&other, "a.txt", None).keys(), plain.keys());
    // The same secret elsewhere has the same fingerprint.
    let moved = scan(&format!("\n\n  other: {one}"), "b.txt", Some(&key));
    assert_eq!(keyed(&moved), keyed(&scan(one, "a.txt", Some(&key))));
    assert_ne!(keyed(&moved), keyed(&scan(&other, "a.txt", Some(&key))));
}

#[test]
fn what_people_read_is_stable() {
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let text = concat!(
        "aws_access_key_id = AKIA",
        "RZPUZDIKAACDEFGH",
        "\n",
        "aws_secret_access_key = ",
        "kT9/vQx2Lm8Rz0Yb4Wc7Nf1Hs6Jd3Pg5Aa+UeXoI",
        "\n",
        "url: https://deploy:",
        "q7Xz0PfL2mWn8Kd",
        "@git.example/x\n",
    );
    let mut found: Vec<SecretMatch> = Vec::new();
    let _ = scanner.scan(&mut scanner.scratch(), text.as_bytes(), &mut found);
    let lines: Vec<String> = found
        .iter()
        .map(|found| format!("{found} {} {}", found.severity(), found.confidence()))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    1:21: secret/aws-access-key-id AKI… (20 bytes) high certain
    2:25: secret/aws-secret-access-key kT9/… (40 bytes) critical high
    3:21: generic/url-password q7… (15 bytes) medium low
    ");
}

#[test]
fn no_panic_tells_a_secret() {
    let token = concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk");
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let mut found: Vec<SecretMatch> = Vec::new();
    let _ = scanner.scan(
        &mut scanner.scratch(),
        format!("key = {token}").as_bytes(),
        &mut found,
    );
    assert_eq!(found.len(), 1);
    let none = |found: Vec<SecretMatch>| if found.is_empty() { Ok(()) } else { Err(found) };
    let panicked = std::panic::catch_unwind(|| none(found).unwrap());
    let told = panicked.unwrap_err().downcast::<String>().unwrap();
    assert!(told.contains("secret/github-token"), "{told}");
    assert!(!told.contains("SWsbCBpWUedoB6SJ95"), "a panic tells the secret");
}
