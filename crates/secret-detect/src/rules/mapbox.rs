//! Rules for Mapbox.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/mapbox-token", "mapbox", r"(?:pk|sk|tk)\.[A-Za-z0-9_-]{60,200}\.[A-Za-z0-9_-]{22}")
        .title("Mapbox access token")
        .remedy("Revoke it in the tokens page of the account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.mapbox.com/help/dive-deeper/access-tokens/")
        .keywords(&["mapbox"])
        .severity(Severity::Medium)
        .examples(&[Example("mapbox_key = \"", concat!("sk.Gh", "zsprJfjpcEWVEub5zq4hB3O15VtcJ9PtwdT7Y136ihTWn8OereQ4Vbr6ip.VaWb0jfGsI9bk", "YMFMztNrD"), "\"")], &[]),
];
