//! What deriving a key from a passphrase may cost.

#[cfg(feature = "cosign-keys")]
use super::KeyError;

/// The cost of scrypt (RFC 7914, 2): `128 · n · r` bytes of memory, and time in proportion to `n · r · p`.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct KdfCost {
    /// Iterations: a power of two above 1.
    #[serde(rename = "N")]
    pub n: u64,
    /// Block size in 128 bytes.
    pub r: u32,
    /// Passes.
    pub p: u32,
}

/// Most iterations, as minisign's keys have.
#[cfg(feature = "cosign-keys")]
const N_MAX: u64 = 1 << 20;
/// Most of `n · r`: 1 GiB.
#[cfg(feature = "cosign-keys")]
const MEMORY_MAX: u64 = 1 << 23;
/// Most of `n · r · p`: two passes over 1 GiB.
#[cfg(feature = "cosign-keys")]
const TIME_MAX: u64 = 1 << 24;

#[cfg(feature = "cosign-keys")]
impl KdfCost {
    /// The cost, if it can be paid.
    pub(crate) fn checked(self) -> Result<Self, KeyError> {
        let Self { n, r, p } = self;
        let memory = n.saturating_mul(u64::from(r));
        let time = memory.saturating_mul(u64::from(p));
        let fine = n > 1
            && n.is_power_of_two()
            && n <= N_MAX
            && (1..=MEMORY_MAX).contains(&memory)
            && (1..=TIME_MAX).contains(&time);
        if fine {
            Ok(self)
        } else {
            Err(KeyError::KdfCost(self))
        }
    }
}
