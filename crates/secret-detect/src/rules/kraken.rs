//! Rules for Kraken.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/kraken-token", "kraken", r"[A-Za-z0-9/=_+-]{80,90}")
        .title("Kraken API secret")
        .remedy("Revoke it in the API settings of Kraken, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["kraken"])
        .severity(Severity::Critical)
        .examples(&[Example("kraken_key = \"", concat!("uNjgz", "6lvmTuZQc2m9R9gdTqNkDXZlBDK1cbg6MuLWqEGnRPM9NWQzjSwRGqLVgrG4YgcIFqJj96ky", "m7L8rgXEV=="), "\"")], &[]),
];
