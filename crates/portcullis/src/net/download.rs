//! One attempt at one archive, into the file beside its place.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::time::Instant;

use portcullis_findings::Label;

use super::checksum;
use super::client::{Answer, Client, Conditions};
use super::stored::{self, PartNote, Places, Present, Validators};
use super::{Address, FetchError};
use crate::progress::Progress;

/// Bytes read at once.
const PIECE: usize = 64 * 1024;

/// What is downloaded, and how much may come.
pub(super) struct Download<'a> {
    pub(super) client: &'a Client,
    pub(super) address: &'a Address,
    pub(super) places: &'a Places,
    /// Bytes of the archive.
    pub(super) allowed: u64,
    pub(super) deadline: Instant,
    /// What progress is called.
    pub(super) stage: &'a str,
}

/// What came of an attempt.
pub(super) enum Attempt {
    /// The archive at hand is still the server's.
    Unchanged,
    /// All of it is in the file beside its place.
    Arrived(Arrived),
}

/// An archive that arrived.
pub(super) struct Arrived {
    /// Bytes that came in this attempt.
    pub(super) received: u64,
    /// Whether it went on from an earlier attempt.
    pub(super) resumed: bool,
    pub(super) validators: Validators,
    /// The checksum that the server stated.
    pub(super) crc32c: Option<u32>,
}

