//! Advisories in OSV format: records between lines of `%%%`.

use portcullis_vuln_match::{Coordinates, Database, DatabaseBuilder, Limits};

use crate::support::parts;

/// Records added again, in the other order, change nothing; a listed version is matched; every answer is explained, and the
/// same when asked again.
pub fn osv(data: &[u8]) {
    let records = parts(data);
    let once = build(records.iter());
    let again = build(records.iter().rev().chain(&records));
    assert_eq!(once.digest(), again.digest());
    assert_eq!(once.newest_modified(), again.newest_modified());
    assert_eq!(once.ecosystems(), again.ecosystems());
    assert_eq!(
        format!("{:?}", once.advisories()),
        format!("{:?}", again.advisories())
    );
    assert_eq!(once.is_empty(), once.rejected_count() == records.len() as u64);

    for advisory in once.advisories().iter().take(8) {
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
                let matches = once.matches_of(&coordinates, Some(version));
                let listed = matches.iter().any(|found| found.ids().contains(&*advisory.id));
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

fn build<'a>(records: impl Iterator<Item = &'a &'a [u8]>) -> Database {
    let mut limits = Limits::default();
    (limits.affected, limits.items, limits.notes) = (1_000, 10_000, 100);
    let mut builder = DatabaseBuilder::new(limits);
    for record in records {
        builder.add("record.json", record);
    }
    builder.build()
}

fn asked(once: &Database, again: &Database, coordinates: &Coordinates, version: Option<&str>) {
    let told = |database: &Database| -> Vec<String> {
        let matches = database.matches_of(coordinates, version);
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
