//! Rules for Infomaniak.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/infomaniak-token", "infomaniak", r"[A-Za-z0-9_-]{72,90}")
        .title("Infomaniak API token")
        .remedy("Revoke it in the API tokens page of the Infomaniak manager, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["infomaniak"])
        .min_entropy(4.0)
        .examples(&[Example("infomaniak_key = \"", concat!("DtDLA", "4laC30XUchEE0Mld6TObcbpv5KHSxR3kn645QNstCuFPcWRw2d7CQjSToV5QVAyl7wu"), "\"")], &["infomaniak_key = \"${INFOMANIAK}\""]),
];
