//! Rules for ConfigCat.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/configcat-sdk-key", "configcat", r"configcat-sdk-1/([A-Za-z0-9_-]{22}/[A-Za-z0-9_-]{22})")
        .title("ConfigCat SDK key")
        .remedy("Revoke it in the SDK keys page of ConfigCat, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["configcat-sdk-"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("configcat-sdk-1/", concat!("k9Zq2", "xVb7Lm4Tn8Wr3Yp5D/t6Hs1Jd0Gf2Kc9Xa4Vz7Qe"), "\"")], &["configcat-sdk-1/short/key"]),
    Rule::assigned("secret/configcat-key", "configcat", r"[A-Za-z0-9_-]{22}/[A-Za-z0-9_-]{22}")
        .title("ConfigCat SDK key, old form")
        .remedy("Revoke it in the SDK keys page of ConfigCat, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["configcat"])
        .severity(Severity::Medium)
        .min_entropy(3.5)
        .examples(&[Example("configcat_key = \"", concat!("O7FFm", "AtFa8zj5IAw98n3ty/kGBuAOS9GMhzbDPPvmmoqw"), "\"")], &["configcat_key = \"${CONFIGCAT}\""]),
];
