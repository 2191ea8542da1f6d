//! Entries of transparency logs: that a log has them, and what they claim.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::Timestamp;

use super::{
    Checkpoint, EntryClaims, LogAuthority, Note, NoteLimits, TlogError, TreeHash, Witnesses, verify_inclusion,
};
use crate::key::KeyId;
use crate::window::Window;

/// A log entry as a bundle states it; nothing in it is believed.
#[derive(Clone, Copy, Debug)]
pub struct LogEntry<'a> {
    /// Which log.
    pub log_id: &'a [u8],
    /// The entry's place in the log: over all of its trees in Rekor v1, where the signed promise covers it.
    pub index: u64,
    /// Seconds since 1970 at which the log took it in; means nothing without a signed promise.
    pub integrated_time: Option<u64>,
    /// The canonical JSON that the log hashed.
    pub body: &'a [u8],
    /// The log's promise to include it (Rekor v1's signed entry timestamp).
    pub promise: Option<&'a [u8]>,
    /// That it is in the tree of a checkpoint.
    pub proof: Option<InclusionProof<'a>>,
}

/// An inclusion proof with its checkpoint.
#[derive(Clone, Copy, Debug)]
pub struct InclusionProof<'a> {
    /// The entry's place in this tree.
    pub index: u64,
    /// Leaves of the tree.
    pub size: u64,
    /// The root it leads to.
    pub root: &'a [u8],
    /// From the leaf's sibling to the root's child.
    pub hashes: &'a [Vec<u8>],
    /// The signed note.
    pub checkpoint: &'a [u8],
}

/// An entry that a trusted log has. Only [`LogEntry::verify`] makes one.
#[derive(Clone, Debug)]
#[must_use]
pub struct LoggedAt {
    log: KeyId,
    log_id: Box<[u8]>,
    window: Window,
    integrated_time: Option<Timestamp>,
    index: u64,
    checkpoint: Option<Checkpoint>,
    claims: EntryClaims,
}

impl LogEntry<'_> {
    /// Shows that a log of `logs` has this entry: by its promise, by inclusion in a checkpoint it signed, or both. What is
    /// there must hold: a good proof does not make up for a bad promise.
    ///
    /// The time of the entry counts if a promise covers it, and must then lie in the window of the log's key. An entry
    /// without such a time has to be dated otherwise, and the caller asks [`LoggedAt::window`] whether the key was trusted
    /// then. Witnesses, if asked for, must have cosigned the checkpoint.
    ///
    /// # Errors
    ///
    /// [`TlogError`] with the first step that failed.
    pub fn verify(
        &self,
        logs: &[LogAuthority],
        witnesses: Option<&Witnesses>,
    ) -> Result<LoggedAt, TlogError> {
        let logged = self.cosigned_by(logs, witnesses)?;
        if let Some(witnesses) = witnesses {
            logged.check(witnesses)?;
        }
        Ok(logged)
    }

    /// The same with as many of the witnesses as there are: [`LoggedAt::check`] tells whether they are enough.
    pub(crate) fn cosigned_by(
        &self,
        logs: &[LogAuthority],
        witnesses: Option<&Witnesses>,
    ) -> Result<LoggedAt, TlogError> {
        let mut refused = None;
        // One log may have several windows.
        for log in logs.iter().filter(|log| log.id() == self.log_id) {
            match self.verify_by(log, witnesses) {
                Ok(logged) => return Ok(logged),
                Err(error) => refused = Some(error),
            }
        }
        Err(refused.unwrap_or_else(|| TlogError::UnknownLog {
            id: hex(self.log_id.iter().take(32)),
        }))
    }

    fn verify_by(&self, log: &LogAuthority, witnesses: Option<&Witnesses>) -> Result<LoggedAt, TlogError> {
        if self.promise.is_none() && self.proof.is_none() {
            return Err(TlogError::NothingShown);
        }
        let claims = EntryClaims::parse(self.body)?;
        let integrated_time = match self.promise {
            Some(promise) => Some(self.verify_promise(promise, log)?),
            None => None,
        };
        let checkpoint = match &self.proof {
            Some(proof) => Some(proof.verify(self.body, log, witnesses)?),
            None => None,
        };
        Ok(LoggedAt {
            log: log.key_id(),
            log_id: log.id().into(),
            window: *log.window(),
            integrated_time,
            index: self.proof.map_or(self.index, |proof| proof.index),
            checkpoint,
            claims,
        })
    }

    /// The signed entry timestamp: the log's signature over the canonical JSON (RFC 8785) of four members.
    fn verify_promise(&self, promise: &[u8], log: &LogAuthority) -> Result<Timestamp, TlogError> {
        let time = self
            .integrated_time
            .and_then(|seconds| i64::try_from(seconds).ok())
            .and_then(|seconds| Timestamp::from_unix(seconds).ok())
            .ok_or(TlogError::NoTime)?;
        let mut payload = String::with_capacity(self.body.len() * 4 / 3 + 256);
        payload.push_str(r#"{"body":""#);
        STANDARD.encode_string(self.body, &mut payload);
        payload += &format!(
            r#"","integratedTime":{},"logID":"{}","logIndex":{}}}"#,
            time.as_unix(),
            hex(self.log_id),
            self.index
        );
        log.key()
            .verify(payload.as_bytes(), promise)
            .map_err(|_| TlogError::BadPromise)?;
        if log.is_trusted_at(time) {
            Ok(time)
        } else {
            Err(TlogError::OutsideWindow { time })
        }
    }
}

