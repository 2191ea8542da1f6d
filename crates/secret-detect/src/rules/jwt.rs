//! Rules for JSON Web Tokens.

use portcullis_findings::{Confidence, Severity};

use crate::proof::{json_web_token, jwt_end};
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/jwt", "jwt", r"\b{start-half}ey[JAI][A-Za-z0-9_-]{13}")
        .title("JSON Web Token")
        .remedy("End the session or rotate the signing key at the issuer; a token that has expired needs nothing but removal.")
        .docs("https://www.rfc-editor.org/rfc/rfc7519")
        .keywords(&["eyj", "eya", "eyi"])
        .severity(Severity::Medium)
        .confidence(Confidence::Medium)
        .min_entropy(3.0)
        .extension(8 * 1024, jwt_end)
        .check(json_web_token)
        .examples(&[Example("token: ", concat!("eyJhb", "GciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJidWlsZC0xNyIsInNjb3BlIjoiZGVw", "bG95IiwiaWF0IjoxNzAwMDAwMDAwfQ.3K4qsJRCOi6muhrfwW7tTpu-E1GtxSwEIeZMAIan7", "Dk"), "")], &[]),
];
