//! minisign, exchanged with the `minisign` command where it is found.

use portcullis_sign::minisign::{
    Format, Hasher, KeyNumber, MAX_BYTES, MinisignError, MinisignPart, PublicKey, SecretKey, Signature,
};
use portcullis_sign::{KeyError, Scheme};

use crate::support::key;
use crate::tools::Tool;

const MESSAGE: &[u8] = b"contents of a file\n";

fn secret(seed: u8) -> SecretKey {
    SecretKey::new(KeyNumber([seed; 8]), key(Scheme::Ed25519, seed)).unwrap()
}

fn digest() -> portcullis_sign::minisign::MinisignDigest {
    let mut hasher = Hasher::new();
    MESSAGE.chunks(3).for_each(|piece| hasher.update(piece));
    hasher.finish()
}

#[test]
fn keys_and_signatures_survive_writing_and_reading() {
    let secret = secret(1);
    let again = SecretKey::read(secret.to_text().as_bytes()).unwrap();
    assert_eq!(again.public_key(), secret.public_key());
    assert_eq!(again.to_text().as_bytes(), secret.to_text().as_bytes());
    let public = secret.public_key();
    assert_eq!(PublicKey::read(public.to_text()), Ok(public.clone()));
    let bare = public.to_text().lines().nth(1).unwrap().to_owned();
    assert_eq!(PublicKey::read(bare), Ok(public.clone()));

    let text = again.sign(MESSAGE, "a comment").unwrap();
    assert_eq!(text, secret.sign_digest(&digest(), "a comment").unwrap());
    let signature = Signature::read(&text).unwrap();
    assert_eq!(signature.format(), Format::Prehashed);
    assert_eq!(signature.key_number().to_string(), "0101010101010101");
    assert_eq!(signature.verify(&public, MESSAGE), Ok("a comment"));
    assert_eq!(signature.verify_digest(&public, &digest()), Ok("a comment"));
}

#[test]
fn another_key_message_or_comment_is_refused() {
    let (mine, other) = (secret(1), secret(2));
    let text = mine.sign(MESSAGE, "release 1.0").unwrap();
    let signature = Signature::read(&text).unwrap();
    assert_eq!(
        signature.verify(&other.public_key(), MESSAGE),
        Err(MinisignError::OtherKey {
            expected: KeyNumber([2; 8]),
            found: KeyNumber([1; 8])
        })
    );
    // The number is nobody's secret: another key under the same one.
    let renamed = PublicKey::new(KeyNumber([1; 8]), other.public_key().key().clone()).unwrap();
    assert!(matches!(
        signature.verify(&renamed, MESSAGE),
        Err(MinisignError::BadSignature(_))
    ));
    assert!(matches!(
        signature.verify(&mine.public_key(), b"other"),
        Err(MinisignError::BadSignature(_))
    ));
    let bent = Signature::read(text.replace("release 1.0", "release 2.0")).unwrap();
    assert_eq!(
        bent.verify(&mine.public_key(), MESSAGE),
        Err(MinisignError::BadComment)
    );
    // The comment of another signature by the same key.
    let second = mine.sign(b"other", "release 2.0").unwrap();
    let lines: Vec<_> = text.lines().take(2).chain(second.lines().skip(2)).collect();
    let joined = Signature::read(lines.join("\n")).unwrap();
    assert_eq!(
        joined.verify(&mine.public_key(), MESSAGE),
        Err(MinisignError::BadComment)
    );
    // The untrusted comment says nothing.
    let renamed = text.replace("signature by key", "anything else");
    assert!(
        Signature::read(renamed)
            .unwrap()
            .verify(&mine.public_key(), MESSAGE)
            .is_ok()
    );
}

/// The forms differ in a letter that nothing signs.
#[test]
fn a_signature_over_a_hash_is_not_passed_off_as_one_over_a_message() {
    use blake2::Digest as _;
    let secret = secret(1);
    let text = secret.sign(MESSAGE, "release 1.0").unwrap();
    let hash = blake2::Blake2b512::digest(MESSAGE);
    let legacy = Signature::read(in_the_legacy_form(&text)).unwrap();
    assert_eq!(legacy.format(), Format::Legacy);
    assert_eq!(
        legacy.verify(&secret.public_key(), &hash),
        Err(MinisignError::Ambiguous)
    );
    assert!(legacy.verify(&secret.public_key(), MESSAGE).is_err());
}

