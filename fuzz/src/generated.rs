//! Seeds that cannot lie in files: keys and tokens would be leaks for every scanner, ours included.

use portcullis_secret_detect::{Rule, RuleSet};
use portcullis_sign::{Envelope, MessageSigner};

use crate::differential::RULES;
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
            .collect(),
        "public_key" => KEYS
            .iter()
            .flat_map(|key| documents(&key.public_key().to_spki_pem()))
            .collect(),
        _ => Vec::new(),
    }
}

/// The examples of every rule, twenty to an input, as they are and in UTF-16.
fn secret_scan() -> Vec<Vec<u8>> {
    let rules = RuleSet::builtin();
    let examples: Vec<_> = rules.rules().iter().flat_map(|rule| rule.positive).collect();
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

/// A PEM text, its bytes without armour, both cut short, and one with another label.
fn documents(pem: &str) -> Vec<Vec<u8>> {
    let base64: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = decoded(&base64);
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
