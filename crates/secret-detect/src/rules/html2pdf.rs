//! Rules for html2pdf.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/html2pdf-api-key", "html2pdf", r"[A-Za-z0-9]{64}")
        .title("html2pdf API key")
        .remedy("Revoke it in the account settings of html2pdf, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://html2pdf.app/documentation/")
        .keywords(&["html2pdf"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("html2pdf_api_key = \"", concat!("5Q4ZK", "sajPvsfP4NEZZDAu8ivoSyQfFf92Z9yVWfeqyLGi2J1bopzrT8CoR9dg59F"), "\"")], &["html2pdf_api_key = \"${HTML2PDF_API_KEY}\""]),
];
