//! A TUF repository in memory, with a knob for every attack.

use std::collections::BTreeMap;

use portcullis_findings::{Digest, Timestamp};
use portcullis_sign::tuf::{Answer, Limits, RequestKind, State, TufError, Update};
use portcullis_sign::{MessageSigner, Scheme, SigningKey};
use serde_json::{Value, json};

use crate::support::key;

pub(crate) const NOW: &str = "2026-11-01T00:00:00Z";
const FAR: &str = "2030-01-01T00:00:00Z";

/// Metadata before it is signed, and who signs it.
#[derive(Clone)]
pub(crate) struct Repository {
    pub(crate) root: Value,
    pub(crate) timestamp: Value,
    pub(crate) snapshot: Value,
    /// Targets roles by name.
    pub(crate) roles: BTreeMap<String, Value>,
    /// Seeds of the keys that sign a role.
    pub(crate) signers: BTreeMap<String, Vec<u8>>,
    /// Files as they are served; [`publish`](Self::publish) adds to them.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Repository {
    /// Root by two of three keys (1, 2, 3), the other roles by one each (4, 5, 6), one target, all at version 1.
    pub(crate) fn new() -> Self {
        let role = |seeds: &[u8], threshold: u64| json!({"keyids": ids(seeds), "threshold": threshold});
        let root = json!({
            "_type": "root", "spec_version": "1.0.34", "version": 1, "expires": FAR, "consistent_snapshot": true,
            "keys": keys(&[1, 2, 3, 4, 5, 6, 7, 8]),
            "roles": {
                "root": role(&[1, 2, 3], 2), "timestamp": role(&[4], 1), "snapshot": role(&[5], 1), "targets": role(&[6], 1)
            },
        });
        let mut repository = Self {
            root,
            timestamp: json!({"_type": "timestamp", "spec_version": "1.0.34", "version": 1, "expires": FAR, "meta": {}}),
            snapshot: json!({"_type": "snapshot", "spec_version": "1.0.34", "version": 1, "expires": FAR, "meta": {}}),
            roles: BTreeMap::new(),
            signers: BTreeMap::new(),
            files: BTreeMap::new(),
        };
        for (name, seeds) in [
            ("root", vec![1, 2]),
            ("timestamp", vec![4]),
            ("snapshot", vec![5]),
        ] {
            repository.signers.insert(name.to_owned(), seeds);
        }
        repository.add_role("targets", &[6]);
        repository.add_target("targets", "dir/file.txt", b"content");
        repository.publish_root();
        repository.publish();
        repository
    }

    pub(crate) fn add_role(&mut self, name: &str, seeds: &[u8]) {
        let empty = json!({"_type": "targets", "spec_version": "1.0.34", "version": 1, "expires": FAR, "targets": {}});
        self.roles.insert(name.to_owned(), empty);
        self.signers.insert(name.to_owned(), seeds.to_vec());
    }

    pub(crate) fn add_target(&mut self, role: &str, path: &str, content: &[u8]) {
        let digest = Digest::sha256(content).to_hex();
        self.roles.get_mut(role).unwrap()["targets"][path] =
            json!({"length": content.len(), "hashes": {"sha256": digest}});
        let name = match path.rsplit_once('/') {
            Some((folder, name)) => format!("{folder}/{digest}.{name}"),
            None => format!("{digest}.{path}"),
        };
        self.files.insert(format!("targets/{name}"), content.to_vec());
    }

    /// Delegates `paths` of a role to another one.
    pub(crate) fn delegate(&mut self, from: &str, to: &str, seeds: &[u8], paths: &[&str], terminating: bool) {
        let role = json!({
            "name": to, "keyids": ids(seeds), "threshold": seeds.len(), "terminating": terminating, "paths": paths
        });
        let delegations = &mut self.roles.get_mut(from).unwrap()["delegations"];
        if delegations.is_null() {
            *delegations = json!({"keys": {}, "roles": []});
        }
        for (id, key) in keys(seeds).as_object().unwrap() {
            delegations["keys"][id] = key.clone();
        }
        delegations["roles"].as_array_mut().unwrap().push(role);
    }

    pub(crate) fn publish_root(&mut self) {
        let name = format!("metadata/{}.root.json", self.root["version"]);
        let bytes = self.signed("root", &self.root);
        self.files.insert(name, bytes);
    }

    /// Signs all but the root, each announcing the other as it is now, and serves it.
    pub(crate) fn publish(&mut self) {
        for (name, metadata) in self.roles.clone() {
            let bytes = self.signed(&name, &metadata);
            let version = metadata["version"].clone();
            self.snapshot["meta"][format!("{name}.json")] = json!({"version": version});
            self.files
                .insert(format!("metadata/{version}.{}.json", encoded(&name)), bytes);
        }
        self.publish_snapshot();
    }

