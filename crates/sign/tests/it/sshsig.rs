//! SSH signatures, exchanged with `ssh-keygen -Y` where it is found.

use portcullis_findings::{Algorithm, Digest, Timestamp};
use portcullis_sign::key::Found;
use portcullis_sign::ssh::{AllowedSigners, AllowedSignersProblem, SshSignature, SshSignatureError};
use portcullis_sign::{Hasher, KeyError, Scheme, SigningKey, VerifyingKey};

use crate::support::{SCHEMES, key};
use crate::tools::Tool;

const MESSAGE: &[u8] = b"contents of a file\n";

/// The example of `PROTOCOL.sshsig`, which says neither its message nor its namespace's use.
const EXAMPLE: &str = "-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgJKxoLBJBivUPNTUJUSslQTt2hD
jozKvHarKeN8uYFqgAAAADZm9vAAAAAAAAAFMAAAALc3NoLWVkMjU1MTkAAABAKNC4IEbt
Tq0Fb56xhtuE1/lK9H9RZJfON4o6hE9R4ZGFX98gy0+fFJ/1d2/RxnZky0Y7GojwrZkrHT
FgCqVWAQ==
-----END SSH SIGNATURE-----
";

fn digest(algorithm: Algorithm) -> Digest {
    let mut hasher = Hasher::new(algorithm).unwrap();
    hasher.update(MESSAGE);
    hasher.finish()
}

#[test]
fn the_example_of_the_specification_has_no_hash_and_is_refused() {
    assert_eq!(
        SshSignature::read(EXAMPLE).unwrap_err(),
        SshSignatureError::UnsupportedHash
    );
}

#[test]
fn a_signature_is_for_one_key_one_namespace_and_one_message() {
    for scheme in SCHEMES {
        let signer = key(scheme, 1);
        let public = signer.public_key();
        let armored = SshSignature::sign(&signer, "file", MESSAGE).unwrap();
        let signature = SshSignature::read(&armored).unwrap();
        assert_eq!(signature.verify(public, "file", MESSAGE), Ok(()));
        assert_eq!(signature.digest_algorithm(), Algorithm::Sha512);
        assert_eq!(
            signature.verify_digest(public, "file", &digest(Algorithm::Sha512)),
            Ok(())
        );
        assert_eq!(
            signature.verify_digest(public, "file", &digest(Algorithm::Sha256)),
            Err(SshSignatureError::OtherDigest {
                expected: Algorithm::Sha512,
                found: Algorithm::Sha256
            })
        );
        assert_eq!(
            signature.verify(key(scheme, 2).public_key(), "file", MESSAGE),
            Err(SshSignatureError::OtherKey)
        );
        assert!(matches!(
            signature.verify(public, "git", MESSAGE),
            Err(SshSignatureError::OtherNamespace { .. })
        ));
        assert!(matches!(
            signature.verify(public, "file", b"other"),
            Err(SshSignatureError::BadSignature(_))
        ));
        let short = SshSignature::sign_digest(&signer, "file", &digest(Algorithm::Sha256)).unwrap();
        assert_eq!(
            SshSignature::read(short).unwrap().verify(public, "file", MESSAGE),
            Ok(())
        );
        assert!(SshSignature::sign(&signer, "", MESSAGE).is_err());
    }
}

#[test]
fn no_bent_signature_is_taken() {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::STANDARD;
    for scheme in SCHEMES {
        let signer = key(scheme, 1);
        let armored = SshSignature::sign(&signer, "file", MESSAGE).unwrap();
        let text: String = armored.lines().filter(|line| !line.starts_with('-')).collect();
        let blob = engine.decode(text).unwrap();
        let armor = |blob: &[u8]| {
            format!(
                "-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----",
                engine.encode(blob)
            )
        };
        let takes = |blob: &[u8]| {
            SshSignature::read(armor(blob))
                .is_ok_and(|signature| signature.verify(signer.public_key(), "file", MESSAGE).is_ok())
        };
        assert!(takes(&blob));
        // Every bit where checking is quick, one of each byte elsewhere.
        let step = if scheme == Scheme::Ed25519 { 1 } else { 9 };
        for bit in (0..blob.len() * 8).step_by(step) {
            let mut bent = blob.clone();
            bent[bit / 8] ^= 1 << (bit % 8);
            assert!(!takes(&bent), "{scheme} bit {bit}");
        }
        for end in 0..blob.len() {
            assert!(!takes(&blob[..end]), "{scheme} cut at {end}");
        }
        assert!(!takes(&[blob.as_slice(), &[0]].concat()));
    }
    let armored = SshSignature::sign(&key(Scheme::Ed25519, 1), "file", MESSAGE).unwrap();
    for bad in [
        format!("text before\n{armored}"),
        format!("{armored}text behind"),
        armored.replace("BEGIN SSH", "BEGIN PGP"),
        armored.replace("\n-----END SSH SIGNATURE-----", ""),
        armored.replacen('U', "*", 1),
    ] {
        assert_eq!(SshSignature::read(bad).unwrap_err(), SshSignatureError::Armor);
    }
}

