//! Words for values whose types have none of their own.

use crate::{ScoreKind, VexStatus};

/// The status words of OpenVEX.
pub(super) const fn vex(status: VexStatus) -> &'static str {
    status.as_str()
}

pub(super) const fn score(kind: ScoreKind) -> &'static str {
    match kind {
        ScoreKind::Cvss2 => "cvss-2",
        ScoreKind::Cvss3 => "cvss-3",
        ScoreKind::Cvss4 => "cvss-4",
        ScoreKind::Word => "word",
        ScoreKind::Epss => "epss",
        ScoreKind::Kev => "kev",
        ScoreKind::Ssvc => "ssvc",
    }
}
