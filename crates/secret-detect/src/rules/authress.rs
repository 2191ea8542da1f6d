//! Rules for Authress.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/authress-service-key", "authress", r"\b{start-half}(?:sc|ext|scauth|authress)_[A-Za-z0-9]{5,30}\.[A-Za-z0-9]{4,6}\.acc[_-][A-Za-z0-9-]{10,32}\.[A-Za-z0-9+/_=-]{30,120}")
        .title("Authress service client key")
        .remedy("Revoke it in the service clients of the Authress account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&[".acc-", ".acc_"])
        .examples(&[Example("value: \"", concat!("sc_x1", "rz9kabf8xe.eg47.acc-u4kft0qtbg7t.qah3dkiinhiojyqu1wtlqu5n7b7p72o6ok8rk1x", "o"), "\"")], &[]),
];
