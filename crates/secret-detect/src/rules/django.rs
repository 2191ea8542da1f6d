//! Rules for Django.

use portcullis_findings::{Confidence, Severity};

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/django-key", "django", r"django-insecure-[A-Za-z0-9!@#$%^&*()=_+-]{50}")
        .title("Django secret key of a development setting")
        .remedy("Revoke it in the account settings of Django, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.djangoproject.com/en/stable/ref/settings/#secret-key")
        .keywords(&["django-insecure-"])
        .severity(Severity::Medium)
        .confidence(Confidence::Medium)
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("djang", "o-insecure-q8z_t3lm7v(x2k)p9rw4hs6jd5nf1by0c*t2eq7au9ig4ko!3m"), "\"")], &["django-insecure-xxxxxxxxxxxxxxxxxxxxxxxx"]),
];
