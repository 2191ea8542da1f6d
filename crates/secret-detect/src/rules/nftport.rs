//! Rules for NFTPort.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/nftport-api-key", "nftport", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        .title("NFTPort API key")
        .remedy("Revoke it in the account settings of NFTPort, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.nftport.xyz/")
        .keywords(&["nftport", "nft_port"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("nftport_api_key = \"", concat!("2197c", "787-6e0f-8aa3-cb39-38672eaa0c62"), "\"")], &["nftport_api_key = \"${NFTPORT_API_KEY}\""]),
];
