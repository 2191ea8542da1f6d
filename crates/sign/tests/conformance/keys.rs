//! Private keys of other projects' tests, in plain text and under the passphrases their tests give.

use portcullis_sign::{KeyError, SigningKey};
use serde_json::json;

use crate::support::{Set, data, files};

/// Passphrases of the files, as the tests they come from have them.
const PASSPHRASES: [&[u8]; 2] = [b"123", b""];

/// Every encrypted key opens under one passphrase and no other, is written again and read again as the same key; plain ones as
/// well. RSA keys are recognised and refused.
#[test]
fn cosign_keys() {
    let Some(folder) = data("bundles/sigstore-rs/keys") else {
        return;
    };
    let mut set = Set::new("cosign-keys");
    for path in files(&folder) {
        let document = std::fs::read(&path).unwrap();
        if !document.starts_with(b"-----BEGIN ENCRYPTED") {
            match SigningKey::read(&document) {
                Ok(key) => {
                    let again = SigningKey::read(key.to_pkcs8_pem().as_bytes()).unwrap();
                    set.case(again.public_key() == key.public_key(), || json!({"file": path}));
                }
                Err(KeyError::RsaPrivate) => set.unsupported += 1,
                Err(error) => set.case(false, || json!({"file": path, "error": error.to_string()})),
            }
            continue;
        }
        let answers = PASSPHRASES.map(|passphrase| SigningKey::from_cosign_pem(&document, passphrase));
        let (key, other) = match answers {
            [Ok(key), Err(other)] | [Err(other), Ok(key)] => (key, other),
            [Err(KeyError::RsaPrivate), _] | [_, Err(KeyError::RsaPrivate)] => {
                set.unsupported += 1;
                continue;
            }
            answers => {
                set.case(false, || json!({"file": path, "answers": format!("{answers:?}")}));
                continue;
            }
        };
        set.case(
            other == KeyError::Passphrase,
            || json!({"file": path, "other": other.to_string()}),
        );
        let written = key.to_cosign_pem(b"another", [1; 32], [2; 24]).unwrap();
        let again = SigningKey::from_cosign_pem(&written, b"another").unwrap();
        set.case(
            again.public_key() == key.public_key(),
            || json!({"file": path, "written": written}),
        );
    }
    set.finish_but(2, 8);
}
