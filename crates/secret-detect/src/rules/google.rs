//! Rules for Google.

use portcullis_findings::Severity;

use crate::engine::MAX_EXTENDED_WIDTH;
use crate::proof::{block_end, private_key};
use crate::rule::{Example, Rank, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/google-api-key", "google", r"\b{start-half}AIza[A-Za-z0-9_-]{35}\b{end-half}")
        .title("Google API key")
        .remedy("Revoke it in the credentials page of the Google Cloud console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://cloud.google.com/docs/authentication/api-keys")
        .keywords(&["aiza"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("AIza5", "Mo9du1wOEnw2d8HMjEsQhiltzI8Mw01Vwk"), "\"")], &[concat!("AIza", "Tesb6Tscfcni8vIpWZqNCXFDFslJtVSvFDqabcd123")]),
    Rule::token("secret/google-bound-api-key", "google", r"\b{start-half}AQ\.Ab[A-Za-z0-9_-]{48,60}\b{end-half}")
        .title("Google API key of a service account")
        .remedy("Revoke it in the credentials page of the Google Cloud console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://cloud.google.com/docs/authentication/api-keys")
        .keywords(&["aq.ab"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("AQ.Ab", "rEtw1JjrxLuFWsdWBOlROs83qOAPZ5Y8mck6LluMKXjArz6uU"), "\"")], &[]),
    Rule::token("secret/google-oauth-client-secret", "google", r"\b{start-half}GOCSPX-[A-Za-z0-9_-]{28}\b{end-half}")
        .title("Google OAuth client secret")
        .remedy("Revoke it in the credentials page of the Google Cloud console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://cloud.google.com/docs/authentication/api-keys")
        .keywords(&["gocspx-"])
        .examples(&[Example("value: \"", concat!("GOCSP", "X-SbKdVznABBez_3dpf6PketKIDqwk"), "\"")], &[]),
    Rule::token("secret/google-access-token", "google", r"\b{start-half}ya29\.[A-Za-z0-9_-]{60,400}")
        .title("Google OAuth access token")
        .remedy("Revoke it in the credentials page of the Google Cloud console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://cloud.google.com/docs/authentication/api-keys")
        .keywords(&["ya29."])
        .severity(Severity::Medium)
        .examples(&[Example("value: \"", concat!("ya29.", "eW5zfu3f7575Wiiv1f2pyG0jNyJFcEfj6Q1SSECwXzL2p2UlkxdYpPwcMhmTQTvA8I8uKkxb", "Fv5cd7cq68BX1R4lQf6CIWFUTACsoEFUutSJwu6vL4gpOovt5AQHHOMmg3XW6qzD0oSP"), "\"")], &[]),
    Rule::token("secret/google-service-account-key", "google", r#""private_key"\s{0,4}:\s{0,4}"(-----BEGIN PRIVATE (?:KEY)-----)"#)
        .title("Google service account key")
        .remedy("Revoke it in the credentials page of the Google Cloud console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://cloud.google.com/iam/docs/service-account-creds")
        .keywords(&["\"private_key\""])
        .severity(Severity::Critical)
        .rank(Rank::Document)
        .extension(MAX_EXTENDED_WIDTH, block_end)
        .check(private_key)
        .examples(&[Example("\"private_key\": \"", concat!("-----", "BEGIN PRIVATE KEY-----\\nMC4CAQAwBQYDK2VwBCIEIAGJxpuEDSl7zxTg6Phka5xF/b8v", "ccMh7F6vBWtb84eM\\n-----END PRIVATE KEY-----"), "\"")], &[]),
];
