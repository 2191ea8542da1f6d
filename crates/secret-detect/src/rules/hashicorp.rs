//! Rules for HashiCorp.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/hashicorp-vault-token", "hashicorp", r"\b{start-half}hv[sbr]\.[A-Za-z0-9_-]{90,300}")
        .title("HashiCorp Vault token")
        .remedy("Revoke it in Vault or HCP Terraform, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.hashicorp.com/vault/docs/concepts/tokens")
        .keywords(&["hvs.", "hvb.", "hvr."])
        .severity(Severity::Critical)
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("hvs.F", "MX6n4TafzlMiR7mUg3bTYEeEFHFsDpaFbrbiHNFt9birjrzjOXvdOxCwnT_HUYGM-vLT8AJM", "IDjHcankCLMF4iH_VqCz8U"), "\"")], &[]),
    Rule::assigned("secret/hashicorp-vault-legacy-token", "hashicorp", r"s\.[A-Za-z0-9]{24}")
        .title("HashiCorp Vault token, old form")
        .remedy("Revoke it in Vault or HCP Terraform, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.hashicorp.com/vault/docs/concepts/tokens")
        .keywords(&["vault", "token"])
        .min_entropy(3.8)
        .examples(&[Example("vault_key = \"", concat!("s.MQI", "GsYD87Mrduxgl2WS0A7TO"), "\"")], &[]),
    Rule::token("secret/hashicorp-terraform-token", "hashicorp", r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}")
        .title("HCP Terraform token")
        .remedy("Revoke it in Vault or HCP Terraform, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens")
        .keywords(&[".atlasv1."])
        .severity(Severity::Critical)
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("oPFpf", "PFixneeTk.atlasv1.rRVSMCDPzVn4N2Ug3LXZjEgXlJgtb8qy_lSqU7neGmD7z56sSzy0aK", "n_7owyN5H-ksY"), "\"")], &[]),
];
