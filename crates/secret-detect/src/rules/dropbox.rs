//! Rules for Dropbox.

use portcullis_findings::Severity;

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/dropbox-secret", "dropbox", r"[a-z0-9]{15}")
        .title("Dropbox app key or secret")
        .remedy("Revoke it in the App Console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.dropbox.com/oauth-guide")
        .keywords(&["dropbox"])
        .severity(Severity::Medium)
        .min_entropy(3.0)
        .examples(&[Example("dropbox_key = \"", concat!("vm3sl", "bjopvobwww"), "\"")], &[]),
    Rule::assigned("secret/dropbox-access-token", "dropbox", r"(?:sl\.(?:u\.)?[A-Za-z0-9=_-]{130,1000}|[A-Za-z0-9]{11}A{10}[A-Za-z0-9=_-]{43})")
        .title("Dropbox access token")
        .remedy("Revoke it in the App Console, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developers.dropbox.com/oauth-guide")
        .keywords(&["dropbox"])
        .examples(&[Example("dropbox_key = \"", concat!("sl.j2", "gaYdOfF0zM_nj1Xtsd2fqoDh7G6oT3vJuBTZnMGL6L4Yzztge9JcVIYXSGNDsQVvGMz6-Rjq", "_2QRxkDggQHpBlZkBZ3zbTMM6_YbdT3qeRDwbD5oqfe4GOvPiTrvOP1E3krq6"), "\"")], &[]),
];
