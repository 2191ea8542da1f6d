//! One archive: attempts, checks, and only then its place.

use std::time::{Duration, Instant};

use super::client::{Client, Conditions};
use super::content::{self, Content, Sums};
use super::download::{Arrived, Attempt, Download};
use super::stored::{self, ArchiveNote, Present};
use super::update::{ArchiveState, Change};
use super::{Address, FetchError, OlderArchives, Retries, UpdateOptions};
use crate::progress::Progress;

/// What an archive is checked against.
pub(super) struct Fetch<'a> {
    pub(super) download: Download<'a>,
    pub(super) options: &'a UpdateOptions,
    /// The archive's name below the folder.
    pub(super) name: &'a str,
}

/// A failure, and whether another attempt may help.
struct Failure {
    error: FetchError,
    again: bool,
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Self {
        Self {
            again: error.may_pass(),
            error,
        }
    }
}

impl Fetch<'_> {
    /// Brings the archive up to date.
    pub(super) fn run(&self, progress: &dyn Progress) -> Result<ArchiveState, FetchError> {
        let present = self.download.places.present(&self.options.limits);
        let mut received = 0;
        repeat(&self.options.retries, self.download.deadline, || {
            match self.download.attempt(present.as_ref(), progress) {
                Ok(Attempt::Unchanged) => Ok(self.unchanged(present.as_ref())?),
                Ok(Attempt::Arrived(arrived)) => {
                    received += arrived.received;
                    self.install(&arrived, present.as_ref(), received)
                }
                Err(error @ FetchError::Range { .. }) => Err(Failure { error, again: true }),
                Err(error) => Err(error.into()),
            }
        })
    }

    fn unchanged(&self, present: Option<&Present>) -> Result<ArchiveState, FetchError> {
        let present = present.ok_or(FetchError::Empty)?;
        self.vouched(&present.sums)?;
        Ok(self.state(Change::Unchanged, &present.sums, &present.content, 0))
    }

    /// Checks what arrived and puts it in its place.
    fn install(
        &self,
        arrived: &Arrived,
        present: Option<&Present>,
        received: u64,
    ) -> Result<ArchiveState, Failure> {
        let places = self.download.places;
        let checked = self.check(arrived, present);
        let (sums, content) = checked.map_err(|error| {
            places.discard_part();
            // Parts of two archives may have met; from the beginning it may be sound.
            let again = arrived.resumed && !matches!(error, FetchError::Older { .. });
            Failure { error, again }
        })?;
        let file = |source| FetchError::File {
            path: places.archive.clone(),
            source,
        };
        let same = present.is_some_and(|present| present.sums == sums);
        std::fs::rename(&places.part, &places.archive).map_err(file)?;
        places.discard_part();
        let note = ArchiveNote {
            address: self.download.address.to_string(),
            validators: arrived.validators.clone(),
            sha256: sums.sha256.to_hex(),
            records: content.records,
            others: content.others,
            newest: content.newest.to_string(),
        };
        stored::write(&places.note, &note)?;
        let change = match present {
            None => Change::New,
            Some(_) if same => Change::Unchanged,
            Some(_) => Change::Changed,
        };
        Ok(self.state(change, &sums, &content, received))
    }

    fn check(&self, arrived: &Arrived, present: Option<&Present>) -> Result<(Sums, Content), FetchError> {
        let part = &self.download.places.part;
        let sums = content::sums(part)?;
        if let Some(stated) = arrived.crc32c.filter(|stated| *stated != sums.crc32c) {
            return Err(FetchError::Checksum {
                stated,
                found: sums.crc32c,
            });
        }
        self.vouched(&sums)?;
        let content = content::look_into(part, &self.options.limits)?;
        match present {
            Some(present)
                if content.newest < present.content.newest && self.options.older == OlderArchives::Refuse =>
            {
                Err(FetchError::Older {
                    present: present.content.newest,
                    offered: content.newest,
                })
            }
            _ => Ok((sums, content)),
        }
    }

    /// Whether the digest is the one that was given, if any were.
    fn vouched(&self, sums: &Sums) -> Result<(), FetchError> {
        let Some(digests) = &self.options.digests else {
            return Ok(());
        };
        match digests.of(self.name) {
            Some(expected) if *expected == sums.sha256 => Ok(()),
            Some(expected) => Err(FetchError::Digest {
                expected: expected.clone(),
                found: sums.sha256.clone(),
            }),
            None => Err(FetchError::NoDigest {
                name: self.name.to_owned(),
            }),
        }
    }

    fn state(&self, change: Change, sums: &Sums, content: &Content, received: u64) -> ArchiveState {
        ArchiveState {
            path: self.download.places.archive.clone(),
            change,
            bytes: sums.bytes,
            received,
            sha256: sums.sha256.clone(),
            records: content.records,
            others: content.others,
            newest: content.newest,
        }
    }
}

/// Tries until it works, another attempt cannot help, or there are no attempts or time left.
fn repeat<T>(
    retries: &Retries,
    deadline: Instant,
    mut attempt: impl FnMut() -> Result<T, Failure>,
) -> Result<T, FetchError> {
    let mut wait = retries.wait;
    let mut tried = 1;
    loop {
        let failure = match attempt() {
            Ok(done) => return Ok(done),
            Err(failure) => failure,
        };
        if !failure.again || tried >= retries.attempts {
            return Err(failure.error);
        }
        let asked = match &failure.error {
            FetchError::Status { retry_after, .. } => *retry_after,
            _ => None,
        };
        let pause = asked.unwrap_or(wait).min(retries.longest_wait);
        if deadline.saturating_duration_since(Instant::now()) <= pause {
            return Err(failure.error);
        }
        std::thread::sleep(pause);
        wait = wait.saturating_mul(2);
        tried += 1;
    }
}

/// Tries to bring something small, `allowed` bytes at most, into memory.
pub(super) fn bytes(
    client: &Client,
    address: &Address,
    deadline: Instant,
    retries: &Retries,
    allowed: u64,
) -> Result<Vec<u8>, FetchError> {
    repeat(retries, deadline, || {
        let mut answer = client.get(address, &Conditions::default(), deadline)?;
        if answer.status != 200 {
            return Err(answer.refused().into());
        }
        let (mut bytes, mut buffer) = (Vec::new(), vec![0; 4096]);
        loop {
            let count = answer.body.read(&mut buffer, bytes.len() as u64)?;
            let Some(piece) = buffer.get(..count).filter(|piece| !piece.is_empty()) else {
                return Ok(bytes);
            };
            bytes.extend_from_slice(piece);
            if bytes.len() as u64 > allowed {
                return Err(FetchError::TooLarge {
                    address: answer.address,
                    allowed,
                }
                .into());
            }
        }
    })
}

/// The moment by which all attempts at one archive are over.
pub(super) fn deadline(total: Duration) -> Instant {
    let now = Instant::now();
    // A total beyond what the clock can tell is none; a hundred years are one too.
    now.checked_add(total)
        .unwrap_or(now + Duration::from_secs(100 * 366 * 86_400))
}
