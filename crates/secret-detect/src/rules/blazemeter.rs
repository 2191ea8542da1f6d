//! Rules for BlazeMeter.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/blazemeter-key", "blazemeter", r"(?:[0-9a-z]{80}|[0-9a-f]{24})")
        .title("BlazeMeter API key")
        .remedy("Revoke it in the account settings of BlazeMeter, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["blazemeter", "runscope"])
        .min_entropy(3.0)
        .examples(&[Example("blazemeter_key = \"", concat!("622fm", "aymocrf37ivzt681w5g2540r0llax7g3thtaxdyvzpdg946mw5t2xe43g3ltdj4uv0polnm1", "dyf"), "\"")], &["blazemeter_key = \"${BLAZEMETER}\""]),
];
