//! A Sigstore of the tests' own: an authority, logs, and signers. Every key is made from a seed, nothing is secret.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::Digest;
use portcullis_sign::dsse::pae;
use portcullis_sign::{MessageSigner as _, Scheme, SigningKey, intoto};
use serde_json::{Value, json};

use super::der::{self, Tbs};
use crate::support::{key, pem};

pub(crate) const ISSUER: &str = "https://issuer.example";
pub(crate) const WORKFLOW: &str = "https://builds.example/org/project/release.yml@refs/tags/v1";
pub(crate) const ARTIFACT: &[u8] = b"the artifact";

/// 2026-02-01T00:01:00Z, in the ten minutes of every certificate here.
pub(crate) const SIGNED_AT: u64 = 1_769_904_060;
/// The same as GeneralizedTime.
pub(crate) const SIGNED_AT_DER: &str = "20260201000100Z";
const LEAF_VALID: (&str, &str) = ("2026-02-01T00:00:00Z", "2026-02-01T00:10:00Z");
const CHAIN_VALID: (&str, &str) = ("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
const START: &str = "2026-01-01T00:00:00Z";

pub(crate) struct World {
    pub(crate) log: SigningKey,
    pub(crate) other_log: SigningKey,
    pub(crate) ct_log: SigningKey,
    pub(crate) other_ct_log: SigningKey,
    pub(crate) root: SigningKey,
    pub(crate) intermediate: SigningKey,
    /// When the issuing certificate is valid.
    pub(crate) intermediate_valid: (&'static str, &'static str),
}

/// How somebody signs; what is not changed is as it should be.
#[derive(Clone)]
pub(crate) struct Recipe {
    pub(crate) signer: u8,
    pub(crate) name: (u8, &'static str),
    pub(crate) issuer: Option<&'static str>,
    pub(crate) usage: &'static [u8],
    pub(crate) valid: (&'static str, &'static str),
    /// Which logs sign that they have the certificate: the first, the second.
    pub(crate) scts: &'static [usize],
    /// What they sign beside it.
    pub(crate) sct_extensions: &'static [u8],
    pub(crate) claims: Vec<(u8, &'static str)>,
    pub(crate) at: u64,
    pub(crate) promise: bool,
    pub(crate) proof: bool,
    /// Instead of a certificate: the plain key.
    pub(crate) plain_key: bool,
}

/// What a log entry says.
#[derive(Clone)]
pub(crate) struct Said {
    pub(crate) kind: &'static str,
    pub(crate) digest: Digest,
    pub(crate) signature: Vec<u8>,
    pub(crate) verifier: String,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            signer: 50,
            name: (0x86, WORKFLOW),
            issuer: Some(ISSUER),
            usage: der::CODE_SIGNING,
            valid: LEAF_VALID,
            scts: &[0],
            sct_extensions: &[],
            claims: vec![(14, "refs/tags/v1"), (11, "hosted")],
            at: SIGNED_AT,
            promise: true,
            proof: true,
            plain_key: false,
        }
    }
}

impl World {
    /// Worlds of different numbers trust nothing of one another.
    pub(crate) fn new(number: u8) -> Self {
        let made = |role: u8| key(Scheme::EcdsaP256Sha256, number * 10 + role);
        Self {
            log: made(1),
            other_log: made(2),
            ct_log: made(3),
            other_ct_log: made(4),
            root: made(5),
            intermediate: made(6),
            intermediate_valid: CHAIN_VALID,
        }
    }

    /// What a verifier of this world trusts.
    pub(crate) fn trusted_root(&self) -> Value {
        let log = |key: &SigningKey| {
            json!({
                "baseUrl": "https://log.example",
                "hashAlgorithm": "SHA2_256",
                "publicKey": {
                    "rawBytes": b64(key.public_key().as_spki_der()),
                    "keyDetails": "PKIX_ECDSA_P256_SHA_256",
                    "validFor": {"start": START},
                },
                "logId": {"keyId": b64(&log_id(key))},
            })
        };
        let chain: Vec<_> = self
            .chain()
            .iter()
            .map(|certificate| json!({"rawBytes": b64(certificate)}))
            .collect();
        json!({
            "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
            "tlogs": [log(&self.log), log(&self.other_log)],
            "certificateAuthorities": [{
                "subject": {"organization": "example", "commonName": "authority"},
                "uri": "https://authority.example",
                "certChain": {"certificates": chain},
                "validFor": {"start": START},
            }],
            "ctlogs": [log(&self.ct_log), log(&self.other_ct_log)],
            "timestampAuthorities": [],
        })
    }

    /// The issuing certificate and the root.
    pub(crate) fn chain(&self) -> [Vec<u8>; 2] {
        let spki = |key: &SigningKey| key.public_key().as_spki_der().to_vec();
        let root = Tbs {
            issuer: der::name("root"),
            subject: der::name("root"),
            valid: CHAIN_VALID,
            spki: &spki(&self.root),
            extensions: vec![der::authority(), der::key_usage(0x04)],
        };
        let intermediate = Tbs {
            issuer: der::name("root"),
            subject: der::name("authority"),
            valid: self.intermediate_valid,
            spki: &spki(&self.intermediate),
            extensions: vec![
                der::authority(),
                der::key_usage(0x04),
                der::extended_key_usage(der::CODE_SIGNING),
            ],
        };
        [intermediate, root].map(|tbs| {
            let tbs = tbs.encode();
            der::certificate(&tbs, &self.root.sign(&tbs).unwrap())
        })
    }

    pub(crate) fn certificate(&self, recipe: &Recipe) -> Vec<u8> {
        let signer = recipe.key();
        let mut extensions = vec![
            der::key_usage(0x80),
            der::extended_key_usage(recipe.usage),
            der::alternative_name(recipe.name.0, recipe.name.1),
        ];
        if let Some(issuer) = recipe.issuer {
            extensions.push(der::extension(&der::fulcio(1), false, issuer.as_bytes()));
            extensions.push(der::extension(&der::fulcio(8), false, &der::utf8(issuer)));
        }
        for (number, value) in &recipe.claims {
            extensions.push(der::extension(&der::fulcio(*number), false, &der::utf8(value)));
        }
        let mut tbs = Tbs {
            issuer: der::name("authority"),
            subject: der::sequence(&[]),
            valid: recipe.valid,
            spki: signer.public_key().as_spki_der(),
            extensions,
        };
        if !recipe.scts.is_empty() {
            let shown = tbs.encode();
            let scts: Vec<Vec<u8>> = recipe
                .scts
                .iter()
                .map(|which| self.sct(*which, &shown, recipe.sct_extensions))
                .collect();
            let list = counted(&scts.iter().flat_map(|sct| counted(sct)).collect::<Vec<_>>());
            let value = der::element(0x04, &[&list]);
            tbs.extensions.push(der::extension(der::SCT_LIST, false, &value));
        }
        let tbs = tbs.encode();
        der::certificate(&tbs, &self.intermediate.sign(&tbs).unwrap())
    }

    fn sct(&self, which: usize, shown: &[u8], extensions: &[u8]) -> Vec<u8> {
        let extensions = counted(extensions);
        let log = [&self.ct_log, &self.other_ct_log][which];
        let millis = (SIGNED_AT * 1000).to_be_bytes();
        let issuer = Digest::sha256(self.intermediate.public_key().as_spki_der());
        let message = [
            &[0, 0][..],
            &millis,
            &[0, 1],
            issuer.as_bytes(),
            &(shown.len() as u32).to_be_bytes()[1..],
            shown,
            &extensions,
        ]
        .concat();
        let signature = counted(&log.sign(&message).unwrap());
        [&[0][..], &log_id(log), &millis, &extensions, &[4, 3], &signature].concat()
    }

    /// A bundle over an artifact.
    pub(crate) fn sign(&self, recipe: &Recipe, artifact: &[u8]) -> Value {
        let signature = recipe.key().sign(artifact).unwrap();
        let said = self.say("hashedrekord", recipe, Digest::sha256(artifact), &signature);
        self.bundle(
            recipe,
            self.entry(&self.log, recipe, &said),
            "messageSignature",
            json!({
                "messageDigest": {"algorithm": "SHA2_256", "digest": b64(Digest::sha256(artifact).as_bytes())},
                "signature": b64(&signature),
            }),
        )
    }

    /// A bundle over a statement about an artifact.
    pub(crate) fn attest(&self, recipe: &Recipe, kind: &'static str, payload: &[u8]) -> Value {
        let signature = recipe.key().sign(&pae(intoto::PAYLOAD_TYPE, payload)).unwrap();
        let said = self.say(kind, recipe, Digest::sha256(payload), &signature);
        self.bundle(
            recipe,
            self.entry(&self.log, recipe, &said),
            "dsseEnvelope",
            json!({
                "payload": b64(payload),
                "payloadType": intoto::PAYLOAD_TYPE,
                "signatures": [{"sig": b64(&signature)}],
            }),
        )
    }

    pub(crate) fn say(&self, kind: &'static str, recipe: &Recipe, digest: Digest, signature: &[u8]) -> Said {
        let verifier = if recipe.plain_key {
            recipe.key().public_key().to_spki_pem()
        } else {
            pem("CERTIFICATE", &self.certificate(recipe))
        };
        Said {
            kind,
            digest,
            signature: signature.to_vec(),
            verifier,
        }
    }

    fn bundle(&self, recipe: &Recipe, entry: Value, member: &str, content: Value) -> Value {
        let mut material = json!({"tlogEntries": [entry]});
        if recipe.plain_key {
            material["publicKey"] = json!({"hint": "key"});
        } else {
            material["certificate"] = json!({"rawBytes": b64(&self.certificate(recipe))});
        }
        let mut bundle = json!({
            "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
            "verificationMaterial": material,
        });
        bundle[member] = content;
        bundle
    }

    /// An entry that `log` really has, whatever it says.
    pub(crate) fn entry(&self, log: &SigningKey, recipe: &Recipe, said: &Said) -> Value {
        let body = serde_json::to_vec(&said.body()).unwrap();
        let index = 1;
        let mut entry = json!({
            "logIndex": index.to_string(),
            "logId": {"keyId": b64(&log_id(log))},
            "kindVersion": {"kind": said.kind, "version": said.version()},
            "integratedTime": recipe.at.to_string(),
            "canonicalizedBody": b64(&body),
        });
        if recipe.promise {
            let id: String = log_id(log).iter().map(|byte| format!("{byte:02x}")).collect();
            let promised = format!(
                r#"{{"body":"{}","integratedTime":{},"logID":"{id}","logIndex":{index}}}"#,
                b64(&body),
                recipe.at
            );
            let promise = log.sign(promised.as_bytes()).unwrap();
            entry["inclusionPromise"] = json!({"signedEntryTimestamp": b64(&promise)});
        }
        if recipe.proof {
            entry["inclusionProof"] = proof(log, &body);
        }
        entry
    }
}

/// A tree of two leaves, the second of which is the entry.
fn proof(log: &SigningKey, body: &[u8]) -> Value {
    let leaf = |bytes: &[u8]| Digest::sha256(&[&[0], bytes].concat());
    let (first, second) = (leaf(b"another entry"), leaf(body));
    let root = Digest::sha256(&[&[1], first.as_bytes(), second.as_bytes()].concat());
    let text = format!("log.example\n2\n{}\n", b64(root.as_bytes()));
    let signature = log.sign(text.as_bytes()).unwrap();
    let line = b64(&[&log_id(log)[..4], &signature].concat());
    json!({
        "logIndex": "1",
        "treeSize": "2",
        "rootHash": b64(root.as_bytes()),
        "hashes": [b64(first.as_bytes())],
        "checkpoint": {"envelope": format!("{text}\n\u{2014} log.example {line}\n")},
    })
}

impl Recipe {
    pub(crate) fn key(&self) -> SigningKey {
        key(Scheme::EcdsaP256Sha256, self.signer)
    }
}

impl Said {
    const fn version(&self) -> &'static str {
        match self.kind.as_bytes() {
            b"intoto" => "0.0.2",
            _ => "0.0.1",
        }
    }

    fn body(&self) -> Value {
        let hash = json!({"algorithm": "sha256", "value": self.digest.to_hex()});
        let (signature, verifier) = (b64(&self.signature), b64(self.verifier.as_bytes()));
        let spec = match self.kind {
            "hashedrekord" => json!({
                "data": {"hash": hash},
                "signature": {"content": signature, "publicKey": {"content": verifier}},
            }),
            "dsse" => json!({
                "envelopeHash": hash,
                "payloadHash": hash,
                "signatures": [{"signature": signature, "verifier": verifier}],
            }),
            _ => json!({
                "content": {
                    "envelope": {
                        "payloadType": intoto::PAYLOAD_TYPE,
                        "signatures": [{"publicKey": verifier, "sig": b64(signature.as_bytes())}],
                    },
                    "hash": hash,
                    "payloadHash": hash,
                },
            }),
        };
        json!({"apiVersion": self.version(), "kind": self.kind, "spec": spec})
    }
}

/// A statement about artifacts.
pub(crate) fn statement(artifacts: &[&[u8]]) -> Vec<u8> {
    let subjects: Vec<_> = artifacts
        .iter()
        .map(|artifact| json!({"name": "artifact", "digest": {"sha256": Digest::sha256(artifact).to_hex()}}))
        .collect();
    let statement = json!({
        "_type": "https://in-toto.io/Statement/v1",
        "subject": subjects,
        "predicateType": "https://example.com/predicate",
        "predicate": {},
    });
    serde_json::to_vec(&statement).unwrap()
}

pub(crate) fn b64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// SHA-256 of the key.
fn log_id(log: &SigningKey) -> Vec<u8> {
    Digest::sha256(log.public_key().as_spki_der()).as_bytes().to_vec()
}

fn counted(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u16).to_be_bytes()[..], bytes].concat()
}
