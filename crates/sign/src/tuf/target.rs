//! Targets: what the repository is there for.

use super::metadata::{Content, are};
use super::request::encoded;
use super::{Answer, Request, RequestKind, TufError};

/// A target that trusted metadata lists.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Target {
    pub(super) path: String,
    pub(super) content: Content,
    pub(super) consistent: bool,
}

impl Target {
    /// Its path, as it was sought. A name and nothing more: where it is stored is the caller's choice.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its length in bytes.
    #[must_use]
    pub const fn length(&self) -> u64 {
        self.content.length
    }

    /// Whether a file that the caller has already is this target.
    #[must_use]
    pub fn is(&self, bytes: &[u8]) -> bool {
        bytes.len() as u64 == self.content.length && are(bytes, &self.content.digests)
    }

    /// The file to fetch.
    #[must_use]
    pub fn request(&self) -> Request {
        let mut parts: Vec<String> = self.path.split('/').map(encoded).collect();
        if let (true, Some(name), Some(digest)) =
            (self.consistent, parts.last_mut(), self.content.digests.first())
        {
            *name = format!("{}.{name}", digest.to_hex());
        }
        Request {
            kind: RequestKind::Target,
            name: parts.join("/"),
            limit: self.content.length,
        }
    }

    /// Checks what was fetched and gives it up.
    ///
    /// # Errors
    ///
    /// [`TufError::Missing`], [`TufError::TooLarge`] or [`TufError::Digest`].
    pub fn accept(&self, answer: Answer) -> Result<Vec<u8>, TufError> {
        let file = self.request().name;
        match answer {
            Answer::NotFound => Err(TufError::Missing { file }),
            Answer::Bytes(bytes) if bytes.len() as u64 > self.content.length => Err(TufError::TooLarge {
                file,
                size: bytes.len() as u64,
                limit: self.content.length,
            }),
            Answer::Bytes(bytes) if self.is(&bytes) => Ok(bytes),
            Answer::Bytes(_) => Err(TufError::Digest { file }),
        }
    }
}

/// Whether a path may be sought: parts that are neither empty nor lead elsewhere.
pub(super) fn is_path(path: &str) -> bool {
    path.split('/')
        .all(|part| !matches!(part, "" | "." | "..") && !part.contains('\0'))
}
