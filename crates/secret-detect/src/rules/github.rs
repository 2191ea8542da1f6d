//! Rules for GitHub.

use portcullis_findings::Severity;

use crate::proof::prefixed_token;
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/github-token", "github", r"gh[pousr]_[A-Za-z0-9]{36}\b{end-half}")
        .title("GitHub token")
        .remedy("Revoke it in the developer settings of GitHub, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens")
        .keywords(&["ghp_", "gho_", "ghu_", "ghs_", "ghr_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .check(prefixed_token)
        .examples(&[Example("value: \"", concat!("ghp_1", "ZxVvHoCQG6KL5MSZJoji5ZF3VtHTr1rdKlw"), "\"")], &["ghs_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ghp_tooshort"]),
    Rule::token("secret/github-fine-grained-token", "github", r"github_pat_[A-Za-z0-9_]{82}\b{end-half}")
        .title("GitHub fine-grained personal access token")
        .remedy("Revoke it in the developer settings of GitHub, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens")
        .keywords(&["github_pat_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("githu", "b_pat_116H28Q35FT70HUNVN3S06_0NqNCUHASSQIRkrXC8pmaWJKO8SkPFY4uK631UsHzNj", "r2DQwA5CMRfiS6FA"), "\"")], &[]),
];
