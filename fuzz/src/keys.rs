//! Keys in every format, and the signatures of minisign and SSH.

use std::fmt::{Debug, Display};
use std::sync::LazyLock;

use portcullis_sign::minisign::{KeyNumber, PublicKey, SecretKey, Signature};
use portcullis_sign::ssh::{AllowedSigners, SshSignature};
use portcullis_sign::{MessageSigner, Scheme, SigningKey, VerifyingKey};

use crate::signatures::{KEYS, SIGNED};
use crate::support::text;

/// The key that signs here, and nothing but the payloads of [`SIGNED`] with their types as comments.
pub(crate) static MINISIGN: LazyLock<SecretKey> = LazyLock::new(|| {
    let key = SigningKey::generate(Scheme::Ed25519, [7; 32]).unwrap();
    SecretKey::new(KeyNumber([7; 8]), key).unwrap()
});

/// A private key in any format is written as PKCS#8 and read again as the same one, signs what its public half verifies, and stands
/// in no output; neither does it where it is refused.
pub fn private_key(data: &[u8]) {
    for read in [
        SigningKey::read(data),
        SigningKey::from_pkcs8_der(data),
        SigningKey::from_sec1_der(data),
        SigningKey::from_pkcs8_pem(data),
        SigningKey::from_sec1_pem(data),
        SigningKey::from_openssh(data),
    ] {
        match read {
            Ok(key) => {
                let pem = key.to_pkcs8_pem();
                assert_unseen(pem.as_str(), &[&key, &pem]);
                let again = SigningKey::from_pkcs8_pem(pem.as_bytes()).unwrap();
                assert_eq!(again.public_key(), key.public_key());
                assert_eq!(again.to_pkcs8_pem().as_str(), pem.as_str());
                let signature = key.sign(b"message").unwrap();
                assert_eq!(again.sign(b"message").as_ref(), Ok(&signature));
                assert!(key.public_key().verify(b"message", &signature).is_ok());
                assert!(key.public_key().verify(b"massage", &signature).is_err());
            }
            Err(error) => assert_refusal(data, &error),
        }
    }
}

/// A public key in any format is written in two and read again as the same one, and verifies nothing by chance.
pub fn public_key(data: &[u8]) {
    for read in [
        VerifyingKey::read(data),
        VerifyingKey::from_spki_der(data),
        VerifyingKey::from_pkcs1_der(data),
        VerifyingKey::from_spki_pem(data),
        VerifyingKey::from_pkcs1_pem(data),
        VerifyingKey::from_openssh(data),
    ] {
        match read {
            Ok(key) => {
                assert_eq!(VerifyingKey::from_spki_der(key.as_spki_der()).as_ref(), Ok(&key));
                assert_eq!(VerifyingKey::from_spki_pem(key.to_spki_pem()).as_ref(), Ok(&key));
                assert_eq!(VerifyingKey::from_openssh(key.to_openssh()).as_ref(), Ok(&key));
                assert!(key.verify(b"message", &[]).is_err());
                assert!(key.verify(b"message", data.get(..64).unwrap_or(data)).is_err());
            }
            Err(error) => assert_refusal(data, &error),
        }
    }
}

/// Keys of minisign are written and read again as the same ones, a secret one stands in no output; a signature is good for nothing
/// but what the key has signed, comment included.
pub fn minisign(data: &[u8]) {
    match SecretKey::read(data) {
        Ok(key) => {
            let text = key.to_text();
            assert_unseen(text.as_str(), &[&key, &text]);
            let again = SecretKey::read(text.as_bytes()).unwrap();
            assert_eq!(again.public_key(), key.public_key());
            assert_eq!(again.to_text().as_str(), text.as_str());
        }
        Err(error) => assert_refusal(data, &error),
    }
    if let Ok(key) = PublicKey::read(data) {
        assert_eq!(PublicKey::read(key.to_text()), Ok(key));
    }
    if let Ok(signature) = Signature::read(data) {
        let key = MINISIGN.public_key();
        for (_, message) in SIGNED {
            if let Ok(comment) = signature.verify(&key, message) {
                assert!(
                    SIGNED.iter().any(|signed| *signed == (comment, message)),
                    "{comment}"
                );
            }
        }
        assert!(signature.verify(&key, b"never signed").is_err());
    }
}

/// An SSH signature is good for nothing but what the keys have signed, namespace included; a list of allowed signers is read the same
/// twice, and a refusal names a line of it.
pub fn sshsig(data: &[u8]) {
    if let Ok(signature) = SshSignature::read(data) {
        for key in KEYS.iter().map(SigningKey::public_key) {
            for namespace in ["text/x.example", "application/x.other", "file"] {
                for message in [&b"hello world"[..], b"", b"\x00\xff", b"never signed"] {
                    if signature.verify(key, namespace, message).is_ok() {
                        assert!(SIGNED.contains(&(namespace, message)), "{namespace} {message:?}");
                    }
                }
            }
        }
    }
    let [one, two] = [AllowedSigners::read(data), AllowedSigners::read(data)];
    match (one, two) {
        (Ok(one), Ok(two)) => assert_eq!(format!("{one:?}"), format!("{two:?}")),
        (Err(one), Err(two)) => {
            assert!((1..=data.split(|byte| *byte == b'\n').count()).contains(&one.line));
            assert!(one.to_string().len() < 1500);
            assert_eq!(one, two);
        }
        (one, two) => panic!("{one:?} {two:?}"),
    }
}

/// Someone may have given the wrong half of a pair, so no refusal repeats what was given.
fn assert_refusal<E: Debug + Display>(data: &[u8], error: &E) {
    assert!(error.to_string().len() < 500, "{error}");
    if let Some(text) = text(data) {
        assert_unseen(text, &[error, &error.to_string()]);
    }
}

/// No line of base64 stands in any of the outputs.
fn assert_unseen(secret: &str, outputs: &[&dyn Debug]) {
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    for line in secret
        .lines()
        .filter(|line| line.len() >= 32 && line.bytes().all(is_base64))
    {
        for output in outputs {
            assert!(!format!("{output:?}").contains(line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generated::seeds;

    /// Seeds that nothing reads would test the refusals alone.
    #[test]
    fn seeds_of_every_format_are_read() {
        let private = |read: fn(&[u8]) -> bool| seeds("private_key").iter().filter(|seed| read(seed)).count();
        assert_eq!(private(|seed| SigningKey::read(seed).is_ok()), 5);
        assert_eq!(private(|seed| SigningKey::from_openssh(seed).is_ok()), 1);
        assert_eq!(private(|seed| SigningKey::from_sec1_der(seed).is_ok()), 1);
        let public = |read: fn(&[u8]) -> bool| seeds("public_key").iter().filter(|seed| read(seed)).count();
        assert_eq!(public(|seed| VerifyingKey::read(seed).is_ok()), 6);
        assert_eq!(public(|seed| VerifyingKey::from_pkcs1_der(seed).is_ok()), 1);
        let minisign = |read: fn(&[u8]) -> bool| seeds("minisign").iter().filter(|seed| read(seed)).count();
        assert_eq!(minisign(|seed| SecretKey::read(seed).is_ok()), 1);
        assert_eq!(minisign(|seed| Signature::read(seed).is_ok()), 6);
        let ssh = |read: fn(&[u8]) -> bool| seeds("sshsig").iter().filter(|seed| read(seed)).count();
        assert_eq!(ssh(|seed| SshSignature::read(seed).is_ok()), 6);
        assert_eq!(ssh(|seed| AllowedSigners::read(seed).is_ok()), 2);
    }
}
