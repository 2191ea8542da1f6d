//! Rules for private keys.

use portcullis_findings::Severity;

use crate::engine::MAX_EXTENDED_WIDTH;
use crate::proof::{block_end, private_key};
use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[Rule::token(
    "secret/private-key",
    "private-key",
    r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----",
)
.title("Private key")
.remedy("Replace the key pair wherever its public half is trusted, and revoke certificates made for it.")
.docs("https://www.rfc-editor.org/rfc/rfc7468")
.keywords(&["-----begin "])
.severity(Severity::Critical)
.extension(MAX_EXTENDED_WIDTH, block_end)
.check(private_key)
.examples(
    &[Example(
        "",
        concat!(
            "-----",
            "BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIL4jm8nj6xKiu18iRsTKADDDqwss+",
            "gdYMKdpavG8kDcP\n-----END PRIVATE KEY-----"
        ),
        "\n",
    )],
    &[
        "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY----------END OPENSSH PRIVATE KEY-----",
    ],
)];