fn in_the_legacy_form(text: &str) -> String {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::STANDARD;
    let line = text.lines().nth(1).unwrap();
    let mut bytes = engine.decode(line).unwrap();
    assert_eq!(bytes[..2], *b"ED");
    bytes[1] = b'd';
    text.replace(line, &engine.encode(bytes))
}

#[test]
fn no_bent_signature_is_taken() {
    let secret = secret(1);
    let text = secret.sign(MESSAGE, "release 1.0").unwrap();
    let (_, rest) = text.split_once('\n').unwrap();
    for at in 0..rest.len() {
        for byte in [b'A', b'B', b'1', b' ', b'\n', 0] {
            let mut bent = rest.as_bytes().to_vec();
            if std::mem::replace(&mut bent[at], byte) == byte {
                continue;
            }
            let bent = [b"untrusted comment: x\n".as_slice(), &bent].concat();
            let taken = Signature::read(&bent)
                .is_ok_and(|signature| signature.verify(&secret.public_key(), MESSAGE).is_ok());
            // White space at the end of a line of base64 is not part of it.
            let neutral = at + 1 == rest.len();
            assert!(!taken || neutral, "{at} {byte}");
        }
    }
}

#[test]
fn a_line_that_is_wrong_is_named() {
    let text = secret(1).sign(MESSAGE, "c").unwrap();
    let error = |text: &str| Signature::read(text).unwrap_err();
    let at = |line, expected| MinisignError::Line { line, expected };
    assert_eq!(error(""), at(1, MinisignPart::UntrustedComment));
    assert_eq!(error("untrusted comment: "), at(2, MinisignPart::Signature));
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(error(&lines[..2].join("\n")), at(3, MinisignPart::TrustedComment));
    assert_eq!(
        error(&lines[..3].join("\n")),
        at(4, MinisignPart::GlobalSignature)
    );
    assert_eq!(error(&format!("{text}more")), at(5, MinisignPart::End));
    assert!(Signature::read(text.replace('\n', "\r\n")).is_ok());
    assert_eq!(
        Signature::read(vec![b'x'; MAX_BYTES + 1]).unwrap_err(),
        MinisignError::TooLarge {
            size: MAX_BYTES + 1,
            limit: MAX_BYTES
        }
    );
    assert!(matches!(
        secret(1).sign(MESSAGE, "two\nlines"),
        Err(MinisignError::Comment { .. })
    ));
    assert_eq!(
        SecretKey::new(KeyNumber([1; 8]), key(Scheme::EcdsaP256Sha256, 1)).unwrap_err(),
        MinisignError::UnsupportedAlgorithm
    );
}

#[test]
fn nothing_private_is_printed() {
    let secret = secret(1);
    let text = secret.to_text();
    let line = text.as_str().lines().nth(1).unwrap();
    let shown = format!("{secret:?} {text:?}");
    assert!(!line.is_empty() && !shown.contains(line));
    assert!(shown.contains("0101010101010101"));
}

/// Made apart: a seed of 0x2a bytes under the passphrase `canary`, with Python's scrypt (N = 2^14) and BLAKE2b, and the public key
/// of openssl.
const ENCRYPTED: &str = concat!(
    "untrusted comment: x\n",
    "RWRTY0IyAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8AAAgAAAAAAAAAAAEAAAAA1wh0W1a9E/zwYNrutv5efO9lsCKr",
    "lPGS9tU2Q2fK42Fo8uv3oJE0+8EXye3qEJC1PbEM0kyl9yWknHTSwKFe/glX/xlGj4EEYPamN0tj2GhhDwHGHLeMaGAZXjOSVHSbBMPv5HHrpsA=",
    "\n"
);

#[test]
fn a_key_under_a_passphrase_is_named() {
    assert_eq!(SecretKey::read(ENCRYPTED).unwrap_err(), MinisignError::Encrypted);
}

