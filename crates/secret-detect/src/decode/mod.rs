//! Encoded text inside an input: where it may be, what it says, and where in the input each byte of that stood.
//!
//! [`search`] finds runs by their bytes alone, [`codec`] decodes one, [`unfold`] does both again in what came out, down to a
//! depth. A run begins where the text says so and not where a piece of the input does, and nothing looks further than
//! [`MAX_ENCODED`] bytes behind its beginning: the answer does not depend on how the input is cut.

mod codec;
mod digits;
mod escape;
mod search;
mod unfold;

use std::fmt;

pub(crate) use unfold::{Layer, Unfolder};

/// How many bytes of the input one encoded run has at most. A longer one is read in pieces of this length, each of which begins
/// 4 KiB before the end of the last (of lines: with as many whole lines, if they are shorter than 1 KiB).
pub const MAX_ENCODED: usize = 16 * 1024;

/// How a text was written down.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Encoding {
    /// Base64, in the standard or the URL-safe alphabet, padded or not, in one line or several.
    Base64,
    /// Hexadecimal digits.
    Hex,
    /// `%67%68`, among other characters of a URL or not.
    Percent,
    /// `\u0067`, `\u{67}`, `\x67`.
    Escape,
    /// `&#103;`, `&#x67;`.
    Entity,
    /// ASCII text in UTF-16 of either byte order without a byte order mark.
    Utf16,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Base64,
        Self::Hex,
        Self::Percent,
        Self::Escape,
        Self::Entity,
        Self::Utf16,
    ];

    /// The word used in reports: `base64`, `hex`, `percent`, `escape`, `entity`, `utf-16`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Hex => "hex",
            Self::Percent => "percent",
            Self::Escape => "escape",
            Self::Entity => "entity",
            Self::Utf16 => "utf-16",
        }
    }

    /// Decodes a text that is written so. Total: what does not belong to the encoding is passed over or kept, as its readers
    /// do. The answer is never longer than `encoded`.
    ///
    /// ```
    /// use portcullis_secret_detect::Encoding;
    /// assert_eq!(Encoding::Base64.decode(b"Z2hwXw=="), b"ghp_");
    /// assert_eq!(Encoding::Percent.decode(b"a%3Db"), b"a=b");
    /// ```
    #[must_use]
    pub fn decode(self, encoded: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        codec::decode(self, encoded, &mut text);
        text
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How many encodings within one another are read.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Depth(u8);

impl Depth {
    /// Nothing is decoded (but UTF-16 behind a byte order mark, which is the text itself).
    pub const NONE: Self = Self(0);
    /// The most there is: three.
    pub const MAX: Self = Self(3);

    /// So many, at most [`Depth::MAX`].
    #[must_use]
    pub const fn new(levels: u8) -> Self {
        if levels > Self::MAX.0 {
            Self::MAX
        } else {
            Self(levels)
        }
    }

    /// How many.
    #[must_use]
    pub const fn levels(self) -> u8 {
        self.0
    }
}

impl Default for Depth {
    fn default() -> Self {
        Self::MAX
    }
}
