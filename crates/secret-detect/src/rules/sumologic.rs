//! Rules for Sumo Logic.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/sumologic-access-id", "sumologic", r"su[A-Za-z0-9]{12}")
        .title("Sumo Logic access id")
        .remedy("An identifier alone opens nothing: see that the secret that belongs to it did not leak beside it.")
        .docs("https://www.sumologic.com/help/docs/manage/security/access-keys/")
        .keywords(&["sumo"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("sumo_key = \"", concat!("su2V", "PDEOhjCqHB"), "\"")], &[]),
    Rule::assigned("secret/sumologic-access-key", "sumologic", r"[A-Za-z0-9]{64}")
        .title("Sumo Logic access key")
        .remedy("Revoke it in the access keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.sumologic.com/help/docs/manage/security/access-keys/")
        .keywords(&["sumo"])
        .min_entropy(3.0)
        .examples(&[Example("sumo_key = \"", concat!("05rjf", "8ekvricb81pr64uus1motdmtdhvneyc7k039l6aux3p8eylrow4r5d6mpcj"), "\"")], &[]),
];
