//! Rules for Doppler.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/doppler-token", "doppler", r"\b{start-half}dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}\b{end-half}")
        .title("Doppler token")
        .remedy("Revoke it in the Doppler dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.doppler.com/docs/service-tokens")
        .keywords(&["dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."])
        .examples(&[Example("value: \"", concat!("dp.pt", ".aF9J1rz99ZnVc6UOMcedE2LpLsxRBIBKEAhRerslxwt"), "\"")], &[]),
];
