//! Secrets inside encoded text.

use portcullis_findings::Location;
use portcullis_secret_detect::{
    Depth, Dropped, Encoding, Feeder, MAX_ENCODED, RuleSet, ScanSummary, Scanner, SecretMatch, Sink, findings,
};
use proptest::prelude::*;

const TOKEN: &str = concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk");

fn scanner() -> Scanner {
    Scanner::new(RuleSet::builtin()).unwrap()
}

fn whole(scanner: &Scanner, bytes: &[u8]) -> (Vec<SecretMatch>, ScanSummary) {
    let mut found: Vec<SecretMatch> = Vec::new();
    let summary = scanner.scan(&mut scanner.scratch(), bytes, &mut found);
    (found, summary)
}

fn fed(scanner: &Scanner, bytes: &[u8], cuts: &[usize]) -> (Vec<SecretMatch>, ScanSummary) {
    let mut found: Vec<SecretMatch> = Vec::new();
    let mut scratch = scanner.scratch();
    let mut feeder = Feeder::new(scanner, &mut scratch);
    let mut rest = bytes;
    for cut in cuts {
        let (piece, more) = rest.split_at(rest.len().min(*cut));
        let _ = feeder.push(piece, &mut found);
        rest = more;
    }
    let _ = feeder.push(rest, &mut found);
    let summary = feeder.finish(&mut found);
    (found, summary)
}

fn told(found: &[SecretMatch]) -> Vec<String> {
    findings(&Location::new("input"), found, None)
        .iter()
        .map(|finding| format!("{finding:?}"))
        .collect()
}

/// How a test writes a text down.
#[derive(Clone, Copy, Debug)]
enum Form {
    Base64,
    Base64Url,
    Base64Unpadded,
    Base64Lines,
    Base64Indented,
    Hex,
    HexUpper,
    Percent,
    PercentReserved,
    Unicode,
    UnicodeBraces,
    HexEscape,
    Decimal,
    HexEntity,
    Utf16Le,
    Utf16Be,
}

const FORMS: &[Form] = &[
    Form::Base64,
    Form::Base64Url,
    Form::Base64Unpadded,
    Form::Base64Lines,
    Form::Base64Indented,
    Form::Hex,
    Form::HexUpper,
    Form::Percent,
    Form::PercentReserved,
    Form::Unicode,
    Form::UnicodeBraces,
    Form::HexEscape,
    Form::Decimal,
    Form::HexEntity,
    Form::Utf16Le,
    Form::Utf16Be,
];

fn base64(text: &[u8], url: bool, pad: bool) -> String {
    let alphabet = if url {
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    } else {
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    };
    let mut out = String::new();
    for chunk in text.chunks(3) {
        let mut bits = [0; 4];
        bits[1..=chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes(bits);
        for at in 0..4 {
            if at <= chunk.len() {
                out.push(char::from(alphabet[(bits >> (18 - 6 * at) & 63) as usize]));
            } else if pad {
                out.push('=');
            }
        }
    }
    out
}

fn lines(text: &str, separator: &str) -> String {
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    lines.join(separator)
}

impl Form {
    fn encode(self, text: &[u8]) -> Vec<u8> {
        let each = |write: fn(u8) -> String| text.iter().map(|byte| write(*byte)).collect::<String>();
        let text = match self {
            Self::Base64 => base64(text, false, true),
            Self::Base64Url => base64(text, true, true),
            Self::Base64Unpadded => base64(text, true, false),
            Self::Base64Lines => lines(&base64(text, false, true), "\n"),
            Self::Base64Indented => lines(&base64(text, false, true), "\r\n    "),
            Self::Hex => each(|byte| format!("{byte:02x}")),
            Self::HexUpper => each(|byte| format!("{byte:02X}")),
            Self::Percent => each(|byte| format!("%{byte:02X}")),
            Self::PercentReserved => each(|byte| match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'~' => char::from(byte).to_string(),
                _ => format!("%{byte:02x}"),
            }),
            Self::Unicode => each(|byte| format!("\\u{byte:04x}")),
            Self::UnicodeBraces => each(|byte| format!("\\u{{{byte:X}}}")),
            Self::HexEscape => each(|byte| format!("\\x{byte:02x}")),
            Self::Decimal => each(|byte| format!("&#{byte};")),
            Self::HexEntity => each(|byte| format!("&#x{byte:X};")),
            Self::Utf16Le => return text.iter().flat_map(|byte| [*byte, 0]).collect(),
            Self::Utf16Be => return text.iter().flat_map(|byte| [0, *byte]).collect(),
        };
        text.into_bytes()
    }
}

