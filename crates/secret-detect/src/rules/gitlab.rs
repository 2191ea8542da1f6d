//! Rules for GitLab.

use portcullis_findings::Severity;

use crate::proof::gitlab_token;
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/gitlab-personal-access-token", "gitlab", r"\b{start-half}glpat-[A-Za-z0-9_-]{20,300}(?:(?:\.[0-9a-z]{2})?\.[0-9a-z]{9})?\b{end-half}")
        .title("GitLab personal access token")
        .remedy("Revoke it in the access tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.gitlab.com/security/tokens/")
        .keywords(&["glpat-"])
        .severity(Severity::Critical)
        .min_entropy(3.0)
        .check(gitlab_token)
        .examples(&[Example("value: \"", concat!("glpat", "-q8Zt3Lm7Vx2Kp9Rw4Hs6Jd5Nf1b.01.0r0z45hgc"), "\"")], &["glpat-short"]),
    Rule::token("secret/gitlab-runner-token", "gitlab", r"\b{start-half}(?:glrtr?-(?:t[0-9]_)?[A-Za-z0-9_-]{20,300}(?:(?:\.[0-9a-z]{2})?\.[0-9a-z]{9})?|GR1348941[A-Za-z0-9_-]{20})\b{end-half}")
        .title("GitLab runner token")
        .remedy("Revoke it in the access tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.gitlab.com/security/tokens/")
        .keywords(&["glrt-", "glrtr-", "gr1348941"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("glrt-", "ZZgh4B-DPM-k73QSgj3x"), "\"")], &[]),
    Rule::token("secret/gitlab-deploy-token", "gitlab", r"\b{start-half}gldt-[A-Za-z0-9_-]{20,64}\b{end-half}")
        .title("GitLab deploy token")
        .remedy("Revoke it in the access tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.gitlab.com/security/tokens/")
        .keywords(&["gldt-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("gldt-", "_LBW-d-XtbzQjRWBzjox"), "\"")], &[]),
    Rule::token("secret/gitlab-trigger-token", "gitlab", r"\b{start-half}glptt-[0-9a-f]{40}\b{end-half}")
        .title("GitLab pipeline trigger token")
        .remedy("Revoke it in the access tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.gitlab.com/security/tokens/")
        .keywords(&["glptt-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("glptt", "-7d0136fee69c62a9f6426e267806bc10d12daaf7"), "\"")], &[]),
    Rule::token("secret/gitlab-job-token", "gitlab", r"\b{start-half}glcbt-[A-Za-z0-9]{1,5}_[A-Za-z0-9_-]{20,64}\b{end-half}")
        .title("GitLab CI/CD job token")
        .remedy("Revoke it in the access tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.gitlab.com/security/tokens/")
        .keywords(&["glcbt-"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("glcbt", "-48_8ITa04gMwkyt2GTNrcwx"), "\"")], &[]),
    Rule::token("secret/gitlab-oauth-secret", "gitlab", r"\b{start-half}gloas-[A-Za-z0-9_-]{64}\b{end-half}")
        .title("GitLab OAuth application secret")
        .remedy("Revoke it in the access tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.gitlab.com/security/tokens/")
        .keywords(&["gloas-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("gloas", "-24ab8cc4ca58e484a72c75910b3d7ae606cf9da28d7d3b5a12facc3e1c41afad"), "\"")], &[]),
    Rule::token("secret/gitlab-agent-token", "gitlab", r"\b{start-half}glagent-[A-Za-z0-9_-]{50}")
        .title("GitLab agent for Kubernetes token")
        .remedy("Revoke it in the access tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.gitlab.com/security/tokens/")
        .keywords(&["glagent-"])
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("glage", "nt-dXa2l8fIxTXs_ganfnRnpnmu9zPTB_WebBRjsB5PvTxwTQqkPb"), "\"")], &[]),
    Rule::token("secret/gitlab-feed-token", "gitlab", r"\b{start-half}(?:glft|glimt|glffct|glsoat|glwt)-[A-Za-z0-9_-]{20,64}")
        .title("GitLab feed, mail, feature flag or SCIM token")
        .remedy("Revoke it in the access tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.gitlab.com/security/tokens/")
        .keywords(&["glft-", "glimt-", "glffct-", "glsoat-", "glwt-"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("value: \"", concat!("glft-", "CcFo8qAKlHWCLnL7MYnS"), "\"")], &[]),
    Rule::token("secret/gitlab-session", "gitlab", r"_gitlab_session=([0-9a-z]{32})\b{end-half}")
        .title("GitLab session cookie")
        .remedy("Revoke it in the access tokens page, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.gitlab.com/security/tokens/")
        .keywords(&["_gitlab_session="])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("_gitlab_session=", concat!("bdc26", "548b75a49bdcb636a98f72fb8d8"), "")], &[]),
];
