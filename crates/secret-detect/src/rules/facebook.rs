//! Rules for Facebook.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/facebook-app-secret", "facebook", r"[a-f0-9]{32}")
        .title("Facebook app secret")
        .remedy("Revoke it in the app dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.facebook.com/docs/facebook-login/security/")
        .keywords(&["facebook"])
        .min_entropy(3.0)
        .examples(&[Example("facebook_key = \"", concat!("b7116", "5efef90c370a4675d4ed399ffc8"), "\"")], &[]),
    Rule::token("secret/facebook-access-token", "facebook", r"\b{start-half}EAA[A-Za-z0-9]{100,300}\b{end-half}")
        .title("Facebook page or user access token")
        .remedy("Revoke it in the app dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.facebook.com/docs/facebook-login/security/")
        .keywords(&["eaa"])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("EAAMN", "C81yoHF0kRwYggQqf2JPNc7LSqDYbqMjm1eZx8EsTYIlbJ03hZWuWNKppRuAzssj3WIjarlz", "yTcPrLdEXWjTUXJfnch1bIAzqyXmMptgFfW4z0gcLH0HV22"), "\"")], &[]),
    Rule::assigned("secret/facebook-app-token", "facebook", r"[0-9]{15,16}(?:\||%7[cC]|%)[A-Za-z0-9_-]{27,40}")
        .title("Facebook app access token")
        .remedy("Revoke it in the app dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.facebook.com/docs/facebook-login/security/")
        .keywords(&["facebook"])
        .min_entropy(3.0)
        .examples(&[Example("facebook_key = \"", concat!("48102", "7591038274|IVlK9pCGYiIEUtPDejV_UsHAWfb"), "\"")], &[]),
];
