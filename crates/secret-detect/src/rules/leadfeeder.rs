//! Rules for Leadfeeder.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/leadfeeder-api-token", "leadfeeder", r"[A-Za-z0-9_-]{43}")
        .title("Leadfeeder API token")
        .remedy("Revoke it in the account settings of Leadfeeder, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.leadfeeder.com/api/")
        .keywords(&["leadfeeder"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("leadfeeder_api_token = \"", concat!("1jvgC", "8Kb4QI6HhTkfk3cIf7687ps2uKHoefPQqlgxxP"), "\"")], &["leadfeeder_api_token = \"${LEADFEEDER_API_TOKEN}\""]),
];
