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
        .examples(&[Example("sumo_key = \"", concat!("suwD", "kO1iesWntS"), "\"")], &[]),
    Rule::assigned("secret/sumologic-access-key", "sumologic", r"[A-Za-z0-9]{64}")
        .title("Sumo Logic access key")
        .remedy("Revoke it in the access keys page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.sumologic.com/help/docs/manage/security/access-keys/")
        .keywords(&["sumo"])
        .min_entropy(3.0)
        .examples(&[Example("sumo_key = \"", concat!("0l155", "dga9stvs9cvsoycq63d3wstynz9tq4ocd7ko5zrbvzlxkhvfo3030t2cung"), "\"")], &[]),
];
