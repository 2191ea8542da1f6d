//! GitHub.

use crate::proof::github_token;
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] =
    &[
        Rule::token("secret/github-token", "github", r"\bgh[pousr]_[A-Za-z0-9]{36}\b")
            .title("GitHub token")
            .keywords(&["ghp_", "gho_", "ghu_", "ghs_", "ghr_"])
            .check(github_token)
            .examples(
                &[Example(
                    "token = \"",
                    concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk"),
                    "\"",
                )],
                &[],
            ),
    ];
