//! Rules for Ionic.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/ionic-token", "ionic", r"\b{start-half}ion_[A-Za-z0-9]{42}\b{end-half}")
        .title("Ionic personal access token")
        .remedy("Revoke it in the personal access tokens page of Ionic, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ion_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("ion_9", "QtxObDrGdhOVLq0naDEerljuKxZb3juyHQGTFMkFf"), "\"")], &["ion_xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
