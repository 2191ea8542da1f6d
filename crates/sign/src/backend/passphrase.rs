//! scrypt (RFC 7914) and NaCl's secretbox (XSalsa20 and Poly1305), for keys under a passphrase.

use poly1305::Poly1305;
use poly1305::universal_hash::KeyInit as _;
use salsa20::XSalsa20;
use salsa20::cipher::{KeyIvInit as _, StreamCipher as _};
use zeroize::Zeroizing;

use crate::key::KdfCost;

/// Bytes of a secretbox nonce.
pub(crate) const NONCE_LEN: usize = 24;
/// Bytes of the authenticator in front of the ciphertext.
const TAG_LEN: usize = 16;
/// The first block of the key stream keys Poly1305 and encrypts nothing.
const STREAM_KEY_LEN: usize = 32;

/// `length` bytes derived from a passphrase; `None` for a cost that scrypt does not have.
pub(crate) fn derive(
    passphrase: &[u8],
    salt: &[u8],
    cost: KdfCost,
    length: usize,
) -> Option<Zeroizing<Vec<u8>>> {
    let log_n = u8::try_from(cost.n.checked_ilog2()?).ok()?;
    let parameters = scrypt::Params::new(log_n, cost.r, cost.p).ok()?;
    let mut out = Zeroizing::new(vec![0; length]);
    scrypt::scrypt(passphrase, salt, &parameters, &mut out).ok()?;
    Some(out)
}

/// Encrypts and authenticates.
pub(crate) fn seal(key: &[u8; 32], nonce: &[u8; NONCE_LEN], plain: &[u8]) -> Vec<u8> {
    let (stream_key, encrypted) = stream(key, nonce, plain);
    [tag(&stream_key, &encrypted).as_slice(), &encrypted].concat()
}

/// Checks and decrypts; `None` for another key, nonce or text.
pub(crate) fn open(key: &[u8; 32], nonce: &[u8; NONCE_LEN], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (found, encrypted) = sealed.split_at_checked(TAG_LEN)?;
    let (stream_key, plain) = stream(key, nonce, encrypted);
    let expected = tag(&stream_key, encrypted);
    let difference = expected.iter().zip(found).fold(0, |sum, (a, b)| sum | (a ^ b));
    (difference == 0).then_some(plain)
}

/// The key for Poly1305, and the text under the key stream.
fn stream(
    key: &[u8; 32],
    nonce: &[u8; NONCE_LEN],
    text: &[u8],
) -> (Zeroizing<[u8; STREAM_KEY_LEN]>, Zeroizing<Vec<u8>>) {
    let mut cipher = XSalsa20::new(key.into(), nonce.into());
    let mut stream_key = Zeroizing::new([0; STREAM_KEY_LEN]);
    cipher.apply_keystream(stream_key.as_mut_slice());
    let mut out = Zeroizing::new(text.to_vec());
    cipher.apply_keystream(&mut out);
    (stream_key, out)
}

fn tag(stream_key: &[u8; STREAM_KEY_LEN], encrypted: &[u8]) -> [u8; TAG_LEN] {
    Poly1305::new(stream_key.into())
        .compute_unpadded(encrypted)
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrypt_is_that_of_rfc_7914() {
        // Section 12, the second vector.
        let cost = KdfCost { n: 1024, r: 8, p: 16 };
        let key = derive(b"password", b"NaCl", cost, 64).unwrap();
        assert_eq!(key[..8], [0xfd, 0xba, 0xbe, 0x1c, 0x9d, 0x34, 0x72, 0x00]);
        assert_eq!(key[56..], [0x83, 0x60, 0xcb, 0xdf, 0xa2, 0xcc, 0x06, 0x40]);
    }

    #[test]
    fn what_is_sealed_opens_and_nothing_else_does() {
        for length in [0, 1, 15, 16, 17, 31, 32, 33, 64, 200] {
            let (key, nonce, text) = ([1; 32], [2; 24], vec![3; length]);
            let sealed = seal(&key, &nonce, &text);
            assert_eq!(*open(&key, &nonce, &sealed).unwrap(), text);
            assert!(open(&[0; 32], &nonce, &sealed).is_none());
            assert!(open(&key, &[0; 24], &sealed).is_none());
            for bit in 0..sealed.len() * 8 {
                let mut bent = sealed.clone();
                bent[bit / 8] ^= 1 << (bit % 8);
                assert!(open(&key, &nonce, &bent).is_none(), "bit {bit}");
            }
        }
    }
}
