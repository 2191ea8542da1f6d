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
/// Most of `r · p`: 8 MiB, which are there beside the memory. libsodium's and cosign's costs have at most 512 KiB.
#[cfg(feature = "cosign-keys")]
const BLOCKS_MAX: u64 = 1 << 16;

#[cfg(feature = "cosign-keys")]
impl KdfCost {
    /// The cost, if it can be paid.
    pub(crate) fn checked(self) -> Result<Self, KeyError> {
        let Self { n, r, p } = self;
        let memory = n.saturating_mul(u64::from(r));
        let time = memory.saturating_mul(u64::from(p));
        let blocks = u64::from(r).saturating_mul(u64::from(p));
        let fine = n > 1
            && n.is_power_of_two()
            && n <= N_MAX
            && (1..=MEMORY_MAX).contains(&memory)
            && (1..=TIME_MAX).contains(&time)
            && blocks <= BLOCKS_MAX;
        if fine {
            Ok(self)
        } else {
            Err(KeyError::KdfCost(self))
        }
    }
}

#[cfg(all(test, feature = "cosign-keys"))]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_may_ask_for_is_bounded_in_every_number() {
        for (n, r, p, fine) in [
            // cosign's costs, minisign's, and an interactive one of libsodium with little memory.
            (1 << 15, 8, 1, true),
            (1 << 16, 8, 1, true),
            (1 << 20, 8, 1, true),
            (1 << 14, 8, 64, true),
            (1 << 21, 4, 1, false),
            (1 << 20, 16, 1, false),
            (1 << 20, 8, 3, false),
            (3, 8, 1, false),
            (1, 8, 1, false),
            (0, 8, 1, false),
            (2, 0, 1, false),
            (2, 1, 0, false),
            // Next to no memory by `n · r`, and a gigabyte by `r · p`.
            (2, 1, 1 << 23, false),
            (2, 1 << 22, 1, false),
            (u64::MAX, u32::MAX, u32::MAX, false),
        ] {
            let cost = KdfCost { n, r, p };
            assert_eq!(cost.checked().is_ok(), fine, "{cost:?}");
        }
    }
}
