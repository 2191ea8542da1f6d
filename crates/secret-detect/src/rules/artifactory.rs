//! Rules for JFrog.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/artifactory-api-key", "artifactory", r"\b{start-half}AKCp[A-Za-z0-9]{69}\b{end-half}")
        .title("JFrog Artifactory API key")
        .remedy("Revoke it in the user profile of the JFrog platform, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["akcp"])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("AKCpX", "3DJ1hJbQdTtjLFE0pLl8fh9563IeD2Owsa81CmbQqJfdGryPfPhpvohRAobnl1J7v2CZ"), "\"")], &[]),
    Rule::token("secret/artifactory-reference-token", "artifactory", r"\b{start-half}cmVmd[A-Za-z0-9]{59}\b{end-half}")
        .title("JFrog reference token")
        .remedy("Revoke it in the user profile of the JFrog platform, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["cmvmd"])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("cmVmd", "jULd791p7FJEobQBeDbougX2VMnhr3PrpI61TNJblKjvXjFJ0ueaPFPlMY0"), "\"")], &[]),
    Rule::assigned("secret/artifactory-token", "artifactory", r"(?:[a-z0-9]{73}|[a-z0-9]{64})")
        .title("JFrog token")
        .remedy("Revoke it in the user profile of the JFrog platform, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["jfrog", "artifactory", "bintray", "xray"])
        .examples(&[Example("jfrog_key = \"", concat!("yhvhy", "iq4lihjrd7sxvrw34rht5sff3nmbjnyxu04vt00vdnclch82ul0qpx3767i"), "\"")], &[]),
];
