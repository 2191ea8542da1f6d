//! Rules for GetResponse.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/getresponse-api-key", "getresponse", r"[a-z0-9]{32}")
        .title("GetResponse API key")
        .remedy("Revoke it in the account settings of GetResponse, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://apidocs.getresponse.com/v3/authentication")
        .keywords(&["getresponse", "get_response"])
        .min_entropy(3.0)
        .examples(&[Example("getresponse_api_key = \"", concat!("yw884", "rnhcvu9709t8v083m2grvl14snx"), "\"")], &["getresponse_api_key = \"${GETRESPONSE_API_KEY}\""]),
];
