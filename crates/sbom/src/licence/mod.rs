//! Licence texts of manifests: which of them are SPDX expressions.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use portcullis_findings::Licence;

/// Identifiers and exceptions of the SPDX licence list, one per line.
const LIST: &str = include_str!("identifiers.txt");

/// The listed spelling by the spelling in lower case.
static SPELLING: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| (line.to_ascii_lowercase(), line)).collect()
});

/// The statement of a licence field: an expression if every part of it is known to SPDX, else a name.
pub(crate) fn of_text(text: &str) -> Licence {
    let text = text.trim();
    match text {
        "" => Licence::Unknown,
        // npm's words for "not licensed to anybody".
        "UNLICENSED" | "NONE" => Licence::NoneStated,
        "NOASSERTION" => Licence::Unknown,
        _ if is_expression(text) => Licence::Expression(text.to_owned()),
        _ => Licence::Name(text.to_owned()),
    }
}

/// A list that leaves the choice, as one statement.
pub(crate) fn of_choice(texts: &[String]) -> Licence {
    joined(texts, " OR ")
}

/// A list that holds together, as one statement.
pub(crate) fn of_all(texts: &[String]) -> Licence {
    joined(texts, " AND ")
}

fn joined(texts: &[String], operator: &str) -> Licence {
    match texts {
        [] => Licence::Unknown,
        [one] => of_text(one),
        several if several.iter().all(|text| is_expression(text)) => {
            let parts: Vec<_> = several
                .iter()
                .map(|text| {
                    if text.contains(' ') {
                        format!("({text})")
                    } else {
                        text.clone()
                    }
                })
                .collect();
            Licence::Expression(parts.join(operator))
        }
        several => Licence::Name(several.join(operator)),
    }
}

/// The listed spelling of a single identifier, which compares without case (SPDX 2.3 annex D.2).
pub(crate) fn listed(text: &str) -> Option<&'static str> {
    SPELLING.get(&text.to_ascii_lowercase()).copied()
}

/// Whether a text follows the grammar of SPDX 2.3 annex D and names only what the licence list has, or `LicenseRef-`.
pub(crate) fn is_expression(text: &str) -> bool {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut depth = 0_u64;
    let mut operand_next = true;
    let mut after_with = false;
    for word in spaced.split_ascii_whitespace() {
        let operator = matches!(word, "AND" | "OR" | "and" | "or");
        match word {
            "(" if operand_next && !after_with => depth += 1,
            ")" if !operand_next && depth > 0 => depth -= 1,
            "WITH" | "with" if !operand_next && !after_with => (operand_next, after_with) = (true, true),
            _ if operator && !operand_next => (operand_next, after_with) = (true, false),
            _ if !operator && operand_next && is_operand(word) => operand_next = false,
            _ => return false,
        }
    }
    depth == 0 && !operand_next
}

fn is_operand(word: &str) -> bool {
    let reference = word
        .strip_prefix("LicenseRef-")
        .or_else(|| word.strip_prefix("DocumentRef-"));
    match reference {
        Some(rest) => {
            !rest.is_empty()
                && rest
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte))
        }
        None => listed(word).is_some() || word.strip_suffix('+').is_some_and(|word| listed(word).is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_told_from_names() {
        for (text, expected) in [
            ("MIT", true),
            ("mit", true),
            ("(MIT OR Apache-2.0)", true),
            (
                "GPL-2.0+ AND (LicenseRef-x OR GPL-2.0-only WITH Classpath-exception-2.0)",
                true,
            ),
            ("Apache 2.0", false),
            ("BSD", false),
            ("MIT OR", false),
            ("MIT) OR (MIT", false),
            ("(MIT", false),
            ("MIT MIT", false),
            ("SEE LICENSE IN LICENSE.txt", false),
            ("", false),
        ] {
            assert_eq!(is_expression(text), expected, "{text}");
        }
    }

    #[test]
    fn statements_keep_what_was_said() {
        assert_eq!(of_text(" MIT "), Licence::Expression("MIT".into()));
        assert_eq!(of_text("Apache 2.0"), Licence::Name("Apache 2.0".into()));
        assert_eq!(of_text("UNLICENSED"), Licence::NoneStated);
        let two = ["MIT".to_owned(), "GPL-2.0-only OR BSD-3-Clause".to_owned()];
        assert_eq!(
            of_choice(&two),
            Licence::Expression("MIT OR (GPL-2.0-only OR BSD-3-Clause)".into())
        );
        assert_eq!(
            of_all(&["MIT".into(), "Own".into()]),
            Licence::Name("MIT AND Own".into())
        );
    }
}
