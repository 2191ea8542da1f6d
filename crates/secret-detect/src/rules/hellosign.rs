//! Rules for Dropbox Sign.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/hellosign-key", "hellosign", r"(?:[0-9a-f]{64}|[A-Za-z0-9_-]{64})")
        .title("Dropbox Sign API key")
        .remedy("Revoke it in the account settings of Dropbox Sign, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["hellosign", "dropbox_sign", "dropboxsign"])
        .min_entropy(3.4)
        .examples(&[Example("hellosign_key = \"", concat!("94ffc", "03e703f05a0cc7a2b76d4e952989a4256a63fc21cd3a50b9487e3cfd488"), "\"")], &["hellosign_key = \"${HELLOSIGN}\""]),
];
