//! Rules for Canva.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/canva-client-secret", "canva", r"\b{start-half}cnvca[A-Za-z0-9_-]{51}\b{end-half}")
        .title("Canva client secret")
        .remedy("Revoke it in the developer portal of Canva, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["cnvca"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("cnvca", "EvUqz1j1d2Wx2AdkY2nwueEaVTVANM3xagsj625qlWSr1SXyqZB"), "\"")], &["cnvcaxxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/canva-client-id", "canva", r"OC-[A-Za-z0-9_-]{12}")
        .title("Canva client id")
        .remedy("Revoke it in the developer portal of Canva, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["canva"])
        .severity(Severity::Low)
        .examples(&[Example("canva_key = \"", concat!("OC-AZ", "3dqKiY_lec"), "\"")], &["canva_key = \"${CANVA}\""]),
];
