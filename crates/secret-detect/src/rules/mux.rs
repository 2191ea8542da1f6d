//! Rules for Mux.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mux-key", "mux", r"[A-Za-z0-9+/]{75}")
        .title("Mux API key")
        .remedy("Revoke it in the account settings of Mux, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["mux_token", "mux_secret", "mux-token"])
        .min_entropy(3.4)
        .examples(&[Example("mux_token = \"", concat!("T0u94", "EO6fMyTcoLNC4S9j9zK2p4bVHak3aGXQxmRm2rQ1XcOazeIfjlyrEPQPVQ016BvBvLWGWc"), "\"")], &["mux_token = \"${MUX_TOKEN}\""]),
];
