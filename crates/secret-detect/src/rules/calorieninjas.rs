//! Rules for CalorieNinjas.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/calorieninjas-api-key", "calorieninjas", r"[A-Za-z0-9]{40}")
        .title("CalorieNinjas API key")
        .remedy("Revoke it in the account settings of CalorieNinjas, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://calorieninjas.com/api")
        .keywords(&["calorieninja", "calorie_ninja"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("calorieninja_api_key = \"", concat!("fMVrZ", "wQnGBEhoX4zPNmeHUzkgi3C5yUrHt2htXXC"), "\"")], &["calorieninja_api_key = \"${CALORIENINJA_API_KEY}\""]),
];
