//! Rules for PubNub.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/pubnub-secret-key", "pubnub", r"\b{start-half}sec-c-[A-Za-z0-9+/=]{48}\b{end-half}")
        .title("PubNub secret key")
        .remedy("Revoke it in the admin portal of PubNub, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sec-c-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("sec-c", "-W3wJw5n6q7knUFAvls9OuR49RH9fDo6yfz4OnHZcCxWlihGZ"), "\"")], &["sec-c-xxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::token("secret/pubnub-key", "pubnub", r"\b{start-half}(?:pub|sub)-c-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b{end-half}")
        .title("PubNub publish or subscribe key")
        .remedy("Revoke it in the admin portal of PubNub, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["pub-c-", "sub-c-"])
        .severity(Severity::Low)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("pub-c", "-46c2729f-6d74-1419-baa4-25c55ffda1cf"), "\"")], &["pub-c-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
