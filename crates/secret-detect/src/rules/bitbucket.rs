//! Rules for Bitbucket.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/bitbucket-client-id", "bitbucket", r"[A-Za-z0-9]{32}")
        .title("Bitbucket OAuth key")
        .remedy("An identifier alone opens nothing: see that the secret that belongs to it did not leak beside it.")
        .docs("https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/")
        .keywords(&["bitbucket"])
        .severity(Severity::Medium)
        .examples(&[Example("bitbucket_key = \"", concat!("72biq", "5p90di1rk63lrjjgezt0rsl0pdj"), "\"")], &[]),
    Rule::assigned("secret/bitbucket-client-secret", "bitbucket", r"[A-Za-z0-9=_-]{64}")
        .title("Bitbucket OAuth secret")
        .remedy("Revoke it in the Bitbucket settings, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/")
        .keywords(&["bitbucket"])
        .examples(&[Example("bitbucket_key = \"", concat!("t9g6c", "5p29y7m3szwj1lkg9w1g8sxrvpuaxmwdojxae0ha2dhtm2livfex5r43o0y"), "\"")], &[]),
    Rule::token("secret/bitbucket-app-password", "bitbucket", r"\b{start-half}ATBB[A-Za-z0-9_=.-]{24}[A-F0-9]{8}\b{end-half}")
        .title("Bitbucket app password")
        .remedy("Change it in the Bitbucket settings, keep the new one out of the text, and look for its use in the logs.")
        .docs("https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/")
        .keywords(&["atbb"])
        .examples(&[Example("value: \"", concat!("ATBBg", "ChKM6hBBDGlKvFMVy49pizT65A7E23E"), "\"")], &[]),
];
