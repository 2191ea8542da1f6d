//! Seeds that cannot lie in files: keys and tokens would be leaks for every scanner, ours included.

use portcullis_secret_detect::{Rule, RuleSet};
use portcullis_sign::ssh::SshSignature;
use portcullis_sign::{Envelope, MessageSigner, Scheme, SigningKey};

use crate::differential::RULES;
use crate::keys::MINISIGN;
use crate::repositories::REPOSITORY;
use crate::signatures::{KEYS, SIGNED};

/// The seeds that are made for a target; of most there are none.
#[must_use]
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    match target {
        "secret_scan" => secret_scan(),
        "secret_differential" => secret_differential(),
        "ignore_lists" => ignore_lists(),
        "dsse" => envelopes(),
        "private_key" => KEYS
            .iter()
            .flat_map(|key| documents(key.to_pkcs8_pem().as_str()))
            .chain(private_keys())
            .collect(),
        "public_key" => KEYS
            .iter()
            .flat_map(|key| documents(&key.public_key().to_spki_pem()))
            .chain(public_keys())
            .collect(),
        "minisign" => minisign(),
        "sshsig" => ssh(),
        "tuf" => repositories(),
        _ => Vec::new(),
    }
}

/// A repository's answers to a client that has its root, and to one that has nothing.
fn repositories() -> Vec<Vec<u8>> {
    let [root, timestamp, snapshot, targets] = REPOSITORY.each_ref().map(Vec::as_slice);
    let answers = [b"".as_slice(), timestamp, snapshot, targets];
    let join = |parts: &[&[u8]]| parts.join(b"\n%%%\n".as_slice());
    vec![
        join(&answers),
        join(&[&[root], answers.as_slice()].concat()),
        join(&[root, root, timestamp]),
        join(&[b"", snapshot, timestamp, targets]),
    ]
}

/// The examples of every rule, twenty to an input, as they are and in UTF-16.
fn secret_scan() -> Vec<Vec<u8>> {
    let rules = RuleSet::builtin();
    let examples: Vec<_> = rules.rules().flat_map(|rule| rule.positive).collect();
    let texts: Vec<_> = examples
        .chunks(20)
        .map(|examples| {
            let lines = examples
                .iter()
                .map(|example| format!("{}{}{}\n", example.0, example.1, example.2));
            lines.collect::<String>()
        })
        .collect();
    let utf16 = texts.iter().take(2).map(|text| {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [16, 0xff, 0xfe].into_iter().chain(units).collect()
    });
    let plain = texts
        .iter()
        .zip(0_u8..)
        .map(|(text, choice)| [&[choice], text.as_bytes()].concat());
    plain.chain(utf16).collect()
}

/// Two examples of each rule with a line between them, within each chain of encodings by turns.
fn secret_differential() -> Vec<Vec<u8>> {
    let seed = |(at, rule): (usize, &Rule)| {
        let index = u16::try_from(at).unwrap_or_default().to_le_bytes();
        let choice = u8::try_from(at % 42).unwrap_or_default();
        let texts = rule.positive.iter().take(2);
        let texts: Vec<String> = texts
            .map(|example| format!("{}{}{}", example.0, example.1, example.2))
            .collect();
        [&index[..], &[choice], texts.join("\na line\n").as_bytes()].concat()
    };
    RULES.iter().enumerate().map(seed).collect()
}

