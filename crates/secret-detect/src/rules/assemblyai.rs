//! Rules for AssemblyAI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/assemblyai-key", "assemblyai", r"[a-z0-9]{32}")
        .title("AssemblyAI API key")
        .remedy("Revoke it in the dashboard of AssemblyAI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["assemblyai", "assembly_ai", "aai_api_key"])
        .min_entropy(3.0)
        .examples(&[Example("assemblyai_key = \"", concat!("e43sk", "jwq75troy9xunpxnq9wlepuz23s"), "\"")], &["assemblyai_key = \"${ASSEMBLYAI}\""]),
];