    pub(crate) fn publish_snapshot(&mut self) {
        let bytes = self.signed("snapshot", &self.snapshot);
        let version = self.snapshot["version"].clone();
        let digest = Digest::sha256(&bytes).to_hex();
        self.timestamp["meta"]["snapshot.json"] =
            json!({"version": version, "length": bytes.len(), "hashes": {"sha256": digest}});
        self.files
            .insert(format!("metadata/{version}.snapshot.json"), bytes);
        self.publish_timestamp();
    }

    pub(crate) fn publish_timestamp(&mut self) {
        let bytes = self.signed("timestamp", &self.timestamp);
        self.files.insert("metadata/timestamp.json".to_owned(), bytes);
    }

    /// Raises the versions of timestamp, snapshot and targets, and publishes them.
    pub(crate) fn next(&mut self) {
        bump(&mut self.timestamp);
        bump(&mut self.snapshot);
        bump(self.roles.get_mut("targets").unwrap());
        self.publish();
    }

    fn signed(&self, role: &str, metadata: &Value) -> Vec<u8> {
        signed(metadata, &self.signers[role])
    }

    pub(crate) fn initial(&self) -> State {
        State::of_root(self.files["metadata/1.root.json"].clone())
    }

    pub(crate) fn refresh(&self, state: State) -> (State, Result<(), TufError>) {
        self.refresh_at(state, NOW)
    }

    pub(crate) fn refresh_at(&self, state: State, now: &str) -> (State, Result<(), TufError>) {
        let mut update = Update::begin(state, time(now), Limits::default()).unwrap();
        let ended = self.run(&mut update);
        (update.state().clone(), ended)
    }

    pub(crate) fn run(&self, update: &mut Update) -> Result<(), TufError> {
        while let Some(request) = update.request() {
            update.answer(self.fetch(request.kind(), request.name()))?;
        }
        Ok(())
    }

    pub(crate) fn fetch(&self, kind: RequestKind, name: &str) -> Answer {
        let below = if kind == RequestKind::Metadata {
            "metadata"
        } else {
            "targets"
        };
        let file = self.files.get(&format!("{below}/{name}"));
        file.map_or(Answer::NotFound, |bytes| Answer::Bytes(bytes.clone()))
    }

    /// Refreshes from the first root and seeks a target.
    pub(crate) fn download(&self, path: &str) -> Result<Option<Vec<u8>>, TufError> {
        let mut update = Update::begin(self.initial(), time(NOW), Limits::default())?;
        self.run(&mut update)?;
        update.seek(path)?;
        self.run(&mut update)?;
        let Some(target) = update.target() else {
            return Ok(None);
        };
        target
            .accept(self.fetch(RequestKind::Target, target.request().name()))
            .map(Some)
    }
}

pub(crate) fn bump(metadata: &mut Value) {
    metadata["version"] = json!(metadata["version"].as_u64().unwrap() + 1);
}

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn signer(seed: u8) -> SigningKey {
    key(Scheme::Ed25519, seed)
}

pub(crate) fn ids(seeds: &[u8]) -> Vec<String> {
    seeds.iter().map(|seed| format!("key-{seed}")).collect()
}

pub(crate) fn keys(seeds: &[u8]) -> Value {
    let key = |seed: &u8| {
        let spki = signer(*seed).public_key().as_spki_der().to_vec();
        let public: String = spki[12..].iter().map(|byte| format!("{byte:02x}")).collect();
        (
            format!("key-{seed}"),
            json!({"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": public}}),
        )
    };
    Value::Object(seeds.iter().map(key).collect())
}

/// The metadata of these tests is ASCII without control characters and its members are ordered, so that serde_json writes it
/// in canonical form.
pub(crate) fn signed(metadata: &Value, seeds: &[u8]) -> Vec<u8> {
    let bytes = serde_json::to_vec(&sorted(metadata)).unwrap();
    let signature = |seed: &u8| {
        let signature = signer(*seed).sign(&bytes).unwrap();
        let digits: String = signature.iter().map(|byte| format!("{byte:02x}")).collect();
        json!({"keyid": format!("key-{seed}"), "sig": digits})
    };
    let signatures: Vec<_> = seeds.iter().map(signature).collect();
    serde_json::to_vec(&json!({"signatures": signatures, "signed": metadata})).unwrap()
}

/// Members in order whatever map serde_json was built with.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let ordered: BTreeMap<_, _> = members
                .iter()
                .map(|(name, value)| (name.clone(), sorted(value)))
                .collect();
            Value::Object(ordered.into_iter().collect())
        }
        Value::Array(values) => values.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

fn encoded(role: &str) -> String {
    role.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
