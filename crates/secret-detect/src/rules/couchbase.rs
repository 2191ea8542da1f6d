//! Rules for Couchbase.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/couchbase-key", "couchbase", r"[A-Za-z0-9+/%!#@]{64,100}={0,2}")
        .title("Couchbase Capella API secret")
        .remedy("Revoke it in the API keys page of Capella, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["couchbase", "capella"])
        .min_entropy(4.0)
        .examples(&[Example("couchbase_key = \"", concat!("NJwYt", "gTWrzXQ7Q8ZiQMya7N7fmjUy7NuR8V65yBcZFDH0rMVPb5xUzNQ29SX9cVH"), "\"")], &["couchbase_key = \"${COUCHBASE}\""]),
];
