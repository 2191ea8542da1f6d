//! The best version for one component.

use super::ask::{Ask, Found};
use super::{Left, LeftWhy, Target, Upgrade};
use crate::matching::Answer;
use crate::{IndexError, Scheme, VersionKey};

/// More candidates than this are not asked about; the smallest are. A real package has had at most some hundred fixes.
const CANDIDATES: usize = 2_000;

pub(super) fn upgrade(ask: &Ask<'_>) -> Result<Option<Upgrade>, IndexError> {
    let now = ask.now()?;
    if now.is_empty() {
        return Ok(None);
    }
    let mut upgrade = Upgrade {
        present: ask.present().map(str::to_owned),
        ids: now.iter().map(|found| found.id.clone()).collect(),
        to: None,
        in_major: None,
        in_minor: None,
        leaves: Vec::new(),
    };
    let order = ask.scheme().zip(ask.present());
    let present = order.map(|(scheme, version)| (scheme, scheme.parse(version), version));
    match present.filter(|(_, key, _)| key.is_ordered()) {
        Some((scheme, key, version)) => {
            let targets = targets(ask, &now, scheme, &key)?;
            let same = |numbers: usize| {
                let near = targets
                    .iter()
                    .filter(|target| first(&target.version, version, numbers));
                best(near).cloned()
            };
            upgrade.in_minor = same(2);
            upgrade.in_major = same(1);
            upgrade.to = best(targets.iter()).cloned();
            if upgrade.to.is_none() {
                upgrade.leaves = now.iter().map(|found| left(found, found, scheme, &key)).collect();
            }
        }
        None => upgrade.leaves = now.iter().map(without_order).collect(),
    }
    Ok(Some(upgrade))
}

/// All versions above the present one that clear something, in rising order.
fn targets(
    ask: &Ask<'_>,
    now: &[Found],
    scheme: Scheme,
    present: &VersionKey,
) -> Result<Vec<Target>, IndexError> {
    let above = ask.fixed(scheme)?.into_iter().filter(|(key, _)| key > present);
    let mut targets = Vec::new();
    for (key, version) in above.take(CANDIDATES) {
        let then = ask.at(&version)?;
        targets.push(target(now, &then, version, scheme, &key));
    }
    targets.retain(|target| !target.clears.is_empty());
    Ok(targets)
}

fn target(now: &[Found], then: &[Found], version: String, scheme: Scheme, key: &VersionKey) -> Target {
    let mut target = Target {
        version,
        clears: Vec::new(),
        leaves: Vec::new(),
        brings: Vec::new(),
    };
    let same = |one: &Found, other: &Found| !one.ids.is_disjoint(&other.ids);
    for found in now {
        match then.iter().find(|later| same(found, later)) {
            Some(later) => target.leaves.push(left(found, later, scheme, key)),
            None => target.clears.push(found.id.clone()),
        }
    }
    let new = then
        .iter()
        .filter(|later| !now.iter().any(|found| same(found, later)));
    target.brings = new.map(|later| later.id.clone()).collect();
    target
}

/// Clears most, then brings least, then the smallest: the list is in rising order, and the first of equals stays.
fn best<'t>(targets: impl Iterator<Item = &'t Target>) -> Option<&'t Target> {
    targets.reduce(|best, next| {
        let worth = |target: &Target| (target.clears.len(), usize::MAX - target.brings.len());
        if worth(next) > worth(best) { next } else { best }
    })
}

/// Why `found` stays at a version at which it is answered as `later`.
fn left(found: &Found, later: &Found, scheme: Scheme, version: &VersionKey) -> Left {
    let why = match &later.answer {
        Answer::Unknown(reason) => LeftWhy::Unknown(reason.clone()),
        _ => {
            let above = later.fixed.iter().find(|fixed| scheme.parse(fixed) > *version);
            above.map_or(LeftWhy::NoFix, |fixed| LeftWhy::FixedIn(fixed.clone()))
        }
    };
    Left {
        id: found.id.clone(),
        why,
    }
}

fn without_order(found: &Found) -> Left {
    let why = match &found.answer {
        Answer::Unknown(reason) => LeftWhy::Unknown(reason.clone()),
        _ => LeftWhy::NoOrder,
    };
    Left {
        id: found.id.clone(),
        why,
    }
}

/// Whether the first numbers of both versions are the same. An epoch counts as one in front.
fn first(left: &str, right: &str, numbers: usize) -> bool {
    let (left, right) = (leading(left), leading(right));
    left.0 == right.0
        && (0..numbers).all(|at| {
            left.1.get(at).copied().unwrap_or_default() == right.1.get(at).copied().unwrap_or_default()
        })
}

/// The epoch and the numbers in front, as text without leading zeros.
fn leading(version: &str) -> (&str, Vec<&str>) {
    let (epoch, rest) = version.split_once(':').unwrap_or(("", version));
    let rest = rest.trim_start_matches(|character: char| character.is_ascii_alphabetic());
    let number = |part: &'_ str| part.bytes().take_while(u8::is_ascii_digit).count();
    let mut numbers = Vec::new();
    for part in rest.split('.') {
        let digits = number(part);
        let text = part.get(..digits).unwrap_or_default().trim_start_matches('0');
        numbers.push(text);
        if digits < part.len() {
            break;
        }
    }
    (epoch.trim_start_matches('0'), numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_front_are_compared_as_far_as_asked() {
        let rows = [
            ("1.2.3", "1.2.9", 2, true),
            ("1.2.3", "1.3.0", 2, false),
            ("1.2.3", "1.3.0", 1, true),
            ("v1.02", "1.2.0", 2, true),
            ("1:1.2", "1.2", 1, false),
            ("0:1.2", "1.2", 1, true),
            ("1", "1.0.5", 2, true),
            ("2.0-rc1", "2.0.1", 2, true),
        ];
        for (left, right, numbers, expected) in rows {
            assert_eq!(first(left, right, numbers), expected, "{left} {right} {numbers}");
        }
    }
}
