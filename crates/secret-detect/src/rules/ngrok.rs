//! Rules for ngrok.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ngrok-key", "ngrok", r"(?:[0-9][A-Za-z0-9]{20,26}_[A-Za-z0-9]{20,22}|[A-Za-z0-9]{27}_[A-Za-z0-9]{21})")
        .title("ngrok authentication token")
        .remedy("Revoke it in the account settings of ngrok, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://ngrok.com/docs/agent/")
        .keywords(&["ngrok", "authtoken"])
        .min_entropy(3.4)
        .examples(&[Example("ngrok_key = \"", concat!("K7JFT", "KyOGKtRUQDskGXnjUENKip_i54ZMznSdF2rI1FFUTpez"), "\"")], &["ngrok_key = \"${NGROK}\""]),
];
