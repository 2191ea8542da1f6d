//! Timestamps of real bundles.

use std::path::Path;

use portcullis_sign::Window;
use portcullis_sign::timestamp::{self, TimestampAuthority};
use serde_json::{Value, json};

use crate::support::{Set, base64, data, files, refused_bundles};

fn read(path: &Path) -> Option<Value> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

/// The authorities of a trusted root, bare or in a client's configuration.
fn authorities(path: &Path) -> Vec<TimestampAuthority> {
    let Some(document) = read(path) else {
        return Vec::new();
    };
    let root = if document["trustedRoot"].is_object() {
        &document["trustedRoot"]
    } else {
        &document
    };
    let authorities = root["timestampAuthorities"].as_array().into_iter().flatten();
    authorities
        .filter_map(|authority| {
            let valid = &authority["validFor"];
            let mut window = Window::from(valid["start"].as_str()?.parse().ok()?);
            if let Some(end) = valid["end"].as_str() {
                window = window.until(end.parse().ok()?);
            }
            let chain = authority["certChain"]["certificates"].as_array()?;
            let chain: Vec<_> = chain
                .iter()
                .map(|certificate| base64(&certificate["rawBytes"]))
                .collect();
            TimestampAuthority::new(&chain, window).ok()
        })
        .collect()
}

/// Every timestamp of which some trusted root in the data has the authority is shown, but for those of bundles that are
/// listed as ones to be refused: the reason may be their time.
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
        let data = &bundle["verificationMaterial"]["timestampVerificationData"];
        for stamp in data["rfc3161Timestamps"].as_array().into_iter().flatten() {
            let stamped = timestamp::verify(&base64(&stamp["signedTimestamp"]), &base64(signature), &trusted);
            set.case(
                stamped.is_ok(),
                || json!({"file": path, "error": format!("{stamped:?}")}),
            );
        }
    }
    set.finish();
}
