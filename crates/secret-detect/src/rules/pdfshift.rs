//! Rules for PDFShift.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/pdfshift-api-key", "pdfshift", r"[0-9a-f]{32}")
        .title("PDFShift API key")
        .remedy("Revoke it in the account settings of PDFShift, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.pdfshift.io/")
        .keywords(&["pdfshift", "pdf_shift"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("pdfshift_api_key = \"", concat!("34475", "00d9a476642f5e4dd87ca581e9d"), "\"")], &["pdfshift_api_key = \"${PDFSHIFT_API_KEY}\""]),
];
