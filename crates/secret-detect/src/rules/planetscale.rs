//! Rules for PlanetScale.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/planetscale-token", "planetscale", r"pscale_(?:tkn|oauth|pw|app)_[A-Za-z0-9_=.-]{32,64}")
        .title("PlanetScale token or password")
        .remedy("Revoke it in the PlanetScale dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://planetscale.com/docs/concepts/service-tokens")
        .keywords(&["pscale_tkn_", "pscale_oauth_", "pscale_pw_", "pscale_app_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("pscal", "e_tkn_ryKeh3K3fc-sZjTluHuj763lptDc8HIAsQ5-4ofH8ub"), "\"")], &[]),
];
