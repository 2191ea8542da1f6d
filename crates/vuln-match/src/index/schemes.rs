//! The schemes of an index by name, with a fingerprint of the keys they make.
//!
//! Keys of an index are compared with keys made here. If a later release orders versions of a scheme in another form, an
//! index of the earlier one must not be answered from.

use std::sync::OnceLock;

use twox_hash::XxHash3_64;

use crate::Scheme;

/// Versions in the spellings that schemes treat differently.
const PROBES: [&str; 12] = [
    "0",
    "1.2",
    "1.2.3",
    "v1.2.3-rc.1",
    "1:2.3-4",
    "1.0a1.post2",
    "2.0.0+build.5",
    "1.10_p1-r2",
    "300.1~beta^2",
    "1.0.0.Final-SNAPSHOT",
    "dev-main",
    "3.0.2zb",
];

static FINGERPRINTS: [OnceLock<u64>; Scheme::ALL.len()] = [const { OnceLock::new() }; Scheme::ALL.len()];

/// The place of a scheme in [`Scheme::ALL`].
pub(super) fn place(scheme: Scheme) -> usize {
    Scheme::ALL
        .iter()
        .position(|known| *known == scheme)
        .unwrap_or_default()
}

/// What the keys of a scheme look like; one number for each form they had in any release.
pub(super) fn fingerprint(scheme: Scheme) -> u64 {
    match FINGERPRINTS.get(place(scheme)) {
        Some(cell) => *cell.get_or_init(|| compute(scheme)),
        None => compute(scheme),
    }
}

fn compute(scheme: Scheme) -> u64 {
    let mut bytes = Vec::with_capacity(512);
    for probe in PROBES {
        let key = scheme.parse(probe);
        bytes.push(u8::from(key.is_ordered()));
        bytes.extend_from_slice(&(key.as_bytes().len() as u32).to_le_bytes());
        bytes.extend_from_slice(key.as_bytes());
    }
    XxHash3_64::oneshot(&bytes)
}

/// The scheme of a name, if it makes keys of this fingerprint.
pub(super) fn of_name(name: &str, expected: u64) -> Option<Scheme> {
    let scheme = Scheme::ALL.into_iter().find(|scheme| scheme.as_str() == name)?;
    (fingerprint(scheme) == expected).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_is_found_by_its_name_and_its_keys() {
        for scheme in Scheme::ALL {
            assert_eq!(of_name(scheme.as_str(), fingerprint(scheme)), Some(scheme));
            assert_eq!(of_name(scheme.as_str(), 0), None);
        }
    }
}
