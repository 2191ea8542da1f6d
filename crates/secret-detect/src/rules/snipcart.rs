//! Rules for Snipcart.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/snipcart-key", "snipcart", r"[A-Za-z0-9]{75,80}")
        .title("Snipcart API key")
        .remedy("Revoke it in the account settings of Snipcart, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["snipcart"])
        .min_entropy(3.4)
        .examples(&[Example("snipcart_key = \"", concat!("P1xl5", "MbeNQIvmu0x0rtTGDzl8PPD5cLd7qUaSA151RNEuA9kgHLEqKZjeX53xerFVBzaAGNaOar"), "\"")], &["snipcart_key = \"${SNIPCART}\""]),
];
