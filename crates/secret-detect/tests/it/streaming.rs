//! Pieces of any size, encodings, limits.

use std::ops::ControlFlow;

use portcullis_findings::{Label, Location};
use portcullis_secret_detect::{
    Feeder, Limits, RuleSet, ScanSummary, Scanner, SecretMatch, Sink, findings, scan_many,
};
use proptest::prelude::*;

/// Everything that a finding says, its keys included.
fn told(found: &[SecretMatch]) -> Vec<String> {
    findings(&Location::new("input"), found, None)
        .iter()
        .map(|finding| format!("{finding:?}"))
        .collect()
}

fn whole(scanner: &Scanner, bytes: &[u8]) -> (Vec<String>, ScanSummary) {
    let mut found: Vec<SecretMatch> = Vec::new();
    let summary = scanner.scan(&mut scanner.scratch(), bytes, &mut found);
    (told(&found), summary)
}

fn fed(scanner: &Scanner, bytes: &[u8], cuts: &[usize]) -> (Vec<String>, ScanSummary) {
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
    (told(&found), summary)
}

fn text_of(picks: &[(prop::sample::Index, usize, bool)]) -> Vec<u8> {
    let rules = RuleSet::builtin();
    let rules: Vec<_> = rules.rules().collect();
    let mut text = Vec::new();
    for (pick, gap, newline) in picks {
        let example = pick.get(&rules).positive[0];
        text.extend(std::iter::repeat_n(b"lorem ipsum =: \"".iter().copied(), *gap).flatten());
        text.extend(format!("{}{}{}", example.0, example.1, example.2).into_bytes());
        if *newline {
            text.push(b'\n');
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn findings_do_not_depend_on_the_pieces(
        picks in prop::collection::vec((any::<prop::sample::Index>(), 0..9_000_usize, any::<bool>()), 1..8),
        cuts in prop::collection::vec(1..200_000_usize, 0..8),
        small in prop::collection::vec(0..7_usize, 0..64),
    ) {
        let scanner = Scanner::new(RuleSet::builtin()).unwrap();
        let text = text_of(&picks);
        let expected = whole(&scanner, &text);
        prop_assert!(expected.1.findings > 0);
        prop_assert_eq!(&fed(&scanner, &text, &cuts), &expected);
        prop_assert_eq!(&fed(&scanner, &text, &small), &expected);
    }
}

#[test]
fn every_byte_can_be_the_edge_of_a_piece() {
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let text = concat!("a\nkey = \"ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk", "\"\nb").as_bytes();
    let expected = whole(&scanner, text);
    assert_eq!(expected.1.findings, 1);
    for cut in 0..text.len() {
        assert_eq!(fed(&scanner, text, &[cut]), expected, "{cut}");
    }
}

#[test]
fn a_token_on_the_edge_of_a_step_is_seen_once() {
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let token = concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk");
    for shift in [0, 1, 3, 4, 20, 39, 40, 41] {
        let mut text = vec![b' '; 128 * 1024 - shift];
        text.extend_from_slice(token.as_bytes());
        text.extend(vec![b' '; 300_000]);
        text.extend_from_slice(token.as_bytes());
        let expected = whole(&scanner, &text);
        assert_eq!(expected.1.findings, 2, "{shift}");
        assert_eq!(fed(&scanner, &text, &[5, 100_000]), expected, "{shift}");
    }
}

#[test]
fn the_edge_of_a_window_is_no_word_boundary() {
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let inside = concat!("9", "AKIA", "RZPUZDIKAACDEFGH");
    assert_eq!(whole(&scanner, inside.as_bytes()).1.findings, 0);
    for cut in 0..inside.len() {
        assert_eq!(fed(&scanner, inside.as_bytes(), &[cut]).1.findings, 0, "{cut}");
    }
}

#[test]
fn utf_16_is_read_and_offsets_are_those_of_the_input() {
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let text = concat!("ü\nkey = ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk", "\n");
    for (mark, encode) in [
        ([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ([0xfe, 0xff], u16::to_be_bytes as fn(u16) -> [u8; 2]),
    ] {
        let bytes: Vec<u8> = mark
            .into_iter()
            .chain(text.encode_utf16().flat_map(encode))
            .collect();
        let mut found: Vec<SecretMatch> = Vec::new();
        let summary = scanner.scan(&mut scanner.scratch(), &bytes, &mut found);
        assert_eq!((summary.findings, summary.bytes), (1, bytes.len() as u64));
        let region = found[0].region();
        // Two bytes of mark, two per code unit: `ü`, `\n`, then six of `key = `.
        assert_eq!((region.bytes(), region.line(), region.column()), (18..98, 2, 13));
        assert_eq!(bytes[18], if mark == [0xff, 0xfe] { b'g' } else { 0 });
        let expected = whole(&scanner, &bytes);
        for cut in 0..bytes.len() {
            assert_eq!(fed(&scanner, &bytes, &[cut]), expected, "{cut}");
        }
    }
}

#[test]
fn a_limit_is_told() {
    let limits = Limits::default().with_findings(2);
    let scanner = Scanner::new(RuleSet::builtin()).unwrap().with_limits(limits);
    let line = concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk", "\n");
    let (told, summary) = whole(&scanner, line.repeat(2).as_bytes());
    assert_eq!((told.len(), summary.gaps(&Label::new("x")).len()), (2, 0));
    let (told, summary) = whole(&scanner, line.repeat(3).as_bytes());
    let gaps = summary.gaps(&Label::new("x"));
    assert_eq!(
        (told.len(), gaps.len(), gaps[0].limit.map(|limit| limit.allowed)),
        (2, 1, Some(2))
    );

    let scanner = Scanner::new(RuleSet::builtin())
        .unwrap()
        .with_limits(Limits::default().with_bytes(50));
    let text = line.repeat(3);
    let expected = whole(&scanner, text.as_bytes());
    assert_eq!(
        (
            expected.0.len(),
            expected.1.bytes,
            expected.1.gaps(&Label::new("x")).len()
        ),
        (1, 50, 1)
    );
    assert_eq!(fed(&scanner, text.as_bytes(), &[10, 10]), expected);
}

#[test]
fn a_sink_can_stop_the_scan() {
    struct First(u32);
    impl Sink for First {
        fn finding(&mut self, _: SecretMatch) -> ControlFlow<()> {
            self.0 += 1;
            ControlFlow::Break(())
        }
    }
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let text = concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk", "\n").repeat(5);
    let mut sink = First(0);
    let summary = scanner.scan(&mut scanner.scratch(), text.as_bytes(), &mut sink);
    assert_eq!((sink.0, summary.gaps(&Label::new("x")).len()), (1, 1));
}

#[test]
fn several_inputs_are_answered_in_their_order() {
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let token = concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk");
    let inputs: Vec<Vec<u8>> = (0..50)
        .map(|count| {
            token
                .repeat(0)
                .into_bytes()
                .into_iter()
                .chain(format!("{token}\n").repeat(count).into_bytes())
                .collect()
        })
        .collect();
    let inputs: Vec<&[u8]> = inputs.iter().map(Vec::as_slice).collect();
    let counts: Vec<usize> = scan_many(&scanner, &inputs)
        .iter()
        .map(|input| input.matches.len())
        .collect();
    assert_eq!(counts, (0..50).collect::<Vec<_>>());
}

#[test]
fn hits_close_together_cost_no_more_than_the_text() {
    // Keywords without end, none a match: windows must not pile up.
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    for word in [
        "-----BEGIN ",
        "ghp_",
        ".atlasv1.",
        ";password=",
        "token=",
        "eyJ",
        ":aa",
        "://a:",
    ] {
        let text = word.repeat(60_000);
        let (_, summary) = whole(&scanner, text.as_bytes());
        assert_eq!(summary.bytes, text.len() as u64);
    }
}
