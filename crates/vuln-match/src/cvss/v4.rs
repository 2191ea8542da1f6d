//! CVSS 4.0, section 8: macro vectors, and interpolation inside one by severity distance.

use super::v4_table;
use super::{Allowed, CvssError, Metrics};

pub(super) const ALLOWED: Allowed = &[
    ("AV", "N A L P"),
    ("AC", "L H"),
    ("AT", "N P"),
    ("PR", "N L H"),
    ("UI", "N P A"),
    ("VC", "H L N"),
    ("VI", "H L N"),
    ("VA", "H L N"),
    ("SC", "H L N"),
    ("SI", "H L N"),
    ("SA", "H L N"),
    ("E", "X A P U"),
    ("CR", "X H M L"),
    ("IR", "X H M L"),
    ("AR", "X H M L"),
    ("MAV", "X N A L P"),
    ("MAC", "X L H"),
    ("MAT", "X N P"),
    ("MPR", "X N L H"),
    ("MUI", "X N P A"),
    ("MVC", "X H L N"),
    ("MVI", "X H L N"),
    ("MVA", "X H L N"),
    ("MSC", "X H L N"),
    ("MSI", "X S H L N"),
    ("MSA", "X S H L N"),
    ("S", "X N P"),
    ("AU", "X N Y"),
    ("R", "X A U I"),
    ("V", "X D C"),
    ("RE", "X L M H"),
    ("U", "X Clear Green Amber Red"),
];

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
pub(super) fn score(metrics: &Metrics<'_>) -> Result<u8, CvssError> {
    let levels = Levels::read(metrics)?;
    let no_impact =
        levels.eq36.iter().take(3).all(|level| *level == 2) && levels.eq4.iter().all(|level| *level == 3);
    if no_impact {
        return Ok(0);
    }
    let eq = levels.macro_vector();
    let value = v4_table::score(eq).ok_or(CvssError::Version)?;
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
        return Ok(value);
    }
    let unit = 840 * groups;
    let exact = (u32::from(value) * unit).saturating_sub(moved);
    Ok(((exact * 2 + unit) / (unit * 2)).min(100) as u8)
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
    fn read(metrics: &Metrics<'_>) -> Result<Self, CvssError> {
        let base = |name, modified, values| level(metrics.value(name)?, metrics.find(modified), values, name);
        let stated = |name, values| level(metrics.find(name).unwrap_or("X"), None, values, name);
        Ok(Self {
            eq1: [
                base("AV", "MAV", "NALP")?,
                base("PR", "MPR", "NLH")?,
                base("UI", "MUI", "NPA")?,
            ],
            eq2: [base("AC", "MAC", "LH")?, base("AT", "MAT", "NP")?],
            eq36: [
                base("VC", "MVC", "HLN")?,
                base("VI", "MVI", "HLN")?,
                base("VA", "MVA", "HLN")?,
                stated("CR", "HML")?,
                stated("IR", "HML")?,
                stated("AR", "HML")?,
            ],
            eq4: [
                base("SC", "MSC", "SHLN")?,
                base("SI", "MSI", "SHLN")?,
                base("SA", "MSA", "SHLN")?,
            ],
            eq5: stated("E", "APU")?,
        })
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

/// The place of a value among its metric's values. A modified metric replaces the base metric unless it is `X`; a stated
/// `X` means the most severe value.
fn level(value: &str, modified: Option<&str>, values: &str, name: &'static str) -> Result<u8, CvssError> {
    let value = modified.filter(|modified| *modified != "X").unwrap_or(value);
    if value == "X" {
        return Ok(0);
    }
    let place = values.find(value).ok_or(CvssError::Missing { name })?;
    Ok(place as u8)
}
