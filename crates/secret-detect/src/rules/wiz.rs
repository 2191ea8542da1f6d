//! Rules for Wiz.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/wiz-client-secret", "wiz", r"[A-Za-z0-9]{64}")
        .title("Wiz service account secret")
        .remedy("Revoke it in the service accounts page of the Wiz settings, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["wiz_", "wiz-", "wizclient"])
        .min_entropy(4.2)
        .examples(&[Example("WIZ_CLIENT_SECRET=", concat!("jlb0cdkbx", "9ZFqJDGf1rB853IgN95Dci7xD93lgWk7J6rWs77hSx91HqaksrCoAqU"), "")], &["WIZ_CLIENT_SECRET=$SECRET"]),
];
