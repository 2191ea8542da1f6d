//! Timestamp authorities of a trusted root.

use portcullis_findings::Timestamp;

use crate::key::KeyId;
use crate::window::Window;

/// An authority and when it is trusted.
#[derive(Clone, Debug)]
pub(crate) struct TimestampAuthority {
    _window: Window,
}

/// A timestamp that does not count.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("RFC 3161 timestamps are not verified")]
pub struct TimestampError;

pub(crate) struct Timestamped {
    pub(crate) authority: KeyId,
    pub(crate) time: Timestamp,
}

impl TimestampAuthority {
    pub(crate) const fn new(_chain: &[Vec<u8>], window: Window) -> Result<Self, TimestampError> {
        Ok(Self { _window: window })
    }
}

pub(crate) const fn verify(
    _token: &[u8],
    _message: &[u8],
    _authorities: &[TimestampAuthority],
) -> Result<Timestamped, TimestampError> {
    Err(TimestampError)
}
