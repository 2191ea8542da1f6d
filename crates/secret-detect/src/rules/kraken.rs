//! Rules for Kraken.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/kraken-token", "kraken", r"[A-Za-z0-9/=_+-]{80,90}")
        .title("Kraken API secret")
        .remedy("Revoke it in the API settings of Kraken, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["kraken"])
        .severity(Severity::Critical)
        .examples(&[Example("kraken_key = \"", concat!("vC8bN", "H4rJv7LChABZLq4FGiKX8zAxNXszZj4hC6Ih5FKfJFNh2xyGuNjgz6lvmTuZQc2m9R9gdTqN", "kDXZlBDK1=="), "\"")], &[]),
];
