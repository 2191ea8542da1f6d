//! Key formats besides PKCS#8 and SubjectPublicKeyInfo, exchanged with `openssl` and `ssh-keygen` where they are found.

use portcullis_sign::key::Found;
use portcullis_sign::{KeyError, MessageSigner, Scheme, SigningKey, VerifyingKey};

use crate::support::{SCHEMES, key, pem};
use crate::tools::Tool;

const MESSAGE: &[u8] = b"signed on one side, verified on the other";

#[test]
fn sec1_keys_of_openssl_are_read() {
    for curve in ["prime256v1", "secp384r1"] {
        let Some(openssl) = Tool::find("openssl", &format!("sec1-{curve}")) else {
            return;
        };
        openssl.run(&format!("ecparam -name {curve} -genkey -out key.pem"));
        openssl.run("pkcs8 -topk8 -nocrypt -in key.pem -out pkcs8.pem");
        openssl.run("ec -in key.pem -outform DER -out key.der");
        let text = openssl.file("key.pem");
        assert!(text.starts_with(concat!("-----BEGIN EC ", "PARAMETERS").as_bytes()));
        let expected = SigningKey::from_pkcs8_pem(openssl.file("pkcs8.pem")).unwrap();
        for read in [
            SigningKey::from_sec1_pem(&text),
            SigningKey::read(&text),
            SigningKey::from_sec1_der(&openssl.file("key.der")),
        ] {
            assert_eq!(read.unwrap().public_key(), expected.public_key());
        }
    }
}

#[test]
fn a_curve_that_sec1_does_not_have_here_is_named() {
    let Some(openssl) = Tool::find("openssl", "sec1-others") else {
        return;
    };
    openssl.run("ecparam -name secp521r1 -genkey -noout -out key.pem");
    let oid = "1.3.132.0.35".to_owned();
    assert_eq!(
        SigningKey::from_sec1_pem(openssl.file("key.pem")).unwrap_err(),
        KeyError::UnsupportedCurve { oid }
    );
    openssl.run("ecparam -name prime256v1 -genkey -noout -out key.pem");
    openssl.run("ec -in key.pem -aes128 -passout pass:canary -out encrypted.pem");
    assert_eq!(
        SigningKey::read(openssl.file("encrypted.pem")).unwrap_err(),
        KeyError::Unexpected {
            expected: Found::Sec1,
            found: Found::EncryptedKey
        }
    );
}

#[test]
fn rsa_keys_of_openssl_verify_in_every_padding_and_hash() {
    let Some(openssl) = Tool::find("openssl", "rsa") else {
        return;
    };
    openssl.run("genrsa -traditional -out key.pem 2048");
    openssl.run("rsa -in key.pem -pubout -out public.pem");
    openssl.run("rsa -in key.pem -RSAPublicKey_out -out pkcs1.pem");
    openssl.write("message", MESSAGE);
    assert_eq!(
        SigningKey::read(openssl.file("key.pem")).unwrap_err(),
        KeyError::RsaPrivate
    );
    let public = VerifyingKey::read(openssl.file("public.pem")).unwrap();
    assert_eq!(VerifyingKey::read(openssl.file("pkcs1.pem")), Ok(public.clone()));
    assert_eq!(public.to_spki_pem().as_bytes(), openssl.file("public.pem"));

    let schemes = [
        (Scheme::RsaPkcs1Sha256, "-sha256"),
        (Scheme::RsaPkcs1Sha384, "-sha384"),
        (Scheme::RsaPkcs1Sha512, "-sha512"),
        (
            Scheme::RsaPssSha256,
            "-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest",
        ),
        (
            Scheme::RsaPssSha384,
            "-sha384 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest",
        ),
        (
            Scheme::RsaPssSha512,
            "-sha512 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest",
        ),
    ];
    for (made, options) in schemes {
        openssl.run(&format!("dgst {options} -sign key.pem -out signature message"));
        let signature = openssl.file("signature");
        for (scheme, _) in schemes {
            let key = public.clone().with_scheme(scheme).unwrap();
            let verified = key.verify(MESSAGE, &signature).is_ok();
            assert_eq!(verified, scheme == made, "made as {made}, verified as {scheme}");
            // The padding says how the key is used, not which key it is.
            assert_eq!((key.key_id(), &key), (public.key_id(), &public));
        }
    }
}

#[test]
fn a_key_restricted_to_pss_stays_so() {
    let Some(openssl) = Tool::find("openssl", "rsa-pss") else {
        return;
    };
    let options = "-pkeyopt rsa_keygen_bits:2048 -pkeyopt rsa_pss_keygen_md:sha384 \
        -pkeyopt rsa_pss_keygen_mgf1_md:sha384 -pkeyopt rsa_pss_keygen_saltlen:48";
    openssl.run(&format!("genpkey -algorithm RSA-PSS {options} -out key.pem"));
    openssl.run("pkey -in key.pem -pubout -out public.pem");
    let key = VerifyingKey::read(openssl.file("public.pem")).unwrap();
    assert_eq!(key.scheme(), Scheme::RsaPssSha384);
    assert_eq!(key.to_spki_pem().as_bytes(), openssl.file("public.pem"));
    for other in [
        Scheme::RsaPkcs1Sha384,
        Scheme::RsaPssSha256,
        Scheme::EcdsaP256Sha256,
    ] {
        assert!(key.clone().with_scheme(other).is_err(), "{other}");
    }
}

