//! Rules for WakaTime.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/wakatime-key", "wakatime", r"\b{start-half}waka_(?:[a-z0-9]{40}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b{end-half}")
        .title("WakaTime API key")
        .remedy("Revoke it in the API key page of the WakaTime account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["waka_"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("waka_", "e307rvmqwe29k2ivhyk1paqyxbdoo164o3z2mdjj"), "\"")], &["waka_xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/wakatime-old-key", "wakatime", r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
        .title("WakaTime API key, old form")
        .remedy("Revoke it in the API key page of the WakaTime account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["wakatime", "waka_time"])
        .min_entropy(2.8)
        .examples(&[Example("wakatime_key = \"", concat!("75dc6", "95c-0804-dbb0-424d-e750e63c49de"), "\"")], &["wakatime_key = \"${WAKATIME}\""]),
];
