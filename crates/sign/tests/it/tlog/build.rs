//! Makes logs, their entries and the proofs of them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::{Algorithm, Timestamp};
use portcullis_sign::tlog::{
    InclusionProof, LogAuthority, LogEntry, LoggedAt, TlogError, TreeHash, Witnesses,
};
use portcullis_sign::{MessageSigner as _, Scheme, SigningKey, Window};

use crate::der::digest;
use crate::support::key;

pub(crate) const ORIGIN: &str = "log.example/2";
pub(crate) const TIME: u64 = 1_780_000_000;

pub(crate) fn base64(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode(bytes)
}

pub(crate) fn unbase64(text: &str) -> Vec<u8> {
    STANDARD.decode(text).unwrap()
}

pub(crate) fn time(seconds: u64) -> Timestamp {
    Timestamp::from_unix(seconds as i64).unwrap()
}

/// The last 32 bytes of an Ed25519 key.
pub(crate) fn raw(key: &SigningKey) -> &[u8] {
    let spki = key.public_key().as_spki_der();
    &spki[spki.len() - 32..]
}

/// The id of an Ed25519 key under a name (C2SP signed-note, "Signatures").
pub(crate) fn note_id(name: &str, kind: u8, key: &SigningKey) -> Vec<u8> {
    let named = [name.as_bytes(), b"\n", &[kind], raw(key)].concat();
    digest(Algorithm::Sha256, &named).as_bytes().to_vec()
}

pub(crate) fn signature_line(name: &str, id: &[u8], signature: &[u8]) -> String {
    format!("— {name} {}\n", base64([&id[..4], signature].concat()))
}

/// A witness's line under a checkpoint.
pub(crate) fn cosignature(name: &str, key: &SigningKey, seconds: u64, text: &str) -> String {
    let message = format!("cosignature/v1\ntime {seconds}\n{text}");
    let signature = key.sign(message.as_bytes()).unwrap();
    let stamped = [seconds.to_be_bytes().as_slice(), &signature].concat();
    signature_line(name, &note_id(name, 4, key), &stamped)
}

/// A log of one of both kinds.
pub(crate) struct Log {
    pub(crate) key: SigningKey,
    pub(crate) id: Vec<u8>,
    name: &'static str,
}

impl Log {
    /// Rekor v1: ECDSA, named by its key.
    pub(crate) fn v1(seed: u8) -> Self {
        let key = key(Scheme::EcdsaP256Sha256, seed);
        Self {
            id: key.public_key().key_id().as_bytes().to_vec(),
            key,
            name: "instance-7",
        }
    }

    /// Rekor v2: Ed25519, named by its origin.
    pub(crate) fn v2(seed: u8) -> Self {
        let key = key(Scheme::Ed25519, seed);
        Self {
            id: note_id(ORIGIN, 1, &key),
            key,
            name: ORIGIN,
        }
    }

    pub(crate) fn trusted_in(&self, window: Window) -> LogAuthority {
        LogAuthority::new(&self.id, self.key.public_key().clone(), Some(ORIGIN), window).unwrap()
    }

    pub(crate) fn trusted(&self) -> LogAuthority {
        self.trusted_in(Window::from(time(0)))
    }

    pub(crate) fn checkpoint_text(&self, size: u64, root: &TreeHash) -> String {
        let origin = if self.name == ORIGIN {
            ORIGIN
        } else {
            "instance-7 - 42"
        };
        format!("{origin}\n{size}\n{}\n", base64(root.as_bytes()))
    }

    pub(crate) fn sign(&self, text: &str) -> String {
        let signature = self.key.sign(text.as_bytes()).unwrap();
        format!("{text}\n{}", signature_line(self.name, &self.id, &signature))
    }

    /// An entry in a tree of five, with everything that shows it.
    pub(crate) fn entry(&self, body: &str, index: usize) -> Owned {
        let mut leaves: Vec<_> = (0..5).map(|leaf| TreeHash::of_leaf(&[leaf])).collect();
        leaves[index] = TreeHash::of_leaf(body.as_bytes());
        let (hashes, root) = path(&leaves, index);
        let promised = format!(
            r#"{{"body":"{}","integratedTime":{TIME},"logID":"{}","logIndex":{}}}"#,
            base64(body),
            self.id
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>(),
            1000 + index
        );
        Owned {
            log_id: self.id.clone(),
            index: 1000 + index as u64,
            time: Some(TIME),
            body: body.as_bytes().to_vec(),
            promise: Some(self.key.sign(promised.as_bytes()).unwrap()),
            proof: Some(OwnedProof {
                index: index as u64,
                size: 5,
                root: root.as_bytes().to_vec(),
                hashes: hashes.iter().map(|hash| hash.as_bytes().to_vec()).collect(),
                checkpoint: self.sign(&self.checkpoint_text(5, &root)).into_bytes(),
            }),
        }
    }
}

