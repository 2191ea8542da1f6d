//! The same secret is told however it is cut, wrapped, packed, and shared among threads.

use std::io::Read;

use portcullis::Silent;
use portcullis::findings::{Finding, FingerprintKey, Key, KeyAlgorithm, Label};
use portcullis::secret_detect::{RuleSet, Scanner};
use portcullis::secrets::{ScannedSecrets, SecretOptions, scan_stream, scan_tree};
use proptest::prelude::*;

use crate::packed_secrets::{TOKEN, wrap};
use crate::support::Tree;

/// What stands around a token, without a secret of its own.
fn noise() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("ghp_".to_owned()),
        Just("AKIA".to_owned()),
        Just("\n".to_owned()),
        Just("# gitleaks:allow\n".to_owned()),
        Just("password =\n".to_owned()),
        "[a-z ]{0,40}",
    ];
    prop::collection::vec(word, 0..60).prop_map(|words| words.join(" ") + "\n")
}

fn encoded(encoding: usize, text: &str) -> String {
    let each = |write: fn(u8) -> String| text.bytes().map(write).collect::<String>();
    match encoding {
        0 => base64(text.as_bytes()),
        1 => each(|byte| format!("{byte:02x}")),
        2 => each(|byte| format!("%{byte:02x}")),
        3 => each(|byte| format!("\\u{byte:04x}")),
        _ => each(|byte| format!("&#{byte};")),
    }
}

fn base64(text: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for chunk in text.chunks(3) {
        let mut bits = [0; 4];
        bits[1..=chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes(bits);
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            encoded.push(if at <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    encoded
}

/// Gives pieces of a size.
struct Pieces<'a>(&'a [u8], usize);

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = buffer.len().min(self.1).min(self.0.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn keyed(findings: &[Finding]) -> Vec<Key> {
    let keys = findings.iter().flat_map(Finding::keys);
    let mut keys: Vec<Key> = keys
        .filter(|key| key.algorithm() == KeyAlgorithm::KeyedV1)
        .cloned()
        .collect();
    keys.sort();
    keys
}

fn lines(scanned: &ScannedSecrets) -> Vec<u64> {
    let places = scanned.findings.iter().map(|finding| &finding.locations()[0]);
    places.map(|place| place.region().unwrap().line()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn cutting_wrapping_packing_and_threads_change_no_answer(
        before in noise(),
        behind in noise(),
        encodings in prop::collection::vec(0_usize..5, 0..=3),
        forms in prop::collection::vec(0_usize..4, 0..=3),
        piece in 1_usize..5_000,
        threads in 1_usize..6,
        files in 1_usize..5,
    ) {
        let scanner = Scanner::new(RuleSet::builtin()).unwrap();
        let key = FingerprintKey::new(b"0123456789abcdef").unwrap();
        let mut options = SecretOptions::new(&scanner);
        options.key = Some(&key);
        let plain = format!("{before}token = \"{TOKEN}\"\n{behind}");
        let expected = scan_stream(Label::new("a.txt"), &mut plain.as_bytes(), &options);
        prop_assert_eq!(expected.findings.len(), 1, "{}", plain);

        let said = encodings.iter().fold(format!("token = \"{TOKEN}\""), |text, encoding| encoded(*encoding, &text));
        let text = format!("{before}{said}\n{behind}");
        let (mut name, mut content) = ("a.txt".to_owned(), text.into_bytes());
        for form in &forms {
            (name, content) = wrap(*form, &name, &content);
        }
        let whole = scan_stream(Label::new(name.as_str()), &mut content.as_slice(), &options);
        prop_assert_eq!(keyed(&whole.findings), keyed(&expected.findings));
        prop_assert_eq!(lines(&whole), lines(&expected));
        prop_assert_eq!(&whole.gaps, &[]);
        prop_assert_eq!(whole.ignores.comments, expected.ignores.comments);

        let cut = scan_stream(Label::new(name.as_str()), &mut Pieces(&content, piece), &options);
        prop_assert_eq!(&cut.findings, &whole.findings);
        prop_assert_eq!(&cut.ignores, &whole.ignores);

        let tree = Tree::new(&[]);
        for at in 0..files {
            tree.write(&format!("{at}/{name}"), &content);
        }
        let scan = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| scan_tree(tree.path(), &options, &Silent)).unwrap()
        };
        let (one, many) = (scan(1), scan(threads));
        prop_assert_eq!(keyed(&one.findings).len(), files);
        prop_assert_eq!(&one.findings, &many.findings);
        prop_assert_eq!(&one.ignores, &many.ignores);
        prop_assert_eq!(&one.gaps, &many.gaps);
    }
}

/// Compression leaves pieces of a text, here of a longer base64 value, that mean nothing by themselves.
#[test]
fn pieces_of_text_in_compressed_bytes_are_no_credential() {
    let said = encoded(0, &encoded(2, &format!("token = \"{TOKEN}\"")));
    let text = format!("password =\n\n{said}\n");
    let (name, content) = wrap(3, "a.txt", text.as_bytes());
    let raw = String::from_utf8_lossy(&content);
    assert!(raw.contains("password =\n\nJ") && !raw.contains(&said));
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let tree = Tree::new(&[]);
    tree.write(&name, &content);
    let told = scan_tree(tree.path(), &SecretOptions::new(&scanner), &Silent).unwrap();
    let rules: Vec<_> = told
        .findings
        .iter()
        .map(|finding| finding.rule().as_str())
        .collect();
    assert_eq!(rules, ["secret/github-token"]);
}
