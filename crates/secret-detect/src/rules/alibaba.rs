//! Rules for Alibaba Cloud.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/alibaba-access-key-id", "alibaba", r"\b{start-half}LTAI[A-Za-z0-9]{12,20}\b{end-half}")
        .title("Alibaba Cloud access key id")
        .remedy("Revoke it in the RAM console of Alibaba Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["ltai"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("LTAIS", "YL0kE971eYToLWCpuGj"), "\"")], &[]),
    Rule::assigned("secret/alibaba-access-key-secret", "alibaba", r"[A-Za-z0-9]{30}")
        .title("Alibaba Cloud access key secret")
        .remedy("Revoke it in the RAM console of Alibaba Cloud, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["alibaba", "aliyun"])
        .severity(Severity::Critical)
        .examples(&[Example("alibaba_key = \"", concat!("8sye2", "nja3jgzdul48vwpme0rqspya0"), "\"")], &[]),
    Rule::assigned("secret/alibaba-sts-key-id", "alibaba", r"STS\.[A-Za-z0-9]{20,30}")
        .title("Alibaba Cloud temporary access key id")
        .remedy("Take the role's rights away until the session has expired, and look through the audit log for its use.")
        .docs("https://www.alibabacloud.com/help/en/resource-access-management/latest/assumerole")
        .keywords(&["alibaba", "aliyun", "access_key_id", "accesskeyid"])
        .severity(Severity::Medium)
        .min_entropy(3.5)
        .examples(&[Example("AccessKeyId: ", concat!("STS.", "JJibaZUPgHV7iB3m03nbqnsGp"), "")], &["AccessKeyId: STS.xxxxxxxxxxxxxxxxxxxxxxxxx"]),
    Rule::assigned("secret/alibaba-sts-token", "alibaba", r"CAIS[A-Za-z0-9+/]{36,1200}={0,2}")
        .title("Alibaba Cloud security token")
        .remedy("Take the role's rights away until the session has expired, and look through the audit log for its use.")
        .docs("https://www.alibabacloud.com/help/en/resource-access-management/latest/assumerole")
        .keywords(&["alibaba", "aliyun", "security_token", "securitytoken"])
        .min_entropy(4.0)
        .examples(&[Example("\"SecurityToken\": \"", concat!("CAIS", "WLuqIA1id6Vw5DQL05HA064GiIjHGb3CXlMaXZjljENUhJduRHHJEYXg4JdpmrcXgGCJbW56eCuNGMGmSrCGIZEG8pSH4487q7J58m1CiAhzCueQpBenQtYh"), "\"")], &["SecurityToken: CAIS"]),
];
