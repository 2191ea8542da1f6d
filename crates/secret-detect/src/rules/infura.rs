//! Rules for Infura.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/infura-key", "infura", r"[0-9a-f]{32}")
        .title("Infura API key")
        .remedy("Revoke it in the account settings of Infura, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.metamask.io/")
        .keywords(&["infura"])
        .min_entropy(3.0)
        .examples(&[Example("infura_key = \"", concat!("8bca8", "ad836f392a46953993a50f61bcc"), "\"")], &["infura_key = \"${INFURA}\""]),
];
