//! Rules for Firebase.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::token("secret/firebase-key", "firebase", r"\b{start-half}AAAA[A-Za-z0-9_-]{7}:[A-Za-z0-9_-]{140}\b{end-half}")
        .title("Firebase Cloud Messaging server key")
        .remedy("Revoke it in the account settings of Firebase, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["aaaa"])
        .min_entropy(4.0)
        .examples(&[Example("value: \"", concat!("AAAA2", "odoxdz:hC1mooVFPMiRz0w6r1Gzc6lSewOvdzBwjIi1XM53XEq4zwQhr7BEn8FJzEzlcCzZp", "g0QdU6DZFDAUDrgTd6lFji28G86ZodikIiksTi4vQ1tT9CW3qgDjzm2YlfoXbYhaBkrh8iXi", "Cn3"), "\"")], &["AAAAxxxxxxxxxxxxxxxxxxxxxxxx"]),
];
