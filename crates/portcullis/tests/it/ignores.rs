//! Comments and lists that ask to pass over secrets.

use portcullis::findings::{EvidenceKind, Finding};
use portcullis::policy::{IgnoreOrigin, Verdict, WaivedBy};
use portcullis::secret_detect::{RuleSet, Scanner};
use portcullis::secrets::{InlineIgnores, PeerLists, ScannedSecrets, SecretOptions, scan_tree};
use portcullis::{GateOptions, Gated, Silent};

use crate::support::{Tree, gate_with};

const TOKEN: &str = concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk");
/// What `sha1sum` says of it.
const SHA1: &str = "ee14a8ef4409f0c2992894383802e42cddeeb9c9";

fn policy(more: &str) -> String {
    format!("schema = 1\n[policy]\nid = \"secrets\"\n[[rule]]\ncheck = \"secrets\"\n{more}\n")
}

/// The gate on a tree by a policy that asks for secrets alone.
fn gated(tree: &Tree, more: &str, change: impl FnOnce(&mut GateOptions)) -> Gated {
    let beside = Tree::new(&[]);
    let text = policy(more) + "[[rule]]\ncheck = \"inputs\"\naccept = [\"inventory/not-covered\"]\n";
    let path = beside.write("policy.toml", text.as_bytes());
    gate_with(tree.path(), |options| {
        options.policy = Some(path);
        change(options);
    })
}

fn notes(gated: &Gated) -> Vec<String> {
    let notes = gated.report.notes().iter();
    notes
        .map(|note| format!("{}: {}", note.subject, note.text))
        .collect()
}

fn asked(finding: &Finding) -> Vec<&str> {
    let evidence = finding.evidence().iter();
    evidence
        .filter(|one| matches!(one.kind, EvidenceKind::Ignore | EvidenceKind::Baseline))
        .map(|one| one.text.as_str())
        .collect()
}

#[test]
fn a_comment_in_the_tree_is_told_and_refused_unless_the_policy_accepts_it() {
    let text = format!("a = 1 # trufflehog:ignore\nt = \"{TOKEN}\" # gitleaks:allow\n");
    let tree = Tree::new(&[("a.py", &text)]);
    let refused = gated(&tree, "", |_| {});
    assert_eq!(refused.decision.verdict(), Verdict::Deny);
    let outcome = &refused.decision.outcomes()[0];
    assert_eq!(
        outcome.lapsed,
        ["gitleaks:allow in line 2, column 50 is a waiver without owner and end, which the policy refuses"]
    );
    assert!(
        outcome
            .flip
            .iter()
            .any(|flip| flip.starts_with("inline-ignores = \"accept\""))
    );
    assert_eq!(
        asked(&refused.report.findings()[0]),
        ["gitleaks:allow in line 2, column 50"]
    );
    let expected = [
        "a.py: trufflehog:ignore in line 1, column 9 speaks of no finding",
        "comments: 2 comments ask to pass over findings, 1 of them without effect",
    ];
    for note in expected {
        assert!(
            notes(&refused).iter().any(|told| told == note),
            "{:?}",
            notes(&refused)
        );
    }
    let accepted = gated(&tree, "inline-ignores = \"accept\"", |_| {});
    assert_eq!(accepted.decision.verdict(), Verdict::Allow);
    assert_eq!(accepted.report.suppressed()[0].by, "inline-ignore");
    let WaivedBy::Ignore { origin, text } = &accepted.decision.waived()[0].by else {
        panic!("not put aside by a comment");
    };
    assert_eq!(
        (*origin, text.as_str()),
        (IgnoreOrigin::Tree, "gitleaks:allow in line 2, column 50")
    );
}

#[test]
fn a_policy_in_the_tree_cannot_accept_its_comments() {
    let tree = Tree::new(&[
        ("a.py", &format!("t = \"{TOKEN}\" # gitleaks:allow\n")),
        (
            "portcullis.toml",
            &policy("inline-ignores = \"accept\"\nmin-confidence = \"low\""),
        ),
    ]);
    let gated = gated(&tree, "", |_| {});
    assert_eq!(gated.decision.verdict(), Verdict::Deny);
    assert!(gated.decision.waived().is_empty());
    assert!(
        notes(&gated)
            .iter()
            .any(|note| note.contains("inline-ignores accept")),
        "{:?}",
        notes(&gated)
    );
}

