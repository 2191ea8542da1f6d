//! PyPI's tokens: a version 2 macaroon in base 64 behind `pypi-`.

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::proof::Proof;

/// libmacaroons format 2: a version byte, then fields of type, length and value; the first is the location, the second the
/// identifier.
pub(crate) fn pypi_token(token: &[u8]) -> Proof {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let body = token.strip_prefix(b"pypi-").unwrap_or(token);
    match GeneralPurpose::new(&base64::alphabet::URL_SAFE, config).decode(body) {
        Ok(bytes) => Proof::of(
            is_macaroon(&bytes),
            "a macaroon with its location, identifier and signature",
            "no whole macaroon",
        ),
        Err(_) => Proof::Failed {
            note: "not in base 64",
        },
    }
}

fn is_macaroon(bytes: &[u8]) -> bool {
    const LOCATION: u8 = 1;
    const IDENTIFIER: u8 = 2;
    let Some(rest) = bytes.strip_prefix(&[2]) else {
        return false;
    };
    let Some(rest) = field(rest, LOCATION)
        .filter(|(value, _)| value.is_ascii())
        .map(|(_, rest)| rest)
    else {
        return false;
    };
    // The signature is the last field: type 6, 32 bytes.
    field(rest, IDENTIFIER).is_some_and(|(value, rest)| {
        !value.is_empty() && rest.len() >= 34 && rest.get(rest.len() - 34..rest.len() - 32) == Some(&[6, 32])
    })
}

fn field(bytes: &[u8], kind: u8) -> Option<(&[u8], &[u8])> {
    let (found, rest) = bytes.split_first()?;
    let (length, rest) = rest.split_first()?;
    // Lengths are varints; those of the first fields of a token have two bytes at most.
    let (length, rest) = match length & 0x80 {
        0 => (usize::from(*length), rest),
        _ => {
            let (high, rest) = rest.split_first()?;
            (usize::from(length & 0x7f) | usize::from(*high) << 7, rest)
        }
    };
    (*found == kind).then(|| rest.split_at_checked(length)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_macaroon_is_read_and_a_cut_one_is_not() {
        let mut bytes = vec![2, 1, 3, b'a', b'.', b'b', 2, 2, b'i', b'd', 0, 0, 6, 32];
        bytes.extend([7; 32]);
        assert!(is_macaroon(&bytes));
        bytes.pop();
        assert!(!is_macaroon(&bytes));
        assert!(!is_macaroon(&[2, 1, 200]));
    }
}
