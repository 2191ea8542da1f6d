//! 0 allow, 1 deny, 2 undecided or an error, 64 usage.

use crate::support::{Folder, run, storefront, text};

const CLEAN: &str = "{\"name\": \"app\", \"version\": \"1.0.0\", \"lockfileVersion\": 3, \"packages\": {\"\": {\"name\": \"app\", \"version\": \"1.0.0\"}}}\n";

#[test]
fn a_denied_tree_ends_with_one() {
    assert_eq!(storefront(&[]).status.code(), Some(1));
}

#[test]
fn a_clean_tree_ends_with_zero() {
    let folder = Folder::new();
    folder.write("package-lock.json", CLEAN.as_bytes());
    let output = run(&[
        "gate",
        &folder.path(""),
        "--advisories",
        "examples/advisories",
        "--at",
        "2026-11-01",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}

#[test]
fn a_tree_without_advisories_ends_with_two() {
    let folder = Folder::new();
    folder.write("package-lock.json", CLEAN.as_bytes());
    let output = run(&["gate", &folder.path(""), "--at", "2026-11-01"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("vulnerabilities: not done"));
}

#[test]
fn what_cannot_be_read_ends_with_two_and_says_why() {
    for (args, why) in [
        (vec!["gate", "nowhere"], "nowhere"),
        (
            vec!["gate", "examples", "--policy", "nowhere.toml"],
            "nowhere.toml",
        ),
        (vec!["gate", "examples", "--advisories", "nowhere"], "nowhere"),
        (vec!["gate", "examples", "--baseline", "README.md"], "README.md"),
        (vec!["gate", "examples", "--sbom", "README.md"], "README.md"),
        (vec!["verify", "README.md", "--key", "README.md"], "README.md"),
    ] {
        let output = run(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let said = text(&output.stderr);
        assert!(
            said.starts_with("error: ") && said.contains(why),
            "{args:?}: {said}"
        );
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_call_that_cannot_be_understood_ends_with_sixty_four() {
    for args in [
        vec![],
        vec!["gate"],
        vec!["gate", ".", "--fail-on", "awful"],
        vec!["gate", ".", "--at", "yesterday"],
        vec!["gate", ".", "--threads", "0"],
        vec!["gate", ".", "--threads", "1000000"],
        vec!["gate", ".", "--sign-key", "key.pem"],
        vec!["gate", ".", "--polcy", "x"],
        vec!["verify", "x"],
        vec!["frobnicate"],
    ] {
        assert_eq!(run(&args).status.code(), Some(64), "{args:?}");
    }
    assert!(text(&run(&["gate", ".", "--polcy", "x"]).stderr).contains("--policy"));
}

#[test]
fn help_and_version_end_with_zero() {
    for args in [
        vec!["--help"],
        vec!["gate", "--help"],
        vec!["verify", "-h"],
        vec!["--version"],
        vec!["policy"],
    ] {
        let output = run(&args);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert!(!output.stdout.is_empty());
    }
}

#[test]
fn thresholds_of_the_caller_change_the_answer() {
    let all = text(&storefront(&["--fail-on", "low"]).stdout);
    let fixed = text(&storefront(&["--only-fixed"]).stdout);
    assert!(all.contains("medium RUSTSEC-2020-0071 in time 0.1.45"), "{all}");
    assert!(!fixed.contains("in ip 2.0.1"), "{fixed}");
    assert!(fixed.contains("policy changed by the caller"), "{fixed}");
}

#[test]
fn the_built_in_policy_can_be_named_as_a_file() {
    let folder = Folder::new();
    let policy = folder.write("policy.toml", &run(&["policy"]).stdout);
    let named = storefront(&["--policy", &policy]);
    assert_eq!(named.status.code(), Some(1));
    let verdict = |output: &[u8]| text(output).lines().last().unwrap().to_owned();
    assert_eq!(verdict(&named.stdout), verdict(&storefront(&[]).stdout));
}
