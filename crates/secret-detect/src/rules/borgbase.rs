//! Rules for BorgBase.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/borgbase-api-key", "borgbase", r"[A-Za-z0-9/_.-]{148,152}")
        .title("BorgBase API key")
        .remedy("Revoke it in the account settings of BorgBase, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["borgbase"])
        .min_entropy(3.0)
        .examples(&[Example("borgbase_api_key = \"", concat!("eyJJx", "uput7SGvBLnPNI4p7tljS6bYjXcg0ApnuPKjk1uXHVy8qMDAJz8xNHGywueQv6QMm4ojfLBgF1V2CfaEDXUKUOtUCAL7uKvCWJPHjHTLj3Fgv4YM2jIyE3Ic3Dxd22coPedaFVwOyHajVihbI"), "\"")], &["borgbase_api_key = \"${BORGBASE_API_KEY}\""]),
];
