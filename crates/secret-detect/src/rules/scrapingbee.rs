//! Rules for ScrapingBee.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/scrapingbee-key", "scrapingbee", r"[A-Z0-9]{80}")
        .title("ScrapingBee API key")
        .remedy("Revoke it in the account settings of ScrapingBee, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["scrapingbee"])
        .severity(Severity::Medium)
        .min_entropy(3.4)
        .examples(&[Example("scrapingbee_key = \"", concat!("SJRGP", "KZ63G4BY1Q2Q71D5NMZI8I9YDMN4VU5CN3MKC9QDQUTQQNI8GOS9P8CRPJ5RX07A47V5CRTW", "C7C"), "\"")], &["scrapingbee_key = \"${SCRAPINGBEE}\""]),
];
