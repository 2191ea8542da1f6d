//! What people read when a policy is wrong.

use portcullis_policy::{Policy, Waivers};

/// Each text, its error below it.
fn errors(texts: &[&str], read: impl Fn(&str) -> Option<String>) -> String {
    texts
        .iter()
        .map(|text| {
            format!(
                "{text}\n=> {}\n\n",
                read(text).unwrap_or_else(|| "no error".to_owned())
            )
        })
        .collect()
}

#[test]
fn policy_errors_name_the_place_and_the_nearest_word() {
    let heads = [
        "[[rule]]\ncheck = \"severty\"",
        "[[rule]]\ncheck = \"severity\"\natleast = \"high\"",
        "[[rule]]\ncheck = \"severity\"\nat-least = \"hihg\"",
        "[[rule]]\ncheck = \"severity\"\nonly-fixed = \"yes\"",
        "[[rule]]\ncheck = \"severity\"\nscopes = [\"runtime\", \"dev\"]",
        "[[rule]]\ncheck = \"severity\"\nscopes = []",
        "[[rule]]\ncheck = \"severity\"\n[[rule]]\ncheck = \"severity\"",
        "[[rule]]\nid = \"a b\"\ncheck = \"severity\"",
        "[[rule]]\nid = \"x\"",
        "[[rule]]\ncheck = \"licences\"",
        "[[rule]]\ncheck = \"licences\"\nallow = [\"GPL-2.0\"]",
        "[[rule]]\ncheck = \"inputs\"\naccept = [\"skiped\"]",
        "[[rule]]\ncheck = \"inputs\"\naccept = [{ path = \"a/\" }]",
        "[[rule]]\ncheck = \"inputs\"\naccept = [{ reason = \"r\" }]",
        "[[rule]]\ncheck = \"data-age\"\nmax-age = \"1 week\"",
        "[[rules]]\ncheck = \"severity\"",
        "[[exclude]]\npath = \"../other\"\nreason = \"r\"",
        "rule = 7",
        "x = ",
        "[policy]\nid = \"again\"",
    ];
    let read = |text: &str| {
        Policy::parse(&format!("schema = 1\n[policy]\nid = \"p\"\n{text}\n"))
            .err()
            .map(|error| error.to_string())
    };
    // `rule` belongs to the top, so that row stands before the first table.
    let top = Policy::parse("schema = 1\nrule = 7\n[policy]\nid = \"p\"\n").unwrap_err();
    insta::assert_snapshot!(
        "policy",
        format!("{}rule at the top\n=> {top}\n", errors(&heads, read))
    );
}

#[test]
fn waiver_errors_name_the_place_and_what_is_missing() {
    let full =
        "id = \"W\"\nrule = \"r\"\nowner = \"o\"\nreason = \"x\"\nexpires = 2027-01-31\nadvisory = \"CVE-1\"";
    let without = |field: &str| -> String {
        full.lines()
            .filter(|line| !line.starts_with(field))
            .map(|line| format!("{line}\n"))
            .collect()
    };
    let mut texts: Vec<String> = ["id", "rule", "owner", "reason", "expires", "advisory"]
        .iter()
        .map(|field| without(field))
        .collect();
    texts.push(full.replace("\"o\"", "\" \""));
    texts.push(full.replace("\"r\"", "\"*\""));
    texts.push(full.replace("2027-01-31", "2027-01-31T00:00:00Z"));
    texts.push(full.replace("2027-01-31", "\"2027-02-30\""));
    texts.push(full.replace("2027-01-31", "20270131"));
    texts.push(full.replace("owner", "onwer"));
    texts.push(format!("{full}\nversions = \"<1\""));
    texts.push(format!("{full}\npurl = \"pkg:cargo/x@1\"\nversions = \"<1\""));
    texts.push(format!("{full}\npurl = \"x\""));
    texts.push(format!("{full}\npath = \"*\""));
    texts.push(format!("{full}\nkey = \"abc\""));
    texts.push(format!("{full}\n[[waiver]]\n{full}"));
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    let read = |text: &str| {
        Waivers::parse(&format!("schema = 1\n[[waiver]]\n{text}\n"))
            .err()
            .map(|error| error.to_string())
    };
    assert!(Waivers::parse(&format!("schema = 1\n[[waiver]]\n{full}\n")).is_ok());
    insta::assert_snapshot!("waivers", errors(&texts, read));
}

#[test]
fn hostile_text_is_shown_short_and_escaped() {
    let text = format!("schema = 1\n\"\\u001b[2J{}\" = 1\n", "a".repeat(500));
    let error = Policy::parse(&text).unwrap_err().to_string();
    assert!(
        error.contains("\\u{1b}[2Jaaa") && !error.contains('\u{1b}'),
        "{error}"
    );
    assert!(error.len() < 200, "{error}");
}
