//! Rules from files: they mean here what they mean in the tool the file is for.

use std::ops::ControlFlow;

use portcullis_secret_detect::import::{self, Extends, ImportError, NoteKind, PeerBaseline};
use portcullis_secret_detect::{
    DropReason, Dropped, Feeder, Origin, Rule, RuleSet, RuleSetError, Scanner, SecretMatch, Sink,
};

#[derive(Default)]
struct Everything {
    found: Vec<SecretMatch>,
    dropped: Vec<Dropped>,
}

impl Sink for Everything {
    fn finding(&mut self, found: SecretMatch) -> ControlFlow<()> {
        self.found.push(found);
        ControlFlow::Continue(())
    }

    fn dropped(&mut self, dropped: &Dropped) {
        self.dropped.push(dropped.clone());
    }
}

fn scanner(file: &str) -> Scanner {
    let imported = import::read("rules.toml", file.as_bytes(), &mut |_: &Extends| None).unwrap();
    Scanner::new(RuleSet::import(imported.rules).unwrap()).unwrap()
}

fn scan(scanner: &Scanner, path: &str, text: &str) -> Everything {
    let mut sink = Everything::default();
    let origin = Origin::new(path).with_commit("0a1b2c");
    let _ = scanner.scan_from(&mut scanner.scratch(), &origin, text.as_bytes(), &mut sink);
    sink
}

/// What is told, as `rule line:column secret`.
fn told(file: &str, path: &str, text: &str) -> Vec<String> {
    let tell = |found: &SecretMatch| {
        let secret = String::from_utf8_lossy(found.secret().expose()).into_owned();
        let rule = found.rule().as_str().trim_start_matches("imported/").to_owned();
        format!(
            "{rule} {}:{} {secret}",
            found.region().line(),
            found.region().column()
        )
    };
    scan(&scanner(file), path, text).found.iter().map(tell).collect()
}

fn error(file: &str) -> ImportError {
    import::read("rules.toml", file.as_bytes(), &mut |_: &Extends| None).unwrap_err()
}

#[test]
fn the_secret_is_the_first_filled_group_or_the_one_that_is_named() {
    let file = |group: &str| {
        format!(
            "[[rules]]\nid = 'r'\nregex = '''acme(?:-(a[0-9]+)|-(b[0-9]+))=([a-z]+)'''\nkeywords = ['acme']\n{group}"
        )
    };
    assert_eq!(told(&file(""), "", "x acme-b12=word"), ["r 1:8 b12"]);
    assert_eq!(
        told(&file("secretGroup = 3"), "", "x acme-b12=word"),
        ["r 1:12 word"]
    );
    assert_eq!(
        error(&file("secretGroup = 4")).to_string(),
        "r: `secretGroup` is 4, the regex has 3"
    );
}

#[test]
fn entropy_must_be_exceeded() {
    let file = "[[rules]]\nid = 'r'\nregex = 'acme_(\\w{4})'\nkeywords = ['acme_']\nentropy = 1.0\n";
    assert_eq!(told(file, "", "acme_abab"), Vec::<String>::new());
    assert_eq!(told(file, "", "acme_abac"), ["r 1:6 abac"]);
}

#[test]
fn the_end_of_the_text_is_no_window_edge() {
    // The pattern ends at a line break or the end; keywords stand far before what it captures.
    let file =
        "[[rules]]\nid = 'r'\nregex = '''acme[ \\t]{0,20}=([a-z]{8})(?:\\s|$)'''\nkeywords = ['acme']\n";
    let long = format!("{}acme =abcdefgh{}", "x".repeat(9_000), "y".repeat(9_000));
    assert_eq!(told(file, "", &long), Vec::<String>::new());
    assert_eq!(told(file, "", "acme =abcdefgh"), ["r 1:7 abcdefgh"]);
    assert_eq!(told(file, "", "acme =abcdefgh\n"), ["r 1:7 abcdefgh"]);
    let start = "[[rules]]\nid = 'r'\nregex = '''^acme=([a-z]{8})'''\nkeywords = ['acme']\n";
    assert_eq!(told(start, "", "acme=abcdefgh"), ["r 1:6 abcdefgh"]);
    assert_eq!(told(start, "", "\nacme=abcdefgh"), Vec::<String>::new());
}

