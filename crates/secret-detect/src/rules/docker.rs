//! Rules for Docker Hub.

use portcullis_findings::Confidence;

use crate::proof::basic_pair;
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/docker-access-token", "docker", r"dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,32}\b{end-half}")
        .title("Docker Hub access token")
        .remedy("Revoke it in the account settings of Docker Hub, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.docker.com/security/access-tokens/")
        .keywords(&["dckr_pat_", "dckr_oat_"])
        .examples(&[Example("value: \"", concat!("dckr_", "pat_97fXaRaYsujHGsBszBJuY5SLD5a"), "\"")], &[]),
    Rule::token("secret/docker-config-auth", "docker", r#""auth"\s{0,4}:\s{0,4}"([A-Za-z0-9+/]{16,200}={0,2})""#)
        .title("Docker registry credentials")
        .remedy("Revoke it in the account settings of Docker Hub, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.docker.com/security/access-tokens/")
        .keywords(&["\"auth\""])
        .confidence(Confidence::Medium)
        .min_entropy(3.5)
        .check(basic_pair)
        .examples(&[Example("\"auth\": \"", concat!("ZGVwb", "G95Ok42allyWUh5OEtoVTg5V1FIc0xm"), "\"")], &[]),
];
