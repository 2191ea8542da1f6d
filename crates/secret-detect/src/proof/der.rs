//! As much of DER (X.690) as it takes to know a private key.

pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const OID: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;

/// The value of the first element if it has this tag, and what follows it.
pub(super) fn element(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (found, rest) = bytes.split_first()?;
    let (first, rest) = rest.split_first()?;
    if *found != tag {
        return None;
    }
    if first & 0x80 == 0 {
        return rest.split_at_checked(usize::from(*first));
    }
    // Long form, definite; keys have less than 16 MiB.
    let count = usize::from(first & 0x7f);
    let (digits, rest) = rest
        .split_at_checked(count)
        .filter(|_| (1..=3).contains(&count))?;
    let length = digits
        .iter()
        .fold(0_usize, |length, digit| length << 8 | usize::from(*digit));
    rest.split_at_checked(length)
}

/// An integer that fits a byte.
pub(super) fn small_integer(bytes: &[u8]) -> Option<(u8, &[u8])> {
    match element(bytes, INTEGER)? {
        ([value], rest) => Some((*value, rest)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_bounded_by_the_text() {
        assert_eq!(
            element(&[0x30, 2, 1, 2, 3], SEQUENCE),
            Some((&[1, 2][..], &[3][..]))
        );
        assert_eq!(
            element(&[0x30, 0x81, 2, 1, 2], SEQUENCE),
            Some((&[1, 2][..], &[][..]))
        );
        assert_eq!(element(&[0x30, 5, 1], SEQUENCE), None);
        assert_eq!(element(&[0x30, 0x80, 1], SEQUENCE), None);
        assert_eq!(element(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], SEQUENCE), None);
    }
}
