//! Rules for Figma.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/figma-token", "figma", r"\b{start-half}fig[dour]_[A-Za-z0-9_-]{36,64}\b{end-half}")
        .title("Figma access token")
        .remedy("Revoke it in the account settings of Figma, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.figma.com/developers/api")
        .keywords(&["figd_", "figo_", "figu_", "figr_"])
        .examples(&[Example("value: \"", concat!("figd_", "bTJbLkV4bhPBejWNqiWT1XJBMQiasRYGm82HDBXq"), "\"")], &[]),
    Rule::assigned("secret/figma-header-token", "figma", r"[0-9]{4,8}-[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
        .title("Figma access token, old form")
        .remedy("Revoke it in the account settings of Figma, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.figma.com/developers/api")
        .keywords(&["figma"])
        .examples(&[Example("X-Figma-Token: ", concat!("29417-", "0b7c9a1e-52d3-4f86-a1c7-9e04d6b8f312"), "")], &["X-Figma-Token: ${FIGMA}"]),
];
