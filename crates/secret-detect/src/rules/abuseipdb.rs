//! Rules for AbuseIPDB.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/abuseipdb-key", "abuseipdb", r"[a-f0-9]{80}")
        .title("AbuseIPDB API key")
        .remedy("Revoke it in the API tab of the AbuseIPDB account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["abuseipdb"])
        .min_entropy(3.0)
        .examples(&[Example("ABUSEIPDB_API_KEY=", concat!("8a67639f7", "4080f56c5aa328f676226e236a23e238e3b1c77fc4c011f1bd38f1f34920fbd01f4007", "2"), "")], &["ABUSEIPDB_API_KEY=${ABUSEIPDB}"]),
];
