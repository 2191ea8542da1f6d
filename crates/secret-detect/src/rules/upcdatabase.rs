//! Rules for UPC Database.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/upcdatabase-api-key", "upcdatabase", r"[A-Z0-9]{32}")
        .title("UPC Database API key")
        .remedy("Revoke it in the account settings of UPC Database, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://upcdatabase.org/api")
        .keywords(&["upcdatabase", "upc_database"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("upcdatabase_api_key = \"", concat!("2XLUR", "GWF0QSFJE1PAK6JB1MVZM5ZFALK"), "\"")], &["upcdatabase_api_key = \"${UPCDATABASE_API_KEY}\""]),
];
