//! Rules for SurveySparrow.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/surveysparrow-access-token", "surveysparrow", r"[A-Za-z0-9_-]{86,88}")
        .title("SurveySparrow access token")
        .remedy("Revoke it in the account settings of SurveySparrow, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.surveysparrow.com/")
        .keywords(&["surveysparrow", "survey_sparrow"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("surveysparrow_access_token = \"", concat!("H0PPY", "8iZaiS987l3mCf5mPWt5zv1OH8aIe7mL6d6VvNVwN836jXyk6kj7bqyYv38E7A6koT5NCqxXD0WBHF5qu"), "\"")], &["surveysparrow_access_token = \"${SURVEYSPARROW_ACCESS_TOKEN}\""]),
];
