//! Key rings: roles, windows, rotation.

use std::num::NonZeroUsize;

use portcullis_findings::Timestamp;
use portcullis_sign::{KeyRing, Scheme, TrustError, VerifyingKey, Window};

use crate::support::{TYPE, key, sign};

const ONE: NonZeroUsize = NonZeroUsize::MIN;
const TWO: NonZeroUsize = NonZeroUsize::MIN.saturating_add(1);

fn at(day: u32) -> Timestamp {
    format!("2026-11-{day:02}T00:00:00Z").parse().unwrap()
}

fn public(seed: u8) -> VerifyingKey {
    key(Scheme::Ed25519, seed).public_key().clone()
}

/// Two keys overlap from the 10th to the 12th.
fn rotated() -> KeyRing {
    KeyRing::new()
        .with("release", public(1), Window::from(at(1)).until(at(12)))
        .with("release", public(2), Window::from(at(10)))
        .with("builder", public(3), Window::from(at(1)))
}

fn seeds(ring: &KeyRing, role: &str, times: &[Timestamp]) -> Vec<u8> {
    let Ok(trusted) = ring.trusted(role, times, ONE) else {
        return Vec::new();
    };
    (1..=4)
        .filter(|seed| trusted.keys().any(|key| *key == public(*seed)))
        .collect()
}

#[test]
fn a_key_is_trusted_in_its_window_and_role_alone() {
    let ring = rotated();
    for (role, days, expected) in [
        ("release", &[1][..], &[1][..]),
        ("release", &[12], &[1, 2]),
        ("release", &[10, 12], &[1, 2]),
        ("release", &[13], &[2]),
        ("release", &[9, 10], &[1]),
        ("release", &[12, 13], &[2]),
        // No key was trusted at both times.
        ("release", &[9, 13], &[]),
        ("builder", &[12], &[3]),
        ("other", &[12], &[]),
    ] {
        let times: Vec<_> = days.iter().map(|day| at(*day)).collect();
        assert_eq!(seeds(&ring, role, &times), expected, "{role} {days:?}");
    }
}

/// T5: a signature time that nobody proves gives no key.
#[test]
fn t5_without_a_time_no_key_is_trusted() {
    assert_eq!(
        rotated().trusted("release", &[], ONE).unwrap_err(),
        TrustError::NoTime
    );
}

#[test]
fn a_key_in_two_windows_counts_once() {
    let ring = KeyRing::new()
        .with("release", public(1), Window::from(at(1)))
        .with("release", public(1), Window::from(at(2)));
    assert_eq!(
        ring.trusted("release", &[at(3)], TWO).unwrap_err(),
        TrustError::ThresholdAboveKeys {
            threshold: 2,
            keys: 1
        }
    );
}

#[test]
fn a_threshold_is_reached_by_keys_of_the_role() {
    let ring = rotated();
    let trusted = ring.trusted("release", &[at(11)], TWO).unwrap();
    let [one, two, three] = [1, 2, 3].map(|seed| key(Scheme::Ed25519, seed));
    assert!(sign(b"payload", &[&one, &two]).verify(TYPE, &trusted).is_ok());
    assert!(sign(b"payload", &[&one, &three]).verify(TYPE, &trusted).is_err());
}
