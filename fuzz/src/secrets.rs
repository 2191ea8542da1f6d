//! The secret scanner.

use std::cell::RefCell;
use std::sync::LazyLock;

use portcullis_findings::exchange::report;
use portcullis_findings::{Location, Report, Tool};
use portcullis_secret_detect::{
    Encoding, Feeder, MAX_ENCODED, RuleSet, ScanSummary, Scanner, Scratch, SecretMatch, findings,
};

use crate::support::assert_region;

thread_local! {
    /// Kept from input to input, as a walk over many files keeps it: what an earlier input left must not matter.
    static SCRATCH: RefCell<Scratch> = RefCell::new(SCANNER.scratch());
}

static SCANNER: LazyLock<Scanner> = LazyLock::new(|| Scanner::new(RuleSet::builtin()).unwrap());

/// The answer does not depend on how the input is cut; what is found lies where it is said to; at most a sixth of a secret
/// is shown, and no report holds one. The first byte chooses the sizes of the pieces.
pub fn secret_scan(data: &[u8]) {
    let Some((choice, input)) = data.split_first() else {
        return;
    };
    let (whole, summary) = scan(input);
    assert_eq!(summary.findings, whole.len() as u64);
    let size = usize::from(*choice) + 1;
    for sizes in [[size, size], [1, size * 7], [size * 131, 3]] {
        let (fed, fed_summary) = feed(input, sizes);
        assert_eq!(told(&fed), told(&whole), "{sizes:?}");
        assert_eq!(fed_summary, summary);
    }
    let is_utf16 = matches!(input, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let index = portcullis_findings::LineIndex::new(input);
    for found in &whole {
        let bytes = found.region().bytes();
        assert!(found.whole().start <= bytes.start && bytes.end <= found.whole().end);
        if !is_utf16 {
            assert_region(input, &index, found.region());
            let (start, end) = (
                usize::try_from(bytes.start).unwrap(),
                usize::try_from(bytes.end).unwrap(),
            );
            if found.encodings().is_empty() {
                assert_eq!(found.secret().expose(), &input[start..end]);
            }
        }
        let redacted = found.redacted();
        let (shown, _) = redacted.split_once('…').unwrap();
        assert!(
            shown.len() * 6 <= found.secret().len() && shown.len() <= 4,
            "{redacted}"
        );
    }
    assert_told_nowhere(&whole);
}

/// Each decoder, named by the first byte, is total and gives no more than it got; what it gives is the same again when it is
/// encoded and decoded. Runs are not longer than they may be.
pub fn secret_decode(data: &[u8]) {
    let Some((choice, encoded)) = data.split_first() else {
        return;
    };
    let encoding = Encoding::ALL[usize::from(*choice) % Encoding::ALL.len()];
    let text = encoding.decode(encoded);
    assert!(text.len() <= encoded.len());
    let again = encode(encoding, &text);
    assert_eq!(encoding.decode(&again), text, "{encoding}");
    for found in &scan(encoded).0 {
        let bytes = found.region().bytes();
        if !found.encodings().is_empty() {
            assert!(bytes.end - bytes.start <= 2 * (MAX_ENCODED as u64 + 2));
        }
    }
}

pub(crate) fn encode(encoding: Encoding, text: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let each = |write: fn(u8) -> String| {
        text.iter()
            .map(|byte| write(*byte))
            .collect::<String>()
            .into_bytes()
    };
    match encoding {
        Encoding::Base64 => {
            let mut encoded = Vec::new();
            for chunk in text.chunks(3) {
                let mut bits = [0; 4];
                bits[1..=chunk.len()].copy_from_slice(chunk);
                let bits = u32::from_be_bytes(bits);
                encoded.extend((0..=chunk.len()).map(|at| DIGITS[(bits >> (18 - 6 * at) & 63) as usize]));
            }
            encoded
        }
        Encoding::Hex => each(|byte| format!("{byte:02x}")),
        Encoding::Percent => each(|byte| format!("%{byte:02x}")),
        Encoding::Escape => each(|byte| format!("\\x{byte:02x}")),
        // Numbers of characters, so that only ASCII comes back as it was.
        Encoding::Entity => text
            .iter()
            .flat_map(|byte| match byte {
                0..0x80 => format!("&#{byte};").into_bytes(),
                _ => vec![*byte],
            })
            .collect(),
        Encoding::Utf16 => text.iter().flat_map(|byte| [*byte, 0]).collect(),
        _ => unreachable!("an encoding that the target does not know"),
    }
}

fn scan(input: &[u8]) -> (Vec<SecretMatch>, ScanSummary) {
    let mut found: Vec<SecretMatch> = Vec::new();
    let summary = SCRATCH.with_borrow_mut(|scratch| SCANNER.scan(scratch, input, &mut found));
    (found, summary)
}

/// Pieces of the two sizes by turns.
fn feed(input: &[u8], sizes: [usize; 2]) -> (Vec<SecretMatch>, ScanSummary) {
    SCRATCH.with_borrow_mut(|scratch| {
        let mut found: Vec<SecretMatch> = Vec::new();
        let mut feeder = Feeder::new(&SCANNER, scratch);
        let (mut rest, mut turns) = (input, sizes.into_iter().cycle());
        while !rest.is_empty() {
            let (piece, more) = rest.split_at(rest.len().min(turns.next().unwrap_or(1)));
            let _ = feeder.push(piece, &mut found);
            rest = more;
        }
        let summary = feeder.finish(&mut found);
        (found, summary)
    })
}

fn told(found: &[SecretMatch]) -> Vec<String> {
    let findings = findings(&Location::new("input"), found, None);
    findings.iter().map(|finding| format!("{finding:?}")).collect()
}

/// A secret long enough not to stand in our own words by chance stands in no output.
fn assert_told_nowhere(found: &[SecretMatch]) {
    let builder = Report::builder(Tool::new("fuzz", "0"));
    let report = findings(&Location::new("input"), found, None)
        .into_iter()
        .fold(builder, |builder, finding| builder.finding(finding))
        .build();
    let mut outputs = vec![format!("{report:?}"), report::to_string(&report)];
    for found in found {
        outputs.extend([format!("{found:?}"), found.to_string()]);
    }
    for found in found.iter().filter(|found| found.secret().len() >= 20) {
        let Ok(secret) = std::str::from_utf8(found.secret().expose()) else {
            continue;
        };
        assert!(
            outputs.iter().all(|output| !output.contains(secret)),
            "{}",
            found.rule()
        );
    }
}
