//! Rules for Help Scout.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/helpscout-key", "helpscout", r"(?:[A-Za-z0-9]{56}|[A-Za-z0-9]{32})")
        .title("Help Scout API key")
        .remedy("Revoke it in the account settings of Help Scout, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["helpscout", "help_scout"])
        .min_entropy(3.4)
        .examples(&[Example("helpscout_key = \"", concat!("SPq2n", "Jw22pSExnoW8VYAEgdHr7XCvpxWBIbnWUIqKNIHI1ZGG8XhEhrt"), "\"")], &["helpscout_key = \"${HELPSCOUT}\""]),
];
