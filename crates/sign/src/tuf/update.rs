//! The client workflow, one request at a time.

use portcullis_findings::Timestamp;

use super::load;
use super::metadata::{FileInfo, Root, Snapshot, Targets, TimestampFile};
use super::request::metadata_name;
use super::search::{Search, Visit};
use super::target::is_path;
use super::{Answer, Limits, Request, RequestKind, State, Target, TufError};

/// An update of trusted metadata, and the search of targets in it. See the [module](super).
#[derive(Debug)]
pub struct Update {
    limits: Limits,
    now: Timestamp,
    state: State,
    root: Root,
    new_roots: u64,
    /// Trusted, but perhaps expired, until the new one is there.
    timestamp: Option<TimestampFile>,
    snapshot: Option<Snapshot>,
    search: Option<Search>,
    step: Step,
}

/// What the update is waiting for.
#[derive(Debug)]
enum Step {
    Root,
    Timestamp,
    Snapshot(FileInfo),
    Targets(Visit, FileInfo),
    /// Nothing: it is through, or a search has ended.
    Ready,
    /// Nothing any more.
    Failed,
}

impl Update {
    /// Begins with what was trusted last. The time is that of the whole update.
    ///
    /// # Errors
    ///
    /// [`TufError`] if the root is not one, or not signed by itself.
    pub fn begin(state: State, now: Timestamp, limits: Limits) -> Result<Self, TufError> {
        let (root, _) = load::root(&state.root, &limits)?;
        Ok(Self {
            limits,
            now,
            state,
            root,
            new_roots: 0,
            timestamp: None,
            snapshot: None,
            search: None,
            step: Step::Root,
        })
    }

    /// The file that is wanted next; `None` when the update is through, the search has ended, or something was refused.
    #[must_use]
    pub fn request(&self) -> Option<Request> {
        let versioned = |version| self.root.consistent.then_some(version);
        let length = |info: &FileInfo, limit: u64| info.length.map_or(limit, |length| length.min(limit));
        let (name, limit) = match &self.step {
            Step::Root => {
                let next = self.root.common.version.saturating_add(1);
                (metadata_name("root", Some(next)), self.limits.root_bytes)
            }
            Step::Timestamp => (metadata_name("timestamp", None), self.limits.timestamp_bytes),
            Step::Snapshot(info) => (
                metadata_name("snapshot", versioned(info.version)),
                length(info, self.limits.snapshot_bytes),
            ),
            Step::Targets(visit, info) => (
                metadata_name(&visit.role, versioned(info.version)),
                length(info, self.limits.targets_bytes),
            ),
            Step::Ready | Step::Failed => return None,
        };
        Some(Request {
            kind: RequestKind::Metadata,
            name,
            limit,
        })
    }

    /// Takes the file that was wanted.
    ///
    /// # Errors
    ///
    /// [`TufError`] if it is not accepted; the update ends, and what was accepted before it stays in the
    /// [state](Self::state).
    pub fn answer(&mut self, answer: Answer) -> Result<(), TufError> {
        let Some(request) = self.request() else {
            return Err(TufError::OutOfTurn);
        };
        let step = std::mem::replace(&mut self.step, Step::Failed);
        let bytes = match answer {
            Answer::Bytes(bytes) if bytes.len() as u64 > request.limit => {
                return Err(TufError::TooLarge {
                    file: request.name,
                    size: bytes.len() as u64,
                    limit: request.limit,
                });
            }
            Answer::Bytes(bytes) => bytes,
            // There is no newer root (5.3.3).
            Answer::NotFound if matches!(step, Step::Root) => return self.end_roots(),
            Answer::NotFound => return Err(TufError::Missing { file: request.name }),
        };
        match step {
            Step::Root => self.take_root(bytes),
            Step::Timestamp => self.take_timestamp(bytes),
            Step::Snapshot(info) => self.take_snapshot(bytes, &info, &request.name),
            Step::Targets(visit, info) => {
                let role = &visit.role;
                load::targets(role, &bytes, &visit.authority, &info, self.now, &self.limits)?;
                self.state.roles.insert(visit.role.clone(), bytes);
                self.go_on(Some(visit))
            }
            Step::Ready | Step::Failed => Err(TufError::OutOfTurn),
        }
    }

    /// Begins the search of a target. More requests may follow; then [`target`](Self::target) tells.
    ///
    /// # Errors
    ///
    /// [`TufError::OutOfTurn`] before the update is through, [`TufError::TargetPath`] for what is no path, and what is wrong
    /// with roles that are there already.
    pub fn seek(&mut self, path: &str) -> Result<(), TufError> {
        if !matches!(self.step, Step::Ready) {
            return Err(TufError::OutOfTurn);
        }
        if !is_path(path) {
            return Err(TufError::TargetPath {
                path: path.to_owned(),
            });
        }
        self.search = Some(Search::new(path, self.root.targets.clone()));
        self.step = Step::Failed;
        self.go_on(None)
    }

