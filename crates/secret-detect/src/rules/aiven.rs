//! Rules for Aiven.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/aiven-auth-token", "aiven", r"[A-Za-z0-9+/]{140,512}={0,2}")
        .title("Aiven authentication token")
        .remedy("Revoke it in the tokens page of the Aiven console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://aiven.io/docs/platform/concepts/authentication-tokens")
        .keywords(&["aiven"])
        .min_entropy(4.5)
        .examples(&[Example("aiven_key = \"", concat!("NvSs1", "YBtJhaTJIh9acoxEBTseCCjTDukE3QB8Re2UczATEOv9dgxdjpvXXbtJhoWseHX7OnA5yLym", "XTzf6ms9vjJHsRL5ZZUZx8gdj15ZZcFfBPLT7OUcvEEi1nRkQzD94g6ptEPhPcQ"), "\"")], &["aiven_key = \"${AIVEN}\""]),
    Rule::token("secret/aiven-auth-header", "aiven", r"(?i:aivenv1) ([A-Za-z0-9+/]{140,512}={0,2})")
        .title("Aiven authentication token in a header")
        .remedy("Revoke it in the tokens page of the Aiven console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://aiven.io/docs/platform/concepts/authentication-tokens")
        .keywords(&["aivenv1 "])
        .min_entropy(4.5)
        .examples(&[Example("Authorization: aivenv1 ", concat!("zQUMP", "M08HSe8jnPJjoqgA2RB19fLy0Mg1YLVUHFjxQieNOMEF2Msj5cmtiEG1ztvNvV2FGkd0F6yy", "iGRcox6jHW7hD11xZwl8mhPOkeZvIxzYA8CDfoCvWwbHQg5ksfDpe0spGJThFB1f6W70wakA", "DyeJw1w5BsAPFq7dH3YeG42IPQNx1FK"), "\"")], &["Authorization: aivenv1 $TOKEN"]),
    Rule::token("secret/aiven-service-password", "aiven", r"\b{start-half}AVNS_[A-Za-z0-9_-]{15,30}\b{end-half}")
        .title("Aiven service password")
        .remedy("Revoke it in the tokens page of the Aiven console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://aiven.io/docs/platform/concepts/authentication-tokens")
        .keywords(&["avns_"])
        .severity(Severity::Critical)
        .min_entropy(2.5)
        .examples(&[Example("value: \"", concat!("AVNS_", "ewJiHFb6E8N0ONm"), "\"")], &["AVNS_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
