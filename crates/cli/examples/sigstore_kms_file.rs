//! A key program for tests and for reading: it speaks Sigstore's protocol of key plug-ins (version `v1`) and keeps no vault, but
//! signs with a key in a file, `file-vault:///path/to/key.pem` if it is called `sigstore-kms-file-vault`.
//!
//! A real one asks its vault where this one reads the file.
#![allow(clippy::print_stdout, reason = "the answer of the protocol")]

use std::io::Read;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis::findings::{Algorithm, Digest};
use portcullis::keys::signing_key;
use portcullis::sign::{DigestSigner, MessageSigner};
use serde_json::{Value, json};

fn main() {
    let answer = answer().unwrap_or_else(|error| json!({ "errorMessage": error.to_string() }));
    println!("{answer}");
}

fn answer() -> Result<Value, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() != Some("v1") {
        return Err("another version of the protocol than v1".into());
    }
    let question: Value = serde_json::from_str(&arguments.next().ok_or("no question")?)?;
    let path = question["initOptions"]["keyResourceID"]
        .as_str()
        .ok_or("no key")?;
    let key = signing_key(Path::new(path))?;
    match question["methodName"].as_str() {
        Some("publicKey") => {
            let pem = STANDARD.encode(key.public_key().to_spki_pem());
            Ok(json!({ "publicKey": { "publicKeyPEM": pem } }))
        }
        Some("signMessage") => {
            let options = &question["signMessage"]["signOptions"]["messageOptions"];
            let signature = match options["digest"].as_str() {
                Some(digest) => {
                    let algorithm = match options["hashFunc"].as_u64() {
                        Some(6) => Algorithm::Sha384,
                        Some(7) => Algorithm::Sha512,
                        _ => Algorithm::Sha256,
                    };
                    key.sign_digest(&Digest::new(algorithm, &STANDARD.decode(digest)?)?)?
                }
                None => {
                    let mut message = Vec::new();
                    std::io::stdin().read_to_end(&mut message)?;
                    key.sign(&message)?
                }
            };
            Ok(json!({ "signMessage": { "signature": STANDARD.encode(signature) } }))
        }
        _ => Err("a question this program does not know".into()),
    }
}