/// Comments of all tools, and their lists.
fn ignore_lists() -> Vec<Vec<u8>> {
    let comments = [
        "gitleaks:allow",
        "betterleaks:allow",
        "trufflehog:ignore",
        "kingfisher:ignore",
        "pragma: allowlist secret",
        "Pragma:  whitelist-secret",
        "PRAGMA: allowlist nextline secret",
        "portcullis:ignore exact/v1:0123456789abcdef until 2030-01-31 a sample",
    ];
    let text = comments.join("\nx = 1 # ");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let lists = [
        "# samples\na/b.md:generic-api-key:12\n0123456789abcdef0123456789abcdef01234567:c.zip!d:x:1\n",
        r#"[{"RuleID": "a", "File": "b", "StartLine": 1, "Secret": "REDACTED"}]"#,
        r#"{"results": {"a": [{"type": "b", "hashed_secret": "0123456789abcdef0123456789abcdef01234567"}]}}"#,
        "[[allowlists]]\npaths = ['^a/']\nstopwords = ['b']\n[[rules]]\nid = 'c'\n[rules.allowlist]\nregexes = ['d']\n",
    ];
    let lists = lists.iter().map(|list| [&[40], list.as_bytes()].concat());
    let texts = [
        [&[3], text.as_bytes()].concat(),
        [&[0, 0xff, 0xfe][..], &utf16].concat(),
    ];
    texts.into_iter().chain(lists).collect()
}

/// What the keys have signed, whole and with one signature, and with a byte of the payload changed.
fn envelopes() -> Vec<Vec<u8>> {
    let [one, two] = &*KEYS;
    let sign = |signers: &[&dyn MessageSigner], (payload_type, payload): &(&str, &[u8])| {
        Envelope::sign(payload_type, payload, signers).unwrap().to_json()
    };
    let mut seeds: Vec<_> = SIGNED
        .iter()
        .flat_map(|signed| [sign(&[one], signed), sign(&[two, one], signed)])
        .collect();
    let changed = seeds.iter().map(|seed| {
        String::from_utf8_lossy(seed)
            .replacen("aGVsbG8", "SGVsbG8", 1)
            .into_bytes()
    });
    let changed: Vec<_> = changed.collect();
    seeds.extend(changed);
    seeds
}

/// P-384 in PKCS#8, P-256 in SEC1, Ed25519 in OpenSSH's format.
fn private_keys() -> Vec<Vec<u8>> {
    let p384 = SigningKey::generate(Scheme::EcdsaP384Sha384, [7; 32]).unwrap();
    let [p256, ed25519] = &*KEYS;
    // PKCS#8 of P-256 holds SEC1 from byte 29 on, but for the name of the curve, which goes between both numbers.
    let pkcs8 = bytes(p256.to_pkcs8_pem().as_str());
    let curve = [
        0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07,
    ];
    let sec1 = [&[0x30, 0x77], &pkcs8[31..68], &curve[..], &pkcs8[68..]].concat();

    let seed = &bytes(ed25519.to_pkcs8_pem().as_str())[16..];
    let public = &ed25519.public_key().as_spki_der()[12..];
    let blob = strings(&[b"ssh-ed25519", public]);
    let list = [
        &[1, 2, 3, 4, 1, 2, 3, 4][..],
        &strings(&[b"ssh-ed25519", public, &[seed, public].concat(), b"a comment"]),
    ]
    .concat();
    let padding: Vec<u8> = (1..=8)
        .take(list.len().next_multiple_of(8) - list.len())
        .collect();
    let openssh = [
        b"openssh-key-v1\0".to_vec(),
        strings(&[b"none", b"none", b""]),
        vec![0, 0, 0, 1],
        strings(&[&blob, &[list, padding].concat()]),
    ]
    .concat();
    vec![
        p384.to_pkcs8_pem().as_bytes().to_vec(),
        pem(concat!("EC PRIVATE", " KEY"), &sec1),
        sec1,
        pem(concat!("OPENSSH PRIVATE", " KEY"), &openssh),
    ]
}

/// Lines of OpenSSH, and an RSA key: a modulus that nobody has the factors of, under both names.
fn public_keys() -> Vec<Vec<u8>> {
    let mut modulus = vec![0xc5; 256];
    modulus[255] = 1;
    let integers = [&[0x02, 0x82, 0x01, 0x01, 0][..], &modulus, &[0x02, 0x03, 1, 0, 1]].concat();
    let pkcs1 = [&[0x30, 0x82, 0x01, 0x0a][..], &integers].concat();
    let algorithm = [0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0];
    let spki = [
        &[0x30, 0x82, 0x01, 0x22][..],
        &algorithm,
        &[0x03, 0x82, 0x01, 0x0f, 0],
        &pkcs1,
    ]
    .concat();
    let lines = KEYS.iter().map(|key| key.public_key().to_openssh().into_bytes());
    lines
        .chain([
            pem("RSA PUBLIC KEY", &pkcs1),
            pem("PUBLIC KEY", &spki),
            pkcs1,
            spki,
        ])
        .collect()
}

