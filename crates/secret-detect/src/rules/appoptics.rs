//! Rules for AppOptics.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/appoptics-key", "appoptics", r"[A-Za-z0-9_-]{71}")
        .title("AppOptics API key")
        .remedy("Revoke it in the account settings of AppOptics, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["appoptics", "solarwinds"])
        .min_entropy(3.4)
        .examples(&[Example("appoptics_key = \"", concat!("F4biq", "FE54UPoJ15xr46QtiurslStWFksuHhZVufuoyHxh9pLuBN7w6JzTHuIaQedqxWFaPv"), "\"")], &["appoptics_key = \"${APPOPTICS}\""]),
];
