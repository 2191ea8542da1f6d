//! Rules for WireGuard.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/wireguard-key", "wireguard", r"(?i:PrivateKey|PresharedKey|private-key|preshared-key)[ \t]{0,4}=[ \t]{0,4}([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)")
        .title("WireGuard private or preshared key")
        .remedy("Make a new key pair, give its public half to every peer, and remove the old one from their configurations.")
        .docs("https://www.wireguard.com/")
        .keywords(&["privatekey", "presharedkey", "private-key", "preshared-key"])
        .severity(Severity::Critical)
        .min_entropy(4.0)
        .examples(&[Example("PrivateKey = ", concat!("q8Zt3", "Lm7Vx2Kp9Rw4Hs6Jd5Nf1bYp0Tc2Qe7Ua9Gi4A="), " ")], &["PrivateKey = <key>"]),
];
