//! Levels of the build track.

use std::fmt;

/// A level of the SLSA build track.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum BuildLevel {
    /// There is provenance.
    L1,
    /// A hosted platform made and signed it.
    L2,
    /// The platform keeps runs apart from one another and from what signs.
    L3,
}

impl fmt::Display for BuildLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::L1 => "SLSA_BUILD_LEVEL_1",
            Self::L2 => "SLSA_BUILD_LEVEL_2",
            Self::L3 => "SLSA_BUILD_LEVEL_3",
        })
    }
}
