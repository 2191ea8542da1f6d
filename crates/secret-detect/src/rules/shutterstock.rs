//! Rules for Shutterstock.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/shutterstock-key", "shutterstock", r"(?:v2/[A-Za-z0-9+/_-]{200,500}|[A-Za-z0-9]{16,32})")
        .title("Shutterstock API key")
        .remedy("Revoke it in the account settings of Shutterstock, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["shutterstock"])
        .min_entropy(3.4)
        .examples(&[Example("shutterstock_key = \"", concat!("v2/8r", "ln7UKS2RfCbOLhh6f6c9CGbzr8japDshiQxvYd405EroFNPf95mdE9Q2Vh0EzJGik6XpV2ow", "OQ5yXt7n48GwWyTvtMiFze864HI1PMx6v6UbywNwv37YnsB_wIRH2dleXlj2wv0WflLagLED", "WTtMDhejKigmIc2yPIYdht6bGZrfo0fPh3b01d4dRZYx1SVldKEy5j"), "\"")], &["shutterstock_key = \"${SHUTTERSTOCK}\""]),
];
