//! Rules for VirusTotal.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/virustotal-key", "virustotal", r"[0-9a-f]{64}")
        .title("VirusTotal API key")
        .remedy("Revoke it in the account settings of VirusTotal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["virustotal", "virus_total", "vt_api", "vtapi"])
        .min_entropy(3.0)
        .examples(&[Example("virustotal_key = \"", concat!("10e2e", "ac8502296fe7404dfa6391684bb8407f46d8cfc80bf07e404235042ba5a"), "\"")], &["virustotal_key = \"${VIRUSTOTAL}\""]),
];
