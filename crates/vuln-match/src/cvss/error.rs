//! Why a vector has no score.

use super::vector::MAX_BYTES;

/// Why a text is no CVSS vector, or no [`Environment`](super::Environment).
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CvssError {
    /// Longer than any vector.
    #[error("{bytes} bytes, more than {}", MAX_BYTES)]
    TooLong {
        /// How many bytes it has.
        bytes: usize,
    },
    /// A version of CVSS that is not known here.
    #[error("unknown version of CVSS at byte {at}")]
    Version {
        /// Where the version stands, in bytes from 0.
        at: usize,
    },
    /// No `NAME:VALUE` of a metric that this version has.
    #[error("no metric of this version at byte {at}")]
    Metric {
        /// Where it stands, in bytes from 0.
        at: usize,
    },
    /// A value that the metric does not have.
    #[error("unknown value of the metric {metric} at byte {at}")]
    Value {
        /// The metric's short name.
        metric: &'static str,
        /// Where the value stands, in bytes from 0.
        at: usize,
    },
    /// A metric that stands twice.
    #[error("the metric {metric} stands a second time at byte {at}")]
    Twice {
        /// The metric's short name.
        metric: &'static str,
        /// Where the second one stands, in bytes from 0.
        at: usize,
    },
    /// A mandatory metric is missing.
    #[error("the metric {metric} is missing")]
    Missing {
        /// Its short name.
        metric: &'static str,
    },
    /// A metric that describes the vulnerability and not the place where it is found.
    #[error("the metric at byte {at} is not one of the environmental group")]
    NotEnvironmental {
        /// Where it stands, in bytes from 0.
        at: usize,
    },
}
