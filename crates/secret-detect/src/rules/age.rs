//! Rules for age.

use portcullis_findings::Severity;

use crate::proof::age_key;
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[Rule::token(
    "secret/age-secret-key",
    "age",
    r"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}\b{end-half}",
)
.title("age secret key")
.remedy(
    "Make a new identity, encrypt again what was encrypted to the old one, and treat the contents as known.",
)
.docs("https://age-encryption.org/")
.keywords(&["age-secret-key-1"])
.severity(Severity::Critical)
.check(age_key)
.examples(
    &[Example(
        "value: \"",
        concat!(
            "AGE-S",
            "ECRET-KEY-1FX88ARC7U4R8SWJ30QR6VA08V3T909486XYXRZE8JYA3UA9WYEJ2TV6S75"
        ),
        "\"",
    )],
    &[],
)];