impl Download<'_> {
    /// Asks for the archive, or for what is missing of it.
    ///
    /// # Errors
    ///
    /// [`FetchError`]; what arrived before stays for the next attempt if it can be gone on from.
    pub(super) fn attempt(
        &self,
        present: Option<&Present>,
        progress: &dyn Progress,
    ) -> Result<Attempt, FetchError> {
        let asked = self.address.to_string();
        let resumable = self.places.resumable(&asked);
        let mut conditions = Conditions::default();
        if let Some(present) = present.filter(|present| present.address.as_deref() == Some(&asked)) {
            conditions.unless_tag.clone_from(&present.validators.tag);
            // A server that knows the tag ignores the date (RFC 9110 13.1.3).
            conditions.unless_date.clone_from(&present.validators.date);
        }
        let conditional = conditions.unless_tag.is_some() || conditions.unless_date.is_some();
        conditions.from = resumable
            .as_ref()
            .and_then(|(bytes, note)| Some((*bytes, note.validators.strong()?.to_owned())));
        let answer = self.client.get(self.address, &conditions, self.deadline)?;
        match (answer.status, resumable) {
            (304, _) if conditional => {
                self.places.discard_part();
                Ok(Attempt::Unchanged)
            }
            (200, _) => self.take(answer, 0, None, progress),
            (206, Some((from, note))) => {
                let total = self.continued(&answer, from, &note);
                if total.is_err() {
                    self.places.discard_part();
                }
                self.take(answer, from, Some(total?), progress)
            }
            (416, Some((from, _))) => {
                // The next attempt begins anew.
                self.places.discard_part();
                Err(range(&answer, from))
            }
            _ => Err(answer.refused()),
        }
    }

    /// The bytes of the whole, if the answer goes on where the part ends (RFC 9110 14.4).
    fn continued(&self, answer: &Answer, from: u64, note: &PartNote) -> Result<Option<u64>, FetchError> {
        let error = || range(answer, from);
        let stated = answer.header("content-range").ok_or_else(error)?;
        let (span, total) = stated
            .strip_prefix("bytes ")
            .and_then(|rest| rest.split_once('/'))
            .ok_or_else(error)?;
        let (first, last) = span.split_once('-').ok_or_else(error)?;
        let (first, last): (u64, u64) = first.parse().ok().zip(last.parse().ok()).ok_or_else(error)?;
        let total = match total {
            "*" => None,
            total => Some(total.parse::<u64>().map_err(|_| error())?),
        };
        let end = last.checked_add(1).ok_or_else(error)?;
        let same = answer
            .header("etag")
            .is_none_or(|tag| Some(tag) == note.validators.strong());
        if first != from || last < first || total.is_some_and(|total| total != end) || !same {
            return Err(error());
        }
        Ok(Some(end))
    }

    fn take(
        &self,
        mut answer: Answer,
        from: u64,
        total: Option<Option<u64>>,
        progress: &dyn Progress,
    ) -> Result<Attempt, FetchError> {
        let total = total
            .flatten()
            .or(answer.length.map(|length| from.saturating_add(length)));
        if total.is_some_and(|total| total > self.allowed) {
            self.places.discard_part();
            return Err(self.too_large());
        }
        let validators = Validators {
            tag: answer.header("etag").and_then(printable),
            date: answer.header("last-modified").and_then(printable),
        };
        let crc32c = answer.all("x-goog-hash").find_map(checksum::stated);
        let (mut file, validators) = if from > 0 {
            (self.append()?, self.known(validators))
        } else {
            (self.begin(&validators)?, validators)
        };
        progress.begin(self.stage, total);
        progress.advance(from);
        let mut received = from;
        let mut buffer = vec![0; PIECE];
        loop {
            let count = answer.body.read(&mut buffer, received)?;
            let Some(piece) = buffer.get(..count).filter(|piece| !piece.is_empty()) else {
                break;
            };
            received += count as u64;
            if received > self.allowed {
                self.places.discard_part();
                return Err(self.too_large());
            }
            file.write_all(piece).map_err(|source| self.file(source))?;
            progress.advance(count as u64);
            if Instant::now() >= self.deadline {
                return Err(FetchError::Timeout {
                    address: answer.address,
                    wait: super::Wait::Total,
                });
            }
        }
        file.sync_all().map_err(|source| self.file(source))?;
        match total {
            Some(stated) if received < stated => Err(FetchError::Cut {
                address: answer.address,
                received,
            }),
            Some(stated) if received > stated => {
                self.places.discard_part();
                Err(FetchError::Length {
                    address: answer.address,
                    stated,
                    found: received,
                })
            }
            _ => Ok(Attempt::Arrived(Arrived {
                received: received - from,
                resumed: from > 0,
                validators,
                crc32c,
            })),
        }
    }

    /// An empty file, with a note by which a later attempt may go on.
    fn begin(&self, validators: &Validators) -> Result<File, FetchError> {
        self.places.discard_part();
        // Never what is there already, nor the target of a link.
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&self.places.part)
            .map_err(|source| self.file(source))?;
        if validators.strong().is_some() {
            let note = PartNote {
                address: self.address.to_string(),
                validators: validators.clone(),
            };
            stored::write(&self.places.part_note, &note)?;
        }
        Ok(file)
    }

    fn append(&self) -> Result<File, FetchError> {
        OpenOptions::new()
            .append(true)
            .open(&self.places.part)
            .map_err(|source| self.file(source))
    }

    /// What a part's answer leaves out, the first answer said (RFC 9110 15.3.7).
    fn known(&self, stated: Validators) -> Validators {
        let noted = self.places.resumable(&self.address.to_string());
        let noted = noted.map(|(_, note)| note.validators).unwrap_or_default();
        Validators {
            tag: stated.tag.or(noted.tag),
            date: stated.date.or(noted.date),
        }
    }

    fn too_large(&self) -> FetchError {
        FetchError::TooLarge {
            address: self.address.clone(),
            allowed: self.allowed,
        }
    }

    fn file(&self, source: std::io::Error) -> FetchError {
        FetchError::File {
            path: self.places.part.clone(),
            source,
        }
    }
}

fn range(answer: &Answer, asked: u64) -> FetchError {
    FetchError::Range {
        address: answer.address.clone(),
        asked,
        answered: Label::new(answer.header("content-range").unwrap_or_default()).to_string(),
    }
}

/// A header's value that is kept and sent back: short, without control characters.
fn printable(value: &str) -> Option<String> {
    let fits = value.len() <= 256 && value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    (fits && !value.is_empty()).then(|| value.to_owned())
}
