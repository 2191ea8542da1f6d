//! Bundles of other implementations' tests: what each is there, and so what it must be here.

use std::path::Path;

use portcullis_findings::{Algorithm, Digest};
use portcullis_sign::bundle::{Bundle, BundleLimits};
use portcullis_sign::policy::{Matcher, Policy, PolicyBuilder, Relaxation};
use portcullis_sign::trust::{TrustRoot, TrustRootLimits};
use portcullis_sign::verify::{Artifact, verify};
use portcullis_sign::{VerifyingKey, Window};
use serde_json::{Value, json};

use crate::support::{Set, data, files};

/// A bundle, with what it is verified, and the answer that its source gives.
struct Row {
    bundle: &'static str,
    root: Root,
    artifact: Art,
    who: Who,
    expected: Expected,
    reason: &'static str,
}

#[derive(Clone, Copy)]
enum Root {
    /// A trusted root.
    File(&'static str),
    /// A trusted root, and a timestamp authority beside it.
    With(&'static str, &'static str),
}

#[derive(Clone, Copy)]
enum Art {
    File(&'static str),
    Sha256(&'static str),
    Sha512(&'static str),
}

#[derive(Clone, Copy)]
enum Who {
    /// Issuer and name.
    Named(&'static str, &'static str),
    /// A name without an issuer, by an authority that has neither log nor certificate log.
    Private(&'static str),
    Key(&'static str),
    /// A key in use until then, in no log.
    KeyUntil(&'static str, &'static str),
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Expected {
    Accepted,
    /// Refused at this step; `bundle` where it is not even read.
    Refused(&'static str),
}

use Art::{File, Sha256, Sha512};
use Expected::{Accepted, Refused};
use Who::{Key, KeyUntil, Named, Private};

const GITHUB: &str = "https://github.com/login/oauth";
const GOOGLE: &str = "https://accounts.google.com";
const ACTIONS: &str = "https://token.actions.githubusercontent.com";
const BEACON: &str = "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";
const WILLIAM: Who = Named(GITHUB, "william@yossarian.net");
const ALEXIS: Who = Named(GOOGLE, "alexis.challande@trailofbits.com");
const RELEASES: Who = Private("https://dotcom.releases.github.com");

const PRODUCTION: Root = Root::File("trusted-roots/trusted_root.json");
const STAGING: Root = Root::File("trusted-roots/trusted_root_staging.json");
const OF_GITHUB: Root = Root::File("trusted-roots/trusted_root_github.json");
const SCAFFOLDING: Root = Root::File("trusted-roots/scaffolding.json");
const TSA: Root = Root::With(
    "trusted-roots/trusted_root_staging.json",
    "bundles/sigstore-python/tsa/ca.json",
);

const BEACON_ARTIFACT: Art = Sha256("a0cfc71271d6e278e57cd332ff957c3f7043fdda354c4cbb190a30d56efa01bf");
const RELEASED: Art = Sha256("76f1fe8593bf227cca2c089e3c16dc95014a8d3e89c5dd220530469ca043c428");
const PROVENANCE_007: Art = Sha512(
    "bbfd372fc9beeb777fe35d05bb10c0c70a9733d366a75fed7dd18866c7391de3ee7e88ba74dd47abf3e15c845e547fcf0e5c3da80854c751554224d3a6d4e55f",
);
const SIGSTORE_JS_200: Art = Sha512(
    "46d4e2f74c4877316640000a6fdf8a8b59f1e0847667973e9859f774dd31b8f1e0937813b777fb66a2ac67d50540fe34640966eee9fc2ccca387082b4c85cd3c",
);
const SIGSTORE_JS_130: Art = Sha512(
    "76176ffa33808b54602c7c35de5c6e9a4deb96066dba6533f50ac234f4f1f4c6b3527515dc17c06fbe2860030f410eee69ea20079bd3a2c6f3dcf3b329b10751",
);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // sigstore-python
    row("sigstore-python/a.dsse.staging-rekor-v2.txt.sigstore.json", STAGING, BEACON_ARTIFACT, Named(ACTIONS, BEACON), Accepted, "a statement logged by Rekor v2, dated by a timestamp"),
    row("sigstore-python/bundle.txt.sigstore", STAGING, File("sigstore-python/bundle.txt"), Named(GITHUB, "a@tny.town"), Accepted, "version 0.1, the first bundle of that client"),
    row("sigstore-python/bundle_cve_2022_36056.txt.sigstore", STAGING, File("sigstore-python/bundle_cve_2022_36056.txt"), WILLIAM, Refused("log"), "the log entry is about another artifact"),
    row("sigstore-python/bundle_invalid_version.txt.sigstore", STAGING, File("sigstore-python/bundle_invalid_version.txt"), WILLIAM, Refused("bundle"), "a media type of no version"),
    row("sigstore-python/bundle_no_cert_v1.txt.sigstore", PRODUCTION, File("sigstore-python/bundle_no_cert_v1.txt"), WILLIAM, Refused("bundle"), "a chain without a certificate"),
    row("sigstore-python/bundle_no_checkpoint.txt.sigstore", STAGING, File("sigstore-python/bundle_no_checkpoint.txt"), WILLIAM, Refused("bundle"), "version 0.2 without checkpoint"),
    row("sigstore-python/bundle_no_log_entry.txt.sigstore", PRODUCTION, File("sigstore-python/bundle_no_log_entry.txt"), Named(GOOGLE, "alex.cameron@trailofbits.com"), Refused("log"), "no log entry"),
    row("sigstore-python/bundle_v3.txt.sigstore", STAGING, File("sigstore-python/bundle_v3.txt"), WILLIAM, Accepted, "version 0.3"),
    row("sigstore-python/bundle_v3_alt.txt.sigstore", STAGING, File("sigstore-python/bundle_v3_alt.txt"), WILLIAM, Accepted, "version 0.3 under its older media type"),
    row("sigstore-python/bundle_v3_github.whl.sigstore", PRODUCTION, File("sigstore-python/bundle_v3_github.whl"), Named(ACTIONS, "https://github.com/trailofbits/rfc8785.py/.github/workflows/release.yml@refs/tags/v0.1.2"), Accepted, "a release of a workflow, version 0.2"),
    row("sigstore-python/bundle_v3_github.whl.sigstore", PRODUCTION, File("sigstore-python/bundle_v3_github.whl"), Named(ACTIONS, "https://github.com/trailofbits/rfc8785.py/.github/workflows/release.yml@refs/tags/v0.1.1"), Refused("identity"), "the same, asked for another tag"),
    row("sigstore-python/bundle_v3_no_signed_time.txt.sigstore.json", PRODUCTION, File("sigstore-python/bundle_v3_no_signed_time.txt"), WILLIAM, Refused("time"), "the log entry has a time, and nobody signed it"),
    row("sigstore-python/staging-rekor-v2.txt.sigstore.json", STAGING, File("sigstore-python/staging-rekor-v2.txt"), Named(GITHUB, "jku@goto.fi"), Accepted, "an artifact logged by Rekor v2"),
    row("sigstore-python/integration/Python-3.12.5.tgz.sigstore", PRODUCTION, Sha256("38dc4e2c261d49c661196066edbfb70fdb16be4a79cc8220c224dfeb5636d405"), Named(GOOGLE, "thomas@python.org"), Accepted, "a release of CPython, version 0.1"),
    row("sigstore-python/integration/bundle_v3.txt.sigstore", STAGING, File("sigstore-python/integration/bundle_v3.txt"), WILLIAM, Accepted, "version 0.3"),
    row("sigstore-python/tsa/bundle.txt.sigstore", TSA, File("sigstore-python/tsa/bundle.txt"), ALEXIS, Accepted, "two timestamps of a trusted authority"),
    row("sigstore-python/tsa/bundle.duplicate.sigstore", TSA, File("sigstore-python/tsa/bundle.txt"), ALEXIS, Refused("bundle"), "one timestamp twice"),
    row("sigstore-python/tsa/bundle.many_timestamp.sigstore", TSA, File("sigstore-python/tsa/bundle.txt"), ALEXIS, Refused("bundle"), "33 timestamps"),
    row("sigstore-python/tsa/bundle.txt.late_timestamp.sigstore", TSA, File("sigstore-python/tsa/bundle.txt"), Named(GOOGLE, "insecure-cloudtop-shared-user@cloudtop-prod-us-east.iam.gserviceaccount.com"), Refused("chain"), "stamped after the certificate had ended, and the certificate is of another instance than the log"),
    row("sigstore-python/tsa/bundle.txt.sigstore", STAGING, File("sigstore-python/tsa/bundle.txt"), ALEXIS, Accepted, "timestamps of an authority that this root does not know count for nothing; the log states the time"),
    // sigstore-go
    row("sigstore-go/bundles/dsse.sigstore.json", PRODUCTION, PROVENANCE_007, Named(GITHUB, "brian@dehamer.com"), Accepted, "provenance of a package; the chain repeats the trusted root"),
    row("sigstore-go/bundles/dsse-2sigs.sigstore.json", PRODUCTION, PROVENANCE_007, Named(GITHUB, "brian@dehamer.com"), Refused("signature"), "an envelope with two signatures"),
    row("sigstore-go/bundles/othername.sigstore.json", SCAFFOLDING, Sha256("bc103b4a84971ef6459b294a2b98568a2bfb72cded09d4acd1e16366a401f95b"), Named("http://oidc.local:8080", "foo!oidc.local"), Accepted, "a user name as other name"),
    row("sigstore-go/bundles/sigstore.js@2.0.0-provenance.sigstore.json", PRODUCTION, SIGSTORE_JS_200, Named(ACTIONS, "https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main"), Accepted, "provenance of a package"),
    row("sigstore-go/bundles/sigstore.js@2.0.0-provenance.sigstore.json", PRODUCTION, SIGSTORE_JS_130, Named(ACTIONS, "https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main"), Refused("statement"), "provenance of another package"),
    row("sigstore-go/bundles/public-key-validity.sigstore.json", Root::File("bundles/sigstore-go/trusted-roots/public-key-validity.json"), Sha256("6ae8a75555209fd6c44157c0aed8016e763ff435a19cf186f76863140143ff72"), KeyUntil("sigstore-go/public-keys/public-key-validity.pem", "2026-06-04T18:00:00Z"), Accepted, "a key while it was in use"),
    row("sigstore-go/bundles/public-key-validity.sigstore.json", Root::File("bundles/sigstore-go/trusted-roots/public-key-validity.json"), Sha256("6ae8a75555209fd6c44157c0aed8016e763ff435a19cf186f76863140143ff72"), KeyUntil("sigstore-go/public-keys/public-key-validity.pem", "2026-06-04T17:00:00Z"), Refused("time"), "a key after its end"),
    row("sigstore-go-examples/bundle-provenance.json", Root::File("bundles/sigstore-go-examples/trusted-root-public-good.json"), SIGSTORE_JS_130, Named(ACTIONS, "https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main"), Accepted, "provenance of a package"),
    row("sigstore-go-examples/bundle-publish.json", Root::File("bundles/sigstore-go-examples/trusted-root-public-good.json"), SIGSTORE_JS_130, Key("sigstore-go-examples/publish_key.pub"), Accepted, "what a registry signed with its key"),
    // sigstore-rust
    row("sigstore-rust/invalid-ct-key_fail/bundle.sigstore.json", Root::File("bundles/sigstore-rust/invalid-ct-key_fail/trusted_root.json"), File("sigstore-python/a.txt"), Named(ACTIONS, BEACON), Refused("artifact"), "another artifact"),
    row("sigstore-rust/invalid-ct-key_fail/bundle.sigstore.json", Root::File("bundles/sigstore-rust/invalid-ct-key_fail/trusted_root.json"), BEACON_ARTIFACT, Named(ACTIONS, BEACON), Refused("sct"), "no trusted certificate log has the certificate"),
    row("sigstore-rust/timestamps/github_sha384_bundle.json", OF_GITHUB, RELEASED, RELEASES, Accepted, "a timestamp with SHA-384, no log"),
    row("sigstore-rust/timestamps/github_sha384_bundle.json", Root::File("bundles/sigstore-rust/timestamps/github_trusted_root.json"), RELEASED, RELEASES, Refused("chain"), "a root of timestamp authorities alone"),
    row("sigstore-rust/timestamps/valid_bundle.json", Root::File("bundles/sigstore-rust/timestamps/valid_trusted_root.json"), BEACON_ARTIFACT, Named(ACTIONS, BEACON), Accepted, "Rekor v2 with a timestamp"),
    row("sigstore-rust/bundles/bundle_cve_2022_36056.txt.sigstore", STAGING, File("sigstore-python/bundle_cve_2022_36056.txt"), WILLIAM, Refused("log"), "as above"),
    row("sigstore-rust/bundles/bundle_invalid_version.txt.sigstore", STAGING, File("sigstore-python/bundle_invalid_version.txt"), WILLIAM, Refused("bundle"), "as above"),
    row("sigstore-rust/bundles/bundle_no_cert_v1.txt.sigstore", PRODUCTION, File("sigstore-python/bundle_no_cert_v1.txt"), WILLIAM, Refused("bundle"), "as above"),
    row("sigstore-rust/bundles/bundle_no_checkpoint.txt.sigstore", STAGING, File("sigstore-python/bundle_no_checkpoint.txt"), WILLIAM, Refused("bundle"), "as above"),
    row("sigstore-rust/bundles/bundle_no_log_entry.txt.sigstore", PRODUCTION, File("sigstore-python/bundle_no_log_entry.txt"), Named(GOOGLE, "alex.cameron@trailofbits.com"), Refused("log"), "as above"),
    row("sigstore-rust/bundles/bundle_v3_github.whl.sigstore", PRODUCTION, File("sigstore-python/bundle_v3_github.whl"), Named(ACTIONS, "https://github.com/trailofbits/rfc8785.py/.github/workflows/release.yml@refs/tags/v0.1.2"), Accepted, "as above"),
    row("sigstore-rust/bundles/bundle_v3_no_signed_time.txt.sigstore.json", PRODUCTION, File("sigstore-python/bundle_v3_no_signed_time.txt"), WILLIAM, Refused("time"), "as above"),
    row("sigstore-rust/bundles/conda-attestation-rekor2.sigstore.json", STAGING, File("sigstore-rust/bundles/signed-package-2.1.0-hb0f4dca_0.conda"), Named(GITHUB, "jku@goto.fi"), Accepted, "a statement logged by Rekor v2"),
    row("sigstore-rust/bundles/conda-attestation.sigstore.json", PRODUCTION, File("sigstore-rust/bundles/signed-package-2.1.0-hb0f4dca_0.conda"), Named(ACTIONS, "https://github.com/prefix-dev/sigstore-example/.github/workflows/action.yaml@refs/heads/main"), Accepted, "a statement logged by Rekor v1 as dsse"),
    row("sigstore-rust/bundles/cosign-v3-blob.sigstore.json", PRODUCTION, File("sigstore-rust/bundles/cosign-v3-blob.txt"), Named(GITHUB, "w.vollprecht@gmail.com"), Accepted, "a blob signed with cosign 3"),
    row("sigstore-rust/bundles/dsse-2sigs.sigstore.json", PRODUCTION, PROVENANCE_007, Named(GITHUB, "brian@dehamer.com"), Refused("signature"), "an envelope with two signatures"),
    row("sigstore-rust/bundles/dsse.sigstore.json", PRODUCTION, PROVENANCE_007, Named(GITHUB, "brian@dehamer.com"), Accepted, "provenance of a package; the chain repeats the trusted root"),
    row("sigstore-rust/bundles/github-private-attestation.sigstore.json", OF_GITHUB, RELEASED, RELEASES, Accepted, "a private instance: timestamp, no log"),
    row("sigstore-rust/bundles/othername.sigstore.json", SCAFFOLDING, Sha256("bc103b4a84971ef6459b294a2b98568a2bfb72cded09d4acd1e16366a401f95b"), Named("http://oidc.local:8080", "foo!oidc.local"), Accepted, "as above"),
    row("sigstore-rust/bundles/sigstore.js@2.0.0-provenance.sigstore.json", PRODUCTION, SIGSTORE_JS_200, Named(ACTIONS, "https://github.com/sigstore/sigstore-js/.github/workflows/release.yml@refs/heads/main"), Accepted, "as above"),
    row("sigstore-rust/managed-key/bundle.sigstore.json", PRODUCTION, File("sigstore-rust/managed-key/artifact.txt"), Key("sigstore-rust/managed-key/key.pub"), Accepted, "a plain key with log and timestamp"),
    row("sigstore-rust/sct-multi-intermediate/staging_bundle.sigstore.json", Root::File("bundles/sigstore-rust/sct-multi-intermediate/staging_trusted_root.json"), Sha256("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), Named(ACTIONS, "https://github.com/sigstore/root-signing-staging/.github/workflows/custom-test.yml@refs/heads/main"), Accepted, "two authorities of the same name"),
    // sigstore-rs and cosign
    row("sigstore-rs/bundle_v03.json", PRODUCTION, Sha256("c811d58de79c92f03214e63aa339484e488d694ae8a6283b5f3f17a9faf50172"), Named(ACTIONS, "https://github.com/kubewarden/kubewarden-controller/.github/workflows/release.yml@refs/tags/v1.34.0"), Accepted, "an image signed with cosign 3"),
    row("cosign/oci-attestation.sigstore.json", Root::File("bundles/cosign/trusted_root_pgi.json"), Sha256("732112270d7e59418a8c080b134b24cabd67d250d0d0147a97ed95ba5c280aa4"), Named(GITHUB, "cody@soyland.com"), Accepted, "an attestation of an image"),
];

const fn row(
    bundle: &'static str,
    root: Root,
    artifact: Art,
    who: Who,
    expected: Expected,
    reason: &'static str,
) -> Row {
    Row {
        bundle,
        root,
        artifact,
        who,
        expected,
        reason,
    }
}

#[test]
fn bundles_of_other_tests() {
    let Some(folder) = data("") else { return };
    let mut set = Set::new("sigstore-bundles");
    for row in ROWS
        .iter()
        .filter(|row| folder.join("bundles").join(row.bundle).exists())
    {
        let answer = answer(&folder, row);
        let found = match &answer {
            Ok(()) => Accepted,
            Err((step, _)) => Refused(step),
        };
        set.case(
            found == row.expected,
            || json!({"bundle": row.bundle, "is": row.reason, "answer": answer}),
        );
    }
    // What is not in the table has no expectation here: it is told, and counts for nothing.
    for path in files(&folder.join("bundles")) {
        let document: Option<Value> = serde_json::from_slice(&std::fs::read(&path).unwrap()).ok();
        let is_bundle = document.is_some_and(|document| document["verificationMaterial"].is_object());
        if is_bundle && !ROWS.iter().any(|row| path.ends_with(row.bundle)) {
            println!("not in the table: {}", path.display());
            set.unsupported += 1;
        }
    }
    set.finish();
}

fn answer(folder: &Path, row: &Row) -> Result<(), (&'static str, String)> {
    let root = match row.root {
        Root::File(path) => read(folder, path),
        Root::With(path, authority) => {
            let value = |path| serde_json::from_slice::<Value>(&read(folder, path)).unwrap();
            let mut root = value(path);
            root["timestampAuthorities"] = json!([value(authority)]);
            root.to_string().into_bytes()
        }
    };
    let root = TrustRoot::from_json(&root, &TrustRootLimits::default())
        .map_err(|error| ("root", error.to_string()))?;
    let bundles = folder.join("bundles");
    let bundle = Bundle::parse(&read(&bundles, row.bundle), &BundleLimits::default())
        .map_err(|error| ("bundle", error.to_string()))?;
    let bytes;
    let digest;
    let artifact = match row.artifact {
        File(path) => {
            bytes = read(&bundles, path);
            Artifact::Bytes(&bytes)
        }
        Sha256(hex) => {
            digest = Digest::from_hex(Algorithm::Sha256, hex).unwrap();
            Artifact::Digest(&digest)
        }
        Sha512(hex) => {
            digest = Digest::from_hex(Algorithm::Sha512, hex).unwrap();
            Artifact::Digest(&digest)
        }
    };
    verify(
        &root,
        &policy(&bundles, row.who).build().unwrap(),
        &bundle,
        artifact,
    )
    .map(|_| ())
    .map_err(|refusal| (refusal.step.as_str(), refusal.to_string()))
}

fn policy(bundles: &Path, who: Who) -> PolicyBuilder {
    let key = |path: &str| VerifyingKey::from_spki_pem(read(bundles, path)).unwrap();
    match who {
        Named(issuer, name) => Policy::builder()
            .issuer(issuer)
            .identity(Matcher::exact(name).unwrap()),
        Private(name) => Policy::builder()
            .without_issuer()
            .identity(Matcher::exact(name).unwrap())
            .relax(Relaxation::Unlogged)
            .relax(Relaxation::NoSct),
        Key(path) => Policy::builder().key(key(path)),
        KeyUntil(path, end) => {
            let window = Window::from("2026-06-04T12:00:00Z".parse().unwrap()).until(end.parse().unwrap());
            Policy::builder()
                .key_in_use(key(path), window)
                .relax(Relaxation::Unlogged)
        }
    }
}

/// Trusted roots of other tests: which are read.
#[test]
fn trusted_roots_of_other_tests() {
    let Some(folder) = data("") else { return };
    let mut set = Set::new("sigstore-roots");
    for path in files(&folder) {
        let Ok(document) = serde_json::from_slice::<Value>(&std::fs::read(&path).unwrap()) else {
            continue;
        };
        if !document["tlogs"].is_array() && !document["timestampAuthorities"].is_array() {
            continue;
        }
        let text = document.to_string();
        // Two are broken: one has no media type of its own, one no start of a log's window.
        let sound = document["mediaType"] == "application/vnd.dev.sigstore.trustedroot+json;version=0.1"
            && document["tlogs"]
                .as_array()
                .into_iter()
                .flatten()
                .all(|log| log["publicKey"]["validFor"]["start"].is_string());
        let read = TrustRoot::from_json(text.as_bytes(), &TrustRootLimits::default());
        set.case(
            read.is_ok() == sound,
            || json!({"root": path, "answer": format!("{read:?}")}),
        );
    }
    set.finish();
}

/// Certificates with a flaw each, as the authority's chain: an authority needs its constraints critical, and key usage.
#[test]
fn authorities_with_a_flaw() {
    let Some(folder) = data("bundles/sigstore-python/x509") else {
        return;
    };
    let mut set = Set::new("sigstore-authorities");
    let der = |name: &str| {
        let text = String::from_utf8(read(&folder, name)).unwrap();
        text.lines()
            .filter(|line| !line.starts_with("-----"))
            .collect::<String>()
    };
    for (chain, accepted) in [
        (&["bogus-intermediate.pem", "bogus-root.pem"][..], true),
        (&["bogus-intermediate-with-eku.pem", "bogus-root.pem"], true),
        (&["bogus-root.pem"], true),
        (&["bogus-root-missing-ku.pem"], false),
        (&["bogus-root-invalid-ku.pem"], false),
        (&["bogus-root-noncritical-bc.pem"], false),
        (&["bogus-leaf.pem", "bogus-root.pem"], false),
    ] {
        let certificates: Vec<_> = chain.iter().map(|name| json!({"rawBytes": der(name)})).collect();
        let document = json!({
            "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
            "certificateAuthorities": [{
                "certChain": {"certificates": certificates},
                "validFor": {"start": "2020-01-01T00:00:00Z"},
            }],
        });
        let read = TrustRoot::from_json(document.to_string().as_bytes(), &TrustRootLimits::default());
        set.case(
            read.is_ok() == accepted,
            || json!({"chain": chain, "answer": format!("{read:?}")}),
        );
    }
    set.finish();
}

fn read(folder: &Path, path: &str) -> Vec<u8> {
    std::fs::read(folder.join(path)).unwrap()
}
