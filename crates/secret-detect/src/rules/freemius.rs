//! Rules for Freemius.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/freemius-secret-key", "freemius", r#"(?i)["\x27]secret_key["\x27]\s{0,8}=>\s{0,8}["\x27](sk_[^\s"\x27]{29})["\x27]"#)
        .title("Freemius secret key")
        .remedy("Revoke it in the product settings in the dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["secret_key"])
        .paths(&[".php"])
        .examples(&[Example("'secret_key' => '", concat!("sk_i@", "2z4gn39s@j7@mlg00d@fxtgvw6l"), "'")], &["\"secret_key\" => sk_unquoted"]),
];
