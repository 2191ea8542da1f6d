//! Timestamps of real bundles.

use std::path::Path;

use portcullis_findings::Algorithm;
use portcullis_sign::timestamp::{self, TimestampAuthority};
use portcullis_sign::{Hasher, Window};
use serde_json::{Value, json};

use crate::support::{Set, base64, data, files, refused_bundles};

fn read(path: &Path) -> Option<Value> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

/// The authorities of a trusted root, bare or in a client's configuration, and one that stands alone in its file.
fn authorities(path: &Path) -> Vec<TimestampAuthority> {
    let Some(document) = read(path) else {
        return Vec::new();
    };
    let root = if document["trustedRoot"].is_object() {
        &document["trustedRoot"]
    } else {
        &document
    };
    let listed = root["timestampAuthorities"].as_array().into_iter().flatten();
    let mut all: Vec<_> = listed
        .filter_map(|authority| {
            let valid = &authority["validFor"];
            let mut window = Window::from(valid["start"].as_str()?.parse().ok()?);
            if let Some(end) = valid["end"].as_str() {
                window = window.until(end.parse().ok()?);
            }
            prepared(authority, window)
        })
        .collect();
    all.extend(prepared(&document, Window::from("1970-01-01".parse().unwrap())));
    all
}

fn prepared(authority: &Value, window: Window) -> Option<TimestampAuthority> {
    let chain = authority["certChain"]["certificates"].as_array()?;
    let chain: Vec<_> = chain
        .iter()
        .map(|certificate| base64(&certificate["rawBytes"]))
        .collect();
    TimestampAuthority::new(&chain, window).ok()
}

/// Every timestamp that has the digest of the bundle's signature in it is shown, and no other is. Left out are bundles that
/// are listed as ones to be refused: the reason may be their time.
#[test]
fn timestamps() {
    let Some(folder) = data("") else { return };
    let all = files(&folder);
    let trusted: Vec<_> = all.iter().flat_map(|path| authorities(path)).collect();
    let refused = refused_bundles(&folder);
    let mut set = Set::new("timestamps");
    for path in &all {
        let Some(bundle) = read(path).filter(|_| !refused.contains(path)) else {
            continue;
        };
        let signature = match &bundle["dsseEnvelope"]["signatures"][0]["sig"] {
            Value::Null => &bundle["messageSignature"]["signature"],
            signature => signature,
        };
        let signature = base64(signature);
        let data = &bundle["verificationMaterial"]["timestampVerificationData"];
        for stamp in data["rfc3161Timestamps"].as_array().into_iter().flatten() {
            let token = base64(&stamp["signedTimestamp"]);
            let about_signature = [Algorithm::Sha256, Algorithm::Sha384, Algorithm::Sha512]
                .into_iter()
                .any(|algorithm| has_digest(&token, algorithm, &signature));
            let stamped = timestamp::verify(&token, &signature, &trusted);
            set.case(
                stamped.is_ok() == about_signature,
                || json!({"file": path, "about": about_signature, "stamped": format!("{stamped:?}")}),
            );
        }
    }
    set.finish();
}

fn has_digest(token: &[u8], algorithm: Algorithm, message: &[u8]) -> bool {
    let mut hasher = Hasher::new(algorithm).unwrap();
    hasher.update(message);
    let digest = hasher.finish();
    token
        .windows(digest.as_bytes().len())
        .any(|bytes| bytes == digest.as_bytes())
}
