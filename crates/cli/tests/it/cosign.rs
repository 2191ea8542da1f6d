//! cosign, both ways, where it is found: keys, signatures of artifacts, statements, images. Offline, under keys. Images need a
//! registry to be signed in, which `crane registry serve` is on this machine.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::support::{Folder, text};

const PASSWORD: &str = "a password of the tests";
/// What keeps cosign 3 from asking anybody.
const ALONE: &[&str] = &["--yes", "--tlog-upload=false", "--use-signing-config=false"];

/// A folder with an artifact, another one, a predicate, and keys `ours` and `theirs`.
struct Workshop {
    folder: Folder,
}

impl Workshop {
    /// `None`, said aloud, where a program is missing.
    fn open(programs: &[&str]) -> Option<Self> {
        for program in programs {
            let version = Command::new(program).arg("version").output();
            if version.is_err() {
                println!("passed over: no {program} here");
                return None;
            }
        }
        let folder = Folder::new();
        folder.write("artifact", b"an artifact\n");
        folder.write("other", b"another\n");
        folder.write("sbom.json", br#"{"bomFormat":"CycloneDX"}"#);
        // cosign 2 asks for a trusted root whether or not it is needed.
        let root = include_bytes!("../../../sign/tests/fixtures/sigstore/trusted_root.json");
        folder.write("root.json", root);
        let workshop = Self { folder };
        workshop.does("cosign", "generate-key-pair --output-key-prefix theirs", &[]);
        workshop.does("portcullis", "sign key --output-key-prefix ours", &[]);
        Some(workshop)
    }

    /// Runs a program in the folder, with arguments separated by spaces and more; tells its exit code, output and errors.
    fn run(&self, program: &str, arguments: &str, more: &[&str]) -> (Option<i32>, String, String) {
        let path = match program {
            "portcullis" => env!("CARGO_BIN_EXE_portcullis"),
            other => other,
        };
        let output = Command::new(path)
            .args(arguments.split_ascii_whitespace())
            .args(more)
            .current_dir(self.folder.path("."))
            .env("COSIGN_PASSWORD", PASSWORD)
            // What it keeps between runs is of no concern here.
            .env("HOME", self.folder.path("."))
            .env_remove("SOURCE_DATE_EPOCH")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }

    /// Runs it; it must succeed. Gives the output.
    fn does(&self, program: &str, arguments: &str, more: &[&str]) -> String {
        let (code, output, errors) = self.run(program, arguments, more);
        assert_eq!(code, Some(0), "{program} {arguments}: {output}{errors}");
        output
    }

    /// Runs it; it must end with 1, as refusals do.
    fn refuses(&self, program: &str, arguments: &str) {
        let (code, output, errors) = self.run(program, arguments, &[]);
        assert_eq!(code, Some(1), "{program} {arguments}: {output}{errors}");
    }
}

#[test]
fn cosign_verifies_what_we_sign_with_its_keys_and_ours() {
    let Some(shop) = Workshop::open(&["cosign"]) else {
        return;
    };
    for key in ["theirs", "ours"] {
        shop.does(
            "portcullis",
            &format!("sign blob artifact --key {key}.key --output-signature sig --bundle bundle"),
            &[],
        );
        let by_signature = "--signature sig --insecure-ignore-tlog --new-bundle-format=false";
        let by_bundle =
            "--bundle bundle --insecure-ignore-tlog --new-bundle-format=true --trusted-root root.json";
        for evidence in [by_signature, by_bundle] {
            let verify = |artifact| format!("verify-blob --key {key}.pub {evidence} {artifact}");
            shop.does("cosign", &verify("artifact"), &[]);
            shop.refuses("cosign", &verify("other"));
        }
    }
}

#[test]
fn we_verify_what_cosign_signs_with_our_keys_and_its() {
    let Some(shop) = Workshop::open(&["cosign"]) else {
        return;
    };
    for key in ["theirs", "ours"] {
        let sign = format!("sign-blob artifact --key {key}.key");
        let old = format!("{sign} --new-bundle-format=false --output-signature sig --bundle old");
        shop.does("cosign", &old, ALONE);
        let new = format!("{sign} --new-bundle-format=true --bundle new");
        shop.does("cosign", &new, ALONE);
        let blob = |artifact| format!("verify blob {artifact} --key {key}.pub --signature sig");
        shop.does("portcullis", &blob("artifact"), &[]);
        shop.refuses("portcullis", &blob("other"));
        for bundle in ["old", "new"] {
            let verify = |artifact| {
                format!("verify bundle {artifact} --key {key}.pub --bundle {bundle} --insecure-ignore-tlog")
            };
            shop.does("portcullis", &verify("artifact"), &[]);
            shop.refuses("portcullis", &verify("other"));
        }
    }
}

#[test]
fn keys_of_other_kinds_are_the_same_to_both() {
    let Some(shop) = Workshop::open(&["cosign"]) else {
        return;
    };
    for kind in ["ed25519", "ecdsa-p384"] {
        shop.does(
            "portcullis",
            &format!("sign key --output-key-prefix {kind} --algorithm {kind}"),
            &[],
        );
        let sign = format!("sign-blob artifact --key {kind}.key --new-bundle-format");
        let (code, ..) = shop.run("cosign", &format!("{sign}=false --output-signature sig"), ALONE);
        // cosign 2.6.2 ends in a panic of Go's here, with Ed25519.
        if code == Some(2) {
            println!("passed over: this cosign does not sign with {kind}");
        } else {
            assert_eq!(code, Some(0));
            shop.does("cosign", &format!("{sign}=true --bundle bundle"), ALONE);
            for evidence in [
                "blob artifact --signature sig",
                "bundle artifact --insecure-ignore-tlog --bundle bundle",
            ] {
                shop.does("portcullis", &format!("verify {evidence} --key {kind}.pub"), &[]);
                let other = evidence.replace("artifact", "other");
                shop.refuses("portcullis", &format!("verify {other} --key {kind}.pub"));
            }
        }
        shop.does(
            "portcullis",
            &format!("sign blob artifact --key {kind}.key --output-signature sig --bundle bundle"),
            &[],
        );
        // cosign 3 signs with P-384 over SHA-384, as it should, and verifies over SHA-256: not even its own signatures.
        if kind == "ed25519" {
            for evidence in [
                "--signature sig --new-bundle-format=false",
                "--bundle bundle --new-bundle-format=true --trusted-root root.json",
            ] {
                let verify = format!("verify-blob --key {kind}.pub --insecure-ignore-tlog {evidence}");
                shop.does("cosign", &format!("{verify} artifact"), &[]);
                shop.refuses("cosign", &format!("{verify} other"));
            }
        }
        shop.does(
            "portcullis",
            &format!("sign key --output-key-prefix plain-{kind} --algorithm {kind} --unencrypted"),
            &[],
        );
        shop.does(
            "cosign",
            &format!("import-key-pair --key plain-{kind}.key --output-key-prefix in-{kind}"),
            &[],
        );
        shop.does(
            "portcullis",
            &format!("sign blob artifact --key in-{kind}.key --output-signature sig"),
            &[],
        );
        shop.does(
            "portcullis",
            &format!("verify blob artifact --key plain-{kind}.pub --signature sig"),
            &[],
        );
    }
}

#[test]
fn statements_go_both_ways_in_every_form_cosign_writes() {
    let Some(shop) = Workshop::open(&["cosign"]) else {
        return;
    };
    let about = "artifact --predicate sbom.json --type cyclonedx";
    shop.does(
        "portcullis",
        &format!("sign attest {about} --key ours.key --output-attestation envelope --bundle bundle"),
        &[],
    );
    // Of the type cosign 2.6.2 asks nothing where the envelope is in a bundle.
    let by_envelope = "--signature envelope --new-bundle-format=false";
    for evidence in [
        by_envelope,
        "--bundle bundle --new-bundle-format=true --trusted-root root.json",
    ] {
        let verify = |artifact, kind| {
            format!(
                "verify-blob-attestation --key ours.pub {evidence} --insecure-ignore-tlog --type {kind} {artifact}"
            )
        };
        shop.does("cosign", &verify("artifact", "cyclonedx"), &[]);
        shop.refuses("cosign", &verify("other", "cyclonedx"));
    }

    let attest = format!("attest-blob {about} --key theirs.key");
    let old = format!("{attest} --new-bundle-format=false --output-signature theirs.envelope --bundle old");
    shop.does("cosign", &old, ALONE);
    let new = format!("{attest} --new-bundle-format=true --bundle new");
    shop.does("cosign", &new, ALONE);
    let verify = |artifact, kind| {
        format!("verify attestation {artifact} --key theirs.pub --attestation theirs.envelope --type {kind}")
    };
    shop.does("portcullis", &verify("artifact", "cyclonedx"), &[]);
    shop.refuses("portcullis", &verify("other", "cyclonedx"));
    shop.refuses("portcullis", &verify("artifact", "openvex"));
    for bundle in ["old", "new"] {
        let verify = |artifact| {
            format!("verify bundle {artifact} --key theirs.pub --bundle {bundle} --insecure-ignore-tlog")
        };
        shop.does("portcullis", &verify("artifact"), &[]);
        shop.refuses("portcullis", &verify("other"));
    }
}

/// A registry on this machine, as long as it is held.
struct Registry {
    server: Child,
    address: String,
}

impl Registry {
    fn start() -> Self {
        let mut server = Command::new("crane")
            .args(["registry", "serve", "--address", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(server.stderr.take().unwrap()).lines();
        let port = lines.by_ref().find_map(|line| {
            let line = line.unwrap();
            let (_, port) = line.rsplit_once("port ")?;
            Some(port.trim().to_owned())
        });
        // It tells of every request; somebody has to listen.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            server,
            address: format!("127.0.0.1:{}", port.unwrap()),
        }
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// An image of one layer in a registry; its name with the digest.
fn image(shop: &Workshop, registry: &Registry, tag: &str) -> String {
    let mut layer = tar::Builder::new(Vec::new());
    layer
        .append_path_with_name(Path::new(&shop.folder.path("artifact")), tag)
        .unwrap();
    shop.folder.write("layer.tar", &layer.into_inner().unwrap());
    let name = format!("{}/app:{tag}", registry.address);
    shop.does(
        "crane",
        &format!("append --oci-empty-base -f layer.tar -t {name}"),
        &[],
    );
    let digest = shop.does("crane", &format!("digest {name}"), &[]);
    format!("{}/app@{}", registry.address, digest.trim())
}

fn has_bundle(shop: &Workshop, layout: &str) -> bool {
    let blobs = std::fs::read_dir(shop.folder.path(&format!("{layout}/blobs/sha256"))).unwrap();
    let mut blobs = blobs.map(|blob| std::fs::read(blob.unwrap().path()).unwrap());
    blobs.any(|blob| String::from_utf8_lossy(&blob).contains("application/vnd.dev.sigstore.bundle"))
}

#[test]
fn we_verify_the_images_that_cosign_signs_and_saves() {
    let Some(shop) = Workshop::open(&["cosign", "crane"]) else {
        return;
    };
    let registry = Registry::start();
    for form in ["false", "true"] {
        let image = image(&shop, &registry, form);
        let sign = format!("sign {image} --key theirs.key --new-bundle-format={form}");
        shop.does("cosign", &sign, ALONE);
        shop.does("cosign", &format!("save --dir signed-{form} {image}"), &[]);
        if form == "true" && !has_bundle(&shop, "signed-true") {
            println!("passed over: cosign 2 saves no bundles with an image");
            continue;
        }
        let verify = |more: &str| format!("verify image signed-{form} --insecure-ignore-tlog {more}");
        shop.does("portcullis", &verify("--key theirs.pub"), &[]);
        shop.refuses("portcullis", &verify("--key ours.pub"));
        shop.refuses("portcullis", &verify("--key theirs.pub --type cyclonedx"));

        let attest = format!(
            "attest {image} --predicate sbom.json --type cyclonedx --key theirs.key --new-bundle-format={form}"
        );
        shop.does("cosign", &attest, ALONE);
        shop.does("cosign", &format!("save --dir attested-{form} {image}"), &[]);
        let verify = |more: &str| format!("verify image attested-{form} --insecure-ignore-tlog {more}");
        shop.does("portcullis", &verify("--key theirs.pub --type cyclonedx"), &[]);
        shop.refuses("portcullis", &verify("--key theirs.pub --type openvex"));
        shop.refuses("portcullis", &verify("--key ours.pub --type cyclonedx"));
    }
}

#[test]
fn cosign_verifies_the_images_that_we_sign() {
    let Some(shop) = Workshop::open(&["cosign", "crane"]) else {
        return;
    };
    let registry = Registry::start();
    let image = image(&shop, &registry, "ours");
    let payload = shop.does("cosign", &format!("generate {image}"), &[]);
    shop.folder.write("payload", payload.trim().as_bytes());
    shop.does(
        "portcullis",
        "sign blob payload --key ours.key --output-signature sig",
        &[],
    );
    shop.does(
        "cosign",
        &format!("attach signature --payload payload --signature sig {image}"),
        &[],
    );
    let (_, digest) = image.split_once('@').unwrap();
    shop.does(
        "portcullis",
        &format!(
            "sign attest app={digest} --predicate sbom.json --type cyclonedx --key ours.key --output-attestation envelope"
        ),
        &[],
    );
    shop.does(
        "cosign",
        &format!("attach attestation --attestation envelope {image}"),
        &[],
    );
    let verify = |key: &str| {
        format!("verify --key {key}.pub --insecure-ignore-tlog --new-bundle-format=false {image}")
    };
    shop.does("cosign", &verify("ours"), &[]);
    let (code, ..) = shop.run("cosign", &verify("theirs"), &[]);
    assert_ne!(code, Some(0));
    let verify = |key: &str| {
        format!(
            "verify-attestation --type cyclonedx --key {key}.pub --insecure-ignore-tlog --new-bundle-format=false {image}"
        )
    };
    shop.does("cosign", &verify("ours"), &[]);
    let (code, ..) = shop.run("cosign", &verify("theirs"), &[]);
    assert_ne!(code, Some(0));
}

#[test]
fn cosign_verifies_what_we_sign_in_a_layout_that_it_has_saved() {
    let Some(shop) = Workshop::open(&["cosign", "crane"]) else {
        return;
    };
    let registry = Registry::start();
    let image = image(&shop, &registry, "layout");
    for form in ["false", "true"] {
        let layout = format!("layout-{form}");
        shop.does("cosign", &format!("save --dir {layout} {image}"), &[]);
        let sign = format!("sign image {layout} --new-bundle-format {form} --key ours.key");
        shop.does("portcullis", &sign, &[]);
        // A second signature, and a statement, stand beside the first.
        shop.does("portcullis", &sign.replace("ours.key", "theirs.key"), &[]);
        shop.does(
            "portcullis",
            &format!("{sign} --predicate sbom.json --type cyclonedx"),
            &[],
        );
        let asked = format!(
            "--local-image {layout} --insecure-ignore-tlog --new-bundle-format={form} --trusted-root root.json"
        );
        let (code, said, errors) = shop.run("cosign", &format!("verify --key ours.pub {asked}"), &[]);
        // cosign 2.6.2 ends in a panic of Go's here.
        if code == Some(2) && form == "true" {
            println!("passed over: this cosign finds no bundles in a layout");
            continue;
        }
        assert_eq!(code, Some(0), "{said}{errors}");
        shop.does("cosign", &format!("verify --key theirs.pub {asked}"), &[]);
        shop.does(
            "cosign",
            &format!("verify-attestation --type cyclonedx --key ours.pub {asked}"),
            &[],
        );
        shop.does("portcullis", "sign key --output-key-prefix nobody", &[]);
        let (code, ..) = shop.run("cosign", &format!("verify --key nobody.pub {asked}"), &[]);
        assert_ne!(code, Some(0));
        let _ = std::fs::remove_file(shop.folder.path("nobody.key"));
        let _ = std::fs::remove_file(shop.folder.path("nobody.pub"));
    }
}
