//! Rules for Hugging Face.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/huggingface-token", "huggingface", r"\b{start-half}hf_[A-Za-z]{34}\b{end-half}")
        .title("Hugging Face access token")
        .remedy("Revoke it in the access tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://huggingface.co/docs/hub/security-tokens")
        .keywords(&["hf_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("hf_bU", "UTgotTsNmfNLlASrqZOlOSTIZsIGssDl"), "\"")], &["hf_servingcellpriorityparametersdescription_h_prio"]),
    Rule::token("secret/huggingface-organization-token", "huggingface", r"\b{start-half}api_org_[A-Za-z]{34}\b{end-half}")
        .title("Hugging Face organization token")
        .remedy("Revoke it in the access tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://huggingface.co/docs/hub/security-tokens")
        .keywords(&["api_org_"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("api_o", "rg_MRWETecsemtlddhepJOnhbHHYZxtrwUyMH"), "\"")], &[]),
];
