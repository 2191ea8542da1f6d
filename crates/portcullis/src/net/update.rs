//! All that is asked for, one archive after the other.

use std::path::PathBuf;

use portcullis_findings::{Digest, Label, Timestamp};

use super::address::escape;
use super::client::Client;
use super::download::Download;
use super::fetch::{Fetch, bytes, deadline};
use super::lock::{Lock, lock};
use super::stored::Places;
use super::{FetchError, Selection, UpdateError, UpdateOptions};
use crate::progress::Progress;

/// Bytes of the list of ecosystems.
const LIST_BYTES: u64 = 1 << 20;

/// What came of an update.
#[derive(Debug)]
#[non_exhaustive]
pub struct Updated {
    /// Every ecosystem that was asked for, by name.
    pub ecosystems: Vec<EcosystemUpdate>,
}

impl Updated {
    /// Whether every archive is now what the server has.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.ecosystems.iter().all(|update| update.result.is_ok())
    }
}

/// What came of one ecosystem.
#[derive(Debug)]
#[non_exhaustive]
pub struct EcosystemUpdate {
    /// Its name, as OSV spells it.
    pub ecosystem: String,
    /// The archive that is in its place, or why there is no newer one.
    pub result: Result<ArchiveState, FetchError>,
}

/// How an archive, or the index of all, differs from the one before.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Change {
    /// There was none, or none that could be read.
    New,
    /// It took another one's place.
    Changed,
    /// It is the same.
    Unchanged,
}

/// An archive in its place.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ArchiveState {
    /// Where it is.
    pub path: PathBuf,
    /// How it differs.
    pub change: Change,
    /// Its bytes.
    pub bytes: u64,
    /// Bytes that came over the network for it.
    pub received: u64,
    /// Its digest.
    pub sha256: Digest,
    /// Advisories in it.
    pub records: u64,
    /// Files in it that are none, or none that has an id and a date.
    pub others: u64,
    /// The latest change of any of its advisories.
    pub newest: Timestamp,
}

/// Brings the archives of ecosystems up to date, one after the other; one that fails does not keep the next from being tried.
///
/// # Errors
///
/// [`UpdateError`] if nothing could be tried: the folder, the base address, the roots, the list of all ecosystems, or another
/// update under way. What fails of one ecosystem is in its [`EcosystemUpdate::result`].
pub fn update_advisories(options: &UpdateOptions, progress: &dyn Progress) -> Result<Updated, UpdateError> {
    locked(options, progress).map(|(updated, _)| updated)
}

/// The same, with the lock of the folder still held.
pub(super) fn locked(
    options: &UpdateOptions,
    progress: &dyn Progress,
) -> Result<(Updated, Lock), UpdateError> {
    let client = Client::new(
        &options.roots,
        &options.timeouts,
        options.plain_http,
        options.limits.redirections,
    )?;
    if !client.may_open(&options.base) {
        return Err(UpdateError::PlainHttp {
            base: options.base.clone(),
        });
    }
    std::fs::create_dir_all(&options.folder).map_err(|source| UpdateError::Folder {
        path: options.folder.clone(),
        source,
    })?;
    let lock = lock(&options.folder)?;
    let mut names = match &options.selection {
        Selection::Ecosystems(names) => names.clone(),
        Selection::All => listed(options, &client).map_err(UpdateError::List)?,
    };
    names.sort_unstable();
    names.dedup();
    if let Some(name) = names.iter().find(|name| !is_name(name)) {
        let name = Label::new(name).to_string();
        return Err(UpdateError::Name { name });
    }
    let mut left = options.limits.total_bytes;
    let ecosystems = names.into_iter().map(|ecosystem| {
        let result = one(options, &client, &ecosystem, left, progress);
        if let Ok(archive) = &result {
            left = left.saturating_sub(archive.bytes);
        }
        EcosystemUpdate { ecosystem, result }
    });
    let updated = Updated {
        ecosystems: ecosystems.collect(),
    };
    Ok((updated, lock))
}

fn one(
    options: &UpdateOptions,
    client: &Client,
    ecosystem: &str,
    left: u64,
    progress: &dyn Progress,
) -> Result<ArchiveState, FetchError> {
    let folder = options.folder.join(escape(ecosystem));
    std::fs::create_dir_all(&folder).map_err(|source| FetchError::File {
        path: folder.clone(),
        source,
    })?;
    let address = options.base.below(&[ecosystem, "all.zip"]);
    let places = Places::of(&folder);
    let download = Download {
        client,
        address: &address,
        places: &places,
        allowed: options.limits.archive_bytes.min(left),
        deadline: deadline(options.timeouts.total),
        stage: &format!("downloading {}", Label::new(ecosystem)),
    };
    let fetch = Fetch {
        download,
        options,
        name: &format!("{}/all.zip", escape(ecosystem)),
    };
    fetch.run(progress)
}

/// What `ecosystems.txt` lists: one name a line. A release (`Debian:12`) is left to what it is a release of, if that is listed.
fn listed(options: &UpdateOptions, client: &Client) -> Result<Vec<String>, FetchError> {
    let address = options.base.below(&["ecosystems.txt"]);
    let until = deadline(options.timeouts.total);
    let bytes = bytes(client, &address, until, &options.retries, LIST_BYTES)?;
    let list = String::from_utf8(bytes).map_err(|_| FetchError::List { line: 0 })?;
    let mut names = Vec::new();
    for (line, name) in (1..).zip(list.lines()) {
        let name = name.trim();
        if name.is_empty() {
            continue;
        }
        if !is_name(name) || names.len() >= options.limits.ecosystems {
            return Err(FetchError::List { line });
        }
        names.push(name.to_owned());
    }
    if names.is_empty() {
        return Err(FetchError::List { line: 0 });
    }
    let whole: std::collections::BTreeSet<String> = names.iter().cloned().collect();
    names.retain(|name| name.split_once(':').is_none_or(|(base, _)| !whole.contains(base)));
    Ok(names)
}

fn is_name(name: &str) -> bool {
    let bare = name.bytes().all(|byte| byte == b'.');
    let odd = name
        .chars()
        .any(|character| character.is_control() || matches!(character, '/' | '\\'));
    !bare && !odd && name.len() <= 128
}
