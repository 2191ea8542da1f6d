//! Rules for Vercel.

use crate::proof::prefixed_token;
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/vercel-personal-token", "vercel", r"\b{start-half}vcp_[A-Za-z0-9_-]{56}\b{end-half}")
        .title("Vercel personal access token")
        .remedy("Revoke it in the tokens page of the Vercel account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://vercel.com/changelog/new-token-formats-and-secret-scanning")
        .keywords(&["vcp_"])
        .min_entropy(3.5)
        .check(prefixed_token)
        .examples(&[Example("value: \"", concat!("vcp_u8", "jzPde0IgxLd6GncfBAepfJBd0Kh8oOOL8dKLzdocJ2isAjIh3oiYXp"), "\"")], &["vcp_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/vercel-integration-token", "vercel", r"\b{start-half}vci_[A-Za-z0-9_-]{56}\b{end-half}")
        .title("Vercel integration token")
        .remedy("Revoke it in the settings of the integration at Vercel, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://vercel.com/changelog/new-token-formats-and-secret-scanning")
        .keywords(&["vci_"])
        .min_entropy(3.5)
        .check(prefixed_token)
        .examples(&[Example("value: \"", concat!("vci_Kt", "J0RlgLKOmxgJTeKdNnFRIBXuDL7DxtpYlSXpfKtHF4vUCsMe3b2Etn"), "\"")], &["vci_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/vercel-app-access-token", "vercel", r"\b{start-half}vca_[A-Za-z0-9_-]{56}\b{end-half}")
        .title("Vercel app access token")
        .remedy("Revoke it in the settings of the app at Vercel, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://vercel.com/changelog/new-token-formats-and-secret-scanning")
        .keywords(&["vca_"])
        .min_entropy(3.5)
        .check(prefixed_token)
        .examples(&[Example("value: \"", concat!("vca_hG", "AkWvj7FAc9QeWJKY40uvSwMFLZDe1f8rESQedUStPKR0CsTy2fEtO4"), "\"")], &["vca_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/vercel-app-refresh-token", "vercel", r"\b{start-half}vcr_[A-Za-z0-9_-]{56}\b{end-half}")
        .title("Vercel app refresh token")
        .remedy("Revoke it in the settings of the app at Vercel, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://vercel.com/changelog/new-token-formats-and-secret-scanning")
        .keywords(&["vcr_"])
        .min_entropy(3.5)
        .check(prefixed_token)
        .examples(&[Example("value: \"", concat!("vcr_4Q", "wb8DwkNhFdnXsiVpzz63FfkCzJr4i0B3JrTAwR4y9ojfljoQ4GoDk9"), "\"")], &["vcr_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/vercel-api-key", "vercel", r"\b{start-half}vck_[A-Za-z0-9_-]{56}\b{end-half}")
        .title("Vercel API key")
        .remedy("Revoke it in the API keys page of the Vercel team, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://vercel.com/changelog/new-token-formats-and-secret-scanning")
        .keywords(&["vck_"])
        .min_entropy(3.5)
        .check(prefixed_token)
        .examples(&[Example("value: \"", concat!("vck_oa", "F1LlqsajAIxNKu8iS2G8NPRVdD53X83RZJzzzzgEOzdmenCk0P9LX0"), "\"")], &["vck_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/vercel-access-token", "vercel", r"[A-Za-z0-9]{24}")
        .title("Vercel access token, old form")
        .remedy("Revoke it in the tokens page of the Vercel account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://vercel.com/docs/rest-api")
        .keywords(&["vercel", "now_token"])
        .min_entropy(3.2)
        .examples(&[Example("vercel_key = \"", concat!("4dlg6", "Y45hmS1IoRaUvua9w1Q"), "\"")], &["vercel_key = \"${VERCEL}\""]),
];
