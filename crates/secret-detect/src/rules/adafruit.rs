//! Rules for Adafruit IO.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/adafruit-key", "adafruit", r"[A-Za-z0-9_-]{32}")
        .title("Adafruit IO key")
        .remedy("Revoke it in the account page of Adafruit IO, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["adafruit"])
        .examples(&[Example("adafruit_key = \"", concat!("7lrwf", "vealkxwkkxzwwhp0e4fujfonxaw"), "\"")], &[]),
];
