//! CVSS 2.0: "A Complete Guide to the Common Vulnerability Scoring System", section 3.2.

use super::Vector;
use super::metric::Group::{Base, Environmental, Temporal};
use super::metric::Metric;

pub(super) const METRICS: &[Metric] = &[
    Metric::new(Base, "AV", &["L", "A", "N"]),
    Metric::new(Base, "AC", &["H", "M", "L"]),
    Metric::new(Base, "Au", &["M", "S", "N"]),
    Metric::new(Base, "C", &["N", "P", "C"]),
    Metric::new(Base, "I", &["N", "P", "C"]),
    Metric::new(Base, "A", &["N", "P", "C"]),
    Metric::new(Temporal, "E", &["U", "POC", "F", "H", "ND"]),
    Metric::new(Temporal, "RL", &["OF", "TF", "W", "U", "ND"]),
    Metric::new(Temporal, "RC", &["UC", "UR", "C", "ND"]),
    Metric::new(Environmental, "CDP", &["N", "L", "LM", "MH", "H", "ND"]),
    Metric::new(Environmental, "TD", &["N", "L", "M", "H", "ND"]),
    Metric::new(Environmental, "CR", &["L", "M", "H", "ND"]),
    Metric::new(Environmental, "IR", &["L", "M", "H", "ND"]),
    Metric::new(Environmental, "AR", &["L", "M", "H", "ND"]),
];

// Places in [`METRICS`].
const AV: usize = 0;
const AC: usize = 1;
const AU: usize = 2;
const C: usize = 3;
const I: usize = 4;
const A: usize = 5;
const E: usize = 6;
const RL: usize = 7;
const RC: usize = 8;
const CDP: usize = 9;
const TD: usize = 10;
const CR: usize = 11;
const IR: usize = 12;
const AR: usize = 13;

// Weights in thousandths (base, requirements) and hundredths (the others), in the order of the values.
const ACCESS_VECTOR: [i128; 3] = [395, 646, 1000];
const ACCESS_COMPLEXITY: [i128; 3] = [350, 610, 710];
const AUTHENTICATION: [i128; 3] = [450, 560, 704];
const IMPACT: [i128; 3] = [0, 275, 660];
const REQUIREMENT: [i128; 4] = [500, 1000, 1510, 1000];
const EXPLOITABILITY: [i128; 5] = [85, 90, 95, 100, 100];
const REMEDIATION: [i128; 5] = [87, 90, 95, 100, 100];
const CONFIDENCE: [i128; 4] = [90, 95, 100, 100];
const COLLATERAL: [i128; 6] = [0, 10, 30, 40, 50, 0];
const TARGETS: [i128; 5] = [0, 25, 75, 100, 100];

/// Section 3.2.1.
pub(super) fn base(vector: &Vector) -> u8 {
    in_range(base_tenths(vector, [1000; 3]))
}

/// Section 3.2.2.
pub(super) fn temporal(vector: &Vector) -> u8 {
    in_range(temporal_tenths(vector, base_tenths(vector, [1000; 3])))
}

/// Section 3.2.3.
pub(super) fn environmental(vector: &Vector) -> u8 {
    let requirements = [CR, IR, AR].map(|metric| weight(vector, metric, &REQUIREMENT));
    let temporal = temporal_tenths(vector, base_tenths(vector, requirements));
    let collateral = weight(vector, CDP, &COLLATERAL);
    let harmed = temporal * 100 + (100 - temporal) * collateral;
    in_range(round(harmed * weight(vector, TD, &TARGETS), 10_000))
}

/// The base score with the impact adjusted by requirements, in tenths. A low impact can make it negative; the equations do
/// not stop at 0, so only what is told does.
fn base_tenths(vector: &Vector, requirements: [i128; 3]) -> i128 {
    // Unharmed shares have 6 decimals, their product 18, times 10.41 makes 20.
    let unharmed = [C, I, A]
        .into_iter()
        .zip(requirements)
        .map(|(metric, requirement)| 1_000_000 - weight(vector, metric, &IMPACT) * requirement)
        .product::<i128>();
    let impact = (1041 * (10_i128.pow(18) - unharmed)).min(10 * 10_i128.pow(20));
    if impact == 0 {
        return 0;
    }
    let exploitability = 20
        * weight(vector, AV, &ACCESS_VECTOR)
        * weight(vector, AC, &ACCESS_COMPLEXITY)
        * weight(vector, AU, &AUTHENTICATION);
    // 0.6 and 0.4 make 21 decimals of both, 1.176 makes 24, of which 23 go.
    let sum = 6 * impact + 4 * exploitability * 10_i128.pow(11) - 15 * 10_i128.pow(20);
    round(1176 * sum, 10_i128.pow(23))
}

fn temporal_tenths(vector: &Vector, base: i128) -> i128 {
    let weights = weight(vector, E, &EXPLOITABILITY)
        * weight(vector, RL, &REMEDIATION)
        * weight(vector, RC, &CONFIDENCE);
    round(base * weights, 1_000_000)
}

/// The weight of a metric; one that is not stated has that of *not defined*, its last value.
fn weight(vector: &Vector, metric: usize, weights: &[i128]) -> i128 {
    let place = vector.place(metric).unwrap_or(weights.len() - 1);
    weights.get(place).copied().unwrap_or_default()
}

/// `round_to_1_decimal`, halves away from zero.
fn round(value: i128, unit: i128) -> i128 {
    (value.abs() * 2 + unit) / (unit * 2) * value.signum()
}

fn in_range(tenths: i128) -> u8 {
    tenths.clamp(0, 100) as u8
}