/// Both keys, and signatures whole, with another comment and cut short.
fn minisign() -> Vec<Vec<u8>> {
    let mut seeds = vec![
        MINISIGN.to_text().as_bytes().to_vec(),
        MINISIGN.public_key().to_text().into_bytes(),
    ];
    for (comment, message) in SIGNED {
        let text = MINISIGN.sign(message, comment).unwrap();
        seeds.push(
            text.replace("trusted comment: text", "trusted comment: test")
                .into_bytes(),
        );
        seeds.push(text.as_bytes()[..text.len() / 2].to_vec());
        seeds.push(text.into_bytes());
    }
    seeds
}

/// Signatures whole and cut short, and lists of signers.
fn ssh() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for key in &*KEYS {
        for (namespace, message) in SIGNED {
            let text = SshSignature::sign(key, namespace, message).unwrap();
            seeds.push(text.as_bytes()[..text.len() / 2].to_vec());
            seeds.push(text.into_bytes());
        }
        let line = key.public_key().to_openssh();
        let options = "namespaces=\"file,git\",valid-after=\"20260101Z\",valid-before=\"202701010000Z\"";
        for text in [
            format!("*@example.com,!mallory@* {options} {line} a comment\n"),
            format!("# keys\n\nme {line}\n\"you\" cert-authority {line}\n"),
            format!("me valid-after=\"20260101\" {line}"),
        ] {
            seeds.push(text.into_bytes());
        }
    }
    seeds
}

/// SSH's strings, each with its length in front.
fn strings(parts: &[&[u8]]) -> Vec<u8> {
    let string = |part: &&[u8]| [&(part.len() as u32).to_be_bytes(), *part].concat();
    parts.iter().flat_map(string).collect()
}

fn pem(label: &str, der: &[u8]) -> Vec<u8> {
    format!(
        "-----BEGIN {label}-----\n{}\n-----END {label}-----\n",
        encoded(der)
    )
    .into_bytes()
}

/// What a PEM text holds.
fn bytes(pem: &str) -> Vec<u8> {
    decoded(
        &pem.lines()
            .filter(|line| !line.starts_with('-'))
            .collect::<String>(),
    )
}

fn encoded(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let chunk = |bytes: &[u8]| {
        let number = bytes
            .iter()
            .fold(0, |number, byte| number << 8 | usize::from(*byte))
            << (8 * (3 - bytes.len()));
        let digits = (0..4).map(move |at| char::from(DIGITS[number >> (18 - 6 * at) & 63]));
        let padding = std::iter::repeat_n('=', 3 - bytes.len());
        digits.take(bytes.len() + 1).chain(padding).collect::<String>()
    };
    bytes.chunks(3).map(chunk).collect()
}

/// A PEM text, its bytes without armour, both cut short, and one with another label.
fn documents(pem: &str) -> Vec<Vec<u8>> {
    let der = bytes(pem);
    let cut = |bytes: &[u8]| bytes.get(..bytes.len() / 2).unwrap_or_default().to_vec();
    let other = pem
        .replace(" PRIVATE ", " EC PRIVATE ")
        .replace(" PUBLIC ", " RSA PUBLIC ");
    vec![
        pem.as_bytes().to_vec(),
        cut(pem.as_bytes()),
        cut(&der),
        der,
        other.into_bytes(),
    ]
}

fn decoded(base64: &str) -> Vec<u8> {
    let digits = base64.bytes().filter_map(|byte| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    });
    let bits: Vec<_> = digits
        .flat_map(|digit| (0..6).rev().map(move |at| digit >> at & 1))
        .collect();
    bits.chunks_exact(8)
        .map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | bit))
        .collect()
}
