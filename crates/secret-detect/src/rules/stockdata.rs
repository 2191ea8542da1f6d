//! Rules for StockData.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/stockdata-api-token", "stockdata", r"[A-Za-z0-9]{40}")
        .title("StockData API token")
        .remedy("Revoke it in the account settings of StockData, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://www.stockdata.org/documentation")
        .keywords(&["stockdata", "stock_data_api"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("stockdata_api_token = \"", concat!("mefSt", "h18WuyItN8D4RkgP1S2n8ZWRxdJIc9AkBWe"), "\"")], &["stockdata_api_token = \"${STOCKDATA_API_TOKEN}\""]),
];
