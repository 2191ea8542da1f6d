//! Rules for Yandex Cloud.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/yandex-access-token", "yandex", r"\b{start-half}t1\.[A-Za-z0-9_-]{1,400}={0,2}\.[A-Za-z0-9_-]{86}={0,2}")
        .title("Yandex Cloud IAM token")
        .remedy("Revoke it in the cloud console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://yandex.cloud/en/docs/iam/concepts/authorization/")
        .keywords(&["t1."])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("t1.Ly", "-0RphXzFFl3acqwwQ8IOG5p0ip0M9-dR-lX4fa.xg3POWMdMpQ_sZ20TpP8GUJ39vpdKtrxf", "WjBjtK2v2sCfBjIk2Gubpv31STnVSQWt3B102PAuLCg2EphHO7zZz"), "\"")], &[]),
    Rule::token("secret/yandex-api-key", "yandex", r"\b{start-half}AQVN[A-Za-z0-9_-]{35,38}\b{end-half}")
        .title("Yandex Cloud API key")
        .remedy("Revoke it in the cloud console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://yandex.cloud/en/docs/iam/concepts/authorization/")
        .keywords(&["aqvn"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("AQVNa", "xqMhzjVaE8BGvywpWg--ATNw2Jrp1Ju_81k"), "\"")], &[]),
    Rule::assigned("secret/yandex-static-key", "yandex", r"YC[A-Za-z0-9_-]{38}")
        .title("Yandex Cloud static key")
        .remedy("Revoke it in the cloud console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://yandex.cloud/en/docs/iam/concepts/authorization/")
        .keywords(&["yandex"])
        .examples(&[Example("yandex_key = \"", concat!("YCkKj", "s6nECbMGttzvuR3aUhTtqEv7rfll78CvD2c"), "\"")], &[]),
];
