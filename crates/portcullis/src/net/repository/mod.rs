//! A TUF repository over the network, and the folder where what is trusted of it is kept: the edge of
//! [`sign::tuf`](portcullis_sign::tuf).

mod error;
mod folder;
mod options;

use std::path::Path;
use std::time::Instant;

use portcullis_findings::Timestamp;
use portcullis_sign::tuf::{Answer, Request, RequestKind, Update};

use super::client::Client;
use super::fetch::{bytes, deadline};
use super::{Address, FetchError};

pub use error::RepositoryError;
pub use options::RepositoryOptions;

use folder::Folder;

/// A client of one repository. What it has accepted is in its folder at any moment, whatever fails afterwards.
///
/// Nothing is trusted at first use: [`Repository::init`] is given the root that its caller trusts.
///
/// ```no_run
/// use portcullis::net::{Repository, RepositoryOptions};
/// let folder = std::path::Path::new("trust");
/// let now = "2026-11-01T00:00:00Z".parse()?;
/// Repository::init(folder, &std::fs::read("root.json")?, now)?;
/// let options = RepositoryOptions::new("https://tuf.example/".parse()?);
/// let mut repository = Repository::open(folder, &options, now)?;
/// repository.refresh()?;
/// let trusted_root = repository.target("trusted_root.json", None)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Repository {
    options: RepositoryOptions,
    client: Client,
    folder: Folder,
    update: Update,
}

impl Repository {
    /// Makes the folder, with a root that the caller trusts. Nothing is fetched.
    ///
    /// # Errors
    ///
    /// [`RepositoryError::Present`] if the folder has a root already, [`RepositoryError::Refused`] if this is none.
    pub fn init(folder: &Path, root: &[u8], now: Timestamp) -> Result<(), RepositoryError> {
        Folder::init(folder, root, now)
    }

    /// Begins with what the folder has. `now` is the moment of the whole update; one update of a folder at a time.
    ///
    /// # Errors
    ///
    /// [`RepositoryError`] if the folder has no root, cannot be read or is in use, or if an address may not be opened.
    pub fn open(folder: &Path, options: &RepositoryOptions, now: Timestamp) -> Result<Self, RepositoryError> {
        let client = Client::new(
            &options.roots,
            &options.timeouts,
            options.plain_http,
            options.redirections,
        )?;
        for base in [&options.metadata, &options.targets] {
            if !client.may_open(base) {
                let base = base.clone();
                return Err(super::UpdateError::PlainHttp { base }.into());
            }
        }
        let folder = Folder::open(folder, &options.limits)?;
        let update = Update::begin(folder.state()?, now, options.limits)?;
        Ok(Self {
            options: options.clone(),
            client,
            folder,
            update,
        })
    }

    /// Brings root, timestamp, snapshot and targets up to date.
    ///
    /// # Errors
    ///
    /// [`RepositoryError::Refused`] for metadata that is not accepted, [`RepositoryError::Fetch`] where the network failed.
    pub fn refresh(&mut self) -> Result<(), RepositoryError> {
        self.answer_all()
    }

    /// A target by its path, [refreshed](Self::refresh) before. What the caller `held` of it is given back, and nothing
    /// fetched, if it is the target still.
    ///
    /// # Errors
    ///
    /// [`RepositoryError::NoTarget`] if no trusted role lists it, otherwise as [`refresh`](Self::refresh).
    pub fn target(&mut self, path: &str, held: Option<Vec<u8>>) -> Result<Vec<u8>, RepositoryError> {
        self.update.seek(path)?;
        self.answer_all()?;
        let Some(target) = self.update.target() else {
            return Err(RepositoryError::NoTarget {
                path: path.to_owned(),
            });
        };
        if let Some(held) = held.filter(|held| target.is(held)) {
            return Ok(held);
        }
        let request = target.request();
        if request.limit() > self.options.target_bytes {
            return Err(RepositoryError::TargetTooLarge {
                path: path.to_owned(),
                size: request.limit(),
                limit: self.options.target_bytes,
            });
        }
        let answer = self.ask(&request)?;
        Ok(target.accept(answer)?)
    }

    /// Answers requests until there are none. What was accepted is kept before the next is asked.
    fn answer_all(&mut self) -> Result<(), RepositoryError> {
        while let Some(request) = self.update.request() {
            let answer = self.ask(&request)?;
            let accepted = self.update.answer(answer);
            self.folder.keep(self.update.state())?;
            accepted?;
        }
        Ok(())
    }

    fn ask(&self, request: &Request) -> Result<Answer, FetchError> {
        let base: &Address = match request.kind() {
            RequestKind::Target => &self.options.targets,
            _ => &self.options.metadata,
        };
        let until: Instant = deadline(self.options.timeouts.total);
        let address = base.with_encoded(request.name());
        match bytes(
            &self.client,
            &address,
            until,
            &self.options.retries,
            request.limit(),
        ) {
            Ok(bytes) => Ok(Answer::Bytes(bytes)),
            // Object stores answer 403 for what is not there.
            Err(FetchError::Status {
                status: 403 | 404 | 410,
                ..
            }) => Ok(Answer::NotFound),
            Err(error) => Err(error),
        }
    }
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repository")
            .field("options", &self.options)
            .field("update", &self.update)
            .finish_non_exhaustive()
    }
}
