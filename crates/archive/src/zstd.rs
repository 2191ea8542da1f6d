//! Zstandard streams (RFC 8878). The one place that knows the crate that reads them.

use std::fmt;
use std::io::{self, Read};

use portcullis_findings::{Budget, LimitHit};

use crate::Limits;

use ::ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ::ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// The content of a Zstandard stream (all its frames one after the other, skippable ones passed over), within limits.
///
/// Checksums of frames are verified where there are any; frames that need a dictionary are errors. Its errors carry the limit
/// that was hit; [`crate::limit_hit`] finds it. [`crate::tar::read`] over it reports the limit as a gap.
pub struct ZstdReader<R> {
    input: Counted<R>,
    decoder: FrameDecoder,
    state: State,
    given: u64,
    limits: Limits,
    budget: Budget,
    hit: Option<LimitHit>,
}

/// Where in the stream reading is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    /// Between frames. Nothing of the next one was read.
    Between { frames: u64 },
    /// In the frame of this number, from 0.
    Within { frames: u64 },
    /// Behind the last frame, or where it broke.
    Over,
}

/// Reads Zstandard from `input`: at most [`Limits::total_bytes`], at most [`Limits::ratio`] times the compressed bytes once
/// [`Limits::ratio_floor`] is passed, and no frame that asks for a window of more than [`Limits::window_bytes`], which is what
/// reading keeps in memory. Bytes are not taken from the budget (whoever reads the content takes them), but its stop flag is
/// heeded.
pub fn reader<R: Read>(input: R, limits: &Limits, budget: &Budget) -> ZstdReader<R> {
    let mut decoder = FrameDecoder::new();
    decoder.set_max_window_size(limits.window_bytes);
    ZstdReader {
        input: Counted {
            inner: input,
            taken: 0,
            ended: false,
            failed: None,
        },
        decoder,
        state: State::Between { frames: 0 },
        given: 0,
        limits: limits.clone(),
        budget: budget.clone(),
        hit: None,
    }
}

impl<R> ZstdReader<R> {
    /// The limit that ended the stream, if one did.
    #[must_use]
    pub fn hit(&self) -> Option<LimitHit> {
        self.hit
    }

    fn room(&self) -> (u64, LimitHit) {
        let total = LimitHit {
            what: "bytes of a zstd stream",
            allowed: self.limits.total_bytes,
        };
        let ratio = LimitHit {
            what: "times the compressed size of a zstd stream",
            allowed: self.limits.ratio,
        };
        let by_total = self.limits.total_bytes.saturating_sub(self.given);
        let by_ratio = self.limits.expanded(self.input.taken).saturating_sub(self.given);
        if by_ratio < by_total {
            (by_ratio, ratio)
        } else {
            (by_total, total)
        }
    }

    fn stop(&mut self, hit: LimitHit) -> io::Error {
        self.hit = Some(hit);
        self.state = State::Over;
        io::Error::other(hit)
    }
}

impl<R: Read> ZstdReader<R> {
    /// Decodes until there is content to be had. Whether there is any.
    fn fill(&mut self) -> io::Result<bool> {
        loop {
            if self.budget.is_cancelled() {
                return Err(io::Error::other("reading was cancelled"));
            }
            match self.state {
                State::Over => return Ok(false),
                State::Between { frames } => self.begin(frames)?,
                State::Within { .. } if self.decoder.can_collect() > 0 => return Ok(true),
                State::Within { frames } if self.decoder.is_finished() => {
                    let stated = self.decoder.get_checksum_from_data();
                    if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
                        return Err(damaged("the checksum of a frame does not fit"));
                    }
                    self.state = State::Between { frames: frames + 1 };
                }
                State::Within { .. } => {
                    let block = BlockDecodingStrategy::UptoBlocks(1);
                    self.decoder
                        .decode_blocks(&mut self.input, block)
                        .map_err(|_| self.input.fault())?;
                }
            }
        }
    }

    /// Reads the header of the next frame, or finds the end.
    fn begin(&mut self, frames: u64) -> io::Result<()> {
        let mut first = [0];
        if self.input.read_some(&mut first)? == 0 {
            // A stream of no frame at all is none.
            self.state = State::Over;
            return if frames == 0 {
                Err(io::ErrorKind::UnexpectedEof.into())
            } else {
                Ok(())
            };
        }
        match self.decoder.reset(first.as_slice().chain(&mut self.input)) {
            Ok(()) => self.state = State::Within { frames },
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length, ..
            })) => {
                let length = u64::from(length);
                let skipped = io::copy(&mut (&mut self.input).take(length), &mut io::sink())?;
                if skipped < length {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                self.state = State::Between { frames: frames + 1 };
            }
            Err(FrameDecoderError::WindowSizeTooBig { .. }) => {
                return Err(self.stop(LimitHit {
                    what: "bytes of the window of a zstd frame",
                    allowed: self.limits.window_bytes,
                }));
            }
            Err(_) => return Err(self.input.fault()),
        }
        Ok(())
    }
}

impl<R: Read> Read for ZstdReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(hit) = self.hit {
            return Err(io::Error::other(hit));
        }
        if buffer.is_empty() {
            return Ok(0);
        }
        if !self.fill().inspect_err(|_| self.state = State::Over)? {
            return Ok(0);
        }
        let (room, against) = self.room();
        if room == 0 {
            return Err(self.stop(against));
        }
        let wanted = usize::try_from(room).unwrap_or(usize::MAX).min(buffer.len());
        let count = self.decoder.read(buffer.get_mut(..wanted).unwrap_or_default())?;
        self.given += count as u64;
        Ok(count)
    }
}

impl<R> fmt::Debug for ZstdReader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ZstdReader")
            .field("taken", &self.input.taken)
            .field("given", &self.given)
            .field("state", &self.state)
            .field("hit", &self.hit)
            .finish_non_exhaustive()
    }
}

fn damaged(cause: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, cause)
}

/// Counts what is read, and remembers how reading failed: the decoder's own errors do not all tell.
struct Counted<R> {
    inner: R,
    taken: u64,
    ended: bool,
    failed: Option<io::Error>,
}

impl<R: Read> Counted<R> {
    /// Some bytes, or none at the end.
    fn read_some(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => return other.map_err(|_| self.fault()),
            }
        }
    }

    /// Why the decoder stopped.
    fn fault(&mut self) -> io::Error {
        match self.failed.take() {
            Some(error) => error,
            None if self.ended => io::ErrorKind::UnexpectedEof.into(),
            None => damaged("a frame is damaged, or in a form that is not read"),
        }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.inner.read(buffer) {
            Ok(count) => {
                self.taken += count as u64;
                self.ended |= count == 0 && !buffer.is_empty();
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                let kind = error.kind();
                self.failed = Some(error);
                Err(kind.into())
            }
        }
    }
}
