//! Rules for Aikido.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/aikido-ci-token", "aikido", r"\b{start-half}AIK_CI_[A-Za-z0-9]{20,64}\b{end-half}")
        .title("Aikido CI token")
        .remedy("Revoke it in the integration settings of Aikido, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["aik_ci_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("AIK_C", "I_UH9nGmHthaeKOWCN0m9N"), "\"")], &["AIK_CI_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/aikido-client-secret", "aikido", r"\b{start-half}AIK_SECRET_[A-Za-z0-9]{64}\b{end-half}")
        .title("Aikido client secret")
        .remedy("Revoke it in the integration settings of Aikido, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["aik_secret_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("AIK_S", "ECRET_ZyNrOcX22oHbCwWAVKFMPy1DshTzQwFNya5NWkvF4cTuIfh02mdDjWxRqIEkBM0A"), "\"")], &["AIK_SECRET_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/aikido-client-id", "aikido", r"\b{start-half}AIK_CLIENT_[A-Za-z0-9]{24}\b{end-half}")
        .title("Aikido client id")
        .remedy("Revoke it in the integration settings of Aikido, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["aik_client_"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("AIK_C", "LIENT_TDWTNa7CjTGtw0eTtqF5hc14"), "\"")], &["AIK_CLIENT_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
