//! Rules for Frame.io.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/frameio-token", "frameio", r"\b{start-half}fio-u-[A-Za-z0-9=_-]{64}")
        .title("Frame.io token")
        .remedy("Revoke it in the developer site, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["fio-u-"])
        .examples(&[Example("value: \"", concat!("fio-u", "-fmb1gcmdo0k3jgkc7v41q6pa02ptobzkugtlbw59wf9pkvu4z50qw34bl8z7dhpo"), "\"")], &[]),
];
