//! Signatures and attestations of images, in a registry in memory.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::Digest;
use portcullis_sign::oci::{
    Attached, AttachmentError, AttachmentKind, Layout, Manifest, ManifestError, MultiArch, OciError,
    OciLimits, Store, collect, plan,
};
use portcullis_sign::{
    Envelope, MessageSigner, RawPredicate, ResourceDescriptor, Scheme, SigningKey, Statement, TrustedKeys,
    intoto,
};
use serde_json::{Value, json};

use crate::support::{key, trust};

const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const SIMPLE: &str = "application/vnd.dev.cosign.simplesigning.v1+json";
const ENVELOPE: &str = "application/vnd.dsse.envelope.v1+json";

/// A registry; a call that it is told to fail does not answer.
#[derive(Clone, Debug, Default)]
struct Registry {
    blobs: BTreeMap<Digest, Vec<u8>>,
    tags: BTreeMap<String, Digest>,
    referrers: BTreeMap<Digest, Vec<Digest>>,
    fails: Option<&'static str>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct Down;

impl Registry {
    fn answer(&self, call: &str) -> Result<(), Down> {
        if self.fails == Some(call) {
            Err(Down)
        } else {
            Ok(())
        }
    }

    fn put(&mut self, bytes: impl Into<Vec<u8>>) -> Digest {
        let bytes = bytes.into();
        let digest = Digest::sha256(&bytes);
        self.blobs.insert(digest.clone(), bytes);
        digest
    }

    /// An image manifest of layers with media type, bytes and annotations.
    fn manifest(&mut self, layers: &[(&str, &[u8], Value)]) -> Digest {
        let layers: Vec<Value> = layers
            .iter()
            .map(|(kind, bytes, notes)| {
                let digest = self.put(*bytes).to_string();
                json!({"mediaType": kind, "digest": digest, "size": bytes.len(), "annotations": notes})
            })
            .collect();
        let config = self.put(*b"{}").to_string();
        let config =
            json!({"mediaType": "application/vnd.oci.image.config.v1+json", "digest": config, "size": 2});
        self.put(
            json!({"schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": layers})
                .to_string(),
        )
    }

    fn image(&mut self, name: &str) -> Digest {
        self.manifest(&[(
            "application/vnd.oci.image.layer.v1.tar+gzip",
            name.as_bytes(),
            json!({}),
        )])
    }

    fn index(&mut self, manifests: &[(&Digest, Value)]) -> Digest {
        let list: Vec<Value> = manifests.iter().map(|(digest, more)| {
            let mut one = json!({"mediaType": MANIFEST, "digest": digest.to_string(), "size": self.blobs[*digest].len()});
            for (name, value) in more.as_object().unwrap() {
                one[name] = value.clone();
            }
            one
        }).collect();
        self.put(json!({"schemaVersion": 2, "mediaType": INDEX, "manifests": list}).to_string())
    }

    fn tag_as(&mut self, image: &Digest, ending: &str, manifest: Digest) {
        self.tags
            .insert(format!("sha256-{}.{ending}", image.to_hex()), manifest);
    }

    /// Puts cosign's signature over `signed` where signatures of `image` are looked for.
    fn sign(&mut self, image: &Digest, signed: &Digest, signer: &SigningKey) {
        let payload = payload(&signed.to_string());
        let signature = STANDARD.encode(signer.sign(&payload).unwrap());
        let manifest = self.manifest(&[(
            SIMPLE,
            &payload,
            json!({"dev.cosignproject.cosign/signature": signature}),
        )]);
        self.tag_as(image, "sig", manifest);
    }
}

impl Store for Registry {
    type Error = Down;

    fn blob(&self, digest: &Digest, _: u64) -> Result<Option<Vec<u8>>, Down> {
        self.answer("blob")?;
        Ok(self.blobs.get(digest).cloned())
    }

