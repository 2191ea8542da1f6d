//! A value of no known issuer assigned to a name that says "credential".

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[Rule::generic(
    "generic/credential",
    r"[A-Za-z0-9_.+/=~@!#%^&*-]{10,150}",
)
.title("Credential assigned to a name")
.remedy(
    "If it is one, change it at the service it opens and pass it from a secret store instead of the text.",
)
.keywords(&[
    "secret",
    "token",
    "passw",
    "pwd",
    "credential",
    "api_key",
    "api-key",
    "apikey",
    "access_key",
    "access-key",
    "accesskey",
    "auth_key",
    "auth-key",
    "authkey",
    "private_key",
    "private-key",
    "privatekey",
    "creds",
    "signing_key",
    "signingkey",
    "encryption_key",
    "encryptionkey",
    "master_key",
    "masterkey",
])
.min_entropy(3.0)
.examples(
    &[
        Example("db_password = \"", concat!("q7Xz0", "PfL2mWn8Kd"), "\""),
        Example("export API_KEY=", concat!("Zk4m9", "Qw7TtX2vB8nL0pR5s"), ""),
    ],
    &[
        "password = \"${DB_PASSWORD}\"",
        "token_url = 'https://id.example/oauth2/token'",
        "secret: 79a3edd0-2092-40a2-a04d-dcb46d5ca9ed",
        "tokenizer = Tokenizer2::new_with_config(config)",
        "\"integrity\": \"sha512-abc\", \"password\": \"changeme\"",
    ],
)];
