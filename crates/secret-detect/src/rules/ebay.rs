//! Rules for eBay.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/ebay-client-secret", "ebay", r"\b{start-half}PRD-[0-9a-f]{8,12}(?:-[0-9a-f]{4}){3}-[0-9a-f]{4,12}\b{end-half}")
        .title("eBay client secret")
        .remedy("Revoke it in the application keys page of the eBay developer program, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["prd-"])
        .min_entropy(2.5)
        .examples(&[Example("value: \"", concat!("PRD-7", "b91a6dc20f8-4c1e-49a7-8f32-d07c"), "\"")], &["PRD-xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/ebay-client-id", "ebay", r"\b{start-half}[A-Za-z0-9]{2,20}-[A-Za-z0-9]{2,20}-PRD-[0-9a-f]{8,9}-[0-9a-f]{8}\b{end-half}")
        .title("eBay client id")
        .remedy("Revoke it in the application keys page of the eBay developer program, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["-prd-"])
        .severity(Severity::Low)
        .min_entropy(2.5)
        .examples(&[Example("value: \"", concat!("AcmeI", "nc-Shop-P", "RD-7b91a6dc2-0f84c1e9"), "\"")], &[]),
];
