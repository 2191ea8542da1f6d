//! AWS access key ids: four letters of kind, then base 32 that carries the account.

use crate::proof::Proof;

/// The sixteen characters behind the prefix are base 32 (RFC 4648 alphabet); keys made since 2019 hold the account's number
/// in their first ten of them, shifted by one bit and below 10^12.
pub(crate) fn access_key_id(id: &[u8]) -> Proof {
    let Some(body) = id.get(4..14) else {
        return Proof::Open;
    };
    let bits = body.iter().try_fold(0_u64, |bits, byte| {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'2'..=b'7' => byte - b'2' + 26,
            _ => return None,
        };
        Some((bits << 5) | u64::from(value))
    });
    let Some(bits) = bits else {
        return Proof::Failed {
            note: "not in base 32",
        };
    };
    // 50 bits: a marker of new keys, 40 bits of account, a rest.
    let marked = bits >> 49 == 1;
    let account = (bits >> 9) & ((1 << 40) - 1);
    match (marked, account < 1_000_000_000_000) {
        (true, true) => Proof::Passed {
            note: "it carries the number of an account",
        },
        (true, false) => Proof::Failed {
            note: "the account's number is out of range",
        },
        (false, _) => Proof::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_carries_its_account() {
        // Built by the rule above from the account 123456789012.
        assert!(matches!(
            access_key_id(concat!("AKIA", "RZPUZDIKAACDEFGH").as_bytes()),
            Proof::Passed { .. }
        ));
        assert_eq!(
            access_key_id(concat!("AKIA", "IOSFODNN7EXAMPLE").as_bytes()),
            Proof::Open
        );
        assert!(matches!(
            access_key_id(concat!("AKIA", "I0SFODNN7EXAMPLE").as_bytes()),
            Proof::Failed { .. }
        ));
    }
}
