//! CVSS 4.0, section 8: macro vectors, and interpolation inside one by severity distance.

use super::Vector;
use super::metric::Group::{Base, Environmental, Supplemental, Temporal};
use super::metric::Metric;
use super::v4_table;

pub(super) const METRICS: &[Metric] = &[
    Metric::new(Base, "AV", &["N", "A", "L", "P"]),
    Metric::new(Base, "AC", &["L", "H"]),
    Metric::new(Base, "AT", &["N", "P"]),
    Metric::new(Base, "PR", &["N", "L", "H"]),
    Metric::new(Base, "UI", &["N", "P", "A"]),
    Metric::new(Base, "VC", &["H", "L", "N"]),
    Metric::new(Base, "VI", &["H", "L", "N"]),
    Metric::new(Base, "VA", &["H", "L", "N"]),
    Metric::new(Base, "SC", &["H", "L", "N"]),
    Metric::new(Base, "SI", &["H", "L", "N"]),
    Metric::new(Base, "SA", &["H", "L", "N"]),
    Metric::new(Temporal, "E", &["X", "A", "P", "U"]),
    Metric::new(Environmental, "CR", &["X", "H", "M", "L"]),
    Metric::new(Environmental, "IR", &["X", "H", "M", "L"]),
    Metric::new(Environmental, "AR", &["X", "H", "M", "L"]),
    Metric::new(Environmental, "MAV", &["X", "N", "A", "L", "P"]),
    Metric::new(Environmental, "MAC", &["X", "L", "H"]),
    Metric::new(Environmental, "MAT", &["X", "N", "P"]),
    Metric::new(Environmental, "MPR", &["X", "N", "L", "H"]),
    Metric::new(Environmental, "MUI", &["X", "N", "P", "A"]),
    Metric::new(Environmental, "MVC", &["X", "H", "L", "N"]),
    Metric::new(Environmental, "MVI", &["X", "H", "L", "N"]),
    Metric::new(Environmental, "MVA", &["X", "H", "L", "N"]),
    Metric::new(Environmental, "MSC", &["X", "H", "L", "N"]),
    Metric::new(Environmental, "MSI", &["X", "S", "H", "L", "N"]),
    Metric::new(Environmental, "MSA", &["X", "S", "H", "L", "N"]),
    Metric::new(Supplemental, "S", &["X", "N", "P"]),
    Metric::new(Supplemental, "AU", &["X", "N", "Y"]),
    Metric::new(Supplemental, "R", &["X", "A", "U", "I"]),
    Metric::new(Supplemental, "V", &["X", "D", "C"]),
    Metric::new(Supplemental, "RE", &["X", "L", "M", "H"]),
    Metric::new(Supplemental, "U", &["X", "Clear", "Green", "Amber", "Red"]),
];

// Places in [`METRICS`].
const AV: usize = 0;
const AC: usize = 1;
const AT: usize = 2;
const PR: usize = 3;
const UI: usize = 4;
const VC: usize = 5;
const VI: usize = 6;
const VA: usize = 7;
const SC: usize = 8;
const SI: usize = 9;
const SA: usize = 10;
const E: usize = 11;
const CR: usize = 12;
const IR: usize = 13;
const AR: usize = 14;
/// How far each modified metric stands behind its base metric.
const MODIFIED: usize = 15;

/// Levels of each metric: steps below its most severe value, in the order of the specification's groups.
struct Levels {
    /// AV, PR, UI.
    eq1: [u8; 3],
    /// AC, AT.
    eq2: [u8; 2],
    /// VC, VI, VA, CR, IR, AR.
    eq36: [u8; 6],
    /// SC, SI, SA; 0 is Safety.
    eq4: [u8; 3],
    /// E.
    eq5: u8,
}

/// The score of all metrics that are stated, in tenths.
pub(super) fn score(vector: &Vector) -> u8 {
    let levels = Levels::read(vector);
    let no_impact =
        levels.eq36.iter().take(3).all(|level| *level == 2) && levels.eq4.iter().all(|level| *level == 3);
    if no_impact {
        return 0;
    }
    let eq = levels.macro_vector();
    // The levels make no macro vector that the table does not have; nothing is harmless by mistake.
    let value = v4_table::score(eq).unwrap_or(100);
    let distances = levels.distances(eq);
    // Each group moves the score towards the next lower macro vector by its share of that group's depth. All depths divide
    // 840, so the mean is exact in whole numbers.
    let (mut groups, mut moved) = (0_u32, 0_u32);
    for (lower, (distance, depth)) in next_lower(eq).into_iter().zip(distances) {
        let Some(lower) = lower else { continue };
        groups += 1;
        moved += u32::from(value.saturating_sub(lower)) * u32::from(distance) * (840 / u32::from(depth));
    }
    if groups == 0 {
        return value;
    }
    let unit = 840 * groups;
    let exact = (u32::from(value) * unit).saturating_sub(moved);
    ((exact * 2 + unit) / (unit * 2)).min(100) as u8
}

