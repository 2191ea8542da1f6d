//! Rules for Z.ai.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/zai-key", "zai", r"[0-9a-f]{32}\.[A-Za-z0-9]{16}")
        .title("Z.ai or Zhipu API key")
        .remedy("Revoke it in the API keys page of Z.ai, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["zai", "z_ai", "z.ai", "zhipu", "bigmodel", "glm_api"])
        .min_entropy(3.5)
        .examples(&[Example("zai_key = \"", concat!("7fce3", "124c074443fa84b57b382652df4.XF7z798L6MV6cOnI"), "\"")], &["zai_key = \"${ZAI}\""]),
];
