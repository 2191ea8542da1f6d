//! Attachments that are put into a layout: what is there stays, and what is written is read back.

use portcullis_findings::Digest;
use portcullis_sign::oci::{
    Descriptor, Layout, Manifest, ManifestError, NewAttachment, OciLimits, SimpleSigning,
};
use serde_json::{Value, json};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";

fn image() -> Descriptor {
    Descriptor::new(MANIFEST, Digest::sha256(b"image"), 5)
}

fn index(more: &[Value]) -> Vec<u8> {
    let image = image().digest.to_string();
    let mut manifests = vec![json!({
        "mediaType": MANIFEST, "digest": image, "size": 5, "platform": {"os": "linux", "architecture": "arm64"},
        "urls": ["https://example.com"], "annotations": {"org.opencontainers.image.ref.name": "app:1"},
    })];
    manifests.extend_from_slice(more);
    json!({"schemaVersion": 2, "manifests": manifests, "annotations": {"a": "b"}})
        .to_string()
        .into_bytes()
}

fn read(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn the_payload_of_a_signature_is_cosigns_to_the_byte() {
    let digest = Digest::sha256(b"image");
    let payload = SimpleSigning::payload(&digest, "registry.example/\"app\"");
    let expected = format!(
        r#"{{"critical":{{"identity":{{"docker-reference":"registry.example/\"app\""}},"image":{{"docker-manifest-digest":"{digest}"}},"type":"cosign container image signature"}},"optional":null}}"#
    );
    assert_eq!(String::from_utf8(payload).unwrap(), expected);
}

#[test]
fn what_the_index_says_stays_and_bundles_are_no_images() {
    let bundle = NewAttachment::Bundle {
        json: b"{}",
        predicate_type: "https://example.com/type",
    };
    let before = index(&[]);
    let written = bundle
        .attach(&before, &image(), None, &OciLimits::default())
        .unwrap();
    let (before, after) = (read(&before), read(&written.index));
    assert_eq!(after["manifests"][0], before["manifests"][0]);
    assert_eq!(after["annotations"], before["annotations"]);
    let layout = Layout::from_json(&written.index, &OciLimits::default()).unwrap();
    assert_eq!(layout.images().collect::<Vec<_>>(), [&image().digest]);
    assert_eq!(layout.manifests().len(), 2);
    let manifest = written.blobs.last().unwrap();
    assert_eq!(Digest::sha256(manifest), written.manifest);
    let manifest = Manifest::from_json(manifest, &OciLimits::default()).unwrap();
    assert_eq!(manifest.subject(), Some(&image()));
    // Once more is the same.
    let again = bundle
        .attach(&written.index, &image(), None, &OciLimits::default())
        .unwrap();
    assert_eq!(read(&again.index), after);
}

#[test]
fn signatures_that_are_there_keep_their_layers() {
    let limits = OciLimits::default();
    let signature = |signature: &'static [u8]| NewAttachment::Signature {
        payload: b"payload",
        signature,
    };
    let one = signature(b"one")
        .attach(&index(&[]), &image(), None, &limits)
        .unwrap();
    let layout = Layout::from_json(&one.index, &limits).unwrap();
    let two = signature(b"two");
    assert_eq!(two.beside(&layout, &image().digest), Some(&one.manifest));
    assert_eq!(two.beside(&layout, &Digest::sha256(b"other")), None);
    let before = one.blobs.last().unwrap();
    let both = two.attach(&one.index, &image(), Some(before), &limits).unwrap();
    let manifest = read(both.blobs.last().unwrap());
    let layers = manifest["layers"].as_array().unwrap();
    assert_eq!((layers.len(), &layers[0]), (2, &read(before)["layers"][0]));
    assert_eq!(
        read(&both.index)["manifests"].as_array().unwrap().len(),
        2,
        "in its place"
    );
    // What cosign has saved beside the only image has no name.
    let saved = json!({
        "mediaType": MANIFEST, "digest": one.manifest.to_string(), "size": before.len(),
        "annotations": {"kind": "dev.cosignproject.cosign/sigs"},
    });
    let layout = Layout::from_json(&index(std::slice::from_ref(&saved)), &limits).unwrap();
    assert_eq!(two.beside(&layout, &image().digest), Some(&one.manifest));
    let second = json!({"mediaType": MANIFEST, "digest": Digest::sha256(b"x").to_string(), "size": 1});
    let layout = Layout::from_json(&index(&[saved, second]), &limits).unwrap();
    assert_eq!(two.beside(&layout, &image().digest), None, "of which of the two?");
}

#[test]
fn what_is_no_manifest_is_not_written_on() {
    let limits = OciLimits::default();
    let attachment = NewAttachment::Signature {
        payload: b"payload",
        signature: b"one",
    };
    assert!(attachment.attach(b"{}", &image(), None, &limits).is_err());
    let list = index(&[]);
    assert_eq!(
        attachment.attach(&list, &image(), Some(&list), &limits),
        Err(ManifestError::Value { member: "layers" })
    );
}
