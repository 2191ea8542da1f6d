//! Keys and signatures exchanged with the `openssl` command, where it is found.

use std::path::{Path, PathBuf};
use std::process::Command;

use portcullis_sign::key::Found;
use portcullis_sign::{KeyError, MessageSigner, Scheme, SigningKey, VerifyingKey};

use crate::support::{SCHEMES, key};

const MESSAGE: &[u8] = b"signed on one side, verified on the other";

/// A folder of its own for a test, or `None`, said aloud, without openssl.
pub(crate) fn folder(test: &str) -> Option<PathBuf> {
    if Command::new("openssl").arg("version").output().is_err() {
        eprintln!("SKIPPED {test}: there is no openssl in PATH");
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("message"), MESSAGE).unwrap();
    Some(folder)
}

pub(crate) fn openssl(folder: &Path, arguments: &str) {
    let output = Command::new("openssl")
        .current_dir(folder)
        .args(arguments.split(' '))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "openssl {arguments}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

pub(crate) fn file(folder: &Path, name: &str) -> Vec<u8> {
    std::fs::read(folder.join(name)).unwrap()
}

const fn genpkey(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Ed25519 => "genpkey -algorithm ED25519 -out key.pem",
        Scheme::EcdsaP384Sha384 => "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out key.pem",
        _ => "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem",
    }
}

const fn sign(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Ed25519 => "pkeyutl -sign -inkey key.pem -rawin -in message -out signature",
        Scheme::EcdsaP384Sha384 => "dgst -sha384 -sign key.pem -out signature message",
        _ => "dgst -sha256 -sign key.pem -out signature message",
    }
}

const fn verify(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Ed25519 => "pkeyutl -verify -pubin -inkey public.pem -rawin -in message -sigfile signature",
        Scheme::EcdsaP384Sha384 => "dgst -sha384 -verify public.pem -signature signature message",
        _ => "dgst -sha256 -verify public.pem -signature signature message",
    }
}

#[test]
fn openssl_keys_are_read_and_written_back_byte_for_byte() {
    for scheme in SCHEMES {
        let Some(folder) = folder(&format!("openssl-read-{scheme}")) else {
            return;
        };
        openssl(&folder, genpkey(scheme));
        openssl(&folder, "pkey -in key.pem -pubout -out public.pem");
        openssl(&folder, sign(scheme));

        let private = SigningKey::from_pkcs8_pem(file(&folder, "key.pem")).unwrap();
        let public = VerifyingKey::from_spki_pem(file(&folder, "public.pem")).unwrap();
        assert_eq!(private.public_key(), &public);
        assert_eq!(public.scheme(), scheme);
        assert!(
            private.to_pkcs8_pem().as_bytes() == file(&folder, "key.pem"),
            "{scheme} is written otherwise"
        );
        assert_eq!(public.to_spki_pem().as_bytes(), file(&folder, "public.pem"));
        assert_eq!(public.verify(MESSAGE, &file(&folder, "signature")), Ok(()));
    }
}

#[test]
fn openssl_reads_our_keys_and_verifies_our_signatures() {
    for scheme in SCHEMES {
        let Some(folder) = folder(&format!("openssl-write-{scheme}")) else {
            return;
        };
        let key = key(scheme, 42);
        std::fs::write(folder.join("key.pem"), key.to_pkcs8_pem().as_bytes()).unwrap();
        std::fs::write(folder.join("signature"), key.sign(MESSAGE).unwrap()).unwrap();
        openssl(&folder, "pkey -in key.pem -check -noout");
        openssl(&folder, "pkey -in key.pem -pubout -out public.pem");
        assert_eq!(
            file(&folder, "public.pem"),
            key.public_key().to_spki_pem().as_bytes()
        );
        openssl(&folder, verify(scheme));
    }
}

#[test]
fn a_compressed_point_is_the_same_key() {
    let Some(folder) = folder("openssl-compressed") else {
        return;
    };
    openssl(&folder, genpkey(Scheme::EcdsaP256Sha256));
    openssl(&folder, "ec -in key.pem -pubout -out public.pem");
    openssl(
        &folder,
        "ec -in key.pem -pubout -conv_form compressed -out compressed.pem",
    );
    let [plain, compressed] = ["public.pem", "compressed.pem"]
        .map(|name| VerifyingKey::from_spki_pem(file(&folder, name)).unwrap());
    assert_ne!(file(&folder, "public.pem"), file(&folder, "compressed.pem"));
    assert_eq!((plain.key_id(), &plain), (compressed.key_id(), &compressed));
}

#[test]
fn other_openssl_keys_are_named_in_the_refusal() {
    let Some(folder) = folder("openssl-others") else {
        return;
    };
    let unexpected = |found| KeyError::Unexpected {
        expected: Found::PrivateKey,
        found,
    };
    for (arguments, error) in [
        (
            "ecparam -name prime256v1 -genkey -out key.pem",
            unexpected(Found::Sec1),
        ),
        (
            "genpkey -algorithm ED25519 -aes256 -pass pass:canary -out key.pem",
            unexpected(Found::EncryptedKey),
        ),
        (
            "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out key.pem",
            KeyError::UnsupportedCurve {
                oid: "1.3.132.0.35".to_owned(),
            },
        ),
        (
            "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out key.pem",
            KeyError::RsaPrivate,
        ),
        (
            "genpkey -algorithm X25519 -out key.pem",
            KeyError::UnsupportedAlgorithm {
                oid: "1.3.101.110".to_owned(),
            },
        ),
    ] {
        openssl(&folder, arguments);
        assert_eq!(
            SigningKey::from_pkcs8_pem(file(&folder, "key.pem")).unwrap_err(),
            error,
            "{arguments}"
        );
    }
}
