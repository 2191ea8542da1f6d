//! Rules for Datadog.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/datadog-key", "datadog", r"(?:[a-z0-9]{40}|[a-z0-9]{32})")
        .title("Datadog API or application key")
        .remedy("Revoke it in the organization settings of Datadog, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.datadoghq.com/account_management/api-app-keys/")
        .keywords(&["datadog", "dd_api_key", "dd_app_key", "dd-api-key", "dd-application-key"])
        .examples(&[Example("datadog_key = \"", concat!("8ef3u", "lmi4gtye7663p321r9cxw9f3uuvi1ufsw5h"), "\"")], &[]),
];