#[test]
fn ssh_keygen_verifies_what_we_sign() {
    for scheme in SCHEMES {
        let Some(keygen) = Tool::find("ssh-keygen", &format!("sshsig-ours-{scheme}")) else {
            return;
        };
        let signer = key(scheme, 1);
        keygen.write(
            "allowed",
            format!("me@example.com {}\n", signer.public_key().to_openssh()).as_bytes(),
        );
        for algorithm in [Algorithm::Sha256, Algorithm::Sha512] {
            let armored = SshSignature::sign_digest(&signer, "file", &digest(algorithm)).unwrap();
            keygen.write("signature", armored.as_bytes());
            let verify = "-Y verify -f allowed -I me@example.com -s signature -n";
            assert!(keygen.accepts(&format!("{verify} file"), MESSAGE), "{scheme}");
            assert!(!keygen.accepts(&format!("{verify} git"), MESSAGE), "{scheme}");
            assert!(!keygen.accepts(&format!("{verify} file"), b"other"), "{scheme}");
        }
    }
}

#[test]
fn we_verify_what_ssh_keygen_signs() {
    let now: Timestamp = "2026-11-21T00:00:00Z".parse().unwrap();
    for kind in ["ed25519", "ecdsa -b 256", "ecdsa -b 384", "rsa -b 2048"] {
        let Some(keygen) = Tool::find("ssh-keygen", &format!("sshsig-theirs-{kind}")) else {
            return;
        };
        keygen.remove(&["key", "key.pub"]);
        keygen.run_with(&format!("-q -t {kind} -f key -N"), &[""]);
        let public = VerifyingKey::read(keygen.file("key.pub")).unwrap();
        for hash in ["sha256", "sha512"] {
            keygen.remove(&["message.sig"]);
            keygen.write("message", MESSAGE);
            keygen.run(&format!("-Y sign -f key -n file -O hashalg={hash} message"));
            let armored = keygen.file("message.sig");
            let signature = SshSignature::read(&armored).unwrap();
            assert_eq!(
                signature.verify(&public, "file", MESSAGE),
                Ok(()),
                "{kind} {hash}"
            );
            assert!(signature.verify(&public, "git", MESSAGE).is_err());
            assert!(signature.verify(&public, "file", b"other").is_err());
            let line = format!("me@example.com {}", public.to_openssh());
            let allowed = AllowedSigners::read(line.as_bytes()).unwrap();
            assert_eq!(
                allowed.verify(&signature, "me@example.com", "file", MESSAGE, now),
                Ok(())
            );
            // Ours is the same where signing is deterministic.
            if kind == "ed25519" {
                let key = SigningKey::read(keygen.file("key")).unwrap();
                let ours = if hash == "sha256" {
                    Algorithm::Sha256
                } else {
                    Algorithm::Sha512
                };
                let ours = SshSignature::sign_digest(&key, "file", &digest(ours)).unwrap();
                assert_eq!(ours.as_bytes(), armored);
            }
        }
    }
}