impl InclusionProof<'_> {
    fn verify(
        &self,
        body: &[u8],
        log: &LogAuthority,
        witnesses: Option<&Witnesses>,
    ) -> Result<Checkpoint, TlogError> {
        let note = Note::parse(self.checkpoint, &NoteLimits::default())?;
        let checkpoint = Checkpoint::cosigned_by(&note, log.note_key(), witnesses)?;
        let head = checkpoint.head();
        if head.size != self.size || head.root.as_bytes() != self.root {
            return Err(TlogError::OtherTree {
                stated: self.size,
                signed: head.size,
            });
        }
        let hashes = self.hashes.iter().map(|hash| {
            let bytes: Result<[u8; 32], _> = hash.as_slice().try_into();
            bytes
                .map(TreeHash::from_bytes)
                .map_err(|_| TlogError::HashSize { size: hash.len() })
        });
        // A path has at most as many hashes as its leaf's number has bits; one more is enough to be refused.
        let hashes: Vec<_> = hashes.take(65).collect::<Result<_, _>>()?;
        verify_inclusion(&TreeHash::of_leaf(body), self.index, head, &hashes)?;
        Ok(checkpoint)
    }
}

impl LoggedAt {
    /// Whether enough witnesses cosigned the checkpoint, of those it was checked with.
    pub(crate) fn check(&self, witnesses: &Witnesses) -> Result<(), TlogError> {
        let checkpoint = self.checkpoint.as_ref().ok_or(TlogError::NoCheckpoint)?;
        Ok(witnesses.check(checkpoint.cosigned().len())?)
    }

    /// The log's key: thresholds count different ones.
    #[must_use]
    pub const fn log(&self) -> KeyId {
        self.log
    }

    /// What the log is named by.
    #[must_use]
    pub const fn log_id(&self) -> &[u8] {
        &self.log_id
    }

    /// When the log's key is trusted. An entry without a time of its own must be shown to fall into it.
    #[must_use]
    pub const fn window(&self) -> &Window {
        &self.window
    }

    /// When the log took the entry in, if its promise covers that.
    #[must_use]
    pub const fn integrated_time(&self) -> Option<Timestamp> {
        self.integrated_time
    }

    /// The entry's place: in the tree of the checkpoint, or, without one, as the promise covers it.
    #[must_use]
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// The checkpoint whose tree has the entry, with the witnesses that were asked for.
    #[must_use]
    pub const fn checkpoint(&self) -> Option<&Checkpoint> {
        self.checkpoint.as_ref()
    }

    /// What the entry says was signed, and by what. A log takes in what anybody brings: nothing of this is true until it is
    /// found in a bundle that was checked, and keys in it are never to be trusted.
    #[must_use]
    pub const fn claims(&self) -> &EntryClaims {
        &self.claims
    }
}

/// Lower-case hexadecimal digits.
fn hex<'a>(bytes: impl IntoIterator<Item = &'a u8>) -> String {
    let digits = bytes.into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}
