//! SHA-256 and HMAC-SHA-256 (RFC 2104), one adapter for each library; no type of theirs leaves this file.
//!
//! Both give the same bytes. Where both features are on, which another crate may have asked for, `sha2` is used.

#[cfg(not(any(feature = "sha2", feature = "ring")))]
compile_error!("portcullis-findings hashes by the feature `sha2`, a default one, or by `ring`");

pub(crate) use library::{Sha256, hmac};

#[cfg(feature = "sha2")]
mod library {
    use hmac::{KeyInit as _, Mac as _};
    use sha2::Digest as _;

    /// A hash in the making.
    #[derive(Clone, Default)]
    pub(crate) struct Sha256(sha2::Sha256);

    impl Sha256 {
        pub(crate) fn update(&mut self, bytes: &[u8]) {
            self.0.update(bytes);
        }

        pub(crate) fn finish(self) -> [u8; 32] {
            self.0.finalize().into()
        }
    }

    /// Over the parts as one text.
    pub(crate) fn hmac<'a>(key: &[u8; 32], parts: impl IntoIterator<Item = &'a [u8]>) -> [u8; 32] {
        // A key shorter than a block is followed by zeros.
        let mut block = [0; 64];
        for (slot, byte) in block.iter_mut().zip(key) {
            *slot = *byte;
        }
        let block: &hmac::digest::Key<hmac::Hmac<sha2::Sha256>> = &block.into();
        let mut mac = hmac::Hmac::<sha2::Sha256>::new(block);
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

#[cfg(all(feature = "ring", not(feature = "sha2")))]
mod library {
    use ring::digest::{Context, SHA256};
    use ring::hmac::{HMAC_SHA256, Key};

    /// A hash in the making.
    #[derive(Clone)]
    pub(crate) struct Sha256(Context);

    impl Default for Sha256 {
        fn default() -> Self {
            Self(Context::new(&SHA256))
        }
    }

    impl Sha256 {
        pub(crate) fn update(&mut self, bytes: &[u8]) {
            self.0.update(bytes);
        }

        pub(crate) fn finish(self) -> [u8; 32] {
            array(self.0.finish().as_ref())
        }
    }

    /// Over the parts as one text.
    pub(crate) fn hmac<'a>(key: &[u8; 32], parts: impl IntoIterator<Item = &'a [u8]>) -> [u8; 32] {
        let mut mac = ring::hmac::Context::with_key(&Key::new(HMAC_SHA256, key));
        for part in parts {
            mac.update(part);
        }
        array(mac.sign().as_ref())
    }

    /// The hash has 32 bytes.
    fn array(hash: &[u8]) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(hash);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_hmac_of_rfc_4231() {
        // Test case 1 has a key of 20 bytes; zeros behind it change nothing.
        let mut key = [0; 32];
        key[..20].fill(0x0b);
        let mac = hmac(&key, [b"Hi ".as_slice(), b"There"]);
        assert_eq!(mac[..8], [0xb0, 0x34, 0x4c, 0x61, 0xd8, 0xdb, 0x38, 0x53]);
        assert_eq!(mac[28..], [0x2e, 0x32, 0xcf, 0xf7]);
    }
}
