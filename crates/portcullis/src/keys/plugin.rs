//! Keys behind programs that speak Sigstore's protocol of key plug-ins, version `v1`.
//!
//! For a key `NAME://RESOURCE` the program `sigstore-kms-NAME` of the PATH is started once for each question, with the version of
//! the protocol and one JSON document as arguments; the message (if any) is its input, one JSON document its answer. Its errors
//! are in the answer; what it says on the error output goes to ours.

use std::fmt;
use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::{Algorithm, Digest, Label};
use portcullis_sign::{SignError, VerifyingKey};
use serde_json::{Value, json};

use super::KeyAccessError;

/// The most bytes of an answer: a public key or a signature.
const ANSWER_BYTES: u64 = 1 << 20;
/// How long a program may take; vaults ask people.
const PATIENCE: Duration = Duration::from_secs(120);

/// A private key behind a program.
pub struct PluginKey {
    program: String,
    resource: String,
    public: VerifyingKey,
}

impl PluginKey {
    /// Asks the program for the public key.
    pub(super) fn open(name: &str, resource: &str) -> Result<Self, KeyAccessError> {
        let program = format!("sigstore-kms-{name}");
        let wrong = |reason: String| KeyAccessError::Plugin {
            program: program.clone(),
            reason,
        };
        let question = json!({
            "methodName": "publicKey",
            "publicKey": { "publicKeyOptions": { "rpcOptions": {} } },
        });
        let answer = ask(&program, resource, Algorithm::Sha256, question, &[]).map_err(wrong)?;
        let pem = field(&answer, "publicKey", "publicKeyPEM").map_err(wrong)?;
        let public = VerifyingKey::from_spki_pem(&pem).map_err(|error| wrong(error.to_string()))?;
        Ok(Self {
            program,
            resource: resource.to_owned(),
            public,
        })
    }

    pub(super) fn public_key(&self) -> &VerifyingKey {
        &self.public
    }

    /// For keys that do not sign digests: the program sees the message.
    pub(super) fn sign_whole(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        self.sign(Algorithm::Sha512, json!({}), message)
    }

    /// The digest is of the hash of the key's scheme.
    pub(super) fn sign_digest(&self, digest: &Digest) -> Result<Vec<u8>, SignError> {
        let algorithm = digest.algorithm();
        let options = json!({
            "digest": STANDARD.encode(digest.as_bytes()),
            "hashFunc": hash_number(algorithm),
        });
        self.sign(algorithm, options, &[])
    }

    fn sign(&self, algorithm: Algorithm, options: Value, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let question = json!({
            "methodName": "signMessage",
            "signMessage": { "signOptions": { "rpcOptions": {}, "messageOptions": options } },
        });
        ask(&self.program, &self.resource, algorithm, question, message)
            .and_then(|answer| field(&answer, "signMessage", "signature"))
            .map_err(|reason| SignError::Remote {
                reason: format!("{}: {reason}", self.program),
            })
    }
}

impl fmt::Debug for PluginKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PluginKey({} {:?})", self.program, self.public)
    }
}

/// The number of a hash in Go's `crypto` package, which the protocol uses.
const fn hash_number(algorithm: Algorithm) -> u8 {
    match algorithm {
        Algorithm::Sha384 => 6,
        Algorithm::Sha512 => 7,
        _ => 5,
    }
}

/// The bytes of a field of an answer.
fn field(answer: &Value, method: &str, name: &str) -> Result<Vec<u8>, String> {
    let text = answer.get(method).and_then(|answer| answer.get(name));
    text.and_then(Value::as_str)
        .and_then(|text| STANDARD.decode(text).ok())
        .ok_or_else(|| format!("its answer has no `{method}.{name}` in base64"))
}

fn ask(
    program: &str,
    resource: &str,
    algorithm: Algorithm,
    mut question: Value,
    message: &[u8],
) -> Result<Value, String> {
    question["initOptions"] = json!({
        "protocolVersion": "v1",
        "keyResourceID": resource,
        "hashFunc": hash_number(algorithm),
        "rpcOptions": {},
    });
    let child = Command::new(program)
        .args(["v1", &question.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("it cannot be started: {error}"))?;
    let answer = converse(child, message)?;
    let answer: Value =
        serde_json::from_slice(&answer).map_err(|error| format!("its answer is no JSON: {error}"))?;
    match answer.get("errorMessage").and_then(Value::as_str) {
        Some(error) if !error.is_empty() => Err(format!("it says: {}", Label::new(error))),
        _ => Ok(answer),
    }
}

/// Writes and reads at once, so that neither side waits for the other. The exit status means nothing in this protocol. No thread
/// outlives a program that ends; one that leaves children with its output open costs a thread, not the answer.
fn converse(mut child: Child, message: &[u8]) -> Result<Vec<u8>, String> {
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let message = message.to_vec();
    std::thread::spawn(move || {
        // A program that does not read its input closes it; its answer tells.
        let _ = input.map(|mut input| input.write_all(&message));
    });
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = output.map(|output| output.take(ANSWER_BYTES + 1).read_to_end(&mut bytes));
        let _ = sender.send(read.transpose().map(|_| bytes));
    });
    let answer = receiver.recv_timeout(PATIENCE);
    end(&mut child);
    let answer = answer
        .map_err(|_| format!("it gave no answer in {} seconds", PATIENCE.as_secs()))?
        .map_err(|error| format!("its answer cannot be read: {error}"))?;
    if answer.len() as u64 > ANSWER_BYTES {
        return Err(format!("its answer has more than {ANSWER_BYTES} bytes"));
    }
    Ok(answer)
}

/// Its answer is complete, or too late: a second to end by itself.
fn end(child: &mut Child) {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(1) {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    let _ = child.kill();
    let _ = child.wait();
}
