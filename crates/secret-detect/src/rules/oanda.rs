//! Rules for OANDA.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/oanda-access-token", "oanda", r"(?:[0-9a-f]{32}-[0-9a-f]{32}|[A-Za-z0-9]{24})")
        .title("OANDA access token")
        .remedy("Revoke it in the account settings of OANDA, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.oanda.com/rest-live-v20/authentication/")
        .keywords(&["oanda"])
        .min_entropy(3.0)
        .examples(&[Example("oanda_access_token = \"", concat!("313bd", "c696259cdeda90c023d6fa28344-39858cfbb75e33132a68c8586203ce1d"), "\"")], &["oanda_access_token = \"${OANDA_ACCESS_TOKEN}\""]),
];
