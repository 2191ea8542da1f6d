//! Rules for Gitter.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/gitter-token", "gitter", r"[A-Za-z0-9_-]{40}")
        .title("Gitter access token")
        .remedy("Revoke it in the developer page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["gitter"])
        .examples(&[Example("gitter_key = \"", concat!("sg1vy", "yvgg2rkutmonrxmujhbaukrtf3fktn2nhnc"), "\"")], &[]),
];
