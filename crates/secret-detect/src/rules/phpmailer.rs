//! Rules for PHPMailer.

use portcullis_findings::Confidence;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[Rule::token(
    "secret/phpmailer-password",
    "phpmailer",
    r#"\$mail(?:er)?->Password\s{0,8}=\s{0,8}["\x27]([^"\x27\r\n]{5,80})["\x27]"#,
)
.title("Password of a mailer in PHP")
.remedy("Change the password of the mail account, and read it from the environment or a secret store.")
.keywords(&["->password"])
.confidence(Confidence::Medium)
.min_entropy(2.5)
.examples(
    &[Example(
        "$mail->Password = \"",
        concat!("q8Zt3", "Lm7Vx2K"),
        "\";",
    )],
    &["$mail->Password = \"password\";"],
)];