#[test]
fn allowlists_look_at_the_secret_the_match_or_the_line() {
    let rule = "[[rules]]\nid = 'r'\nregex = 'acme=(\\w{6})'\nkeywords = ['acme']\n";
    let rows = [
        ("regexes = ['^abc']", "k acme=abcdef", 0),
        ("regexes = ['^acme']", "k acme=abcdef", 1),
        ("regexTarget = 'match'\nregexes = ['^acme']", "k acme=abcdef", 0),
        ("regexTarget = 'line'\nregexes = ['^k ']", "x\nk acme=abcdef", 0),
        ("regexTarget = 'line'\nregexes = ['^x']", "x\nk acme=abcdef", 1),
        ("stopwords = ['CDE']", "k acme=abcdef", 0),
        ("stopwords = ['acme']", "k acme=abcdef", 1),
        ("paths = ['\\.md$']", "k acme=abcdef", 0),
        ("commits = ['0A1B2C']", "k acme=abcdef", 0),
        (
            "condition = 'AND'\npaths = ['\\.md$']\nstopwords = ['zzz']",
            "k acme=abcdef",
            1,
        ),
        (
            "condition = 'AND'\npaths = ['\\.md$']\nstopwords = ['bcd']",
            "k acme=abcdef",
            0,
        ),
    ];
    for (allowlist, text, expected) in rows {
        for file in [
            format!("{rule}[[rules.allowlists]]\n{allowlist}\n"),
            format!("{rule}[rules.allowlist]\n{allowlist}\n"),
            format!("{rule}[[allowlists]]\n{allowlist}\n"),
            format!("{rule}[[allowlists]]\ntargetRules = ['r']\n{allowlist}\n"),
        ] {
            assert_eq!(told(&file, "docs/a.md", text).len(), expected, "{file}");
        }
    }
    let note = format!("{rule}[allowlist]\ndescription = 'samples'\nstopwords = ['abc']\n");
    let seen = scan(&scanner(&note), "", "acme=abcdef");
    assert_eq!(
        seen.dropped[0].reason,
        DropReason::Allowed {
            note: "samples".to_owned()
        }
    );
}

#[test]
fn paths_narrow_a_rule_or_are_all_it_looks_at() {
    let narrow =
        "[[rules]]\nid = 'r'\nregex = 'acme=(\\w{6})'\nkeywords = ['acme']\npath = '(?i)\\.ya?ml$'\n";
    assert_eq!(told(narrow, "a.YAML", "acme=abcdef").len(), 1);
    assert_eq!(told(narrow, "a.txt", "acme=abcdef").len(), 0);
    assert_eq!(told(narrow, "", "acme=abcdef").len(), 0);
    let only = "[[rules]]\nid = 'key-file'\npath = '\\.p12$'\n";
    for text in ["", "anything"] {
        let seen = scan(&scanner(only), "keys/a.p12", text);
        assert_eq!(seen.found.len(), 1);
        assert_eq!(
            (seen.found[0].region().line(), seen.found[0].secret().len()),
            (1, 0)
        );
        assert_eq!(scan(&scanner(only), "keys/a.pem", text).found.len(), 0);
    }
}

