//! Rules for CircleCI.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/circleci-personal-token", "circleci", r"\b{start-half}CCIPAT_[A-Za-z0-9]{22}_[0-9a-f]{40}\b{end-half}")
        .title("CircleCI personal API token")
        .remedy("Revoke it in the personal or project API tokens page of CircleCI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://circleci.com/docs/managing-api-tokens/")
        .keywords(&["ccipat_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("CCIPA", "T_0NnKG8F5JnJxZzVjseOBuq_949409bc8737ef8efa3b67112e685281a3c78a72"), "\"")], &["CCIPAT_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/circleci-project-token", "circleci", r"\b{start-half}CCIPRJ_[A-Za-z0-9]{22}_[0-9a-f]{40}\b{end-half}")
        .title("CircleCI project API token")
        .remedy("Revoke it in the personal or project API tokens page of CircleCI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://circleci.com/docs/managing-api-tokens/")
        .keywords(&["cciprj_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("CCIPR", "J_l6jJW5NkvZAbNyhgiItLPA_a90d7f715be6f00acc140806a27686b8c352c27a"), "\"")], &["CCIPRJ_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/circleci-token", "circleci", r"[0-9a-f]{40}")
        .title("CircleCI API token, old form")
        .remedy("Revoke it in the personal or project API tokens page of CircleCI, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://circleci.com/docs/managing-api-tokens/")
        .keywords(&["circleci", "circle_ci", "circle-token", "circle_token", "circletoken"])
        .min_entropy(3.0)
        .examples(&[Example("circleci_key = \"", concat!("78b0f", "10786d9510beee52c5a5af793dc04d61df1"), "\"")], &["circleci_key = \"${CIRCLECI}\""]),
];
