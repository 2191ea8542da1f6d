//! Texts of SARIF, where `[text](target)` is a link and `{0}` a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6).

use crate::exchange::text;
use crate::{Finding, Fix};

/// The whole message of a finding: what it is, what fixes it, how it gets in.
pub(super) fn of(finding: &Finding) -> String {
    let said = match finding.message() {
        "" => finding.rule().as_str(),
        message => message,
    };
    let mut message = text::sentence(&text::line(said));
    match finding.fix() {
        Fix::Available { version, .. } => {
            message.push_str(" Fixed in '");
            message.push_str(&text::line(version));
            message.push_str("'.");
        }
        Fix::None => message.push_str(" There is no fixed version."),
        Fix::Unknown => {}
    }
    if let Some(path) = finding.paths().iter().find(|path| path.steps.is_some()) {
        message.push_str(" It gets in by ");
        message.push_str(&path.to_string());
        message.push('.');
    }
    literal(&message)
}

/// Escapes what would be read as a link or a placeholder; all other text stays as it is, so that it reads well where
/// escapes are not known.
pub(super) fn literal(text: &str) -> String {
    let mut text = text.to_owned();
    if text.contains("](") {
        text = text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    }
    let bytes = text.as_bytes();
    let placeholder = |pair: &[u8]| matches!(pair, [b'{', digit] if digit.is_ascii_digit());
    if bytes.windows(2).any(placeholder) {
        text = text.replace('{', "{{").replace('}', "}}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_makes_no_link_and_no_placeholder() {
        assert_eq!(
            literal("[click](https://host.example)"),
            "\\[click\\](https://host.example)"
        );
        assert_eq!(literal("{0}"), "{{0}}");
        assert_eq!(literal("${{ x }} a[0]"), "${{ x }} a[0]");
    }
}
