//! Rule files and filter expressions of other tools.

use portcullis_secret_detect::import::{self, Extends, Imported, Peer, PeerBaseline, Program};
use portcullis_secret_detect::{Origin, RuleSet, Scanner, SecretMatch};

/// A text that has a little of everything rules look for.
const TEXT: &[u8] = b"key = acme_q7Xz0PfL2m\nname_abcdef sec_abcdef 0123456789abcdef0123456789abcdef\n";

/// Two readings agree; every rule that is read runs, and what it tells lies in the text; the file is no baseline, and as one
/// it is refused without a panic.
pub fn import_gitleaks(data: &[u8]) {
    let (Some(first), Some(second)) = (read(data), read(data)) else {
        return;
    };
    assert_eq!(names(&first), names(&second));
    assert_eq!(first.notes, second.notes);
    let _ = PeerBaseline::read(data);
    let rules: Vec<_> = first
        .rules
        .into_iter()
        .take(16)
        .map(|rule| rule.alone())
        .collect();
    let Ok(set) = RuleSet::import(rules) else {
        return;
    };
    let scanner = Scanner::new(set).expect("a set that was checked");
    let mut found: Vec<SecretMatch> = Vec::new();
    let origin = Origin::new("config/app.yaml");
    let summary = scanner.scan_from(&mut scanner.scratch(), &origin, TEXT, &mut found);
    assert_eq!(summary.findings, found.len() as u64);
    for one in &found {
        let bytes = one.region().bytes();
        assert!(
            bytes.end <= TEXT.len() as u64
                && one.whole().start <= bytes.start
                && bytes.end <= one.whole().end
        );
    }
}

/// The same, of files that have expressions: with one for the whole file the peer is betterleaks.
pub fn import_betterleaks(data: &[u8]) {
    let mut file = b"filter = 'false'\n".to_vec();
    file.extend_from_slice(data);
    if let Some(imported) = read(&file) {
        assert_eq!(imported.peer, Peer::Betterleaks);
    }
    import_gitleaks(&file);
}

/// What is printed reads as the same expression, which answers the same.
pub fn filter_expr(data: &[u8]) {
    let Ok(source) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(program) = Program::parse(source) else {
        return;
    };
    let printed = program.to_string();
    let again = Program::parse(&printed).unwrap_or_else(|error| panic!("{printed}: {error}"));
    assert_eq!(again.to_string(), printed);
    for text in [&b""[..], b"a", b"q7Xz0PfL2mWn8Kd", b"getElementById", data] {
        assert_eq!(program.refuses_text(text), again.refuses_text(text), "{printed}");
    }
}

fn read(file: &[u8]) -> Option<Imported> {
    // Files that build on others build on an empty one.
    import::read("rules.toml", file, &mut |_: &Extends| Some(Vec::new())).ok()
}

fn names(imported: &Imported) -> Vec<&str> {
    imported.rules.iter().map(|rule| rule.original_id()).collect()
}
