//! `verify image` on layouts made here: an image, and a signature of it as cosign attaches one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis::findings::Digest;
use portcullis::sign::{
    MessageSigner, RawPredicate, ResourceDescriptor, Scheme, SigningKey, Statement, bundle,
};
use serde_json::{Value, json};

use crate::support::{Folder, run, text};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";

/// A layout with blobs, manifests by their names.
struct Layout {
    folder: Folder,
    listed: Vec<Value>,
}

impl Layout {
    fn new() -> Self {
        let folder = Folder::new();
        std::fs::create_dir_all(folder.path("blobs/sha256")).unwrap();
        Self {
            folder,
            listed: Vec::new(),
        }
    }

    fn blob(&self, media_type: &str, bytes: &[u8]) -> Value {
        let digest = Digest::sha256(bytes);
        self.folder
            .write(&format!("blobs/sha256/{}", digest.to_hex()), bytes);
        json!({ "mediaType": media_type, "digest": digest.to_string(), "size": bytes.len() })
    }

    fn list(&mut self, name: &str, manifest: &Value) -> Digest {
        let bytes = serde_json::to_vec(manifest).unwrap();
        let mut descriptor = self.blob(MANIFEST, &bytes);
        descriptor["annotations"] = json!({ "org.opencontainers.image.ref.name": name });
        self.listed.push(descriptor);
        let index = json!({ "schemaVersion": 2, "manifests": self.listed });
        self.folder
            .write("index.json", &serde_json::to_vec(&index).unwrap());
        Digest::sha256(&bytes)
    }

    /// An image that differs by its layer.
    fn image(&mut self, name: &str) -> Digest {
        let config = self.blob("application/vnd.oci.image.config.v1+json", b"{}");
        let layer = self.blob("application/vnd.oci.image.layer.v1.tar", name.as_bytes());
        self.list(
            name,
            &json!({ "schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": [layer] }),
        )
    }

    /// cosign's signature over a payload that names `about`, attached to `image`.
    fn sign(&mut self, image: &Digest, about: &Digest, key: &SigningKey) {
        let payload = json!({
            "critical": {
                "identity": { "docker-reference": "registry.example/app" },
                "image": { "docker-manifest-digest": about.to_string() },
                "type": "cosign container image signature",
            },
            "optional": null,
        });
        let payload = serde_json::to_vec(&payload).unwrap();
        let mut layer = self.blob("application/vnd.dev.cosign.simplesigning.v1+json", &payload);
        let signature = STANDARD.encode(key.sign(&payload).unwrap());
        layer["annotations"] = json!({ "dev.cosignproject.cosign/signature": signature });
        let config = self.blob("application/vnd.oci.image.config.v1+json", b"{}");
        let tag = format!("sha256-{}.sig", image.to_hex());
        self.list(
            &tag,
            &json!({ "schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": [layer] }),
        );
    }
}

impl Layout {
    /// A statement about `image`, in a bundle whose manifest names `subject`, which the index does not list: so cosign 3 saves its
    /// signatures. Gives the manifest's digest.
    fn attach(&self, subject: &Digest, image: &Digest, predicate_type: &str, key: &SigningKey) -> Digest {
        let predicate = RawPredicate::new(predicate_type, b"{}".to_vec()).unwrap();
        let about = ResourceDescriptor::named("image", image);
        let envelope = Statement::new(vec![about], predicate)
            .unwrap()
            .sign(&[key])
            .unwrap();
        let bundle = "application/vnd.dev.sigstore.bundle.v0.3+json";
        let layer = self.blob(bundle, &bundle::write_envelope(&envelope, key.public_key()));
        let config = self.blob("application/vnd.oci.empty.v1+json", b"{}");
        let manifest = json!({
            "schemaVersion": 2, "mediaType": MANIFEST, "artifactType": bundle, "config": config, "layers": [layer],
            "subject": { "mediaType": MANIFEST, "digest": subject.to_string(), "size": 1 },
        });
        let bytes = serde_json::to_vec(&manifest).unwrap();
        self.blob(MANIFEST, &bytes);
        Digest::sha256(&bytes)
    }
}

