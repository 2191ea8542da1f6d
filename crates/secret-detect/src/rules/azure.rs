//! Rules for Azure.

use portcullis_findings::{Confidence, Severity};

use crate::proof::azure_account_key;
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/azure-storage-key", "azure", r"AccountKey=([A-Za-z0-9+/]{86}==)")
        .title("Azure storage account key")
        .remedy("Revoke it in the Azure portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage")
        .keywords(&["accountkey="])
        .severity(Severity::Critical)
        .check(azure_account_key)
        .examples(&[Example("AccountKey=", concat!("7b+IR", "l8Dre0pqxTCVufYUFZ5GjhDIMQ0lWhy1yyIa8uPrhZmAtIcwftHDHnZ", "OQE+ZWepBCpECCv+Zdcjy2IvSg=="), ";EndpointSuffix=core")], &["AccountKey=<key>"]),
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
    Rule::token("secret/azure-signed-account-key", "azure", r"(?:(?m:^)|[^A-Za-z0-9+/_-])([A-Za-z0-9+/]{76}(?:\+(?:ASt|ABa|AMC)|ACDb)[A-Za-z0-9+/]{5}[AQgw]==)")
        .title("Azure storage, batch or Cosmos DB key by its signature")
        .remedy("Revoke it in the Azure portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage")
        .keywords(&["+ast", "+aba", "+amc", "acdb"])
        .min_entropy(4.0)
        .severity(Severity::Critical)
        .check(azure_account_key)
        .examples(&[Example("value: \"", concat!("c3j27", "xdcg2lMLzgeonyLGcTJFiz4soCmZ9cpvnpK", "nA1hEDCM4PmBxdUcl1MhOoSfAqFdpRaj71Ft+AStQUwOgQ=="), "\"")], &[]),
    Rule::token("secret/azure-signed-bus-key", "azure", r"(?:(?m:^)|[^A-Za-z0-9+/_-])([A-Za-z0-9+/]{33}(?:\+(?:ASb|AEh|ARm)|AIoT)[A-Za-z0-9+/]{5}[AEIMQUYcgkosw048]=)")
        .title("Azure Service Bus, Event Hubs, Relay or IoT key by its signature")
        .remedy("Revoke it in the Azure portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage")
        .keywords(&["+asb", "+aeh", "+arm", "aiot"])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("SBEkx", "GZG2SYE9B2rANN76DeYtZaEkoMxr+ASbRVF", "TVg="), "\"")], &[]),
    Rule::token("secret/azure-signed-key", "azure", r"(?:(?m:^)|[^A-Za-z0-9+/_-])([A-Za-z0-9]{33}AzCa[A-P][A-Za-z0-9]{5}=|[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}[AQgw]==|[A-Za-z0-9]{42}AzSe[A-D][A-Za-z0-9]{5}|[A-Za-z0-9+/]{42}\+ACR[A-D][A-Za-z0-9]{5})")
        .title("Azure Redis, Functions, Search, registry or API Management key by its signature")
        .remedy("Revoke it in the Azure portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage")
        .keywords(&["azca", "azfu", "azse", "+acr"])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("A9aw7", "HIPtGADdzfLrjMcgMuxIapYHZaNAR3zlT4B", "NLAzSeBZ2mpk"), "\"")], &[]),
    Rule::token("secret/azure-resource-key", "azure", r"\b{start-half}[A-Za-z0-9]{52}JQQJ9[9A-Z][A-Za-z0-9]{26}\b{end-half}")
        .title("Azure resource key of the common form")
        .remedy("Revoke it in the Azure portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage")
        .keywords(&["jqqj9"])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("GCJNc", "QAxnV1SYEEFNloPAmXXndI9le1kI3YLoJT6", "O0nPuMKvo8jMJQQJ99r8Y4emFaDGGCg9QPvtZQa05mfS"), "\"")], &[]),
    Rule::token("secret/azure-devops-token", "azure", r"\b{start-half}[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}\b{end-half}")
        .title("Azure DevOps personal access token")
        .remedy("Revoke it in the Azure portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage")
        .keywords(&["azdo"])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("hL7uE", "IOejp2nnERN66NvBERacPDCLSXhkIFXI5cV", "qushl8IlC7Be6WsT9CBmoEeEuTUIEEciXvC5AZDO7vvt"), "\"")], &[]),
    Rule::assigned("secret/azure-devops-old-token", "azure", r"[a-z2-7]{52}")
        .title("Azure DevOps personal access token, old form")
        .remedy("Revoke it in the user settings of Azure DevOps, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate")
        .keywords(&["azure_devops", "azuredevops", "azure-devops", "azdo", "ado_pat", "vsts", "system_accesstoken"])
        .min_entropy(3.4)
        .examples(&[Example("AZURE_DEVOPS_PAT=", concat!("k7q2z", "tlm4vx3rwhs6jd5nfbyptcqeuagiokwsxmznbrdvfhjlpn7"), "")], &["AZURE_DEVOPS_PAT=$(System.AccessToken)"]),
    Rule::assigned("secret/azure-openai-key", "azure", r"[0-9a-f]{32}")
        .title("Azure OpenAI or AI services key")
        .remedy("Revoke it in the Azure portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["azure_openai", "azureopenai", "azure-openai", "ocp-apim-subscription-key", "azure_cognitive", "azure_speech"])
        .min_entropy(3.0)
        .examples(&[Example("AZURE_OPENAI_KEY=", concat!("7a9c2", "0e4b1d83f56a0c7e912d4b8f653"), "")], &["AZURE_OPENAI_KEY=${KEY}"]),
    Rule::token("secret/azure-app-configuration", "azure", r"\.azconfig\.io;Id=[^;\s]{4,100};Secret=([A-Za-z0-9+/]{36,100}={0,2})")
        .title("Azure App Configuration secret")
        .remedy("Revoke it in the Azure portal, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://learn.microsoft.com/en-us/azure/azure-app-configuration/")
        .keywords(&[".azconfig.io;"])
        .min_entropy(3.5)
        .examples(&[Example("Endpoint=https://acme.azconfig.io;Id=ABCD-E6-s0:tl6ABc;Secret=", concat!("q8Zt3", "Lm7Vx2Kp9Rw4Hs6Jd5Nf1bYp0Tc2Qe7Ua9Gi4="), "")], &["Endpoint=https://acme.azconfig.io;Id=a;Secret=$(SECRET)"]),
];