#[cfg(feature = "cosign-keys")]
#[test]
fn a_key_under_a_passphrase_opens_under_it_alone() {
    use portcullis_sign::SigningKey;

    let opened = SecretKey::read_encrypted(ENCRYPTED, b"canary").unwrap();
    let document = crate::support::ed25519_pkcs8(&[0x2a; 32]);
    let expected = SigningKey::from_pkcs8_der(&document).unwrap();
    assert_eq!(opened.public_key().key(), expected.public_key());
    assert_eq!(opened.public_key().number().to_string(), "0807060504030201");
    assert_eq!(
        SecretKey::read_encrypted(ENCRYPTED, b"Canary").unwrap_err(),
        MinisignError::Key(KeyError::Passphrase)
    );
}

#[test]
fn a_checksum_that_does_not_match_is_refused() {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::STANDARD;
    let text = secret(1).to_text();
    let mut bytes = engine.decode(text.as_str().lines().nth(1).unwrap()).unwrap();
    let read = |bytes: &[u8]| SecretKey::read(format!("untrusted comment: x\n{}\n", engine.encode(bytes)));
    assert!(read(&bytes).is_ok());
    bytes[157] = 1;
    assert_eq!(
        read(&bytes).unwrap_err(),
        MinisignError::Key(KeyError::Passphrase)
    );
    bytes[157] = 0;
    bytes[94] ^= 1;
    assert_eq!(
        read(&bytes).unwrap_err(),
        MinisignError::Key(KeyError::PublicMismatch)
    );
}

#[test]
fn minisign_verifies_what_we_sign_and_reads_our_keys() {
    let Some(minisign) = Tool::find("minisign", "minisign-ours") else {
        return;
    };
    let secret = secret(1);
    minisign.write("public", secret.public_key().to_text().as_bytes());
    minisign.write("secret", secret.to_text().as_bytes());
    minisign.write("message", MESSAGE);
    minisign.write(
        "signature",
        secret.sign(MESSAGE, "release 1.0").unwrap().as_bytes(),
    );
    minisign.run("-V -H -p public -x signature -m message");
    minisign.write("other", b"other");
    assert!(!minisign.accepts("-V -p public -x signature -m other", b""));
    // It signs with our key what we sign with it.
    minisign.run_with("-S -W -s secret -m message -x theirs -t", &["release 1.0"]);
    let theirs = Signature::read(minisign.file("theirs")).unwrap();
    assert_eq!(theirs, Signature::read(minisign.file("signature")).unwrap());
}

#[test]
fn we_verify_what_minisign_signs_in_both_forms() {
    let Some(minisign) = Tool::find("minisign", "minisign-theirs") else {
        return;
    };
    minisign.run("-G -W -f -p public -s secret");
    minisign.write("message", MESSAGE);
    let public = PublicKey::read(minisign.file("public")).unwrap();
    // Older versions write the key number in the comment without leading zeros.
    let key_line = |text: &str| text.lines().nth(1).map(str::to_owned);
    let theirs = String::from_utf8(minisign.file("public")).unwrap();
    assert_eq!(key_line(&public.to_text()), key_line(&theirs));
    let secret = SecretKey::read(minisign.file("secret")).unwrap();
    assert_eq!(secret.public_key(), public);
    for (option, format) in [("-H", Format::Prehashed), ("-l", Format::Legacy)] {
        minisign.run_with(
            &format!("-S -W {option} -s secret -m message -x signature -t"),
            &["a comment\twith a tab"],
        );
        let signature = Signature::read(minisign.file("signature")).unwrap();
        assert_eq!(signature.format(), format);
        assert_eq!(signature.verify(&public, MESSAGE), Ok("a comment\twith a tab"));
        assert!(signature.verify(&public, b"other").is_err());
        let by_digest = signature.verify_digest(&public, &digest());
        match format {
            Format::Prehashed => assert_eq!(by_digest, Ok("a comment\twith a tab")),
            _ => assert_eq!(by_digest, Err(MinisignError::NeedsMessage)),
        }
    }
}
