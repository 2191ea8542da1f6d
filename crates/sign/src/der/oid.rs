//! Object identifiers for people.

/// An object identifier in dotted form; arcs beyond 64 bits, and more than 20 arcs, end in `…`.
pub(crate) fn dotted(oid: &[u8]) -> String {
    let mut arcs: Vec<u64> = Vec::new();
    let mut arc: u64 = 0;
    let mut cut = false;
    for byte in oid {
        if arc > u64::MAX >> 7 || arcs.len() == 20 {
            cut = true;
            break;
        }
        arc = (arc << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            if arcs.is_empty() {
                // X.690, 8.19.4: the first two arcs share one number.
                let first = (arc / 40).min(2);
                arcs.extend([first, arc - 40 * first]);
            } else {
                arcs.push(arc);
            }
            arc = 0;
        }
    }
    let mut text = arcs.iter().map(u64::to_string).collect::<Vec<_>>().join(".");
    if cut {
        text.push('…');
    }
    text
}

/// Whether the content is a whole number of arcs, each without padding (X.690, 8.19.2).
pub(super) fn is_canonical(oid: &[u8]) -> bool {
    let mut fresh = true;
    for byte in oid {
        if fresh && *byte == 0x80 {
            return false;
        }
        fresh = byte & 0x80 == 0;
    }
    fresh && !oid.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn object_identifiers_are_printed_dotted() {
        // secp384r1 and rsaEncryption, RFC 5480 and RFC 8017.
        assert_eq!(dotted(&[0x2b, 0x81, 0x04, 0x00, 0x22]), "1.3.132.0.34");
        assert_eq!(
            dotted(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1]),
            "1.2.840.113549.1.1.1"
        );
        assert_eq!(dotted(&[0xff; 40]), "…");
    }

    #[test]
    fn padded_and_unfinished_arcs_are_not_canonical() {
        for (oid, canonical) in [
            (&[0x2a][..], true),
            (&[0x2b, 0x81, 0x04], true),
            (&[], false),
            (&[0x2b, 0x80, 0x04], false),
            (&[0x2b, 0x81], false),
        ] {
            assert_eq!(is_canonical(oid), canonical, "{oid:02x?}");
        }
    }
}
