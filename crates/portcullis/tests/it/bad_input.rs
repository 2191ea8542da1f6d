//! What is broken, hostile or missing is told and never allowed.

use portcullis::policy::Verdict;
use portcullis::{GateError, GateOptions, Silent, gate};

use crate::support::{ADVISORY, Tree, advisories, gate_with, lockfile, now, summary};

/// The gate on a tree with a clean lockfile beside what the test adds, and the gap that must be there.
fn undecided_because(tree: &Tree, cause: &str) {
    let data = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into())
    });
    let (verdict, gaps) = summary(&gated);
    assert_eq!(verdict, Verdict::Undecided, "{gaps:?}");
    assert!(gaps.iter().any(|gap| gap.contains(cause)), "{gaps:?}");
}

fn clean() -> Tree {
    Tree::new(&[("package-lock.json", &lockfile("1.5.0"))])
}

#[test]
fn a_clean_tree_is_allowed() {
    let (tree, data) = (clean(), advisories());
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into())
    });
    assert_eq!(summary(&gated), (Verdict::Allow, Vec::new()));
}

#[test]
fn an_affected_version_is_denied_with_path_and_fix() {
    let tree = Tree::new(&[("package-lock.json", &lockfile("1.4.0"))]);
    let data = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into())
    });
    assert_eq!(gated.decision.verdict(), Verdict::Deny);
    let finding = &gated.report.findings()[0];
    assert_eq!(
        finding.paths()[0].to_string(),
        "app 1.0.0 → middle 1.0.0 → left 1.4.0"
    );
    assert_eq!(finding.fix().version(), Some("1.5.0"));
}

#[test]
fn without_advisories_vulnerabilities_are_not_done() {
    let tree = clean();
    let gated = gate_with(tree.path(), |_| {});
    assert_eq!(gated.decision.verdict(), Verdict::Undecided);
    assert!(gated.decision.advisories().is_none());
    let reasons: Vec<_> = gated
        .decision
        .outcomes()
        .iter()
        .map(|outcome| outcome.reason.as_str())
        .collect();
    assert!(
        reasons.iter().any(|reason| reason.contains("not done")),
        "{reasons:?}"
    );
}

#[test]
fn old_advisories_are_undecided() {
    let (tree, data) = (clean(), advisories());
    let mut options = GateOptions::new(tree.path(), "2026-12-24".parse().unwrap());
    options.advisories = Some(data.path().into());
    let gated = gate(&options, &Silent).unwrap();
    assert_eq!(gated.decision.verdict(), Verdict::Undecided);
    assert!(
        gated
            .decision
            .outcomes()
            .iter()
            .any(|outcome| outcome.check == "data-age")
    );
}

#[test]
fn advisories_in_a_zip_are_those_of_the_folder() {
    use std::io::Write as _;

    let tree = Tree::new(&[("package-lock.json", &lockfile("1.4.0"))]);
    let beside = Tree::new(&[]);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in [
        ("npm/X-1.json", ADVISORY),
        ("npm/broken.json", "{"),
        ("README.md", "hello"),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    let archive = beside.write("advisories.zip", &zip.finish().unwrap().into_inner());
    let gated = gate_with(tree.path(), |options| options.advisories = Some(archive));
    let (verdict, gaps) = summary(&gated);
    assert_eq!((verdict, gated.counts.advisories), (Verdict::Deny, 1));
    assert!(gaps.iter().any(|gap| gap.contains("npm/broken.json")), "{gaps:?}");
}

#[test]
fn an_ecosystem_without_advisories_is_a_gap() {
    let tree = clean();
    tree.write("jobs/requirements.txt", b"requests==2.31.0\n");
    undecided_because(&tree, "nothing of the ecosystem PyPI");
}

#[test]
fn a_lockfile_that_is_not_read_yet_is_a_gap() {
    let tree = clean();
    tree.write("web/yarn.lock", b"# yarn lockfile v1\n");
    undecided_because(&tree, "web/yarn.lock");
}

#[test]
fn a_tree_without_any_lockfile_is_undecided() {
    undecided_because(&Tree::new(&[("README.md", "hello\n")]), "no lockfile");
}

#[test]
fn a_truncated_lockfile_is_a_gap_with_its_position() {
    let tree = clean();
    let whole = lockfile("1.5.0");
    tree.write("b/package-lock.json", &whole.as_bytes()[..whole.len() / 2]);
    undecided_because(&tree, "inventory skipped: b/package-lock.json: ");
    undecided_because(&tree, "line ");
}

#[test]
fn a_malformed_advisory_is_set_aside_and_the_rest_is_used() {
    let tree = Tree::new(&[("package-lock.json", &lockfile("1.4.0"))]);
    let data = advisories();
    data.write("broken.json", &ADVISORY.as_bytes()[..40]);
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into())
    });
    let (verdict, gaps) = summary(&gated);
    assert_eq!(verdict, Verdict::Deny);
    assert!(
        gaps.iter()
            .any(|gap| gap.contains("broken.json") && gap.contains("set aside")),
        "{gaps:?}"
    );
    assert_eq!(gated.counts.advisories, 1);
}

