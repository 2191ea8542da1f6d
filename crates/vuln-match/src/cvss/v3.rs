//! CVSS 3.0 and 3.1: section 7 of 3.1 (equations, weights), and of 3.0 where it differs.

use super::metric::Group::{Base, Environmental, Temporal};
use super::metric::Metric;
use super::{Vector, Version};

pub(super) const METRICS: &[Metric] = &[
    Metric::new(Base, "AV", &["N", "A", "L", "P"]),
    Metric::new(Base, "AC", &["L", "H"]),
    Metric::new(Base, "PR", &["N", "L", "H"]),
    Metric::new(Base, "UI", &["N", "R"]),
    Metric::new(Base, "S", &["U", "C"]),
    Metric::new(Base, "C", &["N", "L", "H"]),
    Metric::new(Base, "I", &["N", "L", "H"]),
    Metric::new(Base, "A", &["N", "L", "H"]),
    Metric::new(Temporal, "E", &["X", "U", "P", "F", "H"]),
    Metric::new(Temporal, "RL", &["X", "O", "T", "W", "U"]),
    Metric::new(Temporal, "RC", &["X", "U", "R", "C"]),
    Metric::new(Environmental, "CR", &["X", "L", "M", "H"]),
    Metric::new(Environmental, "IR", &["X", "L", "M", "H"]),
    Metric::new(Environmental, "AR", &["X", "L", "M", "H"]),
    Metric::new(Environmental, "MAV", &["X", "N", "A", "L", "P"]),
    Metric::new(Environmental, "MAC", &["X", "L", "H"]),
    Metric::new(Environmental, "MPR", &["X", "N", "L", "H"]),
    Metric::new(Environmental, "MUI", &["X", "N", "R"]),
    Metric::new(Environmental, "MS", &["X", "U", "C"]),
    Metric::new(Environmental, "MC", &["X", "N", "L", "H"]),
    Metric::new(Environmental, "MI", &["X", "N", "L", "H"]),
    Metric::new(Environmental, "MA", &["X", "N", "L", "H"]),
];

// Places in [`METRICS`]: the base group, and how far each modified metric stands behind its base metric.
const AV: usize = 0;
const AC: usize = 1;
const PR: usize = 2;
const UI: usize = 3;
const S: usize = 4;
const C: usize = 5;
const MODIFIED: usize = 14;
const E: usize = 8;
const RL: usize = 9;
const RC: usize = 10;
const CR: usize = 11;

// Weights in hundredths, in the order of the values.
const ATTACK_VECTOR: [i128; 4] = [85, 62, 55, 20];
const COMPLEXITY: [i128; 2] = [77, 44];
const PRIVILEGES: [[i128; 3]; 2] = [[85, 62, 27], [85, 68, 50]];
const INTERACTION: [i128; 2] = [85, 62];
const IMPACT: [i128; 3] = [0, 22, 56];
const EXPLOIT_MATURITY: [i128; 5] = [100, 91, 94, 97, 100];
const REMEDIATION: [i128; 5] = [100, 95, 96, 97, 100];
const CONFIDENCE: [i128; 4] = [100, 92, 96, 100];
const REQUIREMENT: [i128; 4] = [100, 50, 100, 150];

/// A whole in the unit of impacts, 12 decimals.
const ONE: i128 = 10_i128.pow(12);
/// The decimals of [`exact`], beyond tenths.
const TENTH: i128 = 10_i128.pow(15);

/// Section 7.1.
pub(super) fn base(vector: &Vector) -> u8 {
    let value = |metric| vector.place(metric).unwrap_or_default();
    exact(vector.version(), value, [100; 3], Power::Base)
}

/// Section 7.2.
pub(super) fn temporal(vector: &Vector) -> u8 {
    over_time(vector, base(vector))
}

/// Section 7.3.
pub(super) fn environmental(vector: &Vector) -> u8 {
    let value = |metric| vector.modified(metric, metric + MODIFIED);
    let requirements = [CR, CR + 1, CR + 2].map(|metric| weight(vector, metric, &REQUIREMENT));
    let power = match vector.version() {
        Version::V3_1 => Power::Modified3_1,
        _ => Power::Base,
    };
    over_time(vector, exact(vector.version(), value, requirements, power))
}

/// How a changed scope lessens a high impact.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Power {
    /// `(impact - 0.02)^15`.
    Base,
    /// `(impact * 0.9731 - 0.02)^13`, new in the environmental score of 3.1.
    Modified3_1,
}

fn exact(version: Version, value: impl Fn(usize) -> usize, requirements: [i128; 3], power: Power) -> u8 {
    let pick = |metric, weights: &[i128]| weights.get(value(metric)).copied().unwrap_or_default();
    let unharmed = (C..C + 3)
        .zip(requirements)
        .map(|(metric, requirement)| 10_000 - pick(metric, &IMPACT) * requirement)
        .product::<i128>();
    // 0.915 is the most that a base score has, so the minimum changes environmental scores alone.
    let share = (ONE - unharmed).min(ONE / 1000 * 915);
    if share == 0 {
        return 0;
    }
    let changed = value(S) == 1;
    let impact = if changed {
        752 * (share - ONE / 1000 * 29) - lessened(share, power)
    } else {
        642 * share
    };
    let [unchanged_scope, changed_scope] = &PRIVILEGES;
    let privileges = if changed { changed_scope } else { unchanged_scope };
    // 8.22 and four weights have 10 decimals, the impact 14.
    let exploitability = 822
        * pick(AV, &ATTACK_VECTOR)
        * pick(AC, &COMPLEXITY)
        * pick(PR, privileges)
        * pick(UI, &INTERACTION)
        * 10_000;
    let sum = (impact + exploitability) * if changed { 108 } else { 100 };
    round_up(version, sum.min(100 * TENTH), TENTH)
}

/// 3.25 times the power, with 14 decimals; 60 binary digits are kept on the way.
fn lessened(share: i128, power: Power) -> i128 {
    let (fraction, times) = match power {
        Power::Base => (((share - ONE / 50) << 60) / ONE, 15),
        Power::Modified3_1 => (((share * 9731 - ONE * 200) << 46) / ((ONE * 10_000) >> 14), 13),
    };
    let raised = (0..times).fold(1_i128 << 60, |product, _| (product * fraction) >> 60);
    (raised * 325 * ONE) >> 60
}

fn over_time(vector: &Vector, tenths: u8) -> u8 {
    let weights = weight(vector, E, &EXPLOIT_MATURITY)
        * weight(vector, RL, &REMEDIATION)
        * weight(vector, RC, &CONFIDENCE);
    round_up(vector.version(), i128::from(tenths) * weights, 1_000_000)
}

/// The weight of a metric; one that is not stated has that of *not defined*, its first value.
fn weight(vector: &Vector, metric: usize, weights: &[i128]) -> i128 {
    let place = vector.place(metric).unwrap_or_default();
    weights.get(place).copied().unwrap_or_default()
}

/// To tenths. 3.0 means the smallest tenth that is not below; 3.1 (appendix A) rounds to five decimals first.
fn round_up(version: Version, value: i128, tenth: i128) -> u8 {
    let hundred_thousandth = tenth / 10_000;
    let value = match version {
        Version::V3_1 => (value + hundred_thousandth / 2) / hundred_thousandth * hundred_thousandth,
        _ => value,
    };
    ((value + tenth - 1) / tenth).clamp(0, 100) as u8
}
