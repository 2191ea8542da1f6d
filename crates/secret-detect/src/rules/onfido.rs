//! Rules for Onfido.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/onfido-token", "onfido", r"\b{start-half}api_(?:live|sandbox)(?:_(?:us|ca|eu))?\.[A-Za-z0-9_-]{11}\.[A-Za-z0-9_-]{32}\b{end-half}")
        .title("Onfido API token")
        .remedy("Revoke it in the tokens page of the Onfido dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.onfido.com/guide/get-started-integrating/")
        .keywords(&["api_live", "api_sandbox"])
        .min_entropy(3.5)
        .examples(&[Example("token: \"", concat!("api_sandb", "ox_us.M3hwwjhCS6j.kdFKsvw8f46QqXYilvBSbELgGOBomUOL"), "\"")], &["api_live.token"]),
];
