//! Rules for PsExec.

use portcullis_findings::Confidence;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[Rule::token(
    "secret/psexec-password",
    "psexec",
    r#"(?i:psexec(?:64)?(?:\.exe)?\s[^\r\n]{0,160}?\s[-/]p\s{1,4}["\x27]?)([^\s"\x27<>]{4,80})"#,
)
.title("Password in a PsExec command")
.remedy("Change the password of the account, and pass it from a secret store instead of the command line.")
.keywords(&["psexec"])
.confidence(Confidence::Medium)
.min_entropy(2.3)
.examples(
    &[Example(
        "psexec \\\\host -u admin -p ",
        concat!("q8Zt3", "!Lm7Vx"),
        " cmd",
    )],
    &["psexec -u admin -p %PASSWORD% cmd"],
)];
