//! A fleet on the command line.

use crate::support::{Folder, run, text};

fn sbom(purls: &[&str]) -> String {
    let components: Vec<String> = purls
        .iter()
        .map(|purl| {
            let (_, rest) = purl.split_once('/').unwrap();
            let (name, version) = rest.split_once('@').unwrap_or((rest, ""));
            let version = match version {
                "" => String::new(),
                version => format!(r#","version":"{version}""#),
            };
            format!(r#"{{"type":"library","name":"{name}"{version},"purl":"{purl}"}}"#)
        })
        .collect();
    format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{}]}}"#,
        components.join(",")
    )
}

fn advisory(fixed: &str) -> String {
    format!(
        r#"{{"id":"X-1","affected":[{{"package":{{"ecosystem":"npm","name":"left"}},"ranges":[{{"type":"SEMVER","events":[{{"introduced":"1.2.0"}},{{"fixed":"{fixed}"}}]}}]}}]}}"#
    )
}

/// A fleet of three documents in the folder, and the paths of fleet and documents.
fn fleet(folder: &Folder) -> (String, [String; 3]) {
    let documents = [
        ("shop.json", sbom(&["pkg:npm/left@1.4.1", "pkg:npm/right@1.0.0"])),
        ("till.json", sbom(&["pkg:npm/left@1.6.0"])),
        ("old.json", sbom(&["pkg:npm/left"])),
    ];
    let paths = documents.map(|(name, document)| folder.write(name, document.as_bytes()));
    let fleet = folder.path("fleet");
    let list = folder.write("list", format!("{}\n{}\n", paths[1], paths[2]).as_bytes());
    let output = run(&["fleet", "build", &fleet, &paths[0], "--list", &list]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    (fleet, paths)
}

fn asked(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String) {
    let mut all = vec!["fleet", "affected"];
    all.extend(arguments);
    let output = run(&all);
    assert_eq!(text(&output.stderr), "");
    let root = folder.path("");
    (output.status.code(), text(&output.stdout).replace(&root, ""))
}

#[test]
fn an_advisory_tells_which_inventories_it_affects() {
    let folder = Folder::new();
    let (fleet, _) = fleet(&folder);
    let record = folder.write("x.json", advisory("1.5.0").as_bytes());
    let (code, told) = asked(&folder, &[&fleet, &record]);
    insta::assert_snapshot!(told, @r"
    X-1: 1 of 3 inventories affected, 1 unknown
      npm left: unknown, the component states no version (1 inventory)
      npm left 1.4.1: affected (1 inventory)
    affected        shop.json
    unknown         old.json
    ");
    assert_eq!(code, Some(1));
}

#[test]
fn a_changed_advisory_tells_what_it_changes() {
    let folder = Folder::new();
    let (fleet, _) = fleet(&folder);
    let old = folder.write("old-x.json", advisory("1.5.0").as_bytes());
    let new = folder.write("x.json", advisory("1.7.0").as_bytes());
    let (code, told) = asked(&folder, &[&fleet, &new, "--was", &old, "--format", "json"]);
    assert_eq!(code, Some(1));
    insta::assert_snapshot!(told);
    let (_, back) = asked(&folder, &[&fleet, &old, "--was", &new]);
    assert!(back.contains("newly fixed     till.json\n"), "{back}");
}

#[test]
fn what_is_added_removed_and_merged_counts() {
    let folder = Folder::new();
    let (fleet, [shop, till, old]) = fleet(&folder);
    let record = folder.write("x.json", advisory("1.5.0").as_bytes());
    folder.write("shop.json", sbom(&["pkg:npm/left@1.5.0"]).as_bytes());
    let steps: [(&[&str], Option<i32>); 5] = [
        (&["add", &fleet, &shop], Some(2)), // One is still unknown.
        (&["remove", &fleet, &old], Some(0)),
        (&["merge", &fleet], Some(0)),
        (&["remove", &fleet, &till], Some(0)),
        (&["merge", &fleet], Some(0)),
    ];
    for (step, expected) in steps {
        let mut arguments = vec!["fleet"];
        arguments.extend(step);
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(0), "{step:?} {}", text(&output.stderr));
        assert_eq!(asked(&folder, &[&fleet, &record]).0, expected, "{step:?}");
    }
    let told = text(&run(&["fleet", "info", &fleet]).stdout);
    assert_eq!(
        told,
        "inventories  1\ncomponents   1 of 1 packages\npostings     1\nsegments     1\nmatched by   missing-epoch = unknown, ubuntu-pro = told, cpe = off\n"
    );
}

#[test]
fn what_cannot_be_done_ends_with_2_and_says_why() {
    let folder = Folder::new();
    let (fleet, [shop, ..]) = fleet(&folder);
    let record = folder.write("x.json", advisory("1.5.0").as_bytes());
    let bad = folder.write("bad.json", b"{");
    let none = folder.path("none");
    let rows: [(&[&str], &str); 6] = [
        (&["build", &fleet, &shop], "there is a fleet already"),
        (&["add", &none, &shop], "none"),
        (&["add", &fleet, &bad], "bad.json"),
        (&["remove", &fleet, "nobody"], "no inventory has the name nobody"),
        (&["affected", &none, &record], "none"),
        (&["affected", &fleet, &bad], "bad.json"),
    ];
    for (arguments, why) in rows {
        let mut all = vec!["fleet"];
        all.extend(arguments);
        let output = run(&all);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(why), "{}", text(&output.stderr));
    }
    assert_eq!(run(&["fleet", "build", &fleet]).status.code(), Some(64));
    folder.write("fleet/000000000001.fleet", b"damaged");
    let output = run(&["fleet", "affected", &fleet, &record]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("segment 0 is no fleet segment"));
}

#[test]
fn a_fleet_is_asked_as_it_was_built_and_other_options_are_refused() {
    let folder = Folder::new();
    let bind = "pkg:rpm/almalinux/bind@9.11-3?distro=almalinux-8";
    let document = format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{{"type":"library","name":"bind","version":"9.11-3","purl":"{bind}"}}]}}"#
    );
    let path = folder.write("host.json", document.as_bytes());
    let record = folder.write(
        "x.json",
        br#"{"id":"X-1","affected":[{"package":{"ecosystem":"AlmaLinux:8","name":"bind"},"ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"32:9.11-2"}]}]}]}"#,
    );
    for (name, epoch, expected) in [
        ("a", "unknown", 2),
        ("b", "zero", 1),
        ("c", "same-as-advisory", 0),
    ] {
        let fleet = folder.path(name);
        let output = run(&["fleet", "build", &fleet, &path, "--missing-epoch", epoch]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_eq!(run(&["fleet", "add", &fleet, &path]).status.code(), Some(0));
        assert_eq!(asked(&folder, &[&fleet, &record]).0, Some(expected), "{epoch}");
        let same = run(&["fleet", "add", &fleet, &path, "--missing-epoch", epoch]);
        assert_eq!(same.status.code(), Some(0));
        let other = run(&["fleet", "add", &fleet, &path, "--ubuntu-pro", "by-version"]);
        assert_eq!(other.status.code(), Some(2));
        assert!(text(&other.stderr).contains(&format!("matched with `missing-epoch = {epoch}")));
    }
    assert_eq!(
        run(&["fleet", "build", "x", &path, "--missing-epoch", "one"])
            .status
            .code(),
        Some(64)
    );
}
