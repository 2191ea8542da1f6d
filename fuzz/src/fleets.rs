//! The fleet index. An input is an advisory, then inventories: one a part, a component a line, as `ecosystem name version`.

use portcullis_vuln_match::{
    Advisory, Answer, Coordinates, Ecosystem, Fleet, FleetBuilder, FleetLimits, Index, IndexBuilder,
    InventorySet, Limits, Provenance, Removals,
};

use crate::support::parts;

type Asked = (Coordinates, Option<String>);

/// A fleet answers as matching each of its inventories does, in one segment, in two, and merged; with a bit flipped it
/// answers the same or not at all.
pub fn fleet(data: &[u8]) {
    let parts = parts(data);
    let Some((record, rest)) = parts.split_first() else {
        return;
    };
    let mut builder = IndexBuilder::new(Limits::default());
    builder.add("record", record);
    let built = builder.build(&Provenance::default());
    let index = built.open().unwrap();
    let advisory = Advisory::from_json(record, &Limits::default())
        .ok()
        .map(|read| read.0);
    let inventories: Vec<Vec<Asked>> = rest
        .iter()
        .filter_map(|part| std::str::from_utf8(part).ok())
        .map(|part| part.lines().filter_map(component).collect())
        .collect();
    let middle = inventories.len() / 2;
    let whole = segment(inventories.iter().enumerate());
    let first = segment(inventories.iter().enumerate().take(middle + 1));
    let second = segment(inventories.iter().enumerate().skip(middle));
    let merged = Fleet::open(&[&first, &second])
        .unwrap()
        .merge(Removals::Drop)
        .unwrap();
    assert_eq!(merged, whole);
    let expected = straight(&index, &inventories);
    for segments in [&[&whole[..]][..], &[&first, &second]] {
        assert_eq!(answers(segments, advisory.as_ref()).as_ref(), Some(&expected));
    }
    for at in 0..data.len().min(64) {
        let mut damaged = whole.clone();
        let place = (at * 7919 + usize::from(data[at])) % damaged.len();
        damaged[place] ^= 1 << (data[at] % 8);
        if let Some(answered) = answers(&[&damaged], advisory.as_ref()) {
            assert_eq!(answered, expected, "byte {place}");
        }
    }
}

fn component(line: &str) -> Option<Asked> {
    let (ecosystem, rest) = line.split_once(' ')?;
    let (name, version) = match rest.split_once(' ') {
        Some((name, version)) => (name, Some(version.to_owned())),
        None => (rest, None),
    };
    // Longer texts are over a limit.
    (line.len() < 4000).then(|| (Coordinates::new(Ecosystem::parse(ecosystem), name), version))
}

fn name(at: usize) -> String {
    format!("inventory {at}")
}

fn segment<'i>(inventories: impl Iterator<Item = (usize, &'i Vec<Asked>)>) -> Vec<u8> {
    let mut builder = FleetBuilder::new(FleetLimits::default());
    for (at, components) in inventories {
        let ids: Vec<_> = components
            .iter()
            .map(|(package, version)| builder.package(package, version.as_deref()).unwrap())
            .collect();
        builder.add(&name(at), ids).unwrap();
    }
    builder.finish()
}

/// The names of affected and unknown inventories.
type Answers = (Vec<String>, Vec<String>);

/// By matching each component; without an advisory nothing is affected.
fn straight(index: &Index<'_>, inventories: &[Vec<Asked>]) -> Answers {
    let (mut affected, mut unknown) = (Vec::new(), Vec::new());
    for (at, components) in inventories.iter().enumerate() {
        let answers: Vec<Answer> = components
            .iter()
            .flat_map(|(package, version)| index.matches_of(package, version.as_deref()).unwrap())
            .map(|found| found.answer().clone())
            .collect();
        if answers.contains(&Answer::Affected) {
            affected.push(name(at));
        } else if !answers.is_empty() {
            unknown.push(name(at));
        }
    }
    affected.sort();
    unknown.sort();
    (affected, unknown)
}

fn answers(segments: &[&[u8]], advisory: Option<&Advisory>) -> Option<Answers> {
    let fleet = Fleet::open(segments).ok()?;
    let Some(advisory) = advisory else {
        return Some(Answers::default());
    };
    let answer = fleet.affected_by(advisory).ok()?;
    let names = |set: &InventorySet| fleet.names(set).ok();
    Some((names(&answer.affected)?, names(&answer.unknown)?))
}