#[test]
fn an_open_origin_hides_nothing_that_some_place_would_show() {
    let file = "prefilter = 'get(attributes, \"path\", \"\") == \"\"'\n\
        [[rules]]\nid = 'r'\nregex = 'acme=(\\w{6})'\nkeywords = ['acme']\npath = '\\.yml$'\n\
        filter = 'get(attributes, \"path\", \"\") startsWith \"docs/\" || finding[\"secret\"] == \"zzzzzz\"'\n\
        [[rules]]\nid = 'p12'\npath = '\\.p12$'\n";
    let scanner = scanner(file);
    assert!(scanner.asks_origin());
    assert_eq!(
        scanner.rules_of_paths().map(|id| id.as_str()).collect::<Vec<_>>(),
        ["imported/p12"]
    );
    let text = b"acme=abcdef acme=zzzzzz";
    for (origin, expected) in [
        (Origin::open(), 2),
        (Origin::default(), 0),
        (Origin::new("a.yml"), 1),
        (Origin::new("docs/a.yml"), 0),
        (Origin::new("a.txt"), 0),
    ] {
        let mut sink = Everything::default();
        let _ = scanner.scan_from(&mut scanner.scratch(), &origin, text, &mut sink);
        assert_eq!(sink.found.len(), expected, "{origin:?}");
    }
}

#[test]
fn a_composite_rule_counts_only_beside_its_partners() {
    let file = |near: &str| {
        format!(
            "[[rules]]\nid = 'secret'\nregex = 'sec_(\\w{{6}})'\nkeywords = ['sec_']\n[[rules.required]]\nid = 'name'\n{near}\n\
             [[rules]]\nid = 'name'\nregex = 'name_(\\w{{6}})'\nkeywords = ['name_']\nskipReport = true\n"
        )
    };
    let near = "sec_abcdef\n\n\nname_ghijkl\n";
    assert_eq!(told(&file(""), "", near), ["secret 1:5 abcdef"]);
    assert_eq!(told(&file("withinLines = 3"), "", near).len(), 1);
    assert_eq!(told(&file("withinLines = 2"), "", near).len(), 0);
    assert_eq!(told(&file("withinColumns = 0"), "", near).len(), 1);
    assert_eq!(
        told(&file("withinColumns = 1"), "", "sec_abcdef   name_ghijkl").len(),
        0
    );
    assert_eq!(told(&file(""), "", "sec_abcdef").len(), 0);
    let seen = scan(&scanner(&file("")), "", "sec_abcdef");
    assert!(
        matches!(&seen.dropped[0].reason, DropReason::Alone { without } if without.as_str() == "imported/name")
    );
}

#[test]
fn pieces_of_any_size_give_the_same_answer() {
    let file = "[[rules]]\nid = 'secret'\nregex = 'sec_(\\w{6,})'\nkeywords = ['sec_']\n[[rules.required]]\nid = 'name'\n\
                [[rules]]\nid = 'name'\nregex = 'name_(\\w{6})'\nkeywords = ['name_']\n\
                [[rules]]\nid = 'hex'\nregex = '\\b([0-9a-f]{32})\\b'\n\
                [[rules]]\nid = 'apart'\nregex = '(?:^|\\W)([0-9A-F]{16})(?:\\W|$)'\nkeywords = ['vendor']\n\
                [[rules.allowlists]]\nregexTarget = 'line'\nregexes = ['^# ']\n";
    let scanner = scanner(file);
    let filler = "lorem ipsum, ".repeat(700);
    let text = format!(
        "sec_abcdefgh {filler}\nname_abcdef\n{filler}{filler} sec_zzzzzz0 {filler}name_ghijkl {}\n# vendor 0123456789ABCDEF\n vendor 0123456789ABCDE0{filler}sec_late00",
        "0f".repeat(16)
    );
    let whole = scan(&scanner, "", &text);
    assert!(whole.found.len() >= 4, "{:?}", whole.found);
    for size in [1_usize, 7, 1_000, 4_096, 200_000] {
        let mut fed = Everything::default();
        let mut scratch = scanner.scratch();
        let mut feeder = Feeder::from(&scanner, &mut scratch, &Origin::default());
        for piece in text.as_bytes().chunks(size) {
            let _ = feeder.push(piece, &mut fed);
        }
        let _ = feeder.finish(&mut fed);
        let show = |all: &[SecretMatch]| all.iter().map(|found| format!("{found:?}")).collect::<Vec<_>>();
        assert_eq!(show(&fed.found), show(&whole.found), "pieces of {size}");
    }
}

