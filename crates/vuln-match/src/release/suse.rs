//! Products of SUSE and openSUSE, by the names that os-release(5) gives them.
//!
//! `Linux Enterprise Server 15 SP5` is installed from modules (`Linux Enterprise Module for Basesystem 15 SP5`), whose
//! advisories are about it too. A long-term support product (`… 15 SP5-LTSS`) is something to subscribe to.

use super::Relation;

const SERVER: &str = "Linux Enterprise Server ";
const MODULE: &str = "Linux Enterprise Module for ";

pub(super) fn relate(advisory: &str, component: &str) -> Relation {
    if advisory.eq_ignore_ascii_case(component) {
        return Relation::Same;
    }
    let (theirs, ours) = (number(advisory), number(component));
    match (theirs, ours) {
        (Some(theirs), Some(ours)) if theirs == ours => {}
        _ => return Relation::Other,
    }
    if component.starts_with(SERVER) && advisory.starts_with(MODULE) {
        return Relation::Same;
    }
    // Another product of the same number: micro and other editions share packages with the server.
    let enterprise = |name: &str| name.starts_with("Linux Enterprise");
    let backports = advisory.starts_with("Backports") && component.starts_with("Leap ");
    if enterprise(advisory) && enterprise(component) || backports {
        Relation::Unknown
    } else {
        Relation::Other
    }
}

/// The number of a release and its service pack: `15 SP5`, `SLE-15-SP5` and `15.5` are one.
fn number(name: &str) -> Option<(u32, u32)> {
    let mut parts = name.split([' ', '-', '.']);
    let number = |part: &str| part.parse::<u32>().ok();
    let major = parts.by_ref().find_map(number)?;
    let pack = parts.next().and_then(|part| {
        let digits = part.strip_prefix("SP").unwrap_or(part);
        number(digits)
    });
    Some((major, pack.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_told_apart_by_name_and_service_pack() {
        use Relation::{Other, Same, Unknown};
        let server = "Linux Enterprise Server 15 SP5";
        let rows = [
            (server, server, Same),
            ("Linux Enterprise Module for Basesystem 15 SP5", server, Same),
            ("Linux Enterprise Module for Basesystem 15 SP4", server, Other),
            ("Linux Enterprise Server 15 SP5-LTSS", server, Unknown),
            (
                "Linux Enterprise Server for SAP Applications 15 SP5",
                server,
                Unknown,
            ),
            ("Linux Enterprise Server 15 SP4-LTSS", server, Other),
            ("Linux Enterprise Server 15", server, Other),
            ("Leap 15.6", "Leap 15.6", Same),
            ("leap 15.6", "Leap 15.6", Same),
            ("Leap 15.5", "Leap 15.6", Other),
            ("Leap Micro 5.5", "Leap 15.5", Other),
            ("Backports SLE-15-SP6", "Leap 15.6", Unknown),
            ("Backports SLE-15-SP5", "Leap 15.6", Other),
            ("Tumbleweed", "Tumbleweed", Same),
            ("Tumbleweed", "Leap 15.6", Other),
        ];
        for (advisory, component, expected) in rows {
            assert_eq!(relate(advisory, component), expected, "{advisory} {component}");
        }
    }
}
