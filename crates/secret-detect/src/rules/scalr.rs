//! Rules for Scalr.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/scalr-token", "scalr", r"ey[A-Za-z0-9_-]{15,100}\.ey[A-Za-z0-9_-]{30,300}\.[A-Za-z0-9_-]{43}")
        .title("Scalr access token")
        .remedy("Revoke it in the access tokens page of Scalr, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["scalr"])
        .min_entropy(3.5)
        .examples(&[Example("scalr_key = \"", concat!("ey4Od", "75xsZNjkr3u3.eyXyBfCTBtZUHoHiTvUoKtRoCrNQkPir.sIxe0O3YVisFEkdfyfuej31BIn", "Ebjibd90xaWqeikN3"), "\"")], &["scalr_key = \"${SCALR}\""]),
];
