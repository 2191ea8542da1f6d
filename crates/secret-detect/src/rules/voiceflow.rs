//! Rules for Voiceflow.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/voiceflow-key", "voiceflow", r"\b{start-half}VF\.(?:DM|WS)\.[0-9a-f]{24}\.[A-Za-z0-9]{16}\b{end-half}")
        .title("Voiceflow API key")
        .remedy("Revoke it in the account settings of Voiceflow, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["vf.dm.", "vf.ws."])
        .min_entropy(3.2)
        .examples(&[Example("value: \"", concat!("VF.DM", ".fa3536d34b6b208dc5651275.X8P6z4APTAdhGC71"), "\"")], &["VF.DM.xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
