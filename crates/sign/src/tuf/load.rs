//! From bytes to trusted metadata: signatures, versions, digests, expiry.

use portcullis_findings::Timestamp;

use super::metadata::{FileInfo, Parsed, Root, Snapshot, Targets, TimestampFile};
use super::role::Authority;
use super::{Limits, TufError};

/// A root that is signed by itself, as the first one of a client must be, too.
pub(super) fn root(bytes: &[u8], limits: &Limits) -> Result<(Root, Parsed), TufError> {
    let parsed = Parsed::read("root", bytes, limits)?;
    let root = parsed.root()?;
    root.root.verify("root", &parsed)?;
    Ok((root, parsed))
}

/// The root after a trusted one: signed by both, and the next version (5.3.4, 5.3.5).
pub(super) fn next_root(bytes: &[u8], trusted: &Root, limits: &Limits) -> Result<Root, TufError> {
    let (root, parsed) = root(bytes, limits)?;
    trusted.root.verify("root", &parsed)?;
    let expected = trusted.common.version + 1;
    same_version("root", expected, root.common.version)?;
    Ok(root)
}

/// A timestamp with good signatures (5.4.2). Its age and version are for the caller to look at.
pub(super) fn timestamp(bytes: &[u8], root: &Root, limits: &Limits) -> Result<TimestampFile, TufError> {
    let parsed = Parsed::read("timestamp", bytes, limits)?;
    root.timestamp.verify("timestamp", &parsed)?;
    parsed.timestamp()
}

/// A timestamp is newer than the trusted one, and so is the snapshot it announces (5.4.3). `false` if it is the same
/// version, which changes nothing.
pub(super) fn is_newer(timestamp: &TimestampFile, trusted: Option<&TimestampFile>) -> Result<bool, TufError> {
    let Some(trusted) = trusted else {
        return Ok(true);
    };
    not_older("timestamp", trusted.common.version, timestamp.common.version)?;
    if timestamp.common.version == trusted.common.version {
        return Ok(false);
    }
    not_older("snapshot", trusted.snapshot.version, timestamp.snapshot.version)?;
    Ok(true)
}

/// A snapshot with good signatures (5.5.3).
pub(super) fn snapshot(bytes: &[u8], root: &Root, limits: &Limits) -> Result<Snapshot, TufError> {
    let parsed = Parsed::read("snapshot", bytes, limits)?;
    root.snapshot.verify("snapshot", &parsed)?;
    parsed.snapshot()
}

/// A snapshot is the announced one, takes nothing back that a trusted one has said, and is current (5.5.2 to 5.5.6).
pub(super) fn is_snapshot(
    snapshot: &Snapshot,
    announced: &FileInfo,
    trusted: Option<&Snapshot>,
    now: Timestamp,
) -> Result<(), TufError> {
    same_version("snapshot", announced.version, snapshot.common.version)?;
    for (role, old) in trusted.iter().flat_map(|trusted| &trusted.roles) {
        match snapshot.roles.get(role) {
            Some(new) => not_older(role, old.version, new.version)?,
            None => return Err(TufError::Removed { role: role.clone() }),
        }
    }
    snapshot.common.is_current("snapshot", now)
}

/// A targets role with everything checked (5.6.2 to 5.6.5).
pub(super) fn targets(
    role: &str,
    bytes: &[u8],
    authority: &Authority,
    announced: &FileInfo,
    now: Timestamp,
    limits: &Limits,
) -> Result<Targets, TufError> {
    if !announced.matches(bytes) {
        return Err(TufError::Digest {
            file: role.to_owned(),
        });
    }
    let parsed = Parsed::read(role, bytes, limits)?;
    authority.verify(role, &parsed)?;
    let targets = parsed.targets(role)?;
    same_version(role, announced.version, targets.common.version)?;
    targets.common.is_current(role, now)?;
    Ok(targets)
}

fn same_version(role: &str, expected: u64, found: u64) -> Result<(), TufError> {
    if expected == found {
        return Ok(());
    }
    Err(TufError::Version {
        role: role.to_owned(),
        expected,
        found,
    })
}

fn not_older(role: &str, trusted: u64, found: u64) -> Result<(), TufError> {
    if found >= trusted {
        return Ok(());
    }
    Err(TufError::Rollback {
        role: role.to_owned(),
        trusted,
        found,
    })
}
