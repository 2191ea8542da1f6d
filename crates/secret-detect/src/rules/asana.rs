//! Rules for Asana.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/asana-client-id", "asana", r"[0-9]{16}")
        .title("Asana client id")
        .remedy("An identifier alone opens nothing: see that the secret that belongs to it did not leak beside it.")
        .keywords(&["asana"])
        .severity(Severity::Low)
        .min_entropy(2.0)
        .examples(&[Example("asana_key = \"", concat!("48201", "75936240817"), "\"")], &[]),
    Rule::assigned("secret/asana-client-secret", "asana", r"[a-z0-9]{32}")
        .title("Asana client secret")
        .remedy("Revoke it in the developer console of Asana, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["asana"])
        .examples(&[Example("asana_key = \"", concat!("ogy7d", "ryxtzhq9wwz7hvzwnlrnehdn9lo"), "\"")], &[]),
];
