//! Rules for Netlify.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/netlify-token", "netlify", r"[A-Za-z0-9=_-]{40,46}")
        .title("Netlify access token")
        .remedy("Revoke it in the user settings of Netlify, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.netlify.com/api/get-started/")
        .keywords(&["netlify"])
        .examples(&[Example("netlify_key = \"", concat!("hjonx", "v3ffyw1632l84p19szehklhr3rq7vxchkzfi4e"), "\"")], &[]),
    Rule::token("secret/netlify-personal-access-token", "netlify", r"\b{start-half}nfp_[A-Za-z0-9]{36}\b{end-half}")
        .title("Netlify personal access token")
        .remedy("Revoke it in the user settings of Netlify, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://docs.netlify.com/api/get-started/")
        .keywords(&["nfp_"])
        .examples(&[Example("value: \"", concat!("nfp_G", "V9QDy6hm2fr3wYAoA34eYl7ApTTT76ZRu10"), "\"")], &[]),
];
