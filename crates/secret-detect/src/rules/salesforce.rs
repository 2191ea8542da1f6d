//! Rules for Salesforce.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/salesforce-token", "salesforce", r"\b{start-half}(?:00D[A-Za-z0-9]{12}![A-Za-z0-9_.]{60,140}|00[A-Za-z0-9]{13}!AQ[A-Za-z0-9_.]{58,140})\b{end-half}")
        .title("Salesforce session id or access token")
        .remedy("Revoke it in the connected apps page of Salesforce, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flows.htm")
        .keywords(&["00d", "!aq"])
        .min_entropy(3.8)
        .examples(&[Example("value: \"", concat!("00DxO", "Z1wNwlJ295!4NElqHOsgxro9S9znNZ09lTfwjq11tyc5mSvp5ojZ4ErCKK6DjQsLMEblf01"), "\"")], &["00Dxxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/salesforce-refresh-token", "salesforce", r"\b{start-half}5[Aa]ep8[A-Za-z0-9_.=-]{80,120}\b{end-half}")
        .title("Salesforce refresh token")
        .remedy("Revoke it in the connected apps page of Salesforce, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flows.htm")
        .keywords(&["5aep8"])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("5Aep8", "oQKMwx4MktIFNI5dDeAhQOrMgHSv2ox29pieSEyPkdIC88nKyy4C4JyLRps9nAfQNLBU89dv", "4Q8nMR2w"), "\"")], &["5Aep8xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/salesforce-consumer-key", "salesforce", r"3MVG9[A-Za-z0-9_.]{75,100}")
        .title("Salesforce consumer key")
        .remedy("Revoke it in the connected apps page of Salesforce, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_flows.htm")
        .keywords(&["salesforce", "sfdc", "consumer_key", "consumerkey", "client_id", "clientid"])
        .severity(Severity::Medium)
        .min_entropy(4.0)
        .examples(&[Example("consumer_key = \"", concat!("3MVG9", "W5BySHUSPpGfnnfUj7XP6Ms2CiKpPhc4X3aAfDg6nj4t0XBwUtn6wQM3UaZLkMR2dR6eL0XL", "5t3"), "\"")], &["consumer_key = \"${SALESFORCE}\""]),
];
