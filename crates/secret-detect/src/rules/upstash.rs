//! Rules for Upstash.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/upstash-token", "upstash", r"[A-Za-z0-9_-]{40,120}={0,2}")
        .title("Upstash REST token")
        .remedy("Revoke it in the Upstash console, by resetting the database's password, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://upstash.com/docs/redis/api")
        .keywords(&["upstash"])
        .min_entropy(4.0)
        .examples(&[Example("UPSTASH_REDIS_REST_TOKEN=\"", concat!("AYdVIIfHm", "xOCTQE8phIECUyUALDgxkhOFosZYG9uVqv8ExVuo5Zbcb="), "\"")], &["UPSTASH_REDIS_REST_TOKEN=\"********\""]),
];
