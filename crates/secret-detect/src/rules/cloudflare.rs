//! Rules for Cloudflare.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/cloudflare-api-token", "cloudflare", r"[A-Za-z0-9_-]{40}")
        .title("Cloudflare API token")
        .remedy("Revoke it in the API tokens page of the Cloudflare dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.cloudflare.com/fundamentals/api/get-started/create-token/")
        .keywords(&["cloudflare"])
        .severity(Severity::Critical)
        .examples(&[Example("cloudflare_key = \"", concat!("NIGAv", "j2bLvaSFVpZOfXg75LcDDOxCn5lsbqGcdmI"), "\"")], &[]),
    Rule::assigned("secret/cloudflare-global-key", "cloudflare", r"[a-f0-9]{37}")
        .title("Cloudflare global API key")
        .remedy("Revoke it in the API tokens page of the Cloudflare dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.cloudflare.com/fundamentals/api/get-started/create-token/")
        .keywords(&["cloudflare"])
        .severity(Severity::Critical)
        .examples(&[Example("cloudflare_key = \"", concat!("86b8b", "de9aecb089ea5aefe2ee3caab83304dc"), "\"")], &[]),
    Rule::token("secret/cloudflare-origin-ca-key", "cloudflare", r"\b{start-half}v1\.0-[a-f0-9]{24}-[a-f0-9]{146}\b{end-half}")
        .title("Cloudflare Origin CA key")
        .remedy("Revoke it in the API tokens page of the Cloudflare dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.cloudflare.com/fundamentals/api/get-started/create-token/")
        .keywords(&["v1.0-"])
        .examples(&[Example("value: \"", concat!("v1.0-", "df7783e5a6bdd6efa76bf252-2e74e20b6f69c31cd048b61d949834d4f374d9343943d1b", "f3520a27db4e8181d304f000f6d46906e66f9d8bb55817e78a6ec015bac4e778c76c48c5", "c2029f7c3ddb565ad52f1ac6bdf"), "\"")], &[]),
];