#[test]
fn an_unknown_key_of_a_policy_is_an_error_with_its_line_and_the_nearest_key() {
    let (tree, beside) = (clean(), Tree::new(&[]));
    let mut options = GateOptions::new(tree.path(), now());
    let policy = "schema = 1\n[policy]\nid = \"x\"\n[[rule]]\ncheck = \"severity\"\nat-lest = \"high\"\n";
    options.policy = Some(beside.write("policy.toml", policy.as_bytes()));
    let error = gate(&options, &Silent).unwrap_err();
    assert!(matches!(error, GateError::Policy { .. }));
    let text = error.to_string();
    assert!(text.contains("line 6") && text.contains("at-least"), "{text}");
}

#[test]
fn a_missing_tree_is_an_error() {
    let tree = Tree::new(&[]);
    let options = GateOptions::new(tree.path().join("nowhere"), now());
    assert!(matches!(gate(&options, &Silent), Err(GateError::Walk(_))));
}

#[test]
fn a_line_of_eight_megabytes_is_scanned_to_its_end() {
    let tree = clean();
    let mut line = vec![b'a'; 8 << 20];
    line.extend_from_slice(concat!(" ghp", "_P9rQ3xYt7VbLm2KdWz8NcHs5GfJa4R1u0r5I").as_bytes());
    tree.write("one-line.txt", &line);
    let data = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into())
    });
    let finding = &gated.report.findings()[0];
    let region = finding.locations()[0].region().unwrap();
    assert_eq!((region.line(), region.column()), (1, (8 << 20) + 2));
}

#[test]
fn a_tree_that_is_all_secrets_ends_in_stated_limits() {
    let tree = clean();
    let token = concat!("ghp", "_P9rQ3xYt7VbLm2KdWz8NcHs5GfJa4R1u0r5I\n");
    for file in 0..25 {
        tree.write(&format!("many/{file:03}.txt"), token.repeat(1_001).as_bytes());
    }
    let data = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into())
    });
    let (verdict, gaps) = summary(&gated);
    assert_eq!(verdict, Verdict::Deny);
    assert_eq!(gated.report.findings().len(), 20_000);
    assert!(
        gaps.iter()
            .any(|gap| gap.contains("more than 1000 findings in one input")),
        "{}",
        gaps.len()
    );
    assert!(
        gaps.iter()
            .any(|gap| gap.contains("more than 20000 findings of secrets")),
        "{}",
        gaps.len()
    );
}

#[test]
fn a_local_package_named_like_an_affected_one_is_a_gap() {
    let lock = r#"{"name": "app", "version": "1.0.0", "lockfileVersion": 3, "packages": {
        "": {"name": "app", "version": "1.0.0", "dependencies": {"left": "*"}},
        "node_modules/left": {"resolved": "vendor/left", "link": true},
        "vendor/left": {"name": "left", "version": "1.4.0"}
    }}"#;
    undecided_because(
        &Tree::new(&[("package-lock.json", lock)]),
        "left 1.4.0 is said to lie beside its manifest",
    );
}

#[test]
fn a_folder_of_git_below_the_top_is_a_gap() {
    let tree = clean();
    tree.write(".git/config", b"x");
    let data = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into())
    });
    assert_eq!(summary(&gated), (Verdict::Allow, Vec::new()));
    tree.write("sub/.git/config", b"x");
    undecided_because(&tree, "source skipped: sub/.git: a folder of git's own data");
}

#[test]
fn an_included_file_is_read_whatever_its_name_and_a_missing_one_is_a_gap() {
    let tree = clean();
    tree.write("requirements.txt", b"-r more.lst\n-r gone.txt\n");
    tree.write("more.lst", b"-r requirements.txt\nleftpad==1.0.0\n");
    let data = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into())
    });
    assert!(
        gated
            .inventory
            .components()
            .iter()
            .any(|component| component.display_name() == "leftpad 1.0.0")
    );
    undecided_because(
        &tree,
        "the included file `gone.txt` is not among the files that were read",
    );
}

#[test]
fn more_entries_than_allowed_are_a_gap() {
    let tree = clean();
    tree.write("second/package-lock.json", lockfile("1.4.0").as_bytes());
    let data = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into());
        options.lockfile_entries = 3;
    });
    let (verdict, gaps) = summary(&gated);
    assert_eq!(verdict, Verdict::Undecided);
    assert!(
        gaps.iter()
            .any(|gap| gap.contains("second/package-lock.json") && gap.contains("more than 3")),
        "{gaps:?}"
    );
}

