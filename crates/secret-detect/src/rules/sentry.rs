//! Rules for Sentry.

use crate::proof::prefixed_json;
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/sentry-org-token", "sentry", r"\b{start-half}sntrys_eyJ[A-Za-z0-9+/=_-]{80,500}")
        .title("Sentry organization token")
        .remedy("Revoke it in the auth tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.sentry.io/account/auth-tokens/")
        .keywords(&["sntrys_eyj"])
        .min_entropy(4.0)
        .check(prefixed_json)
        .examples(&[Example("value: \"", concat!("sntry", "s_ey", "JpYXQiOjE3MDAwMDAwMDAuMjUsInVybCI6Imh0dHBzOi8vc2VudHJ5LmV4YW1wbGUiLCJyZWdpb25fdXJ", "sIjoiaHR0cHM6Ly9ldS5zZW50cnkuZXhhbXBsZSIsIm9yZyI6ImFjbWUifQ==_q8Zt3Lm7Vx2Kp9Rw4Hs6Jd5Nf1bYp0Tc2Qe7Ua9Gi4O"), "\"")], &["sntrys_short"]),
    Rule::token("secret/sentry-user-token", "sentry", r"\b{start-half}sntryu_[a-f0-9]{64}\b{end-half}")
        .title("Sentry user token")
        .remedy("Revoke it in the auth tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.sentry.io/account/auth-tokens/")
        .keywords(&["sntryu_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sntry", "u_ed32eb480905cf11f952bb84410dac35e038d7c797aa568440075dd1e36dd284"), "\"")], &[]),
    Rule::assigned("secret/sentry-token", "sentry", r"[a-f0-9]{64}")
        .title("Sentry token, old form")
        .remedy("Revoke it in the auth tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.sentry.io/account/auth-tokens/")
        .keywords(&["sentry"])
        .min_entropy(3.0)
        .examples(&[Example("sentry_key = \"", concat!("3beb6", "3f46918f2381aaf2d31183338d4a685b6d8b9531c3f9c4ed1091b2a18fc"), "\"")], &[]),
];
