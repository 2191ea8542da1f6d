//! What is brought, from where, and within which limits.

use std::path::PathBuf;
use std::time::Duration;

use super::{Address, Digests};

/// Where OSV exports its records to, as its documentation says under *data dumps*.
pub const PUBLIC_BASE: &str = "https://osv-vulnerabilities.storage.googleapis.com";

/// Which ecosystems are brought.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Selection {
    /// These, spelled as OSV spells them: `PyPI`, `Red Hat`, `Debian:12`.
    Ecosystems(Vec<String>),
    /// All that the server's `ecosystems.txt` lists, without releases of what is listed as a whole (`Debian:12` is in `Debian`).
    All,
}

/// What happens to an archive whose newest advisory is older than the newest at hand.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum OlderArchives {
    /// It is refused: who can serve old data can hide what is known since.
    #[default]
    Refuse,
    /// It is taken.
    Take,
}

/// Where plain `http` may lead.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum PlainHttp {
    /// To this machine alone.
    #[default]
    Loopback,
    /// Anywhere: whoever is on the way can change what arrives, unless there are digests.
    Anywhere,
}

/// Whose certificates are accepted.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Roots {
    /// The roots that Mozilla's programme includes, as they were when this was built.
    #[default]
    Bundled,
    /// These alone, PEM.
    Only(Vec<u8>),
}

/// How much is taken.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct UpdateLimits {
    /// Bytes of one archive. Default 1 GiB; the largest of OSV has under 300 MB.
    pub archive_bytes: u64,
    /// Bytes of all archives of one update, unchanged ones included. Default 8 GiB.
    pub total_bytes: u64,
    /// Bytes of all records of one archive, unpacked. Default 16 GiB.
    pub unpacked_bytes: u64,
    /// Records of one archive. Default 4,000,000.
    pub records: u64,
    /// Redirections of one request. Default 5.
    pub redirections: u32,
    /// Ecosystems of one update. Default 1,000.
    pub ecosystems: usize,
}

impl Default for UpdateLimits {
    fn default() -> Self {
        Self {
            archive_bytes: 1 << 30,
            total_bytes: 8 << 30,
            unpacked_bytes: 16 << 30,
            records: 4_000_000,
            redirections: 5,
            ecosystems: 1_000,
        }
    }
}

/// How long is waited.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Timeouts {
    /// For a connection, its TLS handshake included. Default 20 seconds.
    pub connect: Duration,
    /// For the head of an answer. Default 60 seconds.
    pub answer: Duration,
    /// For the next bytes. Default 30 seconds.
    pub stall: Duration,
    /// For one archive, all attempts and waits together. Default 1 hour.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            answer: Duration::from_secs(60),
            stall: Duration::from_secs(30),
            total: Duration::from_secs(60 * 60),
        }
    }
}

/// How often is tried, and how long waited in between: each time twice as long, or as long as the server asks, up to a bound.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Retries {
    /// Attempts, the first included. Default 5.
    pub attempts: u32,
    /// The first wait. Default 1 second.
    pub wait: Duration,
    /// No wait is longer. Default 60 seconds.
    pub longest_wait: Duration,
}

impl Default for Retries {
    fn default() -> Self {
        Self {
            attempts: 5,
            wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(60),
        }
    }
}

/// What [`update_advisories`](super::update_advisories) does.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct UpdateOptions {
    /// The folder that holds the archives, `<folder>/<Ecosystem>/all.zip` with the name percent-escaped; made if missing.
    pub folder: PathBuf,
    /// Where archives come from; [`PUBLIC_BASE`] unless set.
    pub base: Address,
    /// What is brought; all unless set.
    pub selection: Selection,
    /// SHA-256 digests; if given, every archive must have its own.
    pub digests: Option<Digests>,
    /// Whether data may get older.
    pub older: OlderArchives,
    /// Where plain `http` may lead.
    pub plain_http: PlainHttp,
    /// Whose certificates are accepted.
    pub roots: Roots,
    /// How much is taken.
    pub limits: UpdateLimits,
    /// How long is waited.
    pub timeouts: Timeouts,
    /// How often is tried.
    pub retries: Retries,
}

impl UpdateOptions {
    /// All ecosystems of the public export into a folder.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            base: Address::public(),
            selection: Selection::All,
            digests: None,
            older: OlderArchives::default(),
            plain_http: PlainHttp::default(),
            roots: Roots::default(),
            limits: UpdateLimits::default(),
            timeouts: Timeouts::default(),
            retries: Retries::default(),
        }
    }
}
