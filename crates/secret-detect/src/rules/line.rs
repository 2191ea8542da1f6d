//! Rules for LINE.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/line-key", "line", r"(?:[A-Za-z0-9+/]{170,176}={0,2}|[A-Za-z0-9]{43}|[0-9a-f]{32})")
        .title("LINE API key")
        .remedy("Revoke it in the account settings of LINE, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["line_notify", "linenotify", "line_channel", "line_access", "line_bot", "line_token", "line_secret", "line-notify"])
        .min_entropy(3.4)
        .examples(&[Example("line_notify_key = \"", concat!("P9Jv2", "ItrAUTzuKpCVSQ9T8KkEVvHyj0gnkzQBCu3Oym"), "\"")], &["line_notify_key = \"${LINE_NOTIFY}\""]),
];
