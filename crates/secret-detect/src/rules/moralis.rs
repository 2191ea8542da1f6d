//! Rules for Moralis.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/moralis-key", "moralis", r"[A-Za-z0-9]{64}")
        .title("Moralis API key")
        .remedy("Revoke it in the account settings of Moralis, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["moralis"])
        .min_entropy(3.4)
        .examples(&[Example("moralis_key = \"", concat!("8ctbG", "XOnh4hIcAepttBnygwGyfFZxCPyLEkGaLWmeH62xWcb4n9ZKl8na3j7sJIL"), "\"")], &["moralis_key = \"${MORALIS}\""]),
];