#[test]
fn a_generic_rule_gives_way_on_its_line() {
    let file = "[[rules]]\nid = 'generic-key'\nregex = 'key\\s*=\\s*(\\w{10,})'\nkeywords = ['key']\n\
                [[rules]]\nid = 'acme'\nregex = 'acme_\\w{6}'\nkeywords = ['acme_']\n";
    assert_eq!(told(file, "", "key = acme_abcdef"), ["acme 1:7 acme_abcdef"]);
    // The generic match begins a line earlier: both are told.
    assert_eq!(told(file, "", "key =\nacme_abcdef").len(), 2);
}

#[test]
fn a_file_builds_on_another() {
    let base = "[[rules]]\nid = 'a'\nregex = 'aaa_(\\w{4})'\nkeywords = ['aaa_']\nentropy = 1.5\ntags = ['x']\n\
                [[rules]]\nid = 'b'\nregex = 'bbb_(\\w{4})'\nkeywords = ['bbb_']\n[allowlist]\nstopwords = ['stop']\n";
    let top = "[extend]\npath = 'base.toml'\ndisabledRules = ['b', 'none']\n[[rules]]\nid = 'a'\nentropy = 0.5\ntags = ['y']\n";
    let mut give = |other: &Extends| match other {
        Extends::Path(path) if path == "base.toml" => Some(base.as_bytes().to_vec()),
        _ => None,
    };
    let imported = import::read("top.toml", top.as_bytes(), &mut give).unwrap();
    assert_eq!(imported.rules.len(), 1);
    assert_eq!(imported.rules[0].tags(), ["x", "y"]);
    assert!(
        imported
            .notes
            .iter()
            .any(|note| note.kind == NoteKind::UnknownDisabled && note.rule == "none")
    );
    let scanner = Scanner::new(RuleSet::import(imported.rules).unwrap()).unwrap();
    assert_eq!(scan(&scanner, "", "aaa_abab bbb_abcd aaa_stop").found.len(), 1);
    assert!(matches!(error(top), ImportError::Extends { other, .. } if other == "base.toml"));
    let mut itself = |_: &Extends| Some(b"[extend]\npath = 'again'".to_vec());
    assert!(matches!(
        import::read("top.toml", top.as_bytes(), &mut itself),
        Err(ImportError::Depth { .. })
    ));
}

#[test]
fn filters_of_betterleaks_refuse_matches() {
    let file = "filter = '''containsAny(finding[\"secret\"], [\"none\"])'''\nprefilter = '''matchesAny(get(attributes, \"path\", \"\"), [`\\.lock$`])'''\n\
                [[rules]]\nid = 'r'\nregex = 'acme=(\\w{8,})'\nkeywords = ['acme']\n\
                filter = '''entropy(finding[\"secret\"]) <= 1.0 || failsTokenEfficiency(finding[\"secret\"])'''\n\
                validate = '''anything'''\n";
    for (path, text, expected) in [
        ("a.txt", "acme=q7Xz0PfL2m", 1),
        ("a.lock", "acme=q7Xz0PfL2m", 0),
        ("a.txt", "acme=aaaaaaaa", 0),
        ("a.txt", "acme=passwordHash", 0),
        ("a.txt", "acme=q7XNone0PfL", 0),
    ] {
        assert_eq!(told(file, path, text).len(), expected, "{path} {text}");
    }
}

