//! Rules for X.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/twitter-api-key", "twitter", r"(?:[A-Za-z0-9]{50}|[A-Za-z0-9]{45}|[A-Za-z0-9]{25})")
        .title("X API key or secret")
        .remedy("Revoke it in the developer portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["twitter"])
        .min_entropy(3.0)
        .examples(&[Example("twitter_key = \"", concat!("U1N1i", "kxTmtL1U0rUKsRW1UFXC"), "\"")], &[]),
    Rule::assigned("secret/twitter-access-token", "twitter", r"[0-9]{15,25}-[A-Za-z0-9]{20,40}")
        .title("X access token")
        .remedy("Revoke it in the developer portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["twitter"])
        .examples(&[Example("twitter_key = \"", concat!("86634", "4648671794958-WKxvrQ0ESQAXlOXMHGdmJ47n3GGT05kF2DuOOVTf"), "\"")], &[]),
    Rule::assigned("secret/twitter-bearer-token", "twitter", r"A{20,22}[A-Za-z0-9%]{80,100}")
        .title("X bearer token")
        .remedy("Revoke it in the developer portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["twitter"])
        .examples(&[Example("twitter_key = \"", concat!("AAAAA", "AAAAAAAAAAAAAAAAAsf8NiiWQUDyStVwZkXFVzexXrZlcV23Q1PTZkuV7F1Ym1iLFjn3ABPq", "3IreLXSj88oPBfAotTwXrOYc15LGf"), "\"")], &[]),
];