fn forms() -> impl Strategy<Value = Vec<Form>> {
    let is_utf16 = |form: &Form| matches!(form, Form::Utf16Le | Form::Utf16Be);
    // UTF-16 of UTF-16 is no text.
    prop::collection::vec(prop::sample::select(FORMS), 1..=3).prop_filter("UTF-16 twice", move |forms| {
        !forms.windows(2).any(|two| two.iter().all(is_utf16))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_canary_is_found_in_every_wrap_and_however_the_input_is_cut(
        chain in forms(),
        before in 0..9_000_usize,
        at in 0..4_usize,
        cuts in prop::collection::vec(1..20_000_usize, 0..6),
        small in prop::collection::vec(0..700_usize, 0..64),
    ) {
        let scanner = scanner();
        let mut wrapped = format!("{}token = {TOKEN}\n{}", "x = 1;\n".repeat(at), "y = 2;\n".repeat(3 - at)).into_bytes();
        for form in &chain {
            wrapped = form.encode(&wrapped);
        }
        let mut input = b"lorem ipsum ".repeat(before);
        let start = input.len() as u64 + 1;
        input.push(b'"');
        input.extend(&wrapped);
        let end = input.len() as u64;
        input.extend_from_slice(b"\"\n");
        input.extend(b"dolor sit, ".repeat(before));
        let (found, summary) = whole(&scanner, &input);
        let tokens: Vec<&SecretMatch> = found.iter().filter(|found| found.secret().expose() == TOKEN.as_bytes()).collect();
        prop_assert_eq!(tokens.len(), 1, "{:?} {:?}", chain, found);
        let region = tokens[0].region().bytes();
        // Quotes may seem to be a unit of a text in UTF-16.
        prop_assert!(start <= region.start + 1 && region.end <= end + 1, "{:?} {}..{}", region, start, end);
        prop_assert!(tokens[0].encodings().len() <= chain.len());
        for cuts in [&cuts, &small] {
            let (pieces, pieces_summary) = fed(&scanner, &input, cuts);
            prop_assert_eq!(told(&pieces), told(&found));
            prop_assert_eq!(pieces_summary, summary);
        }
    }

    #[test]
    fn decoding_is_total_and_never_longer(bytes in prop::collection::vec(any::<u8>(), 0..400), text in "[%&\\\\#xu0-9a-f;{}=]{0,200}") {
        for encoding in Encoding::ALL {
            prop_assert!(encoding.decode(&bytes).len() <= bytes.len());
            prop_assert!(encoding.decode(text.as_bytes()).len() <= text.len());
        }
    }

    #[test]
    fn what_is_encoded_is_decoded(text in "[ -~]{0,200}") {
        for (form, encoding) in FORMS.iter().map(|form| (form, match form {
            Form::Base64 | Form::Base64Url | Form::Base64Unpadded | Form::Base64Lines | Form::Base64Indented => Encoding::Base64,
            Form::Hex | Form::HexUpper => Encoding::Hex,
            Form::Percent | Form::PercentReserved => Encoding::Percent,
            Form::Unicode | Form::UnicodeBraces | Form::HexEscape => Encoding::Escape,
            Form::Decimal | Form::HexEntity => Encoding::Entity,
            Form::Utf16Le | Form::Utf16Be => Encoding::Utf16,
        })) {
            prop_assert_eq!(encoding.decode(&form.encode(text.as_bytes())), text.as_bytes(), "{:?}", form);
        }
    }
}

#[test]
fn the_place_is_the_outermost_run_and_the_evidence_the_chain() {
    let inner = base64(format!("password: {TOKEN}").as_bytes(), false, true);
    let outer = base64(format!("{{\"data\": \"{inner}\"}}").as_bytes(), false, true);
    let input = format!("kind: Secret\nconfig: {outer}\n");
    let (found, summary) = whole(&scanner(), input.as_bytes());
    assert_eq!(summary.findings, 1, "{found:?}");
    assert_eq!(found[0].encodings(), [Encoding::Base64, Encoding::Base64]);
    assert_eq!(found[0].secret().expose(), TOKEN.as_bytes());
    let region = found[0].region();
    assert_eq!((region.line(), region.column()), (2, 9));
    let digits = outer.trim_end_matches('=').len() as u64;
    assert_eq!(region.bytes(), 21..21 + digits);
    let told = findings(&Location::new("input"), &found, None);
    assert!(
        told[0]
            .evidence()
            .iter()
            .any(|evidence| evidence.text == "base64 > base64")
    );
    assert!(told[0].message().contains(" in base64 in base64: "));
}

#[test]
fn the_depth_is_a_limit() {
    let mut text = format!("token {TOKEN}");
    for levels in 1..=4 {
        text = base64(text.as_bytes(), false, true);
        for depth in 0..=3 {
            let scanner = scanner().with_decoding(Depth::new(depth));
            let found = whole(&scanner, text.as_bytes()).1.findings;
            assert_eq!(found, u64::from(levels <= depth), "{levels} {depth}");
        }
    }
}

#[test]
fn what_stands_there_plain_is_told_once() {
    for input in [
        format!("https://host.example/?q=%41%42%43&token={TOKEN}&r=%41%42"),
        format!("\"\\u0041\\u0042 {TOKEN}\\u0041\""),
        format!("x={TOKEN}&#x41;"),
    ] {
        let (found, _) = whole(&scanner(), input.as_bytes());
        let plain: Vec<bool> = found
            .iter()
            .filter(|found| found.secret().expose() == TOKEN.as_bytes())
            .map(|found| found.encodings().is_empty())
            .collect();
        assert_eq!(plain, [true], "{input}");
    }
}

#[test]
fn every_rule_that_looks_inside_is_told_once_there() {
    // Every example, alone in base64: nothing is told twice, and nothing generic.
    let scanner = scanner();
    let mut looked_for = 0;
    for rule in RuleSet::builtin().rules() {
        for example in rule.positive {
            let text = format!("{}{}{}", example.0, example.1, example.2);
            let plain = whole(&scanner, text.as_bytes()).0;
            let (found, _) = whole(
                &scanner,
                format!("'{}'", base64(text.as_bytes(), false, true)).as_bytes(),
            );
            let mut seen: Vec<(&str, &[u8])> = found
                .iter()
                .map(|found| (found.rule().as_str(), found.secret().expose()))
                .collect();
            seen.sort_unstable();
            let count = seen.len();
            seen.dedup();
            assert_eq!(seen.len(), count, "{} {found:?}", rule.id);
            assert!(found.iter().all(|found| found.rule().area() != "generic"));
            let expected = plain
                .iter()
                .filter(|found| found.rule().area() != "generic" && text.len() >= 18);
            for expected in expected {
                looked_for += 1;
                assert!(
                    found
                        .iter()
                        .any(|found| found.secret().expose() == expected.secret().expose()),
                    "{} {expected:?} {found:?}",
                    rule.id
                );
            }
        }
    }
    assert!(looked_for > 500, "{looked_for}");
}

#[test]
fn long_runs_are_read_in_pieces() {
    let scanner = scanner();
    let filler = |length: usize| "some words, and others; ".repeat(length / 24);
    for before in [0, 9_000, 12_000, 12_264, 12_288, 15_000, 40_008, 100_000] {
        let text = format!("{}key {TOKEN} {}", filler(before), filler(60_000));
        for encoded in [
            base64(text.as_bytes(), false, true),
            lines(&base64(text.as_bytes(), false, true), "\n"),
            lines(&base64(text.as_bytes(), false, true), "\\n"),
            String::from_utf8(Form::Hex.encode(text.as_bytes())).unwrap(),
            String::from_utf8(Form::Percent.encode(text.as_bytes())).unwrap(),
            String::from_utf8(Form::Utf16Be.encode(text.as_bytes())).unwrap(),
        ] {
            let input = format!("data '{encoded}' end");
            let (found, summary) = whole(&scanner, input.as_bytes());
            assert_eq!(summary.findings, 1, "{before} {found:?}");
            assert!(found[0].region().bytes().count() <= MAX_ENCODED + 2);
            for cuts in [&[7, 130_000][..], &[16_384, 1, 16_383]] {
                let (pieces, pieces_summary) = fed(&scanner, input.as_bytes(), cuts);
                assert_eq!((told(&pieces), pieces_summary), (told(&found), summary));
            }
        }
    }
}

#[test]
fn a_list_of_encoded_lines_is_a_list() {
    let line = base64(format!("k {TOKEN}").as_bytes(), false, false);
    assert_eq!(line.len() % 4, 0);
    let input = format!("{line}\n{line}\n{line}\n");
    let (found, _) = whole(&scanner(), input.as_bytes());
    let lines: Vec<u64> = found.iter().map(|found| found.region().line()).collect();
    assert_eq!(lines, [1, 2, 3]);
}

#[test]
fn candidates_without_end_cost_no_more_than_the_text() {
    // Runs within runs within runs: what is decoded is bounded, and what is left is told.
    struct Nothing;
    impl Sink for Nothing {
        fn finding(&mut self, _: SecretMatch) -> std::ops::ControlFlow<()> {
            std::ops::ControlFlow::Continue(())
        }
        fn dropped(&mut self, _: &Dropped) {}
    }
    let scanner = scanner();
    for word in [
        "QUFB",
        "Zm9v\n",
        "%25",
        "%25%32%35",
        "\\\\u005c",
        "&#38;",
        "a\0",
        "\0\0a",
        "41",
        "A%41",
        "AbcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQR\n",
    ] {
        let text = word.repeat(400_000 / word.len());
        let summary = scanner.scan(&mut scanner.scratch(), text.as_bytes(), &mut Nothing);
        assert_eq!(summary.bytes, text.len() as u64);
    }
}
