//! Rules for Defined Networking.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/definednetworking-key", "definednetworking", r"dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}")
        .title("Defined Networking API key")
        .remedy("Revoke it in the admin panel, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["dnkey-"])
        .examples(&[Example("value: \"", concat!("dnkey", "-k9dpzoxvkk19mmfjt56avhoeu0-sqm42nc9ohvppwsifm0yroce1k0pos7ytgjxnwbfhq8w", "m10giipk"), "\"")], &[]),
];
