//! Zlib streams. The one place that knows the crate that inflates them.

use std::io::Read;

use flate2::{Decompress, FlushDecompress, Status};

/// Inflates one stream after the other.
#[derive(Debug)]
pub(crate) struct Inflater(Decompress);

impl Inflater {
    pub(crate) fn new() -> Self {
        Self(Decompress::new(true))
    }

    /// Inflates the stream that `input` begins with into `output`. Whether it has exactly the stated size.
    pub(crate) fn inflate(&mut self, input: &[u8], stated: usize, output: &mut Vec<u8>) -> bool {
        output.clear();
        output.reserve(stated.saturating_add(1));
        self.0.reset(true);
        let done = self.0.decompress_vec(input, output, FlushDecompress::Finish);
        matches!(done, Ok(Status::StreamEnd)) && output.len() == stated
    }

    /// Inflates the beginning of a stream: at most `most` bytes.
    pub(crate) fn start(&mut self, input: &[u8], most: usize) -> Vec<u8> {
        let mut output = Vec::with_capacity(most);
        self.0.reset(true);
        let _ = self.0.decompress_vec(input, &mut output, FlushDecompress::Sync);
        output.truncate(most);
        output
    }
}

/// Inflates a stream while it is read.
pub(crate) fn reader<'a>(input: impl Read + 'a) -> impl Read + 'a {
    flate2::read::ZlibDecoder::new(input)
}
