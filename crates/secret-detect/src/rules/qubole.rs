//! Rules for Qubole.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/qubole-api-token", "qubole", r"[a-z0-9]{64}")
        .title("Qubole API token")
        .remedy("Revoke it in the account settings of Qubole, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.qubole.com/")
        .keywords(&["qubole"])
        .min_entropy(3.0)
        .examples(&[Example("qubole_api_token = \"", concat!("f9j19", "9zv6uome2llrbibkearrvbmlb2mx93k7sgl1gyfm2qz0a2n084nlctib19e"), "\"")], &["qubole_api_token = \"${QUBOLE_API_TOKEN}\""]),
];