    fn tag(&self, tag: &str) -> Result<Option<Digest>, Down> {
        self.answer("tag")?;
        Ok(self.tags.get(tag).cloned())
    }

    fn referrers(&self, digest: &Digest) -> Result<Vec<Digest>, Down> {
        self.answer("referrers")?;
        Ok(self.referrers.get(digest).cloned().unwrap_or_default())
    }
}

fn payload(digest: &str) -> Vec<u8> {
    let critical = json!({
        "identity": {"docker-reference": "registry.example/app"},
        "image": {"docker-manifest-digest": digest},
        "type": "cosign container image signature"
    });
    json!({"critical": critical, "optional": {"build": 7}})
        .to_string()
        .into_bytes()
}

fn statement(about: &Digest, signers: &[&dyn MessageSigner]) -> Vec<u8> {
    let predicate = RawPredicate::new("https://example.com/scan", b"{\"clean\":true}".to_vec()).unwrap();
    let statement = Statement::new(vec![ResourceDescriptor::named("app", about)], predicate).unwrap();
    Envelope::sign(intoto::PAYLOAD_TYPE, &statement.to_json().unwrap(), signers)
        .unwrap()
        .to_json()
}

fn limits() -> OciLimits {
    OciLimits::default()
}

/// What the one attachment of an image is found to say.
fn found(registry: &Registry, image: &Digest, trusted: &TrustedKeys) -> Result<Attached, AttachmentError> {
    let attached = collect(registry, image, &limits()).unwrap();
    assert_eq!(attached.len(), 1);
    attached[0]
        .verify_with_keys(trusted)
        .map(portcullis_sign::Verified::into_inner)
}

#[test]
fn a_signature_is_bound_to_the_image_and_the_key() {
    let (own, other) = (key(Scheme::EcdsaP256Sha256, 1), key(Scheme::EcdsaP256Sha256, 2));
    let mut registry = Registry::default();
    let (image, another) = (registry.image("a"), registry.image("b"));
    registry.sign(&image, &image, &own);
    let Attached::Signature(signed) = found(&registry, &image, &trust(&[&other, &own])).unwrap() else {
        panic!()
    };
    assert_eq!(
        (signed.digest, signed.reference.as_str()),
        (image.clone(), "registry.example/app")
    );
    assert_eq!(signed.optional["build"], "7");
    assert_eq!(
        found(&registry, &image, &trust(&[&other])),
        Err(AttachmentError::Signature { keys: 1 })
    );
    // A good signature of another image, where this one's is looked for.
    registry.sign(&image, &another, &own);
    let refused = AttachmentError::OtherImage {
        expected: image.clone(),
        found: another.to_string(),
    };
    assert_eq!(found(&registry, &image, &trust(&[&own])), Err(refused));
    let two = TrustedKeys::at_least(
        2.try_into().unwrap(),
        [&own, &other].map(|key| key.public_key().clone()),
    )
    .unwrap();
    assert_eq!(
        found(&registry, &image, &two),
        Err(AttachmentError::Threshold { threshold: 2 })
    );
}

#[test]
fn a_signed_payload_of_another_kind_is_refused() {
    let own = key(Scheme::Ed25519, 1);
    let mut registry = Registry::default();
    let image = registry.image("a");
    let good = String::from_utf8(payload(&image.to_string())).unwrap();
    for bent in [
        good.replace("cosign container image signature", "atomic container signature"),
        good.replace("\"type\"", "\"kind\""),
        good.replace("{\"critical\":", "{\"critical\":{},\"critical\":"),
        good.replace("sha256:", "sha256:SHA256:"),
        good.replace(&image.to_hex(), &image.to_hex().to_uppercase()),
        "[]".to_owned(),
    ] {
        assert_ne!(bent, good);
        let signature = STANDARD.encode(own.sign(bent.as_bytes()).unwrap());
        let notes = json!({"dev.cosignproject.cosign/signature": signature});
        let manifest = registry.manifest(&[(SIMPLE, bent.as_bytes(), notes)]);
        registry.tag_as(&image, "sig", manifest);
        let refused = found(&registry, &image, &trust(&[&own])).unwrap_err();
        assert!(
            matches!(
                refused,
                AttachmentError::Payload(_)
                    | AttachmentError::PayloadType { .. }
                    | AttachmentError::OtherImage { .. }
            ),
            "{bent} {refused:?}"
        );
    }
}

#[test]
fn an_attestation_is_about_the_image_and_may_need_several_keys() {
    let (one, two) = (key(Scheme::Ed25519, 1), key(Scheme::EcdsaP256Sha256, 2));
    let mut registry = Registry::default();
    let (image, another) = (registry.image("a"), registry.image("b"));
    let both = TrustedKeys::at_least(
        2.try_into().unwrap(),
        [&one, &two].map(|key| key.public_key().clone()),
    )
    .unwrap();
    let attest = |registry: &mut Registry, envelope: &[u8]| {
        let manifest = registry.manifest(&[(
            ENVELOPE,
            envelope,
            json!({"dev.cosignproject.cosign/signature": ""}),
        )]);
        registry.tag_as(&image, "att", manifest);
    };
    attest(&mut registry, &statement(&image, &[&one, &two]));
    assert!(matches!(
        found(&registry, &image, &both),
        Ok(Attached::Statement(_))
    ));
    attest(&mut registry, &statement(&image, &[&one]));
    assert!(matches!(
        found(&registry, &image, &both),
        Err(AttachmentError::Unsigned(_))
    ));
    attest(&mut registry, &statement(&another, &[&one]));
    assert_eq!(
        found(&registry, &image, &trust(&[&one])),
        Err(AttachmentError::NotAbout {
            expected: image.clone()
        })
    );
}

/// T27: what could not be looked for is not what is not there.
#[test]
fn t27_a_store_that_does_not_answer_has_not_said_that_there_is_nothing() {
    let mut registry = Registry::default();
    let image = registry.image("a");
    assert_eq!(collect(&registry, &image, &limits()), Ok(Vec::new()));
    registry.sign(&image, &image, &key(Scheme::Ed25519, 1));
    for call in ["tag", "referrers", "blob"] {
        let failing = Registry {
            fails: Some(call),
            ..registry.clone()
        };
        assert_eq!(
            collect(&failing, &image, &limits()),
            Err(OciError::Store(Down)),
            "{call}"
        );
    }
    let failing = Registry {
        fails: Some("blob"),
        ..registry.clone()
    };
    assert_eq!(
        plan(&failing, &image, MultiArch::EveryLeaf, &limits()),
        Err(OciError::Store(Down))
    );
    // A manifest that is named and gone is a fault of the store, not an unsigned image.
    let manifest = registry.tags.values().next().unwrap().clone();
    registry.blobs.remove(&manifest);
    assert_eq!(
        collect(&registry, &image, &limits()),
        Err(OciError::NotFound { digest: manifest })
    );
}

/// T15: what a store answers is what its digest says, whatever was asked for under which name.
#[test]
fn t15_other_bytes_under_a_digest_are_refused() {
    let own = key(Scheme::Ed25519, 1);
    let mut registry = Registry::default();
    let (image, another) = (registry.image("a"), registry.image("b"));
    registry.sign(&image, &image, &own);
    for digest in registry.blobs.keys().cloned().collect::<Vec<_>>() {
        let mut bent = registry.clone();
        bent.blobs.insert(digest.clone(), b"other".to_vec());
        match collect(&bent, &image, &limits()) {
            Err(error) => assert_eq!(error, OciError::Digest { digest }),
            Ok(attached) => assert_eq!(
                attached,
                collect(&registry, &image, &limits()).unwrap(),
                "not read at all"
            ),
        }
    }
    let bytes = registry.blobs[&another].clone();
    registry.blobs.insert(image.clone(), bytes);
    let refused = plan(&registry, &image, MultiArch::IndexOnly, &limits());
    assert_eq!(refused, Err(OciError::Digest { digest: image }));
}

#[test]
fn t14_the_number_and_size_of_attachments_is_bounded() {
    let mut registry = Registry::default();
    let image = registry.image("a");
    let layers: Vec<(&str, &[u8], Value)> = (0..200).map(|_| (SIMPLE, b"x".as_slice(), json!({}))).collect();
    let manifest = registry.manifest(&layers);
    registry.tag_as(&image, "sig", manifest);
    assert_eq!(
        collect(&registry, &image, &limits()),
        Err(OciError::TooManyAttachments { limit: 128 })
    );

    let mut small = limits();
    small.attachment_bytes = 10;
    let manifest = registry.manifest(&[(SIMPLE, b"more than ten", json!({}))]);
    registry.tag_as(&image, "sig", manifest);
    let digest = Digest::sha256(b"more than ten");
    assert_eq!(
        collect(&registry, &image, &small),
        Err(OciError::TooLarge { digest, limit: 10 })
    );
}

#[test]
fn every_rule_for_platforms_asks_for_its_own_manifests() {
    let mut registry = Registry::default();
    let (amd, arm, s390, note) = (
        registry.image("amd"),
        registry.image("arm"),
        registry.image("s390"),
        registry.image("n"),
    );
    let of = |os: &str, arch: &str| json!({"platform": {"os": os, "architecture": arch}});
    let inner = registry.index(&[(&s390, of("linux", "s390x"))]);
    let mut attestation = of("unknown", "unknown");
    attestation["annotations"] = json!({"vnd.docker.reference.type": "attestation-manifest"});
    let outer = registry.index(&[
        (&amd, of("linux", "amd64")),
        (&note, attestation.clone()),
        (&arm, of("linux", "arm64")),
        (&inner, json!({"mediaType": INDEX})),
    ]);
    let groups = |image: &Digest, rule| plan(&registry, image, rule, &limits()).unwrap().groups().to_vec();
    assert_eq!(groups(&outer, MultiArch::IndexOnly), [vec![outer.clone()]]);
    assert_eq!(
        groups(&outer, MultiArch::EveryLeaf),
        [vec![amd.clone()], vec![arm.clone()], vec![s390.clone()]]
    );
    assert_eq!(
        groups(&outer, MultiArch::LeafOrContainingIndex),
        [
            vec![amd.clone(), outer.clone()],
            vec![arm.clone(), outer.clone()],
            vec![s390.clone(), outer.clone(), inner.clone()],
        ]
    );
    for rule in [
        MultiArch::IndexOnly,
        MultiArch::EveryLeaf,
        MultiArch::LeafOrContainingIndex,
    ] {
        assert_eq!(groups(&amd, rule), [vec![amd.clone()]]);
    }
    let asked = plan(&registry, &outer, MultiArch::LeafOrContainingIndex, &limits()).unwrap();
    assert_eq!(asked.manifests().len(), 5);
    assert_eq!(asked.unsigned(|digest| *digest == outer).len(), 0);
    assert_eq!(asked.unsigned(|digest| *digest == inner).len(), 2);

    // A platform's manifest that calls itself an attestation is a leaf all the same.
    let mut disguised = of("linux", "amd64");
    disguised["annotations"] = json!({"vnd.docker.reference.type": "attestation-manifest"});
    let disguised = registry.index(&[(&amd, disguised)]);
    let empty = registry.index(&[(&note, attestation)]);
    let groups = |image: &Digest, rule| plan(&registry, image, rule, &limits()).unwrap().groups().to_vec();
    assert_eq!(groups(&disguised, MultiArch::EveryLeaf), [vec![amd]]);
    assert_eq!(
        groups(&empty, MultiArch::EveryLeaf),
        [vec![empty.clone()]],
        "an index without leaves"
    );
    let mut few = limits();
    few.manifests = 3;
    assert_eq!(
        plan(&registry, &outer, MultiArch::EveryLeaf, &few),
        Err(OciError::TooManyManifests { limit: 3 })
    );
}

#[test]
fn a_layout_finds_names_companions_and_referrers() {
    let own = key(Scheme::Ed25519, 1);
    let mut registry = Registry::default();
    let image = registry.image("a");
    registry.sign(&image, &image, &own);
    let signature = registry.tags.values().next().unwrap().clone();
    let referrer = {
        let mut manifest: Value = serde_json::from_slice(&registry.blobs[&signature]).unwrap();
        manifest["subject"] = json!({"mediaType": MANIFEST, "digest": image.to_string(), "size": 1});
        registry.put(manifest.to_string())
    };
    let fallback = registry.index(&[(&referrer, json!({}))]);
    let name = |name: String| json!({"annotations": {"org.opencontainers.image.ref.name": name}});
    let saved = json!({"annotations": {"kind": "dev.cosignproject.cosign/sigs"}});
    for (listed, beside) in [
        (
            (&signature, name(format!("sha256-{}.sig", image.to_hex()))),
            "a tag",
        ),
        ((&signature, saved), "a companion"),
        ((&referrer, json!({})), "a referrer"),
        (
            (&fallback, name(format!("sha256-{}", image.to_hex()))),
            "the fallback tag",
        ),
    ] {
        let index = registry.index(&[(&image, name("v1".to_owned())), listed]);
        let layout = Layout::from_json(&registry.blobs[&index], &limits()).unwrap();
        assert_eq!(layout.named("v1"), Some(&image));
        let store = layout.store(
            |digest: &Digest, _| Ok::<_, Down>(registry.blobs.get(digest).cloned()),
            limits(),
        );
        let attached = collect(&store, &image, &limits()).unwrap();
        assert_eq!(attached.len(), 1, "{beside}");
        assert_eq!(
            (attached[0].kind(), attached[0].image()),
            (AttachmentKind::Signature, &image)
        );
        assert!(attached[0].verify_with_keys(&trust(&[&own])).is_ok(), "{beside}");
    }
}

#[test]
fn a_document_is_a_manifest_or_an_index_but_not_both() {
    let digest = Digest::sha256(b"");
    let one = json!({"mediaType": "x", "digest": digest.to_string(), "size": 0});
    let manifest = json!({"schemaVersion": 2, "mediaType": MANIFEST, "config": one, "layers": [one]});
    let index = json!({"schemaVersion": 2, "mediaType": INDEX, "manifests": [one]});
    let read = |document: &Value| Manifest::from_json(document.to_string().as_bytes(), &limits());
    assert!(matches!(read(&manifest), Ok(Manifest::Image { .. })));
    assert!(matches!(read(&index), Ok(Manifest::Index(_))));
    let with = |document: &Value, name: &str, value: Value| {
        let mut document = document.clone();
        document[name] = value;
        read(&document)
    };
    let media_type = |read| matches!(read, Err(ManifestError::MediaType { .. }));
    assert!(
        media_type(with(&manifest, "manifests", json!([]))),
        "CVE-2021-41190"
    );
    assert!(media_type(with(&manifest, "mediaType", json!(INDEX))));
    assert!(media_type(with(&index, "mediaType", json!(MANIFEST))));
    assert!(media_type(with(&index, "layers", json!([]))));
    assert!(matches!(
        with(&index, "schemaVersion", json!(1)),
        Err(ManifestError::Value { .. })
    ));
    for bad in [
        "sha256:00",
        "md5:d41d8cd98f00b204e9800998ecf8427e",
        "../../etc/passwd",
        &digest.to_string().to_uppercase(),
    ] {
        let refused = with(
            &index,
            "manifests",
            json!([{"mediaType": "x", "digest": bad, "size": 0}]),
        );
        assert_eq!(
            refused,
            Err(ManifestError::Value { member: "manifests" }),
            "{bad}"
        );
    }
}