fn verify(layout: &Layout, key: &SigningKey, more: &[&str]) -> (Option<i32>, String) {
    let public = layout
        .folder
        .write("key.pub", key.public_key().to_spki_pem().as_bytes());
    let folder = layout.folder.path("");
    let mut args = vec![
        "verify",
        "image",
        &folder,
        "--key",
        &public,
        "--insecure-ignore-tlog",
    ];
    args.extend(more);
    let output = run(&args);
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn an_image_is_accepted_if_the_signature_is_of_it_and_by_the_key() {
    let key = SigningKey::generate(Scheme::EcdsaP256Sha256, [7; 32]).unwrap();
    let other = SigningKey::generate(Scheme::EcdsaP256Sha256, [8; 32]).unwrap();
    let mut layout = Layout::new();
    let image = layout.image("app:1");
    let (code, said) = verify(&layout, &key, &["--image", "app:1"]);
    assert_eq!(code, Some(1), "{said}");
    layout.sign(&image, &image, &key);
    let (code, said) = verify(&layout, &key, &["--image", "app:1"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains(&image.to_string()), "{said}");
    let (code, said) = verify(
        &layout,
        &key,
        &["--image", &image.to_string(), "--format", "json"],
    );
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(serde_json::from_str::<Value>(&said).unwrap()["accepted"], true);
    for (key, more) in [
        (&other, ["--image", "app:1"].as_slice()),
        (&key, &["--image", "app:1", "--type", "cyclonedx"]),
        (&key, &["--image", "app:2"]),
    ] {
        let (code, said) = verify(&layout, key, more);
        assert_eq!(code, Some(1), "{more:?}: {said}");
        assert!(said.contains("REFUSED"), "{said}");
    }
}

#[test]
fn bundles_that_the_layout_does_not_list_are_found_by_their_subject() {
    let sign = "https://sigstore.dev/cosign/sign/v1";
    let key = SigningKey::generate(Scheme::EcdsaP256Sha256, [7; 32]).unwrap();
    let mut layout = Layout::new();
    let (image, other) = (layout.image("app:1"), layout.image("app:2"));
    let asked =
        |layout: &Layout, more: &[&str]| verify(layout, &key, &[&["--image", "app:1"], more].concat());
    layout.attach(&other, &image, sign, &key);
    layout.attach(&image, &other, sign, &key);
    layout.attach(&image, &image, "https://cyclonedx.org/bom", &key);
    let (code, said) = asked(&layout, &["--type", "cyclonedx"]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(asked(&layout, &["--type", "openvex"]).0, Some(1));
    let (code, said) = asked(&layout, &[]);
    assert_eq!(code, Some(1), "signed is the other image: {said}");

    let manifest = layout.attach(&image, &image, sign, &key);
    let (code, said) = asked(&layout, &[]);
    assert_eq!(code, Some(0), "{said}");
    let path = format!("blobs/sha256/{}", manifest.to_hex());
    let mut changed = layout.folder.read(&path);
    changed.push(b'\n');
    layout.folder.write(&path, &changed);
    let (code, said) = asked(&layout, &[]);
    assert_eq!(
        code,
        Some(1),
        "what is not what its name says refers to nothing: {said}"
    );
}

#[test]
fn a_signature_of_another_image_does_not_count() {
    let key = SigningKey::generate(Scheme::EcdsaP256Sha256, [7; 32]).unwrap();
    let mut layout = Layout::new();
    let (one, two) = (layout.image("app:1"), layout.image("app:2"));
    layout.sign(&one, &two, &key);
    for name in ["app:1", "app:2"] {
        let (code, said) = verify(&layout, &key, &["--image", name]);
        assert_eq!(code, Some(1), "{said}");
    }
}

#[test]
fn what_cannot_be_read_is_an_error_and_no_refusal() {
    let key = SigningKey::generate(Scheme::EcdsaP256Sha256, [7; 32]).unwrap();
    let mut layout = Layout::new();
    assert_eq!(verify(&layout, &key, &[]).0, Some(2));
    let image = layout.image("app:1");
    layout.sign(&image, &image, &key);
    std::fs::remove_file(layout.folder.path(&format!("blobs/sha256/{}", image.to_hex()))).unwrap();
    assert_eq!(verify(&layout, &key, &["--image", "app:1"]).0, Some(2));
}

/// What the layout holds: paths with their bytes.
fn files(layout: &Layout) -> Vec<(String, Vec<u8>)> {
    let mut names = vec!["index.json".to_owned()];
    let blobs = std::fs::read_dir(layout.folder.path("blobs/sha256")).unwrap();
    names.extend(blobs.map(|blob| {
        format!(
            "blobs/sha256/{}",
            blob.unwrap().file_name().into_string().unwrap()
        )
    }));
    names.sort();
    let read = |name: String| (name.clone(), layout.folder.read(&name));
    names.into_iter().map(read).collect()
}

fn sign(layout: &Layout, key: &SigningKey, more: &[&str]) -> (Option<i32>, String) {
    let private = layout.folder.path("key");
    let _ = std::fs::remove_file(&private);
    portcullis::fs::create_private(private.as_ref(), key.to_pkcs8_pem().as_bytes()).unwrap();
    let folder = layout.folder.path("");
    let output = run(&[["sign", "image", &folder, "--key", &private].as_slice(), more].concat());
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn what_is_signed_in_a_layout_is_found_there() {
    let key = |seed| SigningKey::generate(Scheme::EcdsaP256Sha256, [seed; 32]).unwrap();
    let (one, two, nobody) = (key(7), key(8), key(9));
    for form in ["true", "false"] {
        let mut layout = Layout::new();
        layout.image("app:1");
        let form = ["--new-bundle-format", form];
        let (code, said) = sign(&layout, &one, &form);
        assert_eq!(code, Some(0), "{said}");
        let once = files(&layout);
        assert_eq!(sign(&layout, &one, &form).0, Some(0));
        assert_eq!(files(&layout), once, "again is the same");
        assert_eq!(sign(&layout, &two, &form).0, Some(0));
        // The image is still the only one.
        for key in [&one, &two] {
            let (code, said) = verify(&layout, key, &[]);
            assert_eq!(code, Some(0), "{form:?}: {said}");
        }
        assert_eq!(verify(&layout, &nobody, &[]).0, Some(1));
        assert_eq!(verify(&layout, &one, &["--type", "cyclonedx"]).0, Some(1));

        let sbom = layout.folder.write("sbom.json", br#"{"bomFormat":"CycloneDX"}"#);
        let attest = [form.as_slice(), &["--predicate", &sbom, "--type", "cyclonedx"]].concat();
        let (code, said) = sign(&layout, &two, &attest);
        assert_eq!(code, Some(0), "{said}");
        let (code, said) = verify(&layout, &two, &["--type", "cyclonedx"]);
        assert_eq!(code, Some(0), "{form:?}: {said}");
        assert_eq!(verify(&layout, &two, &["--type", "openvex"]).0, Some(1));
        assert_eq!(verify(&layout, &one, &["--type", "cyclonedx"]).0, Some(1));
        assert_eq!(verify(&layout, &one, &[]).0, Some(0), "still signed");
    }
}

#[test]
fn one_image_of_several_is_signed_and_no_other() {
    let key = SigningKey::generate(Scheme::Ed25519, [7; 32]).unwrap();
    for form in ["true", "false"] {
        let mut layout = Layout::new();
        let (one, _) = (layout.image("app:1"), layout.image("app:2"));
        let form = ["--new-bundle-format", form];
        assert_eq!(sign(&layout, &key, &form).0, Some(2), "which one?");
        for image in ["app:1", &one.to_string()] {
            let (code, said) = sign(&layout, &key, &[form.as_slice(), &["--image", image]].concat());
            assert_eq!(code, Some(0), "{said}");
        }
        assert_eq!(verify(&layout, &key, &["--image", "app:1"]).0, Some(0));
        assert_eq!(verify(&layout, &key, &["--image", "app:2"]).0, Some(1));
    }
}

#[test]
fn a_layout_that_is_not_whole_is_left_as_it_is() {
    let key = SigningKey::generate(Scheme::EcdsaP256Sha256, [7; 32]).unwrap();
    let mut layout = Layout::new();
    let image = layout.image("app:1");
    let path = format!("blobs/sha256/{}", image.to_hex());
    for (more, part) in [
        (["--image", "app:2"].as_slice(), "app:2"),
        (&["--predicate", "no/such/file"], "no/such/file"),
        (&["--predicate", "x", "--type", "sbom"], "sbom"),
    ] {
        let (code, said) = sign(&layout, &key, more);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(part), "{said}");
    }
    // Whoever changes a blob does not get it signed under its old name.
    let mut changed = layout.folder.read(&path);
    changed.push(b' ');
    layout.folder.write(&path, &changed);
    let before = files(&layout);
    for form in ["true", "false"] {
        let (code, said) = sign(&layout, &key, &["--new-bundle-format", form]);
        assert_eq!(code, Some(2), "{said}");
    }
    assert_eq!(files(&layout), before);
}