#[test]
fn lists_of_other_tools_at_the_top_of_the_tree_count_like_comments() {
    let baseline = format!(
        r#"{{"version": "1.5.0", "results": {{"conf/a.env": [{{"type": "GitHub Token", "hashed_secret": "{SHA1}", "line_number": 1}}], "d": [{{"type": "x", "hashed_secret": "{}", "line_number": 1}}]}}}}"#,
        "0".repeat(40)
    );
    let rows: [(&str, &str, &str, &str); 3] = [
        (
            ".gitleaksignore",
            "# samples\nconf/a.env:github-pat:1\nconf/a.env:github-pat:7\n",
            "entry 1 of .gitleaksignore",
            ".gitleaksignore: inside the tree: 2 entries of gitleaks ask to pass over findings, 1 of them speak of none (2)",
        ),
        (
            ".secrets.baseline",
            &baseline,
            "entry 1 of .secrets.baseline",
            ".secrets.baseline: inside the tree: 2 entries of detect-secrets ask to pass over findings, 1 of them speak of none (2)",
        ),
        (
            ".gitleaks.toml",
            "[extend]\nuseDefault = true\n[allowlist]\npaths = ['''^conf/''']\n[[rules]]\nid = \"x\"\n[[rules.allowlists]]\nstopwords = [\"y\"]\n",
            "allowlist 1 of .gitleaks.toml",
            ".gitleaks.toml: inside the tree: 1 allowlists of gitleaks ask to pass over findings, 0 of them speak of none; 1 more are about its own rules",
        ),
    ];
    for (name, list, evidence, note) in rows {
        let tree = Tree::new(&[("conf/a.env", &format!("TOKEN={TOKEN}\n")), (name, list)]);
        let refused = gated(&tree, "", |_| {});
        assert_eq!(refused.decision.verdict(), Verdict::Deny, "{name}");
        assert_eq!(asked(&refused.report.findings()[0]), [evidence]);
        assert!(
            notes(&refused).iter().any(|told| told == note),
            "{:?}",
            notes(&refused)
        );
        let accepted = gated(&tree, "inline-ignores = \"accept\"", |_| {});
        assert_eq!(accepted.decision.verdict(), Verdict::Allow, "{name}");
        // Below the top it is nobody's.
        let below = Tree::new(&[("conf/a.env", &format!("TOKEN={TOKEN}\n"))]);
        below.write(&format!("conf/{name}"), list.as_bytes());
        let below = gated(&below, "inline-ignores = \"accept\"", |_| {});
        assert_eq!(below.decision.verdict(), Verdict::Deny, "{name}");
        assert!(
            notes(&below).iter().any(|told| told.contains("without effect")),
            "{name}"
        );
    }
}

#[test]
fn a_list_that_cannot_be_used_is_told_and_accepts_nothing() {
    for (name, list) in [
        (".gitleaksignore", "conf/a.env\n"),
        (".secrets.baseline", "{"),
        (".gitleaks.toml", "[[allowlists]]\npaths = ['''(''']\n"),
    ] {
        let tree = Tree::new(&[("conf/a.env", &format!("TOKEN={TOKEN}\n")), (name, list)]);
        let gated = gated(&tree, "inline-ignores = \"accept\"", |_| {});
        assert_eq!(gated.decision.verdict(), Verdict::Deny, "{name}");
        let told = notes(&gated);
        assert!(
            told.iter().any(|note| note.contains("since it cannot be used")),
            "{told:?}"
        );
    }
}

#[test]
fn a_baseline_of_another_tool_that_the_caller_names_is_a_waiver_without_owner() {
    let tree = Tree::new(&[("a.env", &format!("TOKEN={TOKEN}\n"))]);
    let beside = Tree::new(&[]);
    let report =
        r#"[{"RuleID": "github-pat", "File": "a.env", "StartLine": 1, "EndLine": 1, "Secret": "REDACTED"}]"#;
    let path = beside.write("gitleaks.json", report.as_bytes());
    let refused = gated(&tree, "inline-ignores = \"accept\"", |options| {
        options.peer_baselines = vec![path.clone()];
    });
    assert_eq!(refused.decision.verdict(), Verdict::Deny);
    assert!(refused.decision.outcomes()[0].lapsed[0].contains("without owner and end"));
    let accepted = gated(&tree, "peer-baselines = \"accept\"", |options| {
        options.peer_baselines = vec![path.clone()];
    });
    assert_eq!(accepted.decision.verdict(), Verdict::Allow);
    assert_eq!(accepted.report.suppressed()[0].by, "peer-baseline");
    // Named where it lies in the tree it is the caller's, and is read once.
    let path = tree.write(".gitleaksignore", b"a.env:github-pat:1\n");
    let named = gated(&tree, "peer-baselines = \"accept\"", |options| {
        options.peer_baselines = vec![path]
    });
    assert_eq!(named.decision.verdict(), Verdict::Allow);
    assert_eq!(asked(&named.report.suppressed()[0].finding).len(), 1);
}

fn scanned(tree: &Tree, lists: &PeerLists) -> ScannedSecrets {
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let mut options = SecretOptions::new(&scanner);
    options.lists = lists;
    scan_tree(tree.path(), &options, &Silent).unwrap()
}

#[test]
fn a_scan_puts_aside_what_the_caller_named_and_on_request_what_the_tree_asks() {
    let tree = Tree::new(&[
        ("a.env", &format!("TOKEN={TOKEN}\n")),
        (
            "b.py",
            &format!("# pragma: allowlist nextline secret\nt = \"{TOKEN}\"\n"),
        ),
    ]);
    let beside = Tree::new(&[]);
    let list = beside.write("list", b"a.env:github-pat:1\n");
    let lists = PeerLists::none().with_file(&list).unwrap();
    let scanned = scanned(&tree, &lists);
    assert_eq!((scanned.ignores.comments, scanned.ignores.idle), (1, 0));
    let by = |ignores| -> Vec<String> {
        let report = scanned.report(Vec::new(), None, ignores);
        report.suppressed().iter().map(|one| one.by.clone()).collect()
    };
    assert_eq!(by(InlineIgnores::Tell), ["peer-baseline"]);
    assert_eq!(by(InlineIgnores::Honour), ["peer-baseline", "inline-ignore"]);
}

#[test]
fn of_very_many_idle_comments_some_are_told_and_all_are_counted() {
    let text = "x # gitleaks:allow\n".repeat(900);
    let tree = Tree::new(&[("a.txt", &text), ("b.txt", &text)]);
    let scanned = scanned(&tree, &PeerLists::none());
    assert_eq!((scanned.ignores.comments, scanned.ignores.idle), (1_800, 1_800));
    let told: Vec<_> = scanned
        .ignores
        .notes
        .iter()
        .map(|note| note.subject.as_str())
        .collect();
    assert_eq!(told, ["a.txt", "b.txt"]);
    let text = &scanned.ignores.notes[0].text;
    assert!(text.ends_with("; and 895 more comments without effect"), "{text}");
}
