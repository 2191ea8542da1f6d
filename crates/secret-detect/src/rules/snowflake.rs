//! Rules for Snowflake.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/snowflake-token", "snowflake", r"[A-Za-z0-9_.-]{100,300}")
        .title("Snowflake programmatic access token")
        .remedy("Revoke it in the programmatic access tokens of the user in Snowflake, issue a new one with the least rights that do, and look through the audit log for its use.")
        .keywords(&["snowflake"])
        .min_entropy(4.0)
        .examples(&[Example("snowflake_key = \"", concat!("j5AIr", "KxvrWIfSiAH6U8od3D86Wm6u0IRY7L8z0Vjlh8nUetNgkUfqdJMULHiJaVuhP5QFkLwa8XaN", "Ih3KMfuX8of0ixEB8GNd1zm"), "\"")], &["snowflake_key = \"${SNOWFLAKE}\""]),
];
