//! Offline proof: checksums and structure that a vendor puts into a credential.

mod aws;
mod base62;
mod basic;
mod bech32;
mod checksum;
mod der;
mod json_token;
mod macaroon;
mod pem;
mod structure;

pub(crate) use aws::access_key_id;
pub(crate) use base62::prefixed_token;
pub(crate) use basic::{base64_end, basic_pair};
pub(crate) use bech32::age_key;
pub(crate) use checksum::{gitlab_token, grafana_token};
pub(crate) use json_token::{json_web_token, jwt_end, one_password_token};
pub(crate) use macaroon::pypi_token;
pub(crate) use pem::{block_end, private_key};
pub(crate) use structure::{azure_account_key, discord_token, prefixed_json};

/// How an offline test came out. The notes are fixed texts and hold nothing of the secret.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Proof {
    /// It is well-formed; the confidence becomes certain.
    Passed {
        /// What was shown.
        note: &'static str,
    },
    /// It is well-formed and of no use without something else; the confidence becomes certain, the severity low.
    Protected {
        /// What was shown.
        note: &'static str,
    },
    /// It is not; the confidence sinks by one step. Tokens older than the checksum, and cut ones, exist.
    Failed {
        /// What did not hold.
        note: &'static str,
    },
    /// Nothing was shown.
    Open,
}

impl Proof {
    /// What was shown, in words.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        match self {
            Self::Passed { note } | Self::Protected { note } | Self::Failed { note } => Some(note),
            Self::Open => None,
        }
    }

    pub(crate) fn of(holds: bool, passed: &'static str, failed: &'static str) -> Self {
        if holds {
            Self::Passed { note: passed }
        } else {
            Self::Failed { note: failed }
        }
    }
}
