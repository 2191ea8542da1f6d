//! Rules for LlamaCloud.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/llamacloud-key", "llamacloud", r"\b{start-half}llx-[A-Za-z0-9]{48}\b{end-half}")
        .title("LlamaCloud API key")
        .remedy("Revoke it in the API keys page of LlamaCloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["llx-"])
        .min_entropy(3.5)
        .examples(&[Example("LLAMA_CLOUD_API_KEY=", concat!("llx-PnqwY", "o8kwQj1qH9CstFpS8gELRersl9a6sLABHHNBSz40ZgR"), "")], &["llx-..."]),
];
