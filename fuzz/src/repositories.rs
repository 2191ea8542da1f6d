//! Repositories that are not trusted: TUF's, and those of container images.

use std::convert::Infallible;
use std::sync::LazyLock;

use portcullis_findings::Digest;
use portcullis_sign::intoto::Predicate;
use portcullis_sign::oci::{Layout, Manifest, MultiArch, OciLimits, collect, plan};
use portcullis_sign::slsa::{BuildLevel, Expectations, Provenance, TrustedBuilder, check};
use portcullis_sign::tuf::{Answer, Limits, State, Update};
use portcullis_sign::{Envelope, MessageSigner, Scheme, SigningKey, StatementLimits, TrustedKeys, intoto};

use crate::signatures::statement_of;
use crate::support::parts;

static KEY: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::generate(Scheme::Ed25519, [9; 32]).unwrap());

/// A small repository whose key signs nothing else: root, timestamp, snapshot, targets.
pub(crate) static REPOSITORY: LazyLock<[Vec<u8>; 4]> = LazyLock::new(|| {
    let spki = KEY.public_key().as_spki_der();
    let public: String = spki.iter().skip(12).map(|byte| format!("{byte:02x}")).collect();
    let role = r#"{"keyids":["k"],"threshold":1}"#;
    // Members in the order of canonical JSON, so that the text is what is signed.
    let head = |kind: &str| format!(r#""_type":"{kind}","expires":"2030-01-01T00:00:00Z""#);
    let root = format!(
        r#"{{"_type":"root","consistent_snapshot":true,"expires":"2030-01-01T00:00:00Z","keys":{{"k":{{"keytype":"ed25519","keyval":{{"public":"{public}"}},"scheme":"ed25519"}}}},"roles":{{"root":{role},"snapshot":{role},"targets":{role},"timestamp":{role}}},"spec_version":"1.0.34","version":1}}"#
    );
    let meta = |kind: &str, file: &str| {
        format!(
            r#"{{{},"meta":{{"{file}":{{"version":1}}}},"spec_version":"1.0.34","version":1}}"#,
            head(kind)
        )
    };
    let hash = Digest::sha256(b"x").to_hex();
    let targets = format!(
        r#"{{{},"spec_version":"1.0.34","targets":{{"x":{{"hashes":{{"sha256":"{hash}"}},"length":1}}}},"version":1}}"#,
        head("targets")
    );
    [
        root,
        meta("timestamp", "snapshot.json"),
        meta("snapshot", "targets.json"),
        targets,
    ]
    .map(|signed| {
        let signature = KEY.sign(signed.as_bytes()).unwrap();
        let signature: String = signature.iter().map(|byte| format!("{byte:02x}")).collect();
        format!(r#"{{"signatures":[{{"keyid":"k","sig":"{signature}"}}],"signed":{signed}}}"#).into_bytes()
    })
});

/// From a trusted root nothing but what its keys have signed is accepted, whatever is answered. From any root the update ends,
/// and what it keeps is restored from its files.
pub fn tuf(data: &[u8]) {
    let answers = parts(data);
    let kept = update(REPOSITORY[0].clone(), &answers);
    let signed = |bytes: &[u8]| REPOSITORY.iter().any(|known| same(known, bytes));
    assert!(kept.is_some_and(|state| state.files().all(|(_, bytes)| signed(bytes))));
    if let [root, answers @ ..] = answers.as_slice() {
        if let Some(state) = update(root.to_vec(), answers) {
            let files = state.files().map(|(name, bytes)| (name, bytes.to_vec()));
            assert_eq!(State::restore(files), Ok(state.clone()));
        }
    }
}

/// Whether two documents are the same but for white space and what is not signed.
fn same(known: &[u8], bytes: &[u8]) -> bool {
    let signed = |bytes| {
        let document: serde_json::Value = serde_json::from_slice(bytes).ok()?;
        document.get("signed").cloned()
    };
    signed(known) == signed(bytes)
}

/// What a client keeps after these answers; an empty one says that there is no such file.
fn update(root: Vec<u8>, answers: &[&[u8]]) -> Option<State> {
    let now = "2026-11-01T00:00:00Z".parse().unwrap();
    let mut update = Update::begin(State::of_root(root), now, Limits::default()).ok()?;
    let mut answers = answers.iter();
    let mut sought = false;
    loop {
        while let Some(request) = update.request() {
            assert!(!request.name().contains(['/', '\\']), "{}", request.name());
            let bytes = answers.next().copied().unwrap_or_default();
            let answer = if bytes.is_empty() {
                Answer::NotFound
            } else {
                Answer::Bytes(bytes.to_vec())
            };
            if update.answer(answer).is_err() {
                assert_eq!(update.request(), None);
            }
        }
        if sought || update.seek("x").is_err() {
            break;
        }
        sought = true;
    }
    if let Some(target) = update.target() {
        assert!(target.accept(Answer::Bytes(vec![0; 3])).is_err() || target.length() == 3);
    }
    Some(update.state().clone())
}

/// A manifest is read the same twice. Of a layout made of any blobs no more is gathered than the limits allow, all of it about
/// the image that was asked for, and a plan names manifests that are there.
pub fn oci(data: &[u8]) {
    let limits = OciLimits::default();
    assert_eq!(
        Manifest::from_json(data, &limits),
        Manifest::from_json(data, &limits)
    );
    let parts = parts(data);
    let [index, blobs @ ..] = parts.as_slice() else {
        return;
    };
    let Ok(layout) = Layout::from_json(index, &limits) else {
        return;
    };
    let blob = |digest: &Digest| blobs.iter().find(|bytes| Digest::sha256(bytes) == *digest);
    let store = layout.store(
        |digest: &Digest, _| Ok::<_, Infallible>(blob(digest).map(|bytes| bytes.to_vec())),
        limits,
    );
    for image in layout.images().take(8) {
        if let Ok(attached) = collect(&store, image, &limits) {
            assert!(attached.len() <= limits.attachments);
            assert!(attached.iter().all(|one| one.image() == image));
        }
        for rule in [
            MultiArch::IndexOnly,
            MultiArch::EveryLeaf,
            MultiArch::LeafOrContainingIndex,
        ] {
            if let Ok(plan) = plan(&store, image, rule, &limits) {
                assert!(!plan.groups().is_empty());
                assert!(plan.groups().iter().all(|group| !group.is_empty()));
                assert!(plan.manifests().into_iter().all(|digest| blob(digest).is_some()));
            }
        }
    }
}

/// Provenance is written and read again without a change, and passes no check but for its own artifact, source and builder.
pub fn provenance(data: &[u8]) {
    statement_of::<Provenance>(data);
    let statement = Envelope::sign(intoto::PAYLOAD_TYPE, data, &[&*KEY])
        .unwrap()
        .verify(intoto::PAYLOAD_TYPE, &TrustedKeys::from(KEY.public_key().clone()))
        .unwrap()
        .into_statement::<Provenance>(&StatementLimits::default());
    let Ok(statement) = statement else { return };
    let artifact = Digest::sha256(b"artifact");
    let builder = TrustedBuilder::keyed("https://b.example", [KEY.public_key().key_id()], BuildLevel::L2);
    let expected = Expectations::of(artifact.clone())
        .source("github.com/org/app")
        .builder(builder)
        .build_type("https://b.example/make")
        .build()
        .unwrap();
    if let Ok(verdict) = check(&statement, &expected) {
        assert!(statement.get().subject(&artifact).is_some());
        assert_eq!(verdict.level, BuildLevel::L2);
        let predicate = statement.get().predicate();
        assert!(predicate.builder_id().starts_with("https://b.example"));
        let text = String::from_utf8(predicate.to_json()).unwrap();
        assert!(text.contains("github.com/org/app"), "{text}");
    }
}