#[test]
fn what_cannot_be_honoured_is_named() {
    let rows = [
        ("[[rules]]\nregex = 'a'", "rule number 1 has no id"),
        ("[[rules]]\nid = 'r'", "r: neither `regex` nor `path`"),
        (
            "[[rules]]\nid = 'r'\nregex = 'a(?=b)'",
            "r: `regex` is not a pattern at byte 1",
        ),
        (
            "[[rules]]\nid = 'r'\nregex = 'a*'",
            "r: `regex` is not a pattern at byte 0",
        ),
        (
            "[[rules]]\nid = 'r'\nregex = '\\pLx'",
            "r: `regex` is not a pattern at byte 0",
        ),
        (
            "[[rules]]\nid = 'r'\nregex = 'ab'\nkeywords = 'ab'",
            "r: `keywords` has a value of another kind than it must have",
        ),
        (
            "[[rules]]\nid = 'r'\nregex = 'ab'\n[[rules.required]]\nid = 's'",
            "r: there is no rule `s`",
        ),
        (
            "[[rules]]\nid = 'r'\nregex = 'ab'\n[[rules.allowlists]]\ncondition = 'XOR'",
            "r: `condition` cannot be `XOR`",
        ),
        (
            "[[rules]]\nid = 'r'\nregex = 'ab'\n[[rules.allowlists]]",
            "r: an allowlist without commits, paths, regexes or stopwords",
        ),
        (
            "[[rules]]\nid = 'r'\nregex = 'ab'\nfilter = 'http.get(\"x\")'",
            "r: `filter`: `http` at byte 0 is not in the part of the language that can be had here",
        ),
        (
            "[[rules]]\nid = 'r'\nregex = 'ab'\nfilter = 'len(finding[\"secret\"])'",
            "r: `filter`: a value of the wrong kind at byte 0",
        ),
        (
            "[[rules]]\nid = 'r'\nregex = 'ab'\n[[rules]]\nid = 'r'\nregex = 'ab'",
            "r: there are two rules of this id",
        ),
        ("a = [", "rules.toml:1: not TOML"),
    ];
    for (file, expected) in rows {
        assert_eq!(error(file).to_string(), expected, "{file}");
    }
}

#[test]
fn sets_are_merged_unless_two_rules_have_one_name() {
    let file = "[[rules]]\nid = 'a/b c'\nregex = 'acme_\\w{6}'\nkeywords = ['acme_']\n";
    let read = || {
        import::read("r", file.as_bytes(), &mut |_: &Extends| None)
            .unwrap()
            .rules
    };
    let set = RuleSet::builtin().with(RuleSet::import(read()).unwrap()).unwrap();
    let rule = set.imported().next().unwrap();
    assert_eq!(
        (rule.id().as_str(), rule.original_id()),
        ("imported/a/b-c", "a/b c")
    );
    assert!(set.infos().iter().any(|info| info.id == *rule.id()));
    assert!(matches!(
        set.with(RuleSet::import(read()).unwrap()),
        Err(RuleSetError::Duplicate { rule }) if rule.as_str() == "imported/a/b-c"
    ));
}

