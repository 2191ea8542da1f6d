//! Why advisories were not brought.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use portcullis_archive::ArchiveError;
use portcullis_findings::{Digest, Gap, Timestamp};

use super::{Address, AddressError};

/// Nothing was updated.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UpdateError {
    /// Another update of the same folder is under way.
    #[error("{}: another update is under way", path.display())]
    Busy {
        /// The lock file.
        path: PathBuf,
    },
    /// The folder cannot be made or locked.
    #[error("{}: {source}", path.display())]
    Folder {
        /// The folder or the lock file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The base address is plain `http` to another machine, which was not allowed.
    #[error("{base}: an address of another machine begins with https")]
    PlainHttp {
        /// The base address.
        base: Address,
    },
    /// The roots hold no certificate, or one that cannot be read.
    #[error("the root certificates are no PEM certificates")]
    Roots,
    /// An ecosystem's name cannot be one: empty, of dots alone, with a slash or a control character, over 128 bytes.
    #[error("`{name}` is no name of an ecosystem")]
    Name {
        /// The name, escaped.
        name: String,
    },
    /// The list of all ecosystems was not brought.
    #[error("the list of ecosystems: {0}")]
    List(#[source] FetchError),
}

/// What was waited for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Wait {
    /// The address of the host, a connection, the end of the TLS handshake.
    Connect,
    /// The head of the answer.
    Answer,
    /// More bytes; also for the request to be taken.
    Stall,
    /// The end of it all.
    Total,
}

impl Wait {
    /// The wait in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "a connection",
            Self::Answer => "an answer",
            Self::Stall => "more bytes",
            Self::Total => "the end",
        }
    }
}

/// One archive was not brought; the one before, if any, is still in its place.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// There is no connection.
    #[error("{address}: no connection: {cause}")]
    Connect {
        /// Where to.
        address: Address,
        /// What the system said.
        cause: String,
    },
    /// The other side's certificate is not accepted, or TLS failed otherwise.
    #[error("{address}: TLS: {cause}")]
    Tls {
        /// Where to.
        address: Address,
        /// What is wrong.
        cause: String,
    },
    /// It took too long.
    #[error("{address}: waited too long for {}", wait.as_str())]
    Timeout {
        /// Where to.
        address: Address,
        /// What was waited for.
        wait: Wait,
    },
    /// The answer is no HTTP, or in a form that is not read.
    #[error("{address}: not an answer that is understood: {cause}")]
    Protocol {
        /// Who answered.
        address: Address,
        /// What is wrong.
        cause: String,
    },
    /// The answer is neither the archive nor that it is unchanged.
    #[error("{address}: answered with status {status}")]
    Status {
        /// Who answered.
        address: Address,
        /// The status.
        status: u16,
        /// How long the server asks to wait, if it does.
        retry_after: Option<Duration>,
    },
    /// A redirection leads to what is no address, or is none at all.
    #[error("{address}: a redirection that leads nowhere")]
    Redirection {
        /// Who answered.
        address: Address,
        /// What is wrong with the target, if there is one.
        source: Option<AddressError>,
    },
    /// A redirection leads to another scheme, or by plain `http` to another machine.
    #[error("{address}: a redirection to {target} is not followed")]
    Downgrade {
        /// Who answered.
        address: Address,
        /// Where to.
        target: Address,
    },
    /// Redirections lead to redirections.
    #[error("{address}: more than {allowed} redirections")]
    Redirections {
        /// Who answered last.
        address: Address,
        /// How many are followed.
        allowed: u32,
    },
    /// The transfer ended early.
    #[error("{address}: the transfer broke after {received} bytes")]
    Cut {
        /// Who sent it.
        address: Address,
        /// Bytes of the archive that are here.
        received: u64,
    },
    /// Another part was sent than was asked for.
    #[error("{address}: asked for the bytes from {asked} on, answered `{answered}`")]
    Range {
        /// Who answered.
        address: Address,
        /// First byte that was asked for.
        asked: u64,
        /// The answer's `Content-Range`, escaped.
        answered: String,
    },
    /// The archive is larger than allowed.
    #[error("{address}: more than {allowed} bytes")]
    TooLarge {
        /// Who sent it.
        address: Address,
        /// How many bytes are taken.
        allowed: u64,
    },
    /// There are fewer or more bytes than the answer stated.
    #[error("{address}: {found} bytes where {stated} are stated")]
    Length {
        /// Who sent it.
        address: Address,
        /// What the answer stated.
        stated: u64,
        /// What came.
        found: u64,
    },
    /// The bytes are not those the server has the checksum of.
    #[error("the archive was damaged on its way: CRC-32C {found:08x} where {stated:08x} is stated")]
    Checksum {
        /// What the answer stated.
        stated: u32,
        /// What came.
        found: u32,
    },
    /// The archive is not the one with the digest that was given.
    #[error("the archive has {found} where {expected} was asked for")]
    Digest {
        /// The digest that was given.
        expected: Digest,
        /// The archive's.
        found: Digest,
    },
    /// Digests were given, and none for this archive.
    #[error("no digest was given for {name}")]
    NoDigest {
        /// The archive's name.
        name: String,
    },
    /// It is no zip archive, or its directory is damaged or past its limits.
    #[error("{0}")]
    Archive(#[source] ArchiveError),
    /// It could not be unpacked whole.
    #[error("the archive cannot be unpacked: {}: {}", gap.input, gap.cause)]
    Unpack {
        /// What could not be read, with the limit if one was hit.
        gap: Box<Gap>,
    },
    /// There is not one advisory in it.
    #[error("there is no advisory in the archive")]
    Empty,
    /// Its newest advisory is older than that of the archive it would replace.
    #[error("the newest advisory offered was changed {offered}, the newest at hand {present}")]
    Older {
        /// Newest change at hand.
        present: Timestamp,
        /// Newest change that is offered.
        offered: Timestamp,
    },
    /// A list of ecosystems that is none: not UTF-8, empty, or with a name that cannot be one.
    #[error("line {line} is no name of an ecosystem")]
    List {
        /// Which line, from 1; 0 for the whole.
        line: usize,
    },
    /// A file of the folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl FetchError {
    /// Whether the same may work a little later.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Connect { .. } | Self::Cut { .. } => true,
            Self::Timeout { wait, .. } => *wait != Wait::Total,
            Self::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500 | 502..=504),
            _ => false,
        }
    }
}
