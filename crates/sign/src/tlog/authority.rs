//! The logs that are trusted.

use portcullis_findings::Timestamp;

use super::note::{NoteKey, NoteKeyType};
use crate::key::{KeyId, VerifyingKey};
use crate::window::Window;

/// A log's key with the time it is trusted for, as a trusted root states it.
#[derive(Clone, Debug)]
pub struct LogAuthority {
    id: Box<[u8]>,
    window: Window,
    note_key: NoteKey,
}

/// A log that cannot be trusted as stated.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LogAuthorityError {
    /// The beginning of the id names the key on checkpoints.
    #[error("a log's id has at least 4 bytes, found {size}")]
    ShortId {
        /// Bytes found.
        size: usize,
    },
    /// Only a log whose id is the SHA-256 of its key can do without an origin.
    #[error("the log has an id of its own and no origin")]
    NoOrigin,
}

impl LogAuthority {
    /// A log. `id` is what its entries name it by, and begins with the id on its checkpoints' signature lines; `origin`
    /// is the name of the log, a schema-less URL.
    ///
    /// Where the id is the SHA-256 of the key in DER (Rekor v1, RFC 6962), every name goes with the key: instances of
    /// Rekor v1 sign under names that no trusted root states. Otherwise checkpoints must be of `origin`.
    ///
    /// # Errors
    ///
    /// [`LogAuthorityError`] if no checkpoint could ever be the log's.
    pub fn new(
        id: &[u8],
        key: VerifyingKey,
        origin: Option<&str>,
        window: Window,
    ) -> Result<Self, LogAuthorityError> {
        let size = id.len();
        let hint = id.first_chunk::<4>().ok_or(LogAuthorityError::ShortId { size })?;
        let name = if id == key.key_id().as_bytes() {
            None
        } else {
            Some(origin.ok_or(LogAuthorityError::NoOrigin)?.to_owned())
        };
        let kind = NoteKeyType::of_log_key(&key);
        Ok(Self {
            id: id.into(),
            window,
            note_key: NoteKey::of_log(*hint, name, key, kind),
        })
    }

    /// What entries name the log by.
    #[must_use]
    pub const fn id(&self) -> &[u8] {
        &self.id
    }

    /// The key's id: what makes two logs different.
    #[must_use]
    pub const fn key_id(&self) -> KeyId {
        self.key().key_id()
    }

    /// When the key is trusted, both ends included.
    #[must_use]
    pub const fn window(&self) -> &Window {
        &self.window
    }

    /// Whether the key is trusted at that time.
    #[must_use]
    pub fn is_trusted_at(&self, time: Timestamp) -> bool {
        self.window.contains(time)
    }

    pub(super) const fn key(&self) -> &VerifyingKey {
        self.note_key.key()
    }

    pub(super) const fn note_key(&self) -> &NoteKey {
        &self.note_key
    }
}