/// The scores of the next lower macro vectors: EQ1, EQ2, EQ3 with EQ6, EQ4, EQ5.
fn next_lower(eq: [u8; 6]) -> [Option<u8>; 5] {
    let [eq1, eq2, eq3, eq4, eq5, eq6] = eq;
    let related = match (eq3, eq6) {
        (0, 0) => {
            v4_table::score([eq1, eq2, 0, eq4, eq5, 1]).max(v4_table::score([eq1, eq2, 1, eq4, eq5, 0]))
        }
        (1, 0) => v4_table::score([eq1, eq2, 1, eq4, eq5, 1]),
        _ => v4_table::score([eq1, eq2, eq3 + 1, eq4, eq5, eq6]),
    };
    [
        v4_table::score([eq1 + 1, eq2, eq3, eq4, eq5, eq6]),
        v4_table::score([eq1, eq2 + 1, eq3, eq4, eq5, eq6]),
        related,
        v4_table::score([eq1, eq2, eq3, eq4 + 1, eq5, eq6]),
        v4_table::score([eq1, eq2, eq3, eq4, eq5 + 1, eq6]),
    ]
}

impl Levels {
    /// A modified metric replaces the base metric unless it is not defined; a threat metric or requirement that is not defined
    /// means its most severe value.
    fn read(vector: &Vector) -> Self {
        let base = |metric| vector.modified(metric, metric + MODIFIED) as u8;
        let stated = |metric| vector.place(metric).unwrap_or_default().saturating_sub(1) as u8;
        // Only the modified metrics have the value Safety, in front of the others.
        let or_safety = |metric| match vector.place(metric + MODIFIED) {
            None | Some(0) => vector.place(metric).unwrap_or_default() as u8 + 1,
            Some(modified) => modified as u8 - 1,
        };
        Self {
            eq1: [base(AV), base(PR), base(UI)],
            eq2: [base(AC), base(AT)],
            eq36: [base(VC), base(VI), base(VA), stated(CR), stated(IR), stated(AR)],
            eq4: [base(SC) + 1, or_safety(SI), or_safety(SA)],
            eq5: stated(E),
        }
    }

    /// Tables 24 to 29 of the specification.
    fn macro_vector(&self) -> [u8; 6] {
        let [av, pr, ui] = self.eq1;
        let most = [av, pr, ui].into_iter().filter(|level| *level == 0).count();
        let eq1 = match (most, av) {
            (3, _) => 0,
            (1.., 0..=2) => 1,
            _ => 2,
        };
        let eq2 = u8::from(self.eq2 != [0, 0]);
        let [vc, vi, va, cr, ir, ar] = self.eq36;
        let eq3 = match (vc, vi, va) {
            (0, 0, _) => 0,
            (0, _, _) | (_, 0, _) | (_, _, 0) => 1,
            _ => 2,
        };
        let [sc, si, sa] = self.eq4;
        let eq4 = match (si.min(sa), sc.min(si).min(sa)) {
            (0, _) => 0,
            (_, 1) => 1,
            _ => 2,
        };
        let eq6 = u8::from(![(vc, cr), (vi, ir), (va, ar)].contains(&(0, 0)));
        [eq1, eq2, eq3, eq4, self.eq5, eq6]
    }

    /// Distance to the highest vector of the macro vector that is not below, and the depth, for each group.
    fn distances(&self, eq: [u8; 6]) -> [(u8, u8); 5] {
        let [eq1, eq2, eq3, eq4, _, eq6] = eq;
        let eq1_depth = [1, 4, 5];
        let eq4_depth = [6, 5, 4];
        let (eq36_highest, eq36_depth): (&[[u8; 6]], u8) = match (eq3, eq6) {
            (0, 0) => (&[[0, 0, 0, 0, 0, 0]], 7),
            (0, _) => (&[[0, 0, 1, 1, 1, 0], [0, 0, 0, 1, 1, 1]], 6),
            (1, 0) => (&[[1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]], 8),
            (1, _) => (
                &[
                    [1, 0, 1, 0, 1, 0],
                    [1, 0, 0, 0, 1, 1],
                    [0, 1, 0, 1, 0, 1],
                    [0, 1, 1, 1, 0, 0],
                    [1, 1, 0, 0, 0, 1],
                ],
                8,
            ),
            _ => (&[[1, 1, 1, 0, 0, 0]], 10),
        };
        let eq1_highest: &[[u8; 3]] = match eq1 {
            0 => &[[0, 0, 0]],
            1 => &[[1, 0, 0], [0, 1, 0], [0, 0, 1]],
            _ => &[[3, 0, 0], [1, 1, 1]],
        };
        let eq2_highest: &[[u8; 2]] = if eq2 == 0 { &[[0, 0]] } else { &[[1, 0], [0, 1]] };
        let eq4_highest: &[[u8; 3]] = match eq4 {
            0 => &[[1, 0, 0]],
            1 => &[[1, 1, 1]],
            _ => &[[2, 2, 2]],
        };
        [
            (distance(self.eq1, eq1_highest), depth(&eq1_depth, eq1)),
            (distance(self.eq2, eq2_highest), eq2 + 1),
            (distance(self.eq36, eq36_highest), eq36_depth),
            (distance(self.eq4, eq4_highest), depth(&eq4_depth, eq4)),
            (0, 1),
        ]
    }
}

fn depth(depths: &[u8; 3], eq: u8) -> u8 {
    depths.get(usize::from(eq)).copied().unwrap_or(1)
}

fn distance<const N: usize>(levels: [u8; N], highest: &[[u8; N]]) -> u8 {
    let fits = |from: &&[u8; N]| from.iter().zip(levels).all(|(from, level)| level >= *from);
    highest.iter().find(fits).map_or(0, |from| {
        levels.iter().zip(from).map(|(level, from)| level - from).sum()
    })
}
