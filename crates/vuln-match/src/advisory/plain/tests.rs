use proptest::prelude::*;

use super::super::json::checked;
use super::*;
use crate::Advisory;

/// Records with every field that is read, and values of every kind around them.
const PLAIN: [&str; 3] = [
    r#"{"schema_version": "1.7.5", "id": "X-1", "modified": "2024-01-02T03:04:05Z", "published": null,
        "withdrawn": "2024-05-06T07:08:09.25Z", "aliases": ["CVE-1", "GHSA-\u00e9"], "upstream": [], "related": ["Y-\"2"],
        "summary": "A \"quoted\"\ttext that is longer than eight bytes \ud83d\ude00", "details": "Long.\n\\",
        "references": [{"type": "WEB", "url": "https://a.example/"}, {"type": 7}, "b"],
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N", "source": "a", "new": {}}, {"type": "Ubuntu", "score": "low"}],
        "database_specific": {"severity": "HIGH", "license": "CC0-1.0", "cpes": ["cpe:/a"], "other": [[], {}, [{"a": [1]}]]},
        "affected": []}"#,
    "{\"id\":\"X-2\",\r\n\t\"numbers\":[0,-1,2.50,-0.1e9,1E+2,3e-4,true,false,null,{\"a\":{\"b\":[]},\"\\u0063\":\"\\/\\b\"}],
        \"affected\":[{\"package\":{\"ecosystem\":\"Go\",\"name\":\"a/b\",\"purl\":\"pkg:golang/a/b\"},
          \"ranges\":[{\"type\":\"SEMVER\",\"repo\":\"r\",\"events\":[{\"introduced\":\"0\"},{\"fixed\":\"1.2.3\",\"limit\":null,\"x\":1}]},
            {\"events\":[],\"type\":\"GIT\"}],
          \"versions\":[\"1.0.0\",\"1.0.1\"],
          \"ecosystem_specific\":{\"imports\":[{\"path\":\"a/b\",\"symbols\":[\"T.M\",\"F\"]},{\"path\":\"a/c\"},{\"symbols\":null}]}}]}",
    r#"{"affected":[{"versions":null,"package":{"name":"a","ecosystem":"crates.io"},"severity":[{"score":"S","type":"CVSS_V4"}],
          "database_specific":{"informational":"unsound","severity":null},"ecosystem_specific":{"affects":{"arch":[],"functions":["a::f"]}},
          "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1"},{"last_affected":"2"},{"limit":"*"}]}]},
        {"package":null,"versions":["3"],"database_specific":null,"ecosystem_specific":{"affects":null,"imports":null}}],
        "database_specific":null,"severity":null,"aliases":null,"affects":[],"id":"X-3"}
    "#,
];

/// What is written over, put in or taken out.
const PIECES: [&str; 36] = [
    "",
    "",
    " ",
    "\n",
    "\t",
    "\u{b}",
    "\u{a0}",
    "\"",
    "\\",
    "\\u00",
    "\\ud800",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "nul",
    "true",
    "0",
    "00",
    "-",
    ".",
    "1e",
    "1e999",
    "\u{1}",
    "é",
    "\"id\":\"Z\",",
    "\"a\":1,",
    "\"versions\":[],",
    "\"severity\":7,",
    "\"type\":\"GIT\",",
    "\"introduced\":\"3\",",
    "{},",
    "null,",
];

type Told = (Advisory, Option<String>, Vec<(String, String)>);

fn told(record: Parsed<'_>) -> Told {
    let (details, references) = (record.details(), record.references());
    (record.into_advisory(), details, references)
}

/// The record, if nothing in it is remarked.
fn read_by_all_rules(text: &str, limits: &Limits) -> Option<Told> {
    let mut remarks = Vec::new();
    let record = checked(serde_json::from_str(text), text.as_bytes(), limits, &mut remarks);
    record.ok().filter(|_| remarks.is_empty()).map(told)
}

#[test]
fn plain_records_are_read() {
    let limits = Limits::default();
    for text in PLAIN {
        let record = read(text, &limits).map(told);
        assert!(record.is_some(), "{text}");
        assert_eq!(record, read_by_all_rules(text, &limits), "{text}");
    }
}

#[test]
fn what_needs_more_rules_is_left_to_them() {
    let rows = [
        r#"["X"]"#,
        r#"{"id":""}"#,
        r#"{"id":"X","id":"X"}"#,
        r#"{"\u0069d":"X"}"#,
        r#"{"id":"X"} 1"#,
        r#"{"id":"X","affected":[{}]}"#,
        r#"{"id":"X","withdrawn":"soon"}"#,
        r#"{"id":"X","database_specific":{"severity":7}}"#,
        r#"{"id":"X","affected":[{"ranges":[{"type":"SEMVER","events":[{"introduced":"0","fixed":"1"}]}]}]}"#,
        r#"{"id":"X","affected":[{"ranges":[{"type":"SEMVER","events":[{}]}]}]}"#,
        r#"{"id":"X","affected":[{"ranges":[{"type":"SEMVER","events":[{"fixed":"1"}]}]}]}"#,
        r#"{"id":"X","affected":[{"ranges":[{"type":"NEW","events":[{"introduced":"0"}]}]}]}"#,
    ];
    for text in rows {
        assert!(read(text, &Limits::default()).is_none(), "{text}");
    }
}

#[test]
fn nesting_is_walked_over_up_to_a_depth() {
    let nested = |depth: usize| {
        format!(
            "{{\"id\":\"X\",\"a\":{}{}}}",
            "[".repeat(depth),
            "]".repeat(depth)
        )
    };
    assert!(read(&nested(40), &Limits::default()).is_some());
    assert!(read(&nested(1_000_000), &Limits::default()).is_none());
}

#[test]
fn items_are_counted_as_all_rules_count_them() {
    for text in PLAIN {
        for items in 0..20 {
            let limits = Limits {
                items,
                affected: items % 3,
                ..Limits::default()
            };
            assert_eq!(
                read(text, &limits).map(told),
                read_by_all_rules(text, &limits),
                "{items} {text}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_record_is_read_as_all_rules_read_it(
        which in 0..PLAIN.len(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..12, prop::sample::select(&PIECES[..])), 1..4),
    ) {
        let mut text: Vec<char> = PLAIN[which].chars().collect();
        for (at, len, piece) in edits {
            let at = at.index(text.len() + 1);
            let end = (at + len).min(text.len());
            text.splice(at..end, piece.chars());
        }
        let text = String::from_iter(text);
        let limits = Limits::default();
        if let Some(record) = read(&text, &limits) {
            prop_assert_eq!(Some(told(record)), read_by_all_rules(&text, &limits));
        }
    }
}
