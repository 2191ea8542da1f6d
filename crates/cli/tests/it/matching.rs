//! What data of matching leaves open, decided on the command line and by policies.

use crate::support::{Folder, run, text};

const EPOCH: &str = r#"{"id":"X-1","modified":"2026-10-31T00:00:00Z","affected":[{"package":{"ecosystem":"AlmaLinux:8","name":"bind"},
    "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
    "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"32:9.11-2"}]}]}]}"#;
const PRODUCT: &str = r#"{"id":"X-2","modified":"2026-10-31T00:00:00Z","affected":[{"package":{"ecosystem":"Bitnami","name":"minio"},
    "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
    "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"2023.3.13"}]}]}]}"#;
const SBOM: &str = r#"{"bomFormat":"CycloneDX","specVersion":"1.5","components":[
    {"type":"library","name":"bind","version":"9.11-3","purl":"pkg:rpm/almalinux/bind@9.11-3?distro=almalinux-8"},
    {"type":"application","name":"MinIO","version":"2023.1.0","cpe":"cpe:2.3:a:minio:minio:2023.1.0:*:*:*:*:*:*:*"}],
    "dependencies":[]}"#;

struct Case {
    folder: Folder,
    sbom: String,
}

impl Case {
    fn new() -> Self {
        let folder = Folder::new();
        std::fs::create_dir_all(folder.path("osv")).unwrap();
        std::fs::create_dir_all(folder.path("tree")).unwrap();
        folder.write("osv/X-1.json", EPOCH.as_bytes());
        folder.write("osv/X-2.json", PRODUCT.as_bytes());
        folder.write("tree/a.txt", b"nothing");
        let sbom = folder.write("sbom.cdx.json", SBOM.as_bytes());
        Self { folder, sbom }
    }

    /// The ids that are told as affecting, in their order.
    fn ids(&self, first: &[&str], more: &[&str]) -> Vec<String> {
        let osv = self.folder.path("osv");
        let mut args = first.to_vec();
        args.extend([
            "--advisories",
            &osv,
            "--at",
            "2026-11-01",
            "--format",
            "json",
            "-q",
        ]);
        args.extend(more);
        let output = run(&args);
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
            panic!("{error}: {} {}", text(&output.stdout), text(&output.stderr));
        });
        let report = document.get("report").unwrap_or(&document);
        let findings = report["findings"].as_array().unwrap().iter();
        let mut ids: Vec<String> = findings
            .map(|finding| finding["rule"].as_str().unwrap().to_owned())
            .collect();
        ids.sort_unstable();
        ids
    }
}

#[test]
fn flags_decide_what_is_left_open() {
    let case = Case::new();
    let (tree, sbom) = (case.folder.path("tree"), case.sbom.clone());
    let rows: [(&[&str], &[&str]); 4] = [
        (&[], &["vulnerability/X-2"]),
        (&["--cpe", "off"], &[]),
        (
            &["--missing-epoch", "zero"],
            &["vulnerability/X-1", "vulnerability/X-2"],
        ),
        (
            &["--missing-epoch", "zero", "--cpe", "off"],
            &["vulnerability/X-1"],
        ),
    ];
    for (flags, expected) in rows {
        assert_eq!(case.ids(&["vulns", "match", &sbom], flags), expected, "{flags:?}");
        assert_eq!(
            case.ids(&["gate", &tree, "--sbom", &sbom], flags),
            expected,
            "{flags:?}"
        );
    }
    let refused = run(&["vulns", "match", &sbom, "--advisories", "x", "--cpe", "always"]);
    assert_eq!(refused.status.code(), Some(64));
    assert!(text(&refused.stderr).contains("last-resort"));
}

#[test]
fn a_policy_decides_unless_a_flag_does_and_one_in_the_tree_has_no_say() {
    let case = Case::new();
    let (tree, sbom) = (case.folder.path("tree"), case.sbom.clone());
    let text = "schema = 1\n[policy]\nid = \"p\"\n[matching]\nmissing-epoch = \"zero\"\ncpe = \"off\"\n\
        [[rule]]\ncheck = \"severity\"\n";
    let policy = case.folder.write("policy.toml", text.as_bytes());
    let gate = ["gate", &tree, "--sbom", &sbom];
    assert_eq!(case.ids(&gate, &["--policy", &policy]), ["vulnerability/X-1"]);
    let over = case.ids(&gate, &["--policy", &policy, "--cpe", "last-resort"]);
    assert_eq!(over, ["vulnerability/X-1", "vulnerability/X-2"]);
    case.folder.write("tree/portcullis.toml", text.as_bytes());
    assert_eq!(case.ids(&gate, &[]), ["vulnerability/X-2"]);
}
