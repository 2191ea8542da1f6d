//! Rules for Elastic Email.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/elasticemail-key", "elasticemail", r"[A-Fa-f0-9]{96}")
        .title("Elastic Email API key")
        .remedy("Revoke it in the account settings of Elastic Email, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["elasticemail", "elastic_email"])
        .min_entropy(3.0)
        .examples(&[Example("elasticemail_key = \"", concat!("DB27E", "3f5CAE7ecb0d502a20Cbe99BBBcF5C27413cC29aD9128DCCff8aBE0221ce9583F4b2C4eE", "ba26BBc678293DCCffb"), "\"")], &["elasticemail_key = \"${ELASTICEMAIL}\""]),
];
