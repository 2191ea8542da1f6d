//! Where a repository is, and how it is asked.

use portcullis_sign::tuf::Limits;

use crate::net::{Address, PlainHttp, Retries, Roots, Timeouts};

/// Where a repository is, and how it is asked.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RepositoryOptions {
    /// Where metadata is.
    pub metadata: Address,
    /// Where targets are; `targets` below the metadata unless set.
    pub targets: Address,
    /// Where plain `http` may lead: what arrives is verified, but who is on the way sees it.
    pub plain_http: PlainHttp,
    /// Whose certificates are accepted.
    pub roots: Roots,
    /// How much metadata is taken.
    pub limits: Limits,
    /// Bytes of a target. Default 16 MiB.
    pub target_bytes: u64,
    /// Redirections of one request. Default 5.
    pub redirections: u32,
    /// How long is waited; `total` is of one file.
    pub timeouts: Timeouts,
    /// How often is tried.
    pub retries: Retries,
}

impl RepositoryOptions {
    /// A repository whose targets are in `targets` below its metadata.
    #[must_use]
    pub fn new(metadata: Address) -> Self {
        Self {
            targets: metadata.below(&["targets"]),
            metadata,
            plain_http: PlainHttp::default(),
            roots: Roots::default(),
            limits: Limits::default(),
            target_bytes: 16 << 20,
            redirections: 5,
            timeouts: Timeouts::default(),
            retries: Retries::default(),
        }
    }
}