#[test]
fn signers_are_allowed_by_name_namespace_and_time() {
    let signer = key(Scheme::Ed25519, 1);
    let line = signer.public_key().to_openssh();
    let other = key(Scheme::Ed25519, 2).public_key().to_openssh();
    let file = format!(
        "# a comment\n\n*@example.org {other}\n\
        *@example.com,!mallory@* namespaces=\"file,git\",valid-after=\"20260101Z\",valid-before=\"202612310000Z\" {line} me\n"
    );
    let allowed = AllowedSigners::read(file.as_bytes()).unwrap();
    let signature =
        |namespace| SshSignature::read(SshSignature::sign(&signer, namespace, MESSAGE).unwrap()).unwrap();
    for (name, namespace, at, expected) in [
        ("me@example.com", "file", "2026-06-01T00:00:00Z", true),
        ("me@example.com", "git", "2026-01-01T00:00:00Z", true),
        ("me@example.com", "mail", "2026-06-01T00:00:00Z", false),
        ("me@example.org", "file", "2026-06-01T00:00:00Z", false),
        ("mallory@example.com", "file", "2026-06-01T00:00:00Z", false),
        ("me@example.com", "file", "2025-12-31T23:59:59Z", false),
        ("me@example.com", "file", "2026-12-31T00:00:01Z", false),
    ] {
        let answer = allowed.verify(
            &signature(namespace),
            name,
            namespace,
            MESSAGE,
            at.parse().unwrap(),
        );
        assert_eq!(answer.is_ok(), expected, "{name} {namespace} {at}: {answer:?}");
    }
    let problem = |text: &str| AllowedSigners::read(text.as_bytes()).unwrap_err();
    for (text, number, expected) in [
        (
            format!("\n* cert-authority {line}"),
            2,
            AllowedSignersProblem::Option {
                name: "cert-authority".to_owned(),
            },
        ),
        (
            format!("* valid-after=\"20260101\" {line}"),
            1,
            AllowedSignersProblem::Time,
        ),
        (
            format!("* namespaces=\"file {line}"),
            1,
            AllowedSignersProblem::Form,
        ),
        (
            format!("* namespaces=file {line}"),
            1,
            AllowedSignersProblem::Form,
        ),
        ("*".to_owned(), 1, AllowedSignersProblem::Form),
        // ssh-keygen passes over such lines; the last of two options would count here.
        (
            format!("* namespaces=\"file\",namespaces=\"*\" {line}"),
            1,
            AllowedSignersProblem::Twice { name: "namespaces" },
        ),
        (
            format!("* valid-before=\"20260101Z\",Valid-Before=\"99990101Z\" {line}"),
            1,
            AllowedSignersProblem::Twice { name: "valid-before" },
        ),
        (
            format!("* namespaces=\"file\" valid-before=\"20260101Z\" {line}"),
            1,
            AllowedSignersProblem::Key(KeyError::Unexpected {
                expected: Found::OpenSshPublic,
                found: Found::Label(String::new()),
            }),
        ),
        (format!("* namespaces {line}"), 1, AllowedSignersProblem::Form),
        (format!("* valid-before {line}"), 1, AllowedSignersProblem::Form),
        // Quotes are no part of a pattern: `"!mallory@*` would keep nobody out.
        (
            format!("*@example.com,\"!mallory@*\" {line}"),
            1,
            AllowedSignersProblem::Form,
        ),
        (
            format!("\"*@example.com\",\"!mallory@*\" {line}"),
            1,
            AllowedSignersProblem::Form,
        ),
        (
            "* sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t".to_owned(),
            1,
            AllowedSignersProblem::Key(KeyError::UnsupportedSshKey {
                name: "sk-ssh-ed25519@openssh.com".to_owned(),
            }),
        ),
    ] {
        let error = problem(&text);
        assert_eq!((error.line, error.problem), (number, expected), "{text}");
    }
}

#[test]
fn quotes_around_all_signers_are_no_part_of_them() {
    let signer = key(Scheme::Ed25519, 1);
    let line = signer.public_key().to_openssh();
    let file = format!("\"*@example.com,!mallory@*,the builder\" {line}\n");
    let allowed = AllowedSigners::read(file.as_bytes()).unwrap();
    let signature = SshSignature::read(SshSignature::sign(&signer, "file", MESSAGE).unwrap()).unwrap();
    let now: Timestamp = "2026-11-21T00:00:00Z".parse().unwrap();
    for (name, fine) in [
        ("me@example.com", true),
        ("the builder", true),
        ("mallory@example.com", false),
        ("the", false),
    ] {
        let answer = allowed.verify(&signature, name, "file", MESSAGE, now);
        assert_eq!(answer.is_ok(), fine, "{name}");
    }
}

/// The list of private keys in a document of OpenSSH, with any padding behind it.
#[test]
fn padding_is_less_than_a_block_however_it_counts() {
    let signer = key(Scheme::Ed25519, 1);
    let seed = {
        let pem = signer.to_pkcs8_pem();
        let der = unpem(pem.as_str());
        // The seed is an OCTET STRING inside one, behind version and algorithm.
        der[16..48].to_vec()
    };
    let public = signer.public_key().as_spki_der()[12..].to_vec();
    let string = |bytes: &[u8]| [&(bytes.len() as u32).to_be_bytes()[..], bytes].concat();
    let document = |comment: usize, padding: &[u8]| {
        let list = [
            vec![0; 8],
            string(b"ssh-ed25519"),
            string(&public),
            string(&[seed.clone(), public.clone()].concat()),
            string(&vec![b'c'; comment]),
            padding.to_vec(),
        ]
        .concat();
        let blob = [string(b"ssh-ed25519"), string(&public)].concat();
        let none = string(b"none");
        let data = [
            b"openssh-key-v1\0".as_slice(),
            &none,
            &none,
            &string(b""),
            &1u32.to_be_bytes(),
            &string(&blob),
            &string(&list),
        ]
        .concat();
        SigningKey::from_openssh(crate::support::pem("OPENSSH PRIVATE KEY", &data))
    };
    // Up to the comment the list has 131 bytes.
    let counted: Vec<u8> = (1..=255).chain([0, 1]).collect();
    for length in 0..=counted.len() {
        let comment = (8 - (131 + length) % 8) % 8;
        let read = document(comment, &counted[..length]);
        assert_eq!(read.is_ok(), length < 8, "{length}: {read:?}");
    }
    assert!(document(2, &[1, 2, 4]).is_err() && document(2, &[0, 0, 0]).is_err());
}

fn unpem(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    let lines: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    base64::engine::general_purpose::STANDARD.decode(lines).unwrap()
}
