//! Rules for Gradle.

use portcullis_findings::Confidence;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[Rule::token(
    "secret/gradle-signing-password",
    "gradle",
    r#"(?:storePassword|keyPassword)[ \t]{0,4}=?[ \t]{0,4}["\x27]([^"\x27\r\n$]{5,80})["\x27]"#,
)
.title("Password of a signing configuration")
.remedy(
    "Change the password of the keystore and the key, and read them from the environment or a secret store.",
)
.docs("https://developer.android.com/studio/publish/app-signing")
.keywords(&["storepassword", "keypassword"])
.confidence(Confidence::Medium)
.min_entropy(2.5)
.examples(
    &[Example("storePassword \"", concat!("q8Zt3", "Lm7Vx2K"), "\"")],
    &["storePassword System.getenv(\"STORE_PASSWORD\")"],
)];
