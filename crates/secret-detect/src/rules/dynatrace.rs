//! Rules for Dynatrace.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/dynatrace-token", "dynatrace", r"\b{start-half}dt0[cs][0-9]{2}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{64}\b{end-half}")
        .title("Dynatrace token")
        .remedy("Revoke it in the access tokens page of the environment, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens")
        .keywords(&["dt0c", "dt0s"])
        .examples(&[Example("value: \"", concat!("dt0c0", "1.7I56QOQ6VO0KRP1N0I7LK1P6.MR2ELZUZ90SUEW4YPU9JNNVR8AD5FMJ9MWBQR22FE8NDG", "92EG57K31RK60HVSOTD"), "\"")], &[]),
];
