//! Gzip streams. The one place that knows the crate that reads them.

use std::fmt;
use std::io::{self, Read};

use portcullis_findings::{Budget, LimitHit};

use crate::Limits;

use ::flate2::read::MultiGzDecoder;

/// The content of a gzip stream (RFC 1952, all its members one after the other), within limits.
///
/// Its errors carry the limit that was hit; [`crate::limit_hit`] finds it. [`crate::tar::read`] over it reports the limit as a
/// gap.
pub struct GzipReader<R> {
    decoder: MultiGzDecoder<Counted<R>>,
    given: u64,
    limits: Limits,
    budget: Budget,
    hit: Option<LimitHit>,
}

/// Reads gzip from `input`: at most [`Limits::total_bytes`], at most [`Limits::ratio`] times the compressed bytes once
/// [`Limits::ratio_floor`] is passed. Bytes are not taken from the budget (whoever reads the content takes them), but its stop
/// flag is heeded.
pub fn reader<R: Read>(input: R, limits: &Limits, budget: &Budget) -> GzipReader<R> {
    let counted = Counted {
        inner: input,
        taken: 0,
    };
    GzipReader {
        decoder: MultiGzDecoder::new(counted),
        given: 0,
        limits: limits.clone(),
        budget: budget.clone(),
        hit: None,
    }
}

impl<R> GzipReader<R> {
    /// The limit that ended the stream, if one did.
    #[must_use]
    pub fn hit(&self) -> Option<LimitHit> {
        self.hit
    }

    fn room(&self) -> (u64, LimitHit) {
        let total = LimitHit {
            what: "bytes of a gzip stream",
            allowed: self.limits.total_bytes,
        };
        let ratio = LimitHit {
            what: "times the compressed size of a gzip stream",
            allowed: self.limits.ratio,
        };
        let by_total = self.limits.total_bytes.saturating_sub(self.given);
        let by_ratio = self
            .limits
            .expanded(self.decoder.get_ref().taken)
            .saturating_sub(self.given);
        if by_ratio < by_total {
            (by_ratio, ratio)
        } else {
            (by_total, total)
        }
    }
}

impl<R: Read> Read for GzipReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(hit) = self.hit {
            return Err(io::Error::other(hit));
        }
        if self.budget.is_cancelled() {
            return Err(io::Error::other("reading was cancelled"));
        }
        if buffer.is_empty() {
            return Ok(0);
        }
        let (room, against) = self.room();
        if room == 0 {
            // One byte more tells the end from the limit; it also draws more compressed bytes, which may give room.
            let mut probe = [0];
            return match self.decoder.read(&mut probe)? {
                0 => Ok(0),
                _ if self.room().0 > 0 => {
                    self.given += 1;
                    if let (Some(first), [byte]) = (buffer.first_mut(), probe) {
                        *first = byte;
                    }
                    Ok(1)
                }
                _ => {
                    self.hit = Some(against);
                    Err(io::Error::other(against))
                }
            };
        }
        let wanted = usize::try_from(room).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.decoder.read(buffer.get_mut(..wanted).unwrap_or_default())?;
        self.given += count as u64;
        Ok(count)
    }
}

impl<R> fmt::Debug for GzipReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GzipReader")
            .field("taken", &self.decoder.get_ref().taken)
            .field("given", &self.given)
            .field("hit", &self.hit)
            .finish_non_exhaustive()
    }
}

struct Counted<R> {
    inner: R,
    taken: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.taken += count as u64;
        Ok(count)
    }
}
