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

/// Which metrics count for a score.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Scope {
    /// Those of the base group (CVSS-B).
    Base,
    /// Those of the threat group, too (CVSS-BT).
    Threat,
    /// All (CVSS-BTE).
    All,
}

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

/// The score of the metrics that are stated and count, in tenths.
pub(super) fn score(vector: &Vector, scope: Scope) -> u8 {
    let levels = Levels::read(vector, scope);
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
    /// means its most severe value, as one that does not count.
    fn read(vector: &Vector, scope: Scope) -> Self {
        let place = |metric| vector.place(metric).unwrap_or_default();
        let counts = |from| scope >= from;
        let base = |metric| {
            if counts(Scope::All) {
                vector.modified(metric, metric + MODIFIED) as u8
            } else {
                place(metric) as u8
            }
        };
        let stated = |metric, from| {
            if counts(from) {
                place(metric).saturating_sub(1) as u8
            } else {
                0
            }
        };
        // Only the modified metrics have the value Safety, in front of the others.
        let or_safety = |metric| match vector.place(metric + MODIFIED) {
            Some(modified @ 1..) if counts(Scope::All) => modified as u8 - 1,
            _ => place(metric) as u8 + 1,
        };
        let requirement = |metric| stated(metric, Scope::All);
        Self {
            eq1: [base(AV), base(PR), base(UI)],
            eq2: [base(AC), base(AT)],
            eq36: [
                base(VC),
                base(VI),
                base(VA),
                requirement(CR),
                requirement(IR),
                requirement(AR),
            ],
            eq4: [base(SC) + 1, or_safety(SI), or_safety(SA)],
            eq5: stated(E, Scope::Threat),
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

    /// Distance to a highest vector of the macro vector that is not below, and the depth, for each group.
    ///
    /// The highest vectors of a macro vector all have one sum of levels in each group, and one of them is at or above every
    /// vector of it; so the distance is the difference of the sums.
    fn distances(&self, eq: [u8; 6]) -> [(u8, u8); 5] {
        let [eq1, eq2, eq3, eq4, _, eq6] = eq;
        let (highest1, depth1) = match eq1 {
            0 => (0, 1),
            1 => (1, 4),
            _ => (3, 5),
        };
        let (highest36, depth36) = match (eq3, eq6) {
            (0, 0) => (0, 7),
            (0, _) => (3, 6),
            (1, 0) => (1, 8),
            (1, _) => (3, 8),
            _ => (3, 10),
        };
        let (highest4, depth4) = match eq4 {
            0 => (1, 6),
            1 => (3, 5),
            _ => (6, 4),
        };
        [
            (below(highest1, &self.eq1), depth1),
            (below(eq2, &self.eq2), eq2 + 1),
            (below(highest36, &self.eq36), depth36),
            (below(highest4, &self.eq4), depth4),
            (0, 1),
        ]
    }
}

fn below(highest: u8, levels: &[u8]) -> u8 {
    levels.iter().sum::<u8>().saturating_sub(highest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The highest vectors of section 8.2 as levels, by macro vector: EQ1, EQ2, EQ3 with EQ6, EQ4.
    fn highest(group: usize, eq: [u8; 6]) -> Vec<Vec<u8>> {
        let [eq1, eq2, eq3, eq4, _, eq6] = eq;
        let list: &[&[u8]] = match (group, [eq1, eq2, eq3, eq4].get(group), eq6) {
            (0, Some(0), _) => &[&[0, 0, 0]],
            (0, Some(1), _) => &[&[1, 0, 0], &[0, 1, 0], &[0, 0, 1]],
            (0, ..) => &[&[3, 0, 0], &[1, 1, 1]],
            (1, Some(0), _) => &[&[0, 0]],
            (1, ..) => &[&[1, 0], &[0, 1]],
            (2, Some(0), 0) => &[&[0, 0, 0, 0, 0, 0]],
            (2, Some(0), _) => &[&[0, 0, 1, 1, 1, 0], &[0, 0, 0, 1, 1, 1]],
            (2, Some(1), 0) => &[&[1, 0, 0, 0, 0, 0], &[0, 1, 0, 0, 0, 0]],
            (2, Some(1), _) => &[
                &[1, 0, 1, 0, 1, 0],
                &[1, 0, 0, 0, 1, 1],
                &[0, 1, 0, 1, 0, 1],
                &[0, 1, 1, 1, 0, 0],
                &[1, 1, 0, 0, 0, 1],
            ],
            (2, ..) => &[&[1, 1, 1, 0, 0, 0]],
            (_, Some(0), _) => &[&[1, 0, 0]],
            (_, Some(1), _) => &[&[1, 1, 1]],
            _ => &[&[2, 2, 2]],
        };
        list.iter().map(|levels| levels.to_vec()).collect()
    }

    /// All lists of levels below these bounds.
    fn all<const N: usize>(bounds: [u8; N]) -> Vec<[u8; N]> {
        let mut all = vec![[0; N]];
        for (at, bound) in bounds.into_iter().enumerate() {
            let with = |levels: &[u8; N], level| {
                let mut levels = *levels;
                levels[at] = level;
                levels
            };
            all = all
                .iter()
                .flat_map(|levels| (0..bound).map(move |level| with(levels, level)))
                .collect();
        }
        all
    }

    fn assert_distances(levels: &Levels) {
        let eq = levels.macro_vector();
        let groups: [&[u8]; 4] = [&levels.eq1, &levels.eq2, &levels.eq36, &levels.eq4];
        for (group, own) in groups.into_iter().enumerate() {
            let fits = |from: &Vec<u8>| from.iter().zip(own).all(|(from, level)| level >= from);
            let from = highest(group, eq).into_iter().find(fits).unwrap();
            let distance: u8 = own.iter().zip(&from).map(|(level, from)| level - from).sum();
            assert_eq!(levels.distances(eq)[group].0, distance, "{own:?} in {eq:?}");
        }
    }

    #[test]
    fn every_vector_lies_as_far_below_a_highest_one_as_their_sums_say() {
        let any = || Levels {
            eq1: [0; 3],
            eq2: [0; 2],
            eq36: [0; 6],
            eq4: [1, 0, 0],
            eq5: 0,
        };
        for eq1 in all([4, 3, 3]) {
            assert_distances(&Levels { eq1, ..any() });
        }
        for eq2 in all([2, 2]) {
            assert_distances(&Levels { eq2, ..any() });
        }
        for eq36 in all([3; 6]) {
            assert_distances(&Levels { eq36, ..any() });
        }
        for [sc, si, sa] in all([3, 4, 4]) {
            let eq4 = [sc + 1, si, sa];
            assert_distances(&Levels { eq4, ..any() });
        }
    }
}
