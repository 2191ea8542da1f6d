//! Rules for Sidekiq.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/sidekiq-credential", "sidekiq", r"[0-9a-f]{8}:[0-9a-f]{8}")
        .title("Sidekiq Pro or Enterprise credential")
        .remedy(
            "Ask the vendor for new access to the gem server, and pass it to Bundler from a secret store.",
        )
        .docs("https://github.com/sidekiq/sidekiq/wiki/Commercial-FAQ")
        .keywords(&["contribsys__com", "contribsys.com"])
        .min_entropy(2.0)
        .examples(
            &[Example(
                "BUNDLE_GEMS__CONTRIBSYS__COM=",
                concat!("5e8b", "07c4:9d1f62ab"),
                "",
            )],
            &["BUNDLE_GEMS__CONTRIBSYS__COM=${SIDEKIQ}"],
        ),
    Rule::token(
        "secret/sidekiq-url",
        "sidekiq",
        r"://([0-9a-f]{8}:[0-9a-f]{8})@(?:gems|enterprise)\.contribsys\.com",
    )
    .title("Sidekiq credential in the URL of the gem server")
    .remedy("Ask the vendor for new access to the gem server, and pass it to Bundler from a secret store.")
    .docs("https://github.com/sidekiq/sidekiq/wiki/Commercial-FAQ")
    .keywords(&["contribsys.com"])
    .min_entropy(2.0)
    .examples(
        &[Example(
            "https://",
            concat!("5e8b", "07c4:9d1f62ab"),
            "@gems.contribsys.com/",
        )],
        &[
            "https://gems.contribsys.com/",
            "https://user:pass@gems.contribsys.com/",
        ],
    ),
];
