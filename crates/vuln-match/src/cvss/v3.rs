//! CVSS 3.0 and 3.1, section 7.1 (base metrics equations) and section 7.4 (weights).

use super::{Allowed, CvssError, Metrics};

pub(super) const ALLOWED: Allowed = &[
    ("AV", "N A L P"),
    ("AC", "L H"),
    ("PR", "N L H"),
    ("UI", "N R"),
    ("S", "U C"),
    ("C", "N L H"),
    ("I", "N L H"),
    ("A", "N L H"),
    ("E", "X U P F H"),
    ("RL", "X O T W U"),
    ("RC", "X U R C"),
    ("CR", "X L M H"),
    ("IR", "X L M H"),
    ("AR", "X L M H"),
    ("MAV", "X N A L P"),
    ("MAC", "X L H"),
    ("MPR", "X N L H"),
    ("MUI", "X N R"),
    ("MS", "X U C"),
    ("MC", "X N L H"),
    ("MI", "X N L H"),
    ("MA", "X N L H"),
];

const IMPACT: &[(&str, f64)] = &[("N", 0.0), ("L", 0.22), ("H", 0.56)];

pub(super) fn base_score(metrics: &Metrics<'_>) -> Result<u8, CvssError> {
    let changed = metrics.value("S")? == "C";
    let vector = metrics.weight("AV", &[("N", 0.85), ("A", 0.62), ("L", 0.55), ("P", 0.2)])?;
    let complexity = metrics.weight("AC", &[("L", 0.77), ("H", 0.44)])?;
    let privileges = if changed {
        [("N", 0.85), ("L", 0.68), ("H", 0.5)]
    } else {
        [("N", 0.85), ("L", 0.62), ("H", 0.27)]
    };
    let privileges = metrics.weight("PR", &privileges)?;
    let interaction = metrics.weight("UI", &[("N", 0.85), ("R", 0.62)])?;
    let [c, i, a] = [
        metrics.weight("C", IMPACT)?,
        metrics.weight("I", IMPACT)?,
        metrics.weight("A", IMPACT)?,
    ];
    let base = 1.0 - (1.0 - c) * (1.0 - i) * (1.0 - a);
    let impact = if changed {
        7.52 * (base - 0.029) - 3.25 * (base - 0.02).powi(15)
    } else {
        6.42 * base
    };
    if impact <= 0.0 {
        return Ok(0);
    }
    let exploitability = 8.22 * vector * complexity * privileges * interaction;
    let sum = impact + exploitability;
    Ok(round_up(if changed { 1.08 * sum } else { sum }.min(10.0)))
}

/// `Roundup` of 3.1, appendix A, in tenths. It gives what 3.0 means too, without its trouble with binary fractions.
fn round_up(score: f64) -> u8 {
    let hundred_thousandths = (score * 100_000.0).round() as u32;
    hundred_thousandths.div_ceil(10_000).min(100) as u8
}
