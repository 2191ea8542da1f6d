//! Rules for IBM.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/ibm-cloud-key", "ibm", r"[A-Za-z0-9_-]{44}")
        .title("IBM Cloud API key")
        .remedy("Revoke it in the API keys page of IBM Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://cloud.ibm.com/docs/account?topic=account-userapikey")
        .keywords(&["ibm_cloud", "ibmcloud", "ibm-cloud", "ibm_platform", "ibm_api", "ibm_iam", "ibm_key", "bluemix", "iam_apikey", "iam_api_key"])
        .min_entropy(3.8)
        .examples(&[Example("IBM_CLOUD_API_KEY=\"", concat!("zW4qG", "7bH5OBzvKBvrraO2bcD8gkjD4Ma3BoBgMD3YR4q"), "\"")], &["IBM_CLOUD_API_KEY=\"${IBM_CLOUD}\""]),
];
