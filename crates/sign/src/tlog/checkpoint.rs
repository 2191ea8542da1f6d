//! Checkpoints (C2SP tlog-checkpoint): signed notes that state a tree head.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::Timestamp;

use super::{Note, NoteError, NoteKey, NoteKeyType, TreeHash, TreeHead};
use crate::json::shown;
use crate::key::{KeyId, TrustError};

/// A log's statement about its tree, whose signature was checked. Only [`Checkpoint::verify`] makes one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checkpoint {
    origin: String,
    head: TreeHead,
    extensions: Vec<String>,
    log: KeyId,
    cosigned: Vec<Cosigned>,
}

/// A witness saw the log grow to this tree and no other way.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Cosigned {
    /// The witness's name.
    pub name: String,
    /// Its key.
    pub key: KeyId,
    /// When it signed; its signature covers this.
    pub time: Timestamp,
}

/// The witnesses of a log that are trusted, and how many different ones must have signed.
#[derive(Clone, Debug)]
pub struct Witnesses {
    keys: BTreeMap<KeyId, NoteKey>,
    threshold: NonZeroUsize,
}

/// A list of witnesses that could not do its work.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum WitnessesError {
    /// Its signatures would cover no time and could be a log's.
    #[error("the key of {name:?} is not for cosignatures")]
    NotACosigner {
        /// The name of the key.
        name: String,
    },
    /// No witness, or more asked for than there are different keys.
    #[error(transparent)]
    Trust(#[from] TrustError),
}

/// A note that is not the checkpoint asked for.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CheckpointError {
    /// The note or its signatures.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A line that is not what its place has: origin, size, root hash, then lines that are not empty.
    #[error("line {line} is not that of a checkpoint")]
    Line {
        /// 1-based line.
        line: usize,
    },
    /// The log speaks for another origin than its key is for.
    #[error("the checkpoint is of the origin {found:?}, not of {expected:?}")]
    OtherOrigin {
        /// The name of the log's key.
        expected: String,
        /// The first line, at most 200 characters of it.
        found: String,
    },
    /// Fewer witnesses than required.
    #[error("{found} of the trusted witnesses cosigned, {required} are required")]
    TooFewWitnesses {
        /// Different witnesses that signed.
        found: usize,
        /// Different witnesses required.
        required: usize,
    },
}

impl Witnesses {
    /// At least `threshold` different keys out of `keys`. A key given twice is one key, under whatever names.
    ///
    /// # Errors
    ///
    /// [`WitnessesError`] for a key that is not [`NoteKeyType::CosignatureV1`], for an empty list, and for a threshold
    /// nothing could reach.
    pub fn at_least(
        threshold: NonZeroUsize,
        keys: impl IntoIterator<Item = NoteKey>,
    ) -> Result<Self, WitnessesError> {
        let mut distinct = BTreeMap::new();
        for key in keys {
            if key.kind() != NoteKeyType::CosignatureV1 {
                let name = key.name().map(shown).unwrap_or_default();
                return Err(WitnessesError::NotACosigner { name });
            }
            distinct.entry(key.key().key_id()).or_insert(key);
        }
        if distinct.is_empty() {
            return Err(TrustError::NoKey.into());
        }
        if threshold.get() > distinct.len() {
            return Err(WitnessesError::Trust(TrustError::ThresholdAboveKeys {
                threshold: threshold.get(),
                keys: distinct.len(),
            }));
        }
        Ok(Self {
            keys: distinct,
            threshold,
        })
    }

    /// How many different witnesses must have signed.
    #[must_use]
    pub const fn threshold(&self) -> NonZeroUsize {
        self.threshold
    }

    /// Whether that many different witnesses are enough.
    pub(crate) const fn check(&self, found: usize) -> Result<(), CheckpointError> {
        let required = self.threshold.get();
        if found < required {
            return Err(CheckpointError::TooFewWitnesses { found, required });
        }
        Ok(())
    }

    /// The witnesses that signed, however many. The log itself is no witness, and a bad signature is not one that is missing.
    fn cosigned(&self, note: &Note, log: KeyId) -> Result<Vec<Cosigned>, NoteError> {
        let mut cosigned = Vec::new();
        for (id, key) in &self.keys {
            if *id == log {
                continue;
            }
            let signer = note.signer(key)?;
            cosigned.extend(signer.and_then(|signer| {
                Some(Cosigned {
                    time: signer.time?,
                    name: signer.name,
                    key: signer.key,
                })
            }));
        }
        Ok(cosigned)
    }
}

impl Checkpoint {
    /// Checks the log's signature, and the witnesses if any are asked for. A log key with a name speaks for the origin of
    /// that name alone.
    ///
    /// # Errors
    ///
    /// [`CheckpointError`]
    pub fn verify(
        note: &Note,
        log: &NoteKey,
        witnesses: Option<&Witnesses>,
    ) -> Result<Self, CheckpointError> {
        let checkpoint = Self::cosigned_by(note, log, witnesses)?;
        if let Some(witnesses) = witnesses {
            witnesses.check(checkpoint.cosigned.len())?;
        }
        Ok(checkpoint)
    }

    /// The same with as many of the witnesses as there are: the caller counts them.
    pub(super) fn cosigned_by(
        note: &Note,
        log: &NoteKey,
        witnesses: Option<&Witnesses>,
    ) -> Result<Self, CheckpointError> {
        let signer = note.signer(log)?.ok_or_else(|| note.no_known_key())?;
        let cosigned = match witnesses {
            Some(witnesses) => witnesses.cosigned(note, signer.key)?,
            None => Vec::new(),
        };
        let (origin, head, extensions) = read(note.text())?;
        match log.name() {
            Some(name) if name != origin => Err(CheckpointError::OtherOrigin {
                expected: name.to_owned(),
                found: shown(origin),
            }),
            _ => Ok(Self {
                origin: origin.to_owned(),
                head,
                extensions,
                log: signer.key,
                cosigned,
            }),
        }
    }

    /// The first line: which log this is, in its own words.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Size and root.
    #[must_use]
    pub const fn head(&self) -> &TreeHead {
        &self.head
    }

    /// Further lines, which nobody but the log vouches for.
    #[must_use]
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }

    /// The log's key.
    #[must_use]
    pub const fn log(&self) -> KeyId {
        self.log
    }

    /// The trusted witnesses that signed, ordered by key; empty if none were asked for.
    #[must_use]
    pub fn cosigned(&self) -> &[Cosigned] {
        &self.cosigned
    }
}

fn read(text: &str) -> Result<(&str, TreeHead, Vec<String>), CheckpointError> {
    let bad = |line| CheckpointError::Line { line };
    let mut lines = text.split_terminator('\n');
    let origin = lines.next().filter(|line| !line.is_empty()).ok_or(bad(1))?;
    let size = lines.next().and_then(decimal).ok_or(bad(2))?;
    let root = lines.next().and_then(root_hash).ok_or(bad(3))?;
    let mut extensions = Vec::new();
    for (at, line) in lines.enumerate() {
        if line.is_empty() {
            return Err(bad(at + 4));
        }
        extensions.push(line.to_owned());
    }
    Ok((origin, TreeHead { size, root }, extensions))
}

/// Decimal digits without a leading zero.
fn decimal(text: &str) -> Option<u64> {
    let canonical = text == "0" || !text.starts_with('0');
    if canonical && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

fn root_hash(text: &str) -> Option<TreeHash> {
    let bytes = STANDARD.decode(text).ok()?;
    Some(TreeHash::from_bytes(bytes.try_into().ok()?))
}
