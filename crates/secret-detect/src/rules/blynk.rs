//! Rules for Blynk.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/blynk-url-token", "blynk", r"blynk(?:-cloud)?\.(?:cloud|com)(?::[0-9]{2,5})?/(?:external/api/[A-Za-z]{2,20}/?\?token=)?([A-Za-z0-9_-]{32})")
        .title("Blynk device token in a URL")
        .remedy("Revoke it in the device info page of Blynk, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["blynk"])
        .min_entropy(3.4)
        .examples(&[Example("https://fra1.blynk.cloud/external/api/get?token=", concat!("q8Zt3", "Lm7Vx2Kp9Rw4Hs6Jd5Nf1bYp0Tc"), "&v1")], &["https://blynk.cloud/external/api/get?token={token}"]),
    Rule::assigned("secret/blynk-token", "blynk", r"[A-Za-z0-9_-]{32}")
        .title("Blynk device token")
        .remedy("Revoke it in the device info page of Blynk, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["blynk"])
        .min_entropy(3.4)
        .examples(&[Example("blynk_key = \"", concat!("ZdMle", "9lA7HxabLO2X4khLW60UOMIwDCy"), "\"")], &["blynk_key = \"${BLYNK}\""]),
];
