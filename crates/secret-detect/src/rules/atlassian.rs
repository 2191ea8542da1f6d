//! Rules for Atlassian.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/atlassian-api-token", "atlassian", r"ATATT3[A-Za-z0-9_=-]{180,200}\b{end-half}")
        .title("Atlassian API token")
        .remedy("Revoke it in the security page of the Atlassian account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/")
        .keywords(&["atatt3"])
        .examples(&[Example("value: \"", concat!("ATATT", "3Grxj-Yi6a1fzHmMG-U_-XT23R7mKdj3lp9tFmd8l6BTMXhUMK2X8xdihYpW5s5FmGmeqqsg", "qArb7JTdZabfigaz_go0ArLUetCYeDG-1rV0seLG9puH2-FP8F7yWoFlrw_lH0oAHbeEvzuR", "2B18zei_gJ-E9cu4CLbMBFlMqhY-BVAvIfHgUsWuApC"), "\"")], &[]),
    Rule::assigned("secret/atlassian-legacy-token", "atlassian", r"[A-Za-z0-9]{20}[a-fA-F0-9]{4}")
        .title("Atlassian API token, old form")
        .remedy("Revoke it in the security page of the Atlassian account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/")
        .keywords(&["atlassian", "confluence", "jira"])
        .min_entropy(3.5)
        .examples(&[Example("atlassian_key = \"", concat!("aadz8", "6t872qtgki88oqze519"), "\"")], &[]),
];
