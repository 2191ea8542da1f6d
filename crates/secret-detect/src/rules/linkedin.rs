//! Rules for LinkedIn.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/linkedin-client-id", "linkedin", r"[a-z0-9]{14}")
        .title("LinkedIn client id")
        .remedy("An identifier alone opens nothing: see that the secret that belongs to it did not leak beside it.")
        .keywords(&["linkedin", "linked_in", "linked-in"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("linkedin_key = \"", concat!("dlsk", "9i8k2dj96e"), "\"")], &[]),
    Rule::assigned("secret/linkedin-client-secret", "linkedin", r"[A-Za-z0-9]{16}")
        .title("LinkedIn client secret")
        .remedy("Revoke it in the developer portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["linkedin", "linked_in", "linked-in"])
        .min_entropy(3.0)
        .examples(&[Example("linkedin_key = \"", concat!("o4kjt", "57v7cug139s"), "\"")], &[]),
];
