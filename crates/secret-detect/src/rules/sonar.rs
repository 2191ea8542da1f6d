//! Rules for Sonar.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/sonar-token", "sonar", r"\b{start-half}sq[upa]_[a-f0-9]{40}\b{end-half}")
        .title("SonarQube token")
        .remedy("Revoke it in the security page of the account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["squ_", "sqp_", "sqa_"])
        .examples(&[Example("value: \"", concat!("squ_0", "64428042e0ece58a9b7ad7341a9848c991013a1"), "\"")], &[]),
    Rule::assigned("secret/sonar-legacy-token", "sonar", r"(?:sq[upa]_)?[A-Za-z0-9=_-]{40}")
        .title("SonarQube token, old form")
        .remedy("Revoke it in the security page of the account, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["sonar"])
        .examples(&[Example("sonar_key = \"", concat!("63rx4", "mrdjzfbmojv0ehlmcwzhk9yy2p3v0tvkzzq"), "\"")], &[]),
];
