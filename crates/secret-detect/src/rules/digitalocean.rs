//! Rules for DigitalOcean.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/digitalocean-token", "digitalocean", r"\b{start-half}do[opr]_v1_[a-f0-9]{64}\b{end-half}")
        .title("DigitalOcean token")
        .remedy("Revoke it in the API page of the control panel, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.digitalocean.com/reference/api/create-personal-access-token/")
        .keywords(&["doo_v1_", "dop_v1_", "dor_v1_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("dop_v", "1_00d9a476642f5e4dd87ca581e9db0ce84a4127388299db76e7456bee3cb1698e"), "\"")], &[]),
];