#[test]
fn short_rsa_keys_are_refused() {
    let Some(openssl) = Tool::find("openssl", "rsa-short") else {
        return;
    };
    openssl.run("genrsa -out key.pem 1024");
    openssl.run("rsa -in key.pem -pubout -out public.pem");
    assert_eq!(
        VerifyingKey::read(openssl.file("public.pem")),
        Err(KeyError::RsaSize { bits: 1024 })
    );
}

#[test]
fn openssh_keys_are_read_and_public_ones_written() {
    for kind in ["ed25519", "ecdsa -b 256", "ecdsa -b 384"] {
        let Some(keygen) = Tool::find("ssh-keygen", &format!("openssh-{kind}")) else {
            return;
        };
        keygen.remove(&["key", "key.pub"]);
        keygen.run_with(&format!("-q -t {kind} -C a\u{a0}comment -f key -N"), &[""]);
        let private = SigningKey::from_openssh(keygen.file("key")).unwrap();
        let read = SigningKey::read(keygen.file("key")).unwrap();
        assert_eq!(read.to_pkcs8_pem().as_bytes(), private.to_pkcs8_pem().as_bytes());
        let line = String::from_utf8(keygen.file("key.pub")).unwrap();
        let public = VerifyingKey::read(&line).unwrap();
        assert_eq!(&public, private.public_key());
        assert!(line.starts_with(&public.to_openssh()), "{line}");
        let signature = private.sign(MESSAGE).unwrap();
        assert_eq!(public.verify(MESSAGE, &signature), Ok(()));
    }
}

#[test]
fn openssh_keys_that_are_not_for_us_are_named() {
    let Some(keygen) = Tool::find("ssh-keygen", "openssh-others") else {
        return;
    };
    let files = ["key", "key.pub"];
    keygen.remove(&files);
    keygen.run("-q -t ed25519 -f key -N canary");
    assert_eq!(
        SigningKey::read(keygen.file("key")).unwrap_err(),
        KeyError::Unexpected {
            expected: Found::OpenSsh,
            found: Found::EncryptedKey
        }
    );
    keygen.remove(&files);
    keygen.run_with("-q -t rsa -b 2048 -f key -N", &[""]);
    assert_eq!(
        SigningKey::read(keygen.file("key")).unwrap_err(),
        KeyError::RsaPrivate
    );
    let line = String::from_utf8(keygen.file("key.pub")).unwrap();
    let public = VerifyingKey::read(&line).unwrap();
    assert_eq!(public.scheme(), Scheme::RsaPkcs1Sha256);
    assert!(line.starts_with(&public.to_openssh()));
    keygen.remove(&files);
    keygen.run_with("-q -t ecdsa -b 521 -f key -N", &[""]);
    let name = "ecdsa-sha2-nistp521".to_owned();
    assert_eq!(
        SigningKey::read(keygen.file("key")).unwrap_err(),
        KeyError::UnsupportedSshKey { name: name.clone() }
    );
    assert_eq!(
        VerifyingKey::read(keygen.file("key.pub")),
        Err(KeyError::UnsupportedSshKey { name })
    );
}

#[test]
fn an_openssh_line_says_one_kind_throughout() {
    for scheme in SCHEMES {
        let key = key(scheme, 1);
        let line = key.public_key().to_openssh();
        assert_eq!(
            VerifyingKey::from_openssh(format!("  {line}\tcomment with spaces\r\n")),
            Ok(key.public_key().clone())
        );
        let (name, data) = line.split_once(' ').unwrap();
        let other = if name == "ssh-ed25519" {
            "ecdsa-sha2-nistp256"
        } else {
            "ssh-ed25519"
        };
        assert!(VerifyingKey::from_openssh(format!("{other} {data}")).is_err());
        assert!(VerifyingKey::from_openssh(name).is_err());
        assert!(VerifyingKey::from_openssh(format!("{line}\n{line}")).is_err());
        for cut in 1..data.len() {
            assert!(VerifyingKey::from_openssh(format!("{name} {}", &data[..cut])).is_err());
        }
    }
}