#[test]
fn what_is_packed_is_a_gap_whatever_its_name() {
    for (content, cause) in [
        (
            &b"PK\x03\x04 and so on"[..],
            "source truncated: notes.txt: not a zip archive",
        ),
        (
            b"\xfd7zXZ\0 and so on",
            "source not-covered: notes.txt: what is packed into this xz file is not read",
        ),
    ] {
        let tree = clean();
        tree.write("notes.txt", content);
        undecided_because(&tree, cause);
    }
}

#[test]
fn no_gap_or_note_tells_a_secret() {
    let token = concat!("ghp", "_P9rQ3xYt7VbLm2KdWz8NcHs5GfJa4R1u0r5I");
    let tree = clean();
    tree.write(
        "requirements.txt",
        format!("-r https://user:{token}@h.example/x.txt\n{token} foo\n").as_bytes(),
    );
    tree.write("portcullis.toml", format!("{token} = 1\n").as_bytes());
    let source = format!("git+https://h.example/{token}/x#0123456789012345678901234567890123456789");
    let lock =
        format!("version = 4\n[[package]]\nname = \"x\"\nversion = \"1.0.0\"\nsource = \"{source}\"\n");
    tree.write("Cargo.lock", lock.as_bytes());
    tree.write("go.mod", format!("module a\nrequire {token}\n").as_bytes());
    let data = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into())
    });
    for output in [
        gated.json(),
        gated.sarif(),
        gated.sbom(),
        gated.baseline.to_json(),
    ] {
        assert!(!output.contains(token), "{output}");
    }
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_name_that_is_no_text_is_read_and_told_in_escapes() {
        let tree = clean();
        let name = tree.path().join(OsStr::from_bytes(b"\xff\n.txt"));
        std::fs::write(name, concat!("ghp", "_P9rQ3xYt7VbLm2KdWz8NcHs5GfJa4R1u0r5I")).unwrap();
        let data = advisories();
        let gated = gate_with(tree.path(), |options| {
            options.advisories = Some(data.path().into())
        });
        assert_eq!(gated.decision.verdict(), Verdict::Deny);
        assert_eq!(
            gated.report.findings()[0].locations()[0].to_string(),
            "\\xff\\u{a}.txt:1:1"
        );
        let (_, gaps) = summary(&gated);
        assert!(gaps.iter().any(|gap| gap.contains("line break")), "{gaps:?}");
    }

    #[test]
    fn a_loop_of_links_is_a_gap() {
        let tree = clean();
        symlink("b", tree.path().join("a")).unwrap();
        symlink("a", tree.path().join("b")).unwrap();
        undecided_because(&tree, "source skipped: a: the symbolic link leads nowhere");
    }

    #[test]
    fn a_lockfile_that_is_a_link_is_read_by_the_name_of_the_link() {
        let tree = clean();
        tree.write("deps.lst", lockfile("1.4.0").as_bytes());
        std::fs::create_dir(tree.path().join("sub")).unwrap();
        symlink("../deps.lst", tree.path().join("sub/package-lock.json")).unwrap();
        let data = advisories();
        let gated = gate_with(tree.path(), |options| {
            options.advisories = Some(data.path().into())
        });
        assert_eq!(gated.decision.verdict(), Verdict::Deny);
        symlink("deps.lst", tree.path().join("yarn.lock")).unwrap();
        let (_, gaps) = summary(&gate_with(tree.path(), |options| {
            options.advisories = Some(data.path().into())
        }));
        assert!(
            gaps.iter().any(|gap| gap.contains("yarn.lock (npm) is not read")),
            "{gaps:?}"
        );
    }

    #[test]
    fn a_link_to_the_tree_itself_is_not_followed() {
        let tree = clean();
        symlink(".", tree.path().join("self")).unwrap();
        let data = advisories();
        let gated = gate_with(tree.path(), |options| {
            options.advisories = Some(data.path().into())
        });
        assert_eq!(summary(&gated), (Verdict::Allow, Vec::new()));
        assert_eq!(gated.counts.links_inside, 1);
    }

    #[test]
    fn a_link_out_of_the_tree_is_a_gap() {
        let (tree, outside) = (clean(), Tree::new(&[("x", "y")]));
        symlink(outside.path(), tree.path().join("out")).unwrap();
        undecided_because(
            &tree,
            "source skipped: out: the symbolic link leads out of the tree",
        );
    }

    #[test]
    fn a_pipe_is_a_gap_and_nobody_waits_for_it() {
        let tree = clean();
        let made = std::process::Command::new("mkfifo")
            .arg(tree.path().join("pipe"))
            .status()
            .unwrap();
        assert!(made.success());
        undecided_because(&tree, "source skipped: pipe: neither a file, a folder nor a link");
    }

    #[test]
    fn an_unreadable_file_is_a_gap() {
        let tree = clean();
        let path = tree.write("locked.txt", b"x");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
        if std::fs::read(&path).is_ok() {
            println!("passed over: this user reads every file, whatever its mode");
            return;
        }
        undecided_because(
            &tree,
            "source skipped: locked.txt: the file cannot be read: permission denied",
        );
    }
}
