//! RustCrypto blake2: BLAKE2b (RFC 7693), which ring has not.

use blake2::digest::consts::U32;
use blake2::{Blake2b, Blake2b512, Digest as _};

/// BLAKE2b with 64 bytes of output, in the making.
#[derive(Clone, Default)]
pub(crate) struct Blake2b64(Blake2b512);

impl Blake2b64 {
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(crate) fn finish(self) -> [u8; 64] {
        self.0.finalize().into()
    }
}

/// BLAKE2b with 32 bytes of output, of the concatenation of `parts`.
pub(crate) fn blake2b32(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Blake2b::<U32>::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_hash_of_rfc_7693() {
        // Appendix A: "abc".
        let mut hash = Blake2b64::default();
        hash.update(b"a");
        hash.update(b"bc");
        let found = hash.finish();
        assert_eq!(found[..8], [0xba, 0x80, 0xa5, 0x3f, 0x98, 0x1c, 0x4d, 0x0d]);
        assert_eq!(found[56..], [0xb9, 0x23, 0x86, 0xed, 0xd4, 0x00, 0x99, 0x23]);
        // Another length is another hash; the value is Python's `hashlib.blake2b(b"abc", digest_size=32)`.
        assert_eq!(
            blake2b32(&[b"ab", b"c"])[..8],
            [0xbd, 0xdd, 0x81, 0x3c, 0x63, 0x42, 0x39, 0x72]
        );
    }
}