#[test]
fn what_is_no_key_is_named_by_the_readers_of_any_format() {
    let der = key(Scheme::Ed25519, 1).public_key().as_spki_der().to_vec();
    for (label, found) in [
        (concat!("ENCRYPTED SIGSTORE PRIVATE", " KEY"), Found::EncryptedKey),
        ("PUBLIC KEY", Found::PublicKey),
        ("CERTIFICATE", Found::Certificate),
    ] {
        assert_eq!(
            SigningKey::read(pem(label, &der)).unwrap_err(),
            KeyError::Unexpected {
                expected: Found::PrivateKey,
                found
            }
        );
    }
    assert_eq!(SigningKey::read("").unwrap_err(), KeyError::NotPem);
    assert_eq!(VerifyingKey::read("no key"), Err(KeyError::NotPem));
    assert!(matches!(
        VerifyingKey::read(pem("CERTIFICATE", &der)),
        Err(KeyError::Unexpected {
            found: Found::Certificate,
            ..
        })
    ));
}

/// cosign's JSON with these parameters; nothing in it fits any passphrase.
#[cfg(feature = "cosign-keys")]
fn cosign(kdf: &str, parameters: &str, cipher: &str, nonce: &str) -> String {
    use base64::Engine as _;
    let salt = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    let json = format!(
        r#"{{"kdf":{{"name":"{kdf}","params":{parameters},"salt":"{salt}"}},"cipher":{{"name":"{cipher}","nonce":"{nonce}"}},"ciphertext":"{salt}"}}"#
    );
    let text = base64::engine::general_purpose::STANDARD.encode(json);
    let label = concat!("ENCRYPTED COSIGN PRIVATE", " KEY");
    format!("-----BEGIN {label}-----\n{text}\n-----END {label}-----\n")
}

#[cfg(feature = "cosign-keys")]
const NONCE: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// T14: whoever writes the document does not choose what reading it costs.
#[cfg(feature = "cosign-keys")]
#[test]
fn t14_a_key_derivation_that_costs_too_much_is_refused_unpaid() {
    for (n, r, p) in [
        (1u64 << 21, 8u32, 1u32),
        (1 << 40, 8, 1),
        (u64::MAX, u32::MAX, u32::MAX),
        (1 << 20, 16, 1),
        (1 << 20, 8, 3),
        (1 << 10, 1 << 14, 1),
        (65_537, 8, 1),
        (0, 8, 1),
        (1, 8, 1),
        (65_536, 0, 1),
        (65_536, 8, 0),
    ] {
        let document = cosign(
            "scrypt",
            &format!(r#"{{"N":{n},"r":{r},"p":{p}}}"#),
            "nacl/secretbox",
            NONCE,
        );
        let error = SigningKey::from_cosign_pem(document, b"canary").unwrap_err();
        assert!(
            matches!(error, KeyError::KdfCost(cost) if (cost.n, cost.r, cost.p) == (n, r, p)),
            "{n} {r} {p}: {error:?}"
        );
    }
}

#[cfg(feature = "cosign-keys")]
#[test]
fn what_cosign_does_not_write_is_refused() {
    let cheap = r#"{"N":2,"r":1,"p":1}"#;
    let error = |document: String| SigningKey::from_cosign_pem(document, b"canary").unwrap_err();
    assert_eq!(
        error(cosign("scrypt", cheap, "nacl/secretbox", NONCE)),
        KeyError::Passphrase
    );
    for document in [
        cosign("argon2id", cheap, "nacl/secretbox", NONCE),
        cosign("scrypt", cheap, "aes-256-gcm", NONCE),
        cosign("scrypt", cheap, "nacl/secretbox", "AAAA"),
        cosign("scrypt", cheap, "nacl/secretbox", "*"),
    ] {
        assert_eq!(error(document), KeyError::UnsupportedEncryption);
    }
    for parameters in [
        "{}",
        r#"{"N":-2,"r":1,"p":1}"#,
        r#"{"N":2,"N":4,"r":1,"p":1}"#,
        "[2,1,1]",
    ] {
        let document = cosign("scrypt", parameters, "nacl/secretbox", NONCE);
        assert!(matches!(error(document), KeyError::Json(_)), "{parameters}");
    }
}

#[cfg(feature = "cosign-keys")]
#[test]
fn a_key_written_under_a_passphrase_opens_under_it_alone() {
    for scheme in SCHEMES {
        let key = key(scheme, 1);
        let text = key.to_cosign_pem(b"canary", [1; 32], [2; 24]).unwrap();
        assert!(text.starts_with(concat!("-----BEGIN ENCRYPTED SIGSTORE PRIVATE", " KEY-----\n")));
        let again = SigningKey::from_cosign_pem(&text, b"canary").unwrap();
        assert_eq!(again.to_pkcs8_pem().as_bytes(), key.to_pkcs8_pem().as_bytes());
        assert_eq!(
            SigningKey::from_cosign_pem(&text, b"").unwrap_err(),
            KeyError::Passphrase
        );
        assert_eq!(
            SigningKey::read(&text).unwrap_err(),
            KeyError::Unexpected {
                expected: Found::PrivateKey,
                found: Found::EncryptedKey
            }
        );
    }
}