    /// What was sought last; `None` if no trusted role lists it, or the search has not ended.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        let search = self
            .search
            .as_ref()
            .filter(|_| matches!(self.step, Step::Ready))?;
        Some(Target {
            path: search.path.clone(),
            content: search.found.clone()?,
            consistent: self.root.consistent,
        })
    }

    /// All that was accepted so far, to be kept for the next update, also after a refusal.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    fn take_root(&mut self, bytes: Vec<u8>) -> Result<(), TufError> {
        self.root = load::next_root(&bytes, &self.root, &self.limits)?;
        self.state.root = bytes;
        self.new_roots += 1;
        if self.new_roots >= self.limits.roots {
            return self.end_roots();
        }
        self.step = Step::Root;
        Ok(())
    }

    /// The last root must be current (5.3.10). Metadata kept under keys that are no longer the role's is forgotten, which
    /// also lets a repository recover from versions that ran ahead (5.3.11).
    fn end_roots(&mut self) -> Result<(), TufError> {
        self.root.common.is_current("root", self.now)?;
        let kept = self.state.timestamp.as_ref();
        self.timestamp = kept.and_then(|bytes| load::timestamp(bytes, &self.root, &self.limits).ok());
        let kept = self.state.snapshot.as_ref();
        self.snapshot = kept.and_then(|bytes| load::snapshot(bytes, &self.root, &self.limits).ok());
        self.step = Step::Timestamp;
        Ok(())
    }

    fn take_timestamp(&mut self, bytes: Vec<u8>) -> Result<(), TufError> {
        let new = load::timestamp(&bytes, &self.root, &self.limits)?;
        let newer = load::is_newer(&new, self.timestamp.as_ref())?;
        let timestamp = match self.timestamp.take() {
            // The same version again: the one that is trusted stays (5.4.3.1).
            Some(kept) if !newer => kept,
            _ => new,
        };
        timestamp.common.is_current("timestamp", self.now)?;
        if newer {
            self.state.timestamp = Some(bytes);
        }
        let announced = timestamp.snapshot.clone();
        self.timestamp = Some(timestamp);

        let kept = self.snapshot.as_ref().zip(self.state.snapshot.as_ref());
        let good = kept.is_some_and(|(snapshot, bytes)| {
            announced.matches(bytes) && load::is_snapshot(snapshot, &announced, None, self.now).is_ok()
        });
        if good {
            return self.want_targets();
        }
        self.step = Step::Snapshot(announced);
        Ok(())
    }

    fn take_snapshot(&mut self, bytes: Vec<u8>, announced: &FileInfo, file: &str) -> Result<(), TufError> {
        if !announced.matches(&bytes) {
            return Err(TufError::Digest {
                file: file.to_owned(),
            });
        }
        let snapshot = load::snapshot(&bytes, &self.root, &self.limits)?;
        load::is_snapshot(&snapshot, announced, self.snapshot.as_ref(), self.now)?;
        // Roles that are gone take no room.
        self.state
            .roles
            .retain(|role, _| snapshot.roles.contains_key(role));
        self.snapshot = Some(snapshot);
        self.state.snapshot = Some(bytes);
        self.want_targets()
    }

    /// The top-level targets, from the state or from the repository.
    fn want_targets(&mut self) -> Result<(), TufError> {
        let visit = Visit {
            role: "targets".to_owned(),
            authority: self.root.targets.clone(),
        };
        let announced = self.announced(&visit.role)?;
        self.step = if self.kept(&visit, &announced).is_some() {
            Step::Ready
        } else {
            Step::Targets(visit, announced)
        };
        Ok(())
    }

    /// Goes on with the search, beginning with a role that has arrived, until a role is wanted or the search has ended.
    fn go_on(&mut self, arrived: Option<Visit>) -> Result<(), TufError> {
        let Some(mut search) = self.search.take() else {
            self.step = Step::Ready;
            return Ok(());
        };
        let mut next = arrived;
        while let Some(visit) = next.take().or_else(|| search.next()) {
            if search.visited() >= self.limits.delegations {
                let limit = self.limits.delegations;
                return Err(TufError::TooManyDelegations { limit });
            }
            let announced = self.announced(&visit.role)?;
            match self.kept(&visit, &announced) {
                Some(targets) => search.visit(&visit.role, &targets),
                None => {
                    self.step = Step::Targets(visit, announced);
                    self.search = Some(search);
                    return Ok(());
                }
            }
        }
        self.search = Some(search);
        self.step = Step::Ready;
        Ok(())
    }

    /// What is kept of a role, if it is still what is announced: a role kept from another delegator, or an older version, is
    /// checked like any other.
    fn kept(&self, visit: &Visit, announced: &FileInfo) -> Option<Targets> {
        let bytes = self.state.roles.get(&visit.role)?;
        let (role, authority) = (&visit.role, &visit.authority);
        load::targets(role, bytes, authority, announced, self.now, &self.limits).ok()
    }

    fn announced(&self, role: &str) -> Result<FileInfo, TufError> {
        let info = self
            .snapshot
            .as_ref()
            .and_then(|snapshot| snapshot.roles.get(role));
        info.cloned().ok_or_else(|| TufError::NotListed {
            role: role.to_owned(),
        })
    }
}
