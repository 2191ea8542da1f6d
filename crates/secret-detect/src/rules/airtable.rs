//! Rules for Airtable.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/airtable-api-key", "airtable", r"[A-Za-z0-9]{17}")
        .title("Airtable API key")
        .remedy("Revoke it in the developer hub of Airtable, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["airtable"])
        .examples(&[Example("airtable_key = \"", concat!("pk3h4", "5ttdq5ect8dm"), "\"")], &[]),
    Rule::assigned("secret/airtable-token", "airtable", r"pat[A-Za-z0-9]{14}\.[a-f0-9]{64}")
        .title("Airtable personal access token")
        .remedy("Revoke it in the developer hub of Airtable, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["airtable"])
        .examples(&[Example("airtable_key = \"", concat!("pat3d", "XD22COpEDAfv.5998523f8a6e768d3705797a86cb1047db8c2b7a8912de18ead32b53e40", "fb73d"), "\"")], &[]),
];
