//! Rules for Polymarket.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/polymarket-key", "polymarket", r"(?:0x[0-9A-Fa-f]{64}|0x[0-9A-Fa-f]{40}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[A-Za-z0-9+/_-]{40,88}={0,2}|[A-Za-z0-9]{12,32})")
        .title("Polymarket API credential")
        .remedy("Revoke it in the account settings of Polymarket, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["poly_key", "poly_secret", "poly_passphrase", "poly_address", "poly_private", "poly_api", "polymarket", "poly-key", "poly-secret", "poly-passphrase"])
        .min_entropy(2.8)
        .examples(&[Example("poly_key = \"", concat!("0xc2F", "FC4dc1E145b60Af5fA4CAa4a833fd8D2d191bBC49c8CbcA9dDdDCEd7aDdFa"), "\"")], &["poly_key = \"${POLY_KEY}\""]),
];
