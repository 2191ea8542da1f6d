//! Rules for CraftMyPDF.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/craftmypdf-api-key", "craftmypdf", r"[A-Za-z0-9]{35}")
        .title("CraftMyPDF API key")
        .remedy("Revoke it in the account settings of CraftMyPDF, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://craftmypdf.com/docs/index.html")
        .keywords(&["craftmypdf", "craft_my_pdf"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("craftmypdf_api_key = \"", concat!("EXHs0", "0b2nkorefV0Lanwp1YZf2YWuXez055"), "\"")], &["craftmypdf_api_key = \"${CRAFTMYPDF_API_KEY}\""]),
];
