//! Rules for netrc.

use portcullis_findings::Confidence;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/netrc-password", "netrc", r#"machine\s{1,4}[A-Za-z0-9_.:-]{1,120}\s{1,40}login\s{1,4}[^\s"\x27]{1,120}\s{1,40}password\s{1,4}([^\s"\x27]{4,160})"#)
        .title("Password in a netrc entry")
        .remedy("Change the password at the service, and keep the file out of the repository.")
        .docs("https://everything.curl.dev/usingcurl/netrc.html")
        .keywords(&["machine "])
        .confidence(Confidence::Medium)
        .min_entropy(2.5)
        .examples(&[Example("machine git.example login deploy password ", concat!("q8Zt3", "Lm7Vx2K"), " ")], &["machine git.example login deploy password ${TOKEN}"]),
];
