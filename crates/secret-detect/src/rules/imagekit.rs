//! Rules for ImageKit.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/imagekit-key", "imagekit", r"private_[A-Za-z0-9+/]{27}=?")
        .title("ImageKit API key")
        .remedy("Revoke it in the account settings of ImageKit, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["imagekit"])
        .min_entropy(3.4)
        .examples(&[Example("imagekit_key = \"", concat!("priva", "te_nLFRs4BfswXRhs790Ux7zuel1fJ"), "\"")], &["imagekit_key = \"${IMAGEKIT}\""]),
];
