//! Log entries of real bundles.

use std::num::NonZeroUsize;
use std::path::Path;

use portcullis_sign::tlog::{
    InclusionProof, LogAuthority, LogEntry, LoggedAt, NoteKey, TlogError, Witnesses,
};
use portcullis_sign::{VerifyingKey, Window};
use serde_json::{Value, json};

use crate::support::{Set, base64, data, files, refused_bundles};

/// A bundle's log entry with what its members decode to.
struct Entry {
    log_id: Vec<u8>,
    body: Vec<u8>,
    promise: Option<Vec<u8>>,
    root: Vec<u8>,
    hashes: Vec<Vec<u8>>,
    value: Value,
}

impl Entry {
    fn of(value: &Value) -> Self {
        let proof = &value["inclusionProof"];
        Self {
            log_id: base64(&value["logId"]["keyId"]),
            body: base64(&value["canonicalizedBody"]),
            promise: value["inclusionPromise"]["signedEntryTimestamp"]
                .as_str()
                .map(|_| base64(&value["inclusionPromise"]["signedEntryTimestamp"])),
            root: base64(&proof["rootHash"]),
            hashes: proof["hashes"]
                .as_array()
                .into_iter()
                .flatten()
                .map(base64)
                .collect(),
            value: value.clone(),
        }
    }

    fn verify(&self, logs: &[LogAuthority], witnesses: Option<&Witnesses>) -> Result<LoggedAt, TlogError> {
        let number = |value: &Value| value.as_u64().or_else(|| value.as_str()?.parse().ok());
        let proof = &self.value["inclusionProof"];
        let checkpoint = proof["checkpoint"]["envelope"].as_str();
        LogEntry {
            log_id: &self.log_id,
            index: number(&self.value["logIndex"]).unwrap_or_default(),
            integrated_time: number(&self.value["integratedTime"]),
            body: &self.body,
            promise: self.promise.as_deref(),
            proof: checkpoint.map(|checkpoint| InclusionProof {
                index: number(&proof["logIndex"]).unwrap_or_default(),
                size: number(&proof["treeSize"]).unwrap_or_default(),
                root: &self.root,
                hashes: &self.hashes,
                checkpoint: checkpoint.as_bytes(),
            }),
        }
        .verify(logs, witnesses)
    }
}

fn logs(root: &Value) -> Vec<LogAuthority> {
    let root = if root["trustedRoot"].is_object() {
        &root["trustedRoot"]
    } else {
        root
    };
    let logs = root["tlogs"].as_array().into_iter().flatten();
    logs.filter_map(|log| {
        let valid = &log["publicKey"]["validFor"];
        let mut window = Window::from(valid["start"].as_str()?.parse().ok()?);
        if let Some(end) = valid["end"].as_str() {
            window = window.until(end.parse().ok()?);
        }
        let key = VerifyingKey::from_spki_der(&base64(&log["publicKey"]["rawBytes"])).ok()?;
        let origin = log["baseUrl"].as_str()?.split_once("://")?.1;
        LogAuthority::new(&base64(&log["logId"]["keyId"]), key, Some(origin), window).ok()
    })
    .collect()
}

/// Verifier keys of witnesses of the staging log, as their operators publish them (witness-network.org).
const WITNESSES: [&str; 3] = [
    "staging.witness.transparency.goog/ring-any-bells+2e1a8dc9+BG5JTpLc3FJtwzgh1Uv+Qelz9qeOH2bfWjS1s0s+y4rL",
    "witness.navigli.sunlight.geomys.org+a3e00fe2+BNy/co4C1Hn1p+INwJrfUlgz7W55dSZReusH/GhUhJ/G",
    "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
];

/// Every entry that some trusted root in the data has the log of is shown, but for those of bundles that are listed as ones
/// to be refused: the reason may be their entry. The witnesses named under its checkpoint have cosigned it, no more of them.
#[test]
fn log_entries() {
    let Some(folder) = data("") else { return };
    let read = |path: &Path| -> Option<Value> { serde_json::from_slice(&std::fs::read(path).ok()?).ok() };
    let trusted = |path: &Path| -> Vec<LogAuthority> { read(path).iter().flat_map(logs).collect() };
    let public: Vec<_> = files(&folder.join("trusted-roots"))
        .iter()
        .flat_map(|path| trusted(path))
        .collect();
    let witnesses = WITNESSES.map(|key| NoteKey::from_vkey(key).unwrap());
    let refused = refused_bundles(&folder);
    let (mut set, mut witnessed) = (Set::new("tlog-entries"), Set::new("witnesses"));
    for path in files(&folder) {
        let Some(bundle) = read(&path).filter(|_| !refused.contains(&path)) else {
            continue;
        };
        let mut logs = trusted(&path.with_file_name("trusted_root.json"));
        logs.extend_from_slice(&public);
        let entries = bundle["verificationMaterial"]["tlogEntries"].as_array();
        for entry in entries.into_iter().flatten().map(Entry::of) {
            let verified = entry.verify(&logs, None);
            set.case(
                verified.is_ok(),
                || json!({"file": path, "error": format!("{verified:?}")}),
            );
            let checkpoint = entry.value["inclusionProof"]["checkpoint"]["envelope"].as_str();
            let named = |key: &&NoteKey| {
                let line = format!("— {} ", key.name().unwrap());
                checkpoint.is_some_and(|checkpoint| checkpoint.contains(&line))
            };
            let count = witnesses.iter().filter(named).count();
            if count > 0 {
                let at_least = |threshold| {
                    let threshold = NonZeroUsize::new(threshold).unwrap();
                    let trusted = Witnesses::at_least(threshold, witnesses.clone()).ok()?;
                    entry.verify(&logs, Some(&trusted)).ok()
                };
                let seen = at_least(count).is_some_and(|logged| {
                    logged
                        .checkpoint()
                        .is_some_and(|checkpoint| checkpoint.cosigned().len() == count)
                });
                witnessed.case(
                    seen && at_least(count + 1).is_none(),
                    || json!({"file": path, "named": count}),
                );
            }
        }
    }
    set.finish();
    witnessed.finish();
}
