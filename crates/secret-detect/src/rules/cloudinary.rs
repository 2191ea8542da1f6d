//! Rules for Cloudinary.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/cloudinary-url", "cloudinary", r"cloudinary://[0-9]{15}:([A-Za-z0-9_-]{27})\x40[A-Za-z0-9_-]{3,64}")
        .title("Cloudinary environment variable")
        .remedy("Revoke it in the API keys page of the Cloudinary console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://cloudinary.com/documentation/finding_your_credentials_tutorial")
        .keywords(&["cloudinary://"])
        .min_entropy(3.0)
        .examples(&[Example("cloudinary://874837483274837:", concat!("q8Zt3", "Lm7Vx2Kp9Rw4Hs6Jd5Nf1b"), "@acme")], &["cloudinary://<key>:<secret>@<cloud>"]),
    Rule::assigned("secret/cloudinary-secret", "cloudinary", r"(?:[A-Za-z0-9_-]{32}|[A-Za-z0-9_-]{27})")
        .title("Cloudinary API secret")
        .remedy("Revoke it in the API keys page of the Cloudinary console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://cloudinary.com/documentation/finding_your_credentials_tutorial")
        .keywords(&["cloudinary"])
        .min_entropy(3.5)
        .examples(&[Example("cloudinary_key = \"", concat!("zCdh5", "mjbh8xCGxQ2eDbxmF1a4RyxflLg"), "\"")], &["cloudinary_key = \"${CLOUDINARY}\""]),
    Rule::assigned("secret/cloudinary-key", "cloudinary", r"[0-9]{15}")
        .title("Cloudinary API key")
        .remedy("Revoke it in the API keys page of the Cloudinary console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://cloudinary.com/documentation/finding_your_credentials_tutorial")
        .keywords(&["cloudinary_api_key", "cloudinaryapikey", "cloudinary-api-key", "cloudinary_key"])
        .severity(Severity::Low)
        .min_entropy(2.0)
        .examples(&[Example("cloudinary_api_key = \"", concat!("48291", "7365104829"), "\"")], &["cloudinary_api_key = \"${CLOUDINARY_API_KEY}\""]),
];
