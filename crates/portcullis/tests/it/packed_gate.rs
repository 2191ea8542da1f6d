//! Archives in a tree that is gated.

use portcullis::policy::Verdict;
use portcullis::{GateOptions, Gated};

use crate::packed_secrets::{TOKEN, tar, zip};
use crate::support::{Tree, gate_with, lockfile, summary};

const POLICY: &str = "schema = 1\n[policy]\nid = \"x\"\n[[rule]]\ncheck = \"secrets\"\n";

fn gated(tree: &Tree, policy: &str, change: impl FnOnce(&mut GateOptions)) -> Gated {
    let beside = Tree::new(&[]);
    let policy = beside.write("policy.toml", policy.as_bytes());
    gate_with(tree.path(), |options| {
        options.policy = Some(policy);
        change(options);
    })
}

/// A tree with a lockfile and a secret in a zip in a tar.
fn tree() -> Tree {
    let tree = Tree::new(&[("package-lock.json", &lockfile("1.5.0"))]);
    let secret = format!("t = \"{TOKEN}\"\n");
    let inner = zip("src/conf.py", secret.as_bytes());
    tree.write("dist/app.tar", &tar("lib.zip", &inner));
    tree
}

#[test]
fn a_secret_in_an_archive_is_told_at_its_place() {
    let gated = gated(&tree(), POLICY, |_| {});
    let (verdict, gaps) = summary(&gated);
    assert_eq!((verdict, gaps), (Verdict::Deny, vec![]));
    let places: Vec<_> = gated
        .report
        .findings()
        .iter()
        .map(|found| found.locations()[0].to_string())
        .collect();
    assert_eq!(places, ["dist/app.tar!lib.zip!src/conf.py:1:6"]);
}

#[test]
fn the_digest_and_the_inventory_are_those_of_closed_archives() {
    let tree = tree();
    let open = gated(&tree, POLICY, |_| {});
    let closed = gated(&tree, POLICY, |options| options.packed.depth = 0);
    assert_eq!(open.tree, closed.tree);
    assert_eq!(open.inventory, closed.inventory);
    assert_eq!(open.counts, closed.counts);
    assert_eq!(
        summary(&closed).1,
        ["secret not-covered: dist/app.tar: what is packed into this tar file was not scanned for secrets"]
    );
}

#[test]
fn a_waiver_for_a_path_is_none_for_that_path_in_an_archive() {
    let tree = tree();
    let waiver = |path: &str| {
        format!(
            "{POLICY}[[waiver]]\nid = \"W\"\nrule = \"secrets\"\npath = \"{path}\"\nowner = \"me\"\nreason = \"x\"\nexpires = 2026-12-01\n"
        )
    };
    for (path, verdict) in [
        ("src/conf.py", Verdict::Deny),
        ("dist/app.tar", Verdict::Deny),
        ("dist/app.tar!lib.zip!src/conf.py", Verdict::Allow),
        ("dist/", Verdict::Allow),
    ] {
        assert_eq!(
            gated(&tree, &waiver(path), |_| {}).decision.verdict(),
            verdict,
            "{path}"
        );
    }
}

#[test]
fn an_excluded_archive_is_one_gap_and_stays_closed() {
    let tree = tree();
    let policy = format!("{POLICY}[[exclude]]\npath = \"dist/\"\nreason = \"build output\"\n");
    let gated = gated(&tree, &policy, |_| {});
    let (verdict, gaps) = summary(&gated);
    assert_eq!(verdict, Verdict::Allow);
    assert_eq!(
        gaps,
        ["source skipped: dist: excluded by the policy: build output"]
    );
    assert!(gated.report.findings().is_empty());
}

#[test]
fn limits_of_archives_are_gaps_and_no_approval() {
    let tree = tree();
    for change in [
        (|options| options.packed.depth = 1) as fn(&mut GateOptions),
        |options| options.packed.unpacked_bytes = 100,
        |options| options.packed.held_bytes = 10,
    ] {
        let gated = gated(&tree, POLICY, change);
        // Undecided, or denied for what shows through the packed bytes of an archive that stays closed.
        assert_ne!(gated.decision.verdict(), Verdict::Allow);
        assert!(gated.report.gaps().iter().any(|gap| gap.limit.is_some()));
    }
}

#[test]
fn what_stands_in_an_archive_beside_its_entries_is_told_too() {
    use std::io::Write;
    let mut commented = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    commented.set_comment(format!("token = \"{TOKEN}\"")).unwrap();
    commented
        .start_file("a.txt", zip::write::SimpleFileOptions::default())
        .unwrap();
    commented.write_all(b"nothing").unwrap();
    let mut followed = tar("a.txt", b"nothing");
    followed.extend(format!("token = \"{TOKEN}\"\n").into_bytes());
    for (name, archive) in [
        ("a.zip", commented.finish().unwrap().into_inner()),
        ("a.tar", followed),
    ] {
        let tree = Tree::new(&[]);
        tree.write(name, &archive);
        let gated = gated(&tree, POLICY, |_| {});
        let places: Vec<_> = gated
            .report
            .findings()
            .iter()
            .map(|found| found.locations()[0].label().to_string())
            .collect();
        assert_eq!(places, [name]);
        // What an entry says is told at the entry alone.
        let tree = Tree::new(&[]);
        tree.write(
            "b.tar",
            &tar("b.txt", format!("token = \"{TOKEN}\"\n").as_bytes()),
        );
        let inside = self::gated(&tree, POLICY, |_| {});
        assert_eq!(inside.report.findings().len(), 1);
    }
}
