//! Rules for Azure.

use portcullis_findings::{Confidence, Severity};

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/azure-storage-key", "azure", r"AccountKey=([A-Za-z0-9+/]{86}==)")
        .title("Azure storage account key")
        .remedy("Revoke it in the Azure portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage")
        .keywords(&["accountkey="])
        .severity(Severity::Critical)
        .examples(&[Example("AccountKey=", concat!("3Acce", "fdAgxcr7tklKr9rt65q4zkSAJpVSFp4nezzdaU8IVOsYqFfF92z9YvwFEQYlgI2j1BOPZRt8", "cOr9DG59f=="), ";EndpointSuffix=core")], &[]),
    Rule::token("secret/azure-shared-access-key", "azure", r"SharedAccessKey=([A-Za-z0-9+/]{43,64}={0,2})")
        .title("Azure Service Bus or Event Hubs key")
        .remedy("Revoke it in the Azure portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage")
        .keywords(&["sharedaccesskey="])
        .examples(&[Example("SharedAccessKey=", concat!("JqSWm", "lY0yZgtQEq42m97SXxi5leAiMSP2bKVABEU1dd="), "")], &[]),
    Rule::token("secret/azure-sas-signature", "azure", r"[?&;]sig=([A-Za-z0-9%+/]{43,70}(?:%3[dD]|=))")
        .title("Azure shared access signature")
        .remedy("Revoke it in the Azure portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview")
        .keywords(&["?sig=", "&sig=", ";sig="])
        .confidence(Confidence::Medium)
        .examples(&[Example("?sv=2022-11-02&sp=r&sig=", concat!("jOQ5n", "8zF7Oq20XOrVSQH0uH5edqYYsOIFuPHSqFj5Ha%3D"), "")], &[]),
    Rule::token("secret/azure-client-secret", "azure", r"(?:(?m:^)|[\s'\x22`=:(,>\[\\])([A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})(?:(?m:$)|[\s'\x22`<),;\]\\])")
        .title("Azure AD client secret")
        .remedy("Revoke it in the Azure portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://learn.microsoft.com/en-us/entra/identity-platform/howto-create-service-principal-portal")
        .keywords(&["0q~", "1q~", "2q~", "3q~", "4q~", "5q~", "6q~", "7q~", "8q~", "9q~"])
        .min_entropy(3.0)
        .examples(&[Example(" \"", concat!("aX.8Q", "~RJDSxJDCeTkl7UatsOAqCXAXKfaHQPnu9"), "\"")], &[]),
];
