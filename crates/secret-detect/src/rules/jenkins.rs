//! Rules for Jenkins.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/jenkins-key", "jenkins", r"(?:11[0-9a-f]{32}|[0-9a-f]{32})")
        .title("Jenkins API token")
        .remedy("Revoke it in the user configuration page of Jenkins, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.jenkins.io/doc/book/using/")
        .keywords(&["jenkins"])
        .min_entropy(3.0)
        .examples(&[Example("jenkins_key = \"", concat!("11ecc", "4c00438a36ea3e462476cfffde55f"), "\"")], &["jenkins_key = \"${JENKINS}\""]),
];
