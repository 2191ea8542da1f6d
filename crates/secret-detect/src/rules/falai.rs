//! Rules for fal.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/falai-key", "falai", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}:[0-9a-f]{32}")
        .title("fal API key")
        .remedy("Revoke it in the keys page of the fal dashboard, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.fal.ai/documentation/model-apis/authentication")
        .keywords(&["fal_key", "fal_api", "falkey", "fal.ai", "fal-ai"])
        .min_entropy(3.0)
        .examples(&[Example("FAL_KEY=\"", concat!("362d53c9-", "efc6-d892-aa68-bfcc8c928344:b16103485a1c292be01e4fc2d031c418"), "\"")], &["FAL_KEY=\"key_id:key_secret\""]),
];
