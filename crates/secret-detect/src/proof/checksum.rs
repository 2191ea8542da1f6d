//! Tokens that end in a CRC-32 of all that stands before it, in other notations than base 62.

use crate::proof::Proof;
use crate::proof::base62::crc32;

const PASSED: &str = "the checksum holds";
const FAILED: &str = "the checksum does not hold";

/// GitLab's routable tokens end in seven digits of base 36 behind a dot and the length of the payload
/// (GitLab, `lib/authn/token_field/generator/routable_token.rb`). The older tokens have no dot and no checksum.
pub(crate) fn gitlab_token(token: &[u8]) -> Proof {
    if !token.contains(&b'.') {
        return Proof::Open;
    }
    let holds = token
        .split_last_chunk::<7>()
        .is_some_and(|(body, checksum)| base36(checksum) == Some(u64::from(crc32(body))));
    Proof::of(holds, PASSED, FAILED)
}

/// Grafana's service account tokens end in eight hexadecimal digits, the lowest byte first
/// (Grafana, `pkg/components/satokengen`).
pub(crate) fn grafana_token(token: &[u8]) -> Proof {
    let holds = token.split_last_chunk::<9>().is_some_and(|(body, tail)| {
        let digits = crc32(body)
            .to_le_bytes()
            .map(|byte| format!("{byte:02x}"))
            .concat();
        tail.split_first()
            .is_some_and(|(_, hex)| hex.eq_ignore_ascii_case(digits.as_bytes()))
    });
    Proof::of(holds, PASSED, FAILED)
}

fn base36(digits: &[u8; 7]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |number, digit| {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            b'a'..=b'z' => digit - b'a' + 10,
            _ => return None,
        };
        Some(number * 36 + u64::from(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_hold_and_a_changed_character_fails() {
        // The examples of the vendors' own tests.
        let gitlab = concat!("glpat-", "bzox79Of-KE9FD2LjoXXF4CvyxA.0r03gxo7s");
        let grafana = concat!("glsa_", "yscW25imSKJIuav8zF37RZmnbiDvB05G_fcaaf58a");
        assert!(matches!(gitlab_token(gitlab.as_bytes()), Proof::Passed { .. }));
        assert!(matches!(grafana_token(grafana.as_bytes()), Proof::Passed { .. }));
        let changed = gitlab.replace("bzox", "bzoy");
        assert!(matches!(gitlab_token(changed.as_bytes()), Proof::Failed { .. }));
        let changed = grafana.replace("yscW", "yscV");
        assert!(matches!(grafana_token(changed.as_bytes()), Proof::Failed { .. }));
        assert_eq!(gitlab_token(b"glpat-short"), Proof::Open);
    }
}
