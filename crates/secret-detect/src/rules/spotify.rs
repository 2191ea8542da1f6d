//! Rules for Spotify.

use crate::rule::{Example, Rule};

pub(super) static RULES: &[Rule] = &[
    Rule::assigned("secret/spotify-key", "spotify", r"[0-9a-f]{32}")
        .title("Spotify client secret")
        .remedy("Revoke it in the account settings of Spotify, issue a new one with the least rights that do, and look through the audit log for its use.")
        .docs("https://developer.spotify.com/documentation/web-api/concepts/apps")
        .keywords(&["spotify"])
        .min_entropy(3.0)
        .examples(&[Example("spotify_key = \"", concat!("6c91e", "1ceba74e680451d53da437da435"), "\"")], &["spotify_key = \"${SPOTIFY}\""]),
];
