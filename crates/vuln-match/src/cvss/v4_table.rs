//! The scores of the 270 macro vectors of CVSS 4.0, in tenths.
//!
//! Figures of the CVSS 4.0 specification (FIRST, section 8.3 and its lookup table). One row per EQ1, EQ2 and EQ3; in it the
//! scores by EQ4, then EQ5, then EQ6. EQ3 = 2 with EQ6 = 0 does not exist.

/// Marks a macro vector that does not exist.
const NONE: u8 = u8::MAX;

/// The score of a macro vector, `None` if there is no such vector.
pub(super) fn score(eq: [u8; 6]) -> Option<u8> {
    let [eq1, eq2, eq3, eq4, eq5, eq6] = eq.map(usize::from);
    if eq1 > 2 || eq2 > 1 || eq3 > 2 || eq4 > 2 || eq5 > 2 || eq6 > 1 {
        return None;
    }
    let row = SCORES.get((eq1 * 2 + eq2) * 3 + eq3)?;
    row.get((eq4 * 3 + eq5) * 2 + eq6)
        .copied()
        .filter(|score| *score != NONE)
}

#[rustfmt::skip]
const SCORES: [[u8; 18]; 18] = [
    [100, 99, 98, 95, 95, 92, 100, 96, 93, 87, 91, 81, 93, 90, 89, 80, 81, 68], // 000
    [98, 95, 95, 92, 90, 84, 93, 92, 89, 81, 81, 65, 88, 80, 78, 70, 69, 48], // 001
    [NONE, 92, NONE, 82, NONE, 72, NONE, 79, NONE, 69, NONE, 50, NONE, 69, NONE, 55, NONE, 27], // 002
    [99, 97, 95, 92, 92, 85, 95, 91, 90, 83, 84, 71, 92, 81, 82, 71, 72, 53], // 010
    [95, 93, 92, 85, 85, 73, 92, 82, 80, 72, 70, 59, 84, 70, 71, 52, 50, 30], // 011
    [NONE, 86, NONE, 75, NONE, 52, NONE, 71, NONE, 52, NONE, 29, NONE, 63, NONE, 29, NONE, 17], // 012
    [98, 95, 94, 87, 91, 81, 94, 89, 86, 74, 77, 64, 87, 75, 74, 63, 63, 49], // 100
    [94, 89, 88, 77, 76, 67, 86, 76, 74, 58, 59, 50, 72, 57, 57, 52, 52, 25], // 101
    [NONE, 83, NONE, 70, NONE, 54, NONE, 65, NONE, 58, NONE, 26, NONE, 53, NONE, 21, NONE, 13], // 102
    [95, 90, 88, 76, 76, 70, 90, 77, 75, 62, 61, 53, 77, 66, 68, 59, 52, 30], // 110
    [89, 78, 76, 67, 62, 58, 74, 59, 57, 57, 47, 23, 61, 52, 57, 29, 24, 16], // 111
    [NONE, 71, NONE, 59, NONE, 30, NONE, 58, NONE, 26, NONE, 15, NONE, 23, NONE, 13, NONE, 6], // 112
    [93, 87, 86, 72, 75, 58, 86, 74, 74, 61, 56, 34, 70, 54, 52, 40, 40, 22], // 200
    [85, 75, 74, 55, 62, 51, 72, 57, 55, 41, 46, 19, 53, 36, 34, 19, 19, 8], // 201
    [NONE, 64, NONE, 51, NONE, 20, NONE, 47, NONE, 21, NONE, 11, NONE, 24, NONE, 9, NONE, 4], // 202
    [88, 75, 73, 53, 60, 50, 73, 55, 59, 40, 41, 20, 54, 43, 45, 22, 20, 11], // 210
    [75, 55, 58, 45, 40, 21, 61, 51, 48, 18, 20, 9, 46, 18, 17, 7, 8, 2], // 211
    [NONE, 53, NONE, 24, NONE, 14, NONE, 24, NONE, 12, NONE, 5, NONE, 10, NONE, 3, NONE, 1], // 212
];
