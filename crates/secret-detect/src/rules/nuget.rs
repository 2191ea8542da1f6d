//! Rules for NuGet.

use portcullis_findings::Confidence;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/nuget-api-key", "nuget", r"\b{start-half}oy2[a-z0-9]{43}\b{end-half}")
        .title("NuGet API key")
        .remedy("Revoke it in the API keys page of the account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["oy2"])
        .min_entropy(3.5)
        .examples(&[Example("value: \"", concat!("oy292", "sdqtzjuybolyjp27xfwhsd1k2seus358gwfbpdpwi"), "\"")], &[]),
    Rule::token("secret/nuget-config-password", "nuget", r#"(?i)key="(?:ClearText)?Password"\s{1,8}value="([^"\r\n]{8,120})""#)
        .title("Password in a NuGet configuration")
        .remedy("Change it in the API keys page of the account, keep the new one out of the text, and look for its use in the logs.")
        .keywords(&["key=\"password\"", "key=\"cleartextpassword\""])
        .confidence(Confidence::Medium)
        .min_entropy(2.5)
        .examples(&[Example("<add key=\"ClearTextPassword\" value=\"", concat!("EWaP", "dU8dtFSn3v"), "\" />")], &[]),
];
