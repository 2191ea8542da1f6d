//! Comments that ask to pass over findings.

use portcullis_secret_detect::ignore::{IgnoreComments, IgnoreForm};
use portcullis_secret_detect::{RuleSet, Scanner, SecretMatch};

#[test]
fn comments_mark_findings_and_drop_none() {
    let token = concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk");
    let text = format!(
        "a = {token} # gitleaks:allow\n# pragma: allowlist nextline secret\nb = {token}\nc = 1 # trufflehog:ignore\nd = {token}\n# portcullis:ignore 0123456789abcdef0123 a sample\n"
    );
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let mut found: Vec<SecretMatch> = Vec::new();
    scanner.scan(&mut scanner.scratch(), text.as_bytes(), &mut found);
    assert_eq!(found.len(), 3);
    let comments = IgnoreComments::read(text.as_bytes());
    let forms = |at: usize, fingerprint: &str| -> Vec<IgnoreForm> {
        let fingerprints = [fingerprint.to_owned()];
        comments
            .of(&found[at], &fingerprints)
            .map(|comment| comment.form)
            .collect()
    };
    assert_eq!(forms(0, ""), [IgnoreForm::Gitleaks]);
    assert_eq!(forms(1, ""), [IgnoreForm::DetectSecretsNextLine]);
    assert!(forms(2, "").is_empty());
    assert_eq!(forms(2, "0123456789ABCDEF0123"), [IgnoreForm::Own]);
    let found: Vec<_> = found.into_iter().map(|found| (found, Vec::new())).collect();
    let idle: Vec<String> = comments.without_effect(&found).map(ToString::to_string).collect();
    assert_eq!(
        idle,
        [
            "trufflehog:ignore in line 4, column 9",
            "portcullis:ignore in line 6, column 3"
        ]
    );
}
