//! Rules for Vercel.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/vercel-token", "vercel", r"\b{start-half}vc[piark]_[A-Za-z0-9_-]{50,64}\b{end-half}")
        .title("Vercel token")
        .remedy("Revoke it in the tokens page of the Vercel account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://vercel.com/docs/rest-api")
        .keywords(&["vcp_", "vci_", "vca_", "vcr_", "vck_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("vci_3", "O5Gbb50vbLzW9OHrWs0ycghNvaf8YnQza3GL9rwm8Omc2b4PR"), "\"")], &[]),
    Rule::assigned("secret/vercel-access-token", "vercel", r"[A-Za-z0-9]{24}")
        .title("Vercel access token, old form")
        .remedy("Revoke it in the tokens page of the Vercel account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://vercel.com/docs/rest-api")
        .keywords(&["vercel", "now_token"])
        .min_entropy(3.2)
        .examples(&[Example("vercel_key = \"", concat!("4dlg6", "Y45hmS1IoRaUvua9w1Q"), "\"")], &["vercel_key = \"${VERCEL}\""]),
];
