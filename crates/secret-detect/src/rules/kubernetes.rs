//! Rules for Kubernetes.

use portcullis_findings::Confidence;

use crate::rule::{Example, Rank, Rule};

/// Behind `data:`: up to three other entries or comments, then a name and its value, in the line or as a block below it.
macro_rules! entry {
    () => {
        r#"data:[ \t]{0,16}\r?\n(?:[ \t]{1,16}[^\r\n]{0,160}\r?\n){0,3}?[ \t]{1,16}["\x27]?[A-Za-z0-9_.-]{1,100}["\x27]?:[ \t]{0,4}(?:[|>]-?[ \t]{0,4}\r?\n[ \t]{1,16})?["\x27]?([A-Za-z0-9+/]{10,800}={0,3})"#
    };
}

/// Lines that do not begin another document.
macro_rules! lines {
    () => {
        r#"(?:(?:[^\r\n-][^\r\n]{0,160}|-[^\r\n-][^\r\n]{0,160})?\r?\n){0,10}?"#
    };
}

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/kubernetes-secret", "kubernetes", concat!(r#"(?i:kind:[ \t]{1,4}["\x27]?Secret["\x27]?)[ \t]{0,24}\r?\n"#, lines!(), entry!()))
        .title("Value of a Kubernetes secret")
        .remedy("Change the value at the service it opens, apply the manifest from a secret store or sealed, and remove this one from the history.")
        .docs("https://kubernetes.io/docs/concepts/configuration/secret/")
        .keywords(&["kind: secret", "kind: \"secret", "kind: 'secret"])
        .confidence(Confidence::Medium)
        .rank(Rank::Document)
        .examples(
            &[Example("apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  password: ", concat!("cTdY", "ejBQZkwybVduOEtk"), "\n")],
            &[
                "kind: Secret\nmetadata:\n  name: db\ndata:\n  password: {{ .Values.password }}\n",
                "kind: Secret\nmetadata:\n  name: db\n---\nkind: ConfigMap\ndata:\n  name: c29tZXRoaW5nRWxzZQ==\n",
            ],
        ),
    Rule::token("secret/kubernetes-secret-data", "kubernetes", concat!(r"(?m:^)[ \t]?", entry!(), r#"["\x27]?[ \t]{0,8}\r?\n"#, lines!(), r#"(?i:kind:[ \t]{1,4}["\x27]?Secret\b{end-half})"#))
        .title("Value of a Kubernetes secret before its kind")
        .remedy("Change the value at the service it opens, apply the manifest from a secret store or sealed, and remove this one from the history.")
        .docs("https://kubernetes.io/docs/concepts/configuration/secret/")
        .keywords(&["kind: secret", "kind: \"secret", "kind: 'secret"])
        .confidence(Confidence::Medium)
        .rank(Rank::Document)
        .examples(
            &[Example("apiVersion: v1\ndata:\n  password: ", concat!("cTdY", "ejBQZkwybVduOEtk"), "\nkind: Secret\n")],
            &["data:\n  password: \"\"\nkind: Secret\n", "data:\n  name: c29tZXRoaW5nRWxzZQ==\nkind: ConfigMap\n"],
        ),
];