#[test]
fn baselines_of_other_tools_accept_what_they_name() {
    let rule = Rule::token("secret/acme", "acme", "acme_[a-z]{10}").keywords(&["acme_"]);
    let scanner = Scanner::new(RuleSet::from_rules([rule]).unwrap()).unwrap();
    let seen = scan(&scanner, "", "\n acme_qzvkwpxyjh\n");
    let found = &seen.found[0];
    let gitleaks = |line: u32, secret: &str| {
        let json = format!(
            r#"[{{"RuleID": "acme", "File": "./a\\b.env", "StartLine": {line}, "EndLine": {line}, "Secret": "{secret}"}}]"#
        );
        PeerBaseline::read(json.as_bytes()).unwrap()
    };
    assert!(
        gitleaks(2, "acme_qzvkwpxyjh")
            .accepts("a/b.env", None, found)
            .is_some()
    );
    assert!(gitleaks(2, "REDACTED").accepts("a/b.env", None, found).is_some());
    assert!(
        gitleaks(3, "acme_qzvkwpxyjh")
            .accepts("a/b.env", None, found)
            .is_none()
    );
    assert!(
        gitleaks(2, "acme_other")
            .accepts("a/b.env", None, found)
            .is_none()
    );
    assert!(gitleaks(2, "REDACTED").accepts("b.env", None, found).is_none());
    assert!(!format!("{:?}", gitleaks(2, "acme_qzvkwpxyjh")).contains("qzvk"));
    // The digest is that of `sha1sum`.
    let detect_secrets = |hash: &str| {
        let json = format!(
            r#"{{"version": "1.5.0", "results": {{"a/b.env": [{{"type": "Secret Keyword", "hashed_secret": "{hash}", "line_number": 9}}]}}}}"#
        );
        PeerBaseline::read(json.as_bytes())
    };
    let hash = "88da3252207d31b5e11765b4de0ff0ced7314973";
    assert!(
        detect_secrets(hash)
            .unwrap()
            .accepts("a/b.env", None, found)
            .is_some()
    );
    assert!(
        detect_secrets(&"0".repeat(40))
            .unwrap()
            .accepts("a/b.env", None, found)
            .is_none()
    );
    assert!(detect_secrets("12").is_err());
    assert!(PeerBaseline::read(b"{}").is_err());
}

#[test]
fn an_ignore_list_speaks_of_lines_and_of_commits() {
    use portcullis_secret_detect::import::PeerBaselineError;
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let mut found: Vec<SecretMatch> = Vec::new();
    let text = concat!("\nt = ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk\n");
    let _ = scanner.scan(&mut scanner.scratch(), text.as_bytes(), &mut found);
    let commit = "0123456789abcdef0123456789abcdef01234567";
    let list = format!("# one\n\na.env:github-pat:2\n{commit}:b.env:github-pat:2\nc.zip!d:e.env:x:2\n");
    let list = PeerBaseline::read_ignore_list(list.as_bytes()).unwrap();
    assert_eq!(list.len(), 3);
    for (path, commit, expected) in [
        ("a.env", None, Some(1)),
        ("a.env", Some(commit), Some(1)),
        ("b.env", None, None),
        ("b.env", Some(commit), Some(2)),
        ("c.zip!d:e.env", None, Some(3)),
    ] {
        let entry = list.accepts(path, commit, &found[0]);
        assert_eq!(entry.map(|entry| entry.number()), expected, "{path}");
    }
    for line in ["a.env", "a.env:2", "a.env:rule:two"] {
        let refused = PeerBaseline::read_ignore_list(line.as_bytes());
        assert!(
            matches!(refused, Err(PeerBaselineError::Entry { number: 1, .. })),
            "{line}"
        );
    }
}

#[test]
fn allowlists_of_a_file_are_held_against_findings_of_other_rules() {
    use portcullis_secret_detect::Origin;
    use portcullis_secret_detect::import::Allowlists;
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let mut found: Vec<SecretMatch> = Vec::new();
    let text = concat!("t = ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk\n");
    let _ = scanner.scan(&mut scanner.scratch(), text.as_bytes(), &mut found);
    let file = br#"
[extend]
useDefault = true
[[allowlists]]
paths = ['''^docs/''']
[[allowlists]]
condition = "AND"
paths = ['''\.env$''']
regexes = ['''^ghp_St''']
[[allowlists]]
regexTarget = "line"
regexes = ['''t = ''']
[[allowlists]]
targetRules = ["github-pat"]
stopwords = ["stz"]
[[rules]]
id = "github-pat"
[[rules.allowlists]]
stopwords = ["stz"]
"#;
    let lists = Allowlists::read(".gitleaks.toml", file).unwrap();
    assert_eq!((lists.len(), lists.not_used()), (2, 3));
    for (path, expected) in [("docs/a.md", Some(0)), ("a.env", Some(1)), ("src/a.rs", None)] {
        assert_eq!(lists.accepts(&Origin::new(path), &found[0]), expected, "{path}");
    }
}
