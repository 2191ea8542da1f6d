//! Rules for SigOpt.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/sigopt-api-token", "sigopt", r"[A-Z0-9]{48}")
        .title("SigOpt API token")
        .remedy("Revoke it in the account settings of SigOpt, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.sigopt.com/")
        .keywords(&["sigopt"])
        .min_entropy(3.0)
        .examples(&[Example("sigopt_api_token = \"", concat!("PHNC8", "1HF0RYQ2JPN7LSDYM1Z8ETYIJ03ZWWNKRA3WITPLEXW"), "\"")], &["sigopt_api_token = \"${SIGOPT_API_TOKEN}\""]),
];