/// A log entry that owns its parts.
#[derive(Clone)]
pub(crate) struct Owned {
    pub(crate) log_id: Vec<u8>,
    pub(crate) index: u64,
    pub(crate) time: Option<u64>,
    pub(crate) body: Vec<u8>,
    pub(crate) promise: Option<Vec<u8>>,
    pub(crate) proof: Option<OwnedProof>,
}

#[derive(Clone)]
pub(crate) struct OwnedProof {
    pub(crate) index: u64,
    pub(crate) size: u64,
    pub(crate) root: Vec<u8>,
    pub(crate) hashes: Vec<Vec<u8>>,
    pub(crate) checkpoint: Vec<u8>,
}

impl Owned {
    pub(crate) fn verify(&self, logs: &[LogAuthority]) -> Result<LoggedAt, TlogError> {
        self.verify_with(logs, None)
    }

    pub(crate) fn verify_with(
        &self,
        logs: &[LogAuthority],
        witnesses: Option<&Witnesses>,
    ) -> Result<LoggedAt, TlogError> {
        LogEntry {
            log_id: &self.log_id,
            index: self.index,
            integrated_time: self.time,
            body: &self.body,
            promise: self.promise.as_deref(),
            proof: self.proof.as_ref().map(|proof| InclusionProof {
                index: proof.index,
                size: proof.size,
                root: &proof.root,
                hashes: &proof.hashes,
                checkpoint: &proof.checkpoint,
            }),
        }
        .verify(logs, witnesses)
    }

    pub(crate) fn without_promise(mut self) -> Self {
        self.promise = None;
        self
    }

    pub(crate) fn without_proof(mut self) -> Self {
        self.proof = None;
        self
    }
}

/// The path of a leaf and the root (RFC 6962, 2.1.1).
fn path(leaves: &[TreeHash], index: usize) -> (Vec<TreeHash>, TreeHash) {
    if let [leaf] = leaves {
        return (Vec::new(), *leaf);
    }
    let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
    if index < left.len() {
        let (mut proof, root) = path(left, index);
        let (_, beside) = path(right, 0);
        proof.push(beside);
        (proof, TreeHash::of_node(&root, &beside))
    } else {
        let (mut proof, root) = path(right, index - left.len());
        let (_, beside) = path(left, 0);
        proof.push(beside);
        (proof, TreeHash::of_node(&beside, &root))
    }
}

/// A body of each kind about an artifact, by a key.
pub(crate) fn bodies(artifact: &[u8], key: &SigningKey) -> [String; 6] {
    let hash = digest(Algorithm::Sha256, artifact);
    let hex = hash.to_hex();
    let signature = base64(key.sign(artifact).unwrap());
    let pem = base64(key.public_key().to_spki_pem());
    let der = base64(key.public_key().as_spki_der());
    let hashed = format!(r#"{{"algorithm":"sha256","value":"{hex}"}}"#);
    let hash = base64(hash.as_bytes());
    let tiles_hash = format!(r#"{{"algorithm":"SHA2_256","digest":"{hash}"}}"#);
    let signed = format!(
        r#"{{"content":"{signature}","verifier":{{"keyDetails":"PKIX_ECDSA_P256_SHA_256","publicKey":{{"rawBytes":"{der}"}}}}}}"#
    );
    let body = |version, kind, spec: String| {
        format!(r#"{{"apiVersion":"{version}","kind":"{kind}","spec":{spec}}}"#)
    };
    let twice = base64(&signature);
    [
        body(
            "0.0.1",
            "hashedrekord",
            format!(
                r#"{{"data":{{"hash":{hashed}}},"signature":{{"content":"{signature}","publicKey":{{"content":"{pem}"}}}}}}"#
            ),
        ),
        body(
            "0.0.2",
            "hashedrekord",
            format!(r#"{{"hashedRekordV002":{{"data":{tiles_hash},"signature":{signed}}}}}"#),
        ),
        body(
            "0.0.1",
            "dsse",
            format!(
                r#"{{"envelopeHash":{hashed},"payloadHash":{hashed},"signatures":[{{"signature":"{signature}","verifier":"{pem}"}}]}}"#
            ),
        ),
        body(
            "0.0.2",
            "dsse",
            format!(r#"{{"dsseV002":{{"payloadHash":{tiles_hash},"signatures":[{signed}]}}}}"#),
        ),
        body(
            "0.0.1",
            "intoto",
            format!(r#"{{"content":{{"hash":{hashed},"payloadHash":{hashed}}},"publicKey":"{pem}"}}"#),
        ),
        body(
            "0.0.2",
            "intoto",
            format!(
                r#"{{"content":{{"envelope":{{"payloadType":"application/vnd.in-toto+json","signatures":[{{"publicKey":"{pem}","sig":"{twice}"}}]}},"hash":{hashed},"payloadHash":{hashed}}}}}"#
            ),
        ),
    ]
}
