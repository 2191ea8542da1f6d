//! Rules for Shopify.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/shopify-token", "shopify", r"shp(?:at|ca|pa|ss|ua|tka)_[A-Fa-f0-9]{32}\b{end-half}")
        .title("Shopify access token or secret")
        .remedy("Revoke it in the app settings of the shop, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://shopify.dev/docs/apps/build/authentication-authorization")
        .keywords(&["shpat_", "shpca_", "shppa_", "shpss_", "shpua_", "shptka_"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("shpat", "_96df5795392ad75f55ae56fcf14b40ed"), "\"")], &[]),
];
