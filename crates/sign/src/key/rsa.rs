//! RSAPublicKey (RFC 8017, A.1.1).

use super::{DerProblem, KeyError};
use crate::der::{self, Reader};

/// The sizes that are accepted, in bits of the modulus: below, keys can be factored; above, checking takes long.
const BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// Checks `SEQUENCE { modulus, publicExponent }`: both minimal and positive, the modulus odd and of 2048 to 8192 bits, the
/// exponent odd, above one and below 2^33, which is what can be verified with.
pub(super) fn check(document: &[u8]) -> Result<(), KeyError> {
    let mut outer = Reader::new(document);
    let mut body = outer.expect(der::SEQUENCE)?;
    outer.finish()?;
    let modulus = positive(&mut body)?;
    let exponent = positive(&mut body)?;
    body.finish()?;
    let bits = bits(modulus);
    if !BITS.contains(&bits) {
        return Err(KeyError::RsaSize { bits });
    }
    let odd = |number: &[u8]| number.last().is_some_and(|byte| byte & 1 == 1);
    if !odd(modulus) || !odd(exponent) || exponent == [1] || self::bits(exponent) > 33 {
        return Err(KeyError::RsaNumbers);
    }
    Ok(())
}

/// A positive INTEGER without its leading zero.
fn positive<'a>(body: &mut Reader<'a>) -> Result<&'a [u8], KeyError> {
    let content = body.expect(der::INTEGER)?;
    match content.rest() {
        [0, 0x80..=0xff, ..] => Ok(content.rest().get(1..).unwrap_or_default()),
        digits @ [1..=0x7f, ..] => Ok(digits),
        _ => Err(content.error(DerProblem::Value).into()),
    }
}

/// Bits of a number without leading zeros.
fn bits(number: &[u8]) -> usize {
    let first = number.first().map_or(0, |byte| byte.leading_zeros() as usize);
    number.len() * 8 - first.min(number.len() * 8)
}
