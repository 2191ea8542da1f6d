//! Advisories in OSV format: records between lines of `%%%`.

use portcullis_vuln_match::{Advisory, Built, Coordinates, Index, IndexBuilder, Limits, Provenance};

use crate::support::parts;

/// Records added again, in the other order, change nothing; a field that nobody knows changes nothing in a record; a listed
/// version is matched; every answer is explained, and the same when asked again.
pub fn osv(data: &[u8]) {
    let records = parts(data);
    let (once_built, again_built) = (build(records.iter()), build(records.iter().rev().chain(&records)));
    let (once, again) = (once_built.open().unwrap(), again_built.open().unwrap());
    once.verify_all().unwrap();
    assert_eq!(once.digest(), again.digest());
    assert_eq!(once.newest_modified(), again.newest_modified());
    assert_eq!(once.ecosystems(), again.ecosystems());
    assert_eq!(once_built.index, again_built.index);
    assert_eq!(once.is_empty(), once_built.rejected_count == records.len() as u64);

    for record in records.iter().take(8) {
        assert_same_with_unknown_field(record);
        let Ok((advisory, _)) = Advisory::from_json(record, &limits()) else {
            continue;
        };
        // Of several with one id only one is kept.
        let is_it = |other: &[u8]| {
            Advisory::from_json(other, &limits()).is_ok_and(|(other, _)| other.id == advisory.id)
        };
        if records.iter().any(|other| other != record && is_it(other)) {
            continue;
        }
        assert!(once.advisory(&advisory.id).unwrap().is_some());
        for affected in advisory.affected.iter().take(8) {
            let Some(package) = &affected.package else {
                continue;
            };
            assert!(advisory.withdrawn.is_some() || once.covers(&package.ecosystem));
            let coordinates = Coordinates::new(package.ecosystem.clone(), &*package.name);
            for version in affected
                .versions
                .iter()
                .take(8)
                .filter(|version| !version.trim().is_empty())
            {
                let matches = once.matches_of(&coordinates, Some(version)).unwrap();
                let listed = matches.iter().any(|found| found.ids().contains(&&*advisory.id));
                assert!(
                    listed || advisory.withdrawn.is_some(),
                    "{} lists {version:?}",
                    advisory.id
                );
            }
            let events = affected.ranges.iter().flat_map(|range| &range.events).take(16);
            let versions = events.map(|event| Some(&*event.version));
            for version in versions.chain([None, Some("0"), Some("1.2.3"), Some("not a version")]) {
                asked(&once, &again, &coordinates, version);
            }
        }
    }
}

/// Names with escapes are read by other code than the names that most records have.
fn assert_same_with_unknown_field(record: &[u8]) {
    let Some(fields) = record.strip_prefix(b"{") else {
        return;
    };
    let is_empty = fields.trim_ascii_start().starts_with(b"}");
    let unknown: &[u8] = if is_empty {
        b"{\"\\u0061\":0"
    } else {
        b"{\"\\u0061\":0,"
    };
    let written = Advisory::from_json(record, &limits());
    let extended = Advisory::from_json(&[unknown, fields].concat(), &limits());
    // Errors tell where they are, which is elsewhere.
    assert_eq!(written.ok(), extended.ok());
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    (limits.affected, limits.items, limits.notes) = (1_000, 10_000, 100);
    limits
}

fn build<'a>(records: impl Iterator<Item = &'a &'a [u8]>) -> Built {
    let mut builder = IndexBuilder::new(limits());
    for record in records {
        builder.add("record.json", record);
    }
    builder.build(&Provenance::default())
}

fn asked(once: &Index<'_>, again: &Index<'_>, coordinates: &Coordinates, version: Option<&str>) {
    let told = |index: &Index<'_>| -> Vec<String> {
        let matches = index.matches_of(coordinates, version).unwrap();
        matches
            .iter()
            .map(|found| {
                assert!(!found.explanations().is_empty() && !found.ids().is_empty());
                let why: Vec<_> = found.explanations().iter().map(ToString::to_string).collect();
                format!(
                    "{} {:?} {:?} {}",
                    found.id(),
                    found.answer(),
                    found.fix(),
                    why.join("; ")
                )
            })
            .collect()
    };
    assert_eq!(told(once), told(again));
}
