//! Rules for AWS.

use portcullis_findings::{Confidence, Severity};

use crate::proof::access_key_id;
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/aws-access-key-id", "aws", r"\b{start-half}(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z2-7]{16}\b{end-half}")
        .title("AWS access key id")
        .remedy("Revoke it in IAM, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html")
        .keywords(&["akia", "asia", "abia", "acca", "a3t"])
        .min_entropy(3.0)
        .check(access_key_id)
        .examples(&[Example("value: \"", concat!("AKIA4", "2QDRZEVHD35RAVP"), "\"")], &["TODAYINASIAASACKOFRICEFELLOVER", "an ASIAN restaurant", concat!("AKIA", "IOSFODNN7EXAMPLE")]),
    Rule::assigned("secret/aws-secret-access-key", "aws", r"[A-Za-z0-9/+=]{40}")
        .title("AWS secret access key")
        .remedy("Revoke it in IAM, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html")
        .keywords(&["aws_secret", "awssecret", "aws-secret", "secret_access_key", "secretaccesskey", "secret-access-key"])
        .severity(Severity::Critical)
        .confidence(Confidence::High)
        .min_entropy(4.0)
        .examples(&[Example("aws_secret_access_key = \"", concat!("0l+sv", "wfSbRy3gGBCrODH5nQU3WA71RZ21SIV+rPR"), "\"")], &[]),
    Rule::token("secret/aws-bedrock-key", "aws", r"\b{start-half}ABSK[A-Za-z0-9+/]{109,269}={0,2}")
        .title("AWS Bedrock API key")
        .remedy("Revoke it in IAM, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html")
        .keywords(&["absk"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("ABSKn", "fL8s6ZjSsfUpc3iasrGUTpwy6TXShpVXzYrov5GLQeWYhW884RrNmHCpVpvpUp9d7j09T8tV", "083fpkleMg2qajGRVyLi14nSNXt1k8qR0IS8EQ1RJc3pprbrFGNCwlHdZYO"), "\"")], &[]),
    Rule::token("secret/aws-bedrock-session-key", "aws", r"bedrock-api-key-(?:YmVkcm9jay5hbWF6b25hd3MuY29t)[A-Za-z0-9+/=]{0,1500}")
        .title("AWS Bedrock short-term API key")
        .remedy("Revoke it in IAM, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html")
        .keywords(&["bedrock-api-key-"])
        .examples(&[Example("value: \"", concat!("bedro", "ck-api-key-YmVkcm9jay5hbWF6b25hd3MuY29twR2r1xCSuR6gaHNOB0FD6k93oEa33TaVW", "PN5hb0VxiDuBEwIxC5smgVIgD9W"), "\"")], &["bedrock-api-key-rotation"]),
];
