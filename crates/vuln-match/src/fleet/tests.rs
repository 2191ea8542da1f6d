//! Segments whose checksums are right and whose contents are not.

use proptest::prelude::*;

use super::layout::{HEADER, Header};
use super::*;
use crate::{Advisory, Coordinates, Ecosystem, Limits, pages};

/// A segment with several blocks of everything.
fn segment() -> Vec<u8> {
    let mut builder = FleetBuilder::new(FleetLimits::default());
    for inventory in 0..60_u32 {
        let ids: Vec<ComponentId> = (0..20)
            .map(|at| {
                let name = format!("package-{}", (inventory + at * at) % 50);
                let ecosystem = if at % 3 == 0 { "Debian:12" } else { "npm" };
                let package = Coordinates::new(Ecosystem::parse(ecosystem), name);
                let version = format!("{}.{}", at % 3, inventory % 7);
                builder.package(&package, Some(&version).filter(|_| at > 0).map(String::as_str))
            })
            .collect::<Result<_, _>>()
            .unwrap();
        builder.add(&format!("inventory {inventory}"), ids).unwrap();
        builder.remove(&format!("gone {inventory}")).unwrap();
    }
    builder.finish()
}

fn advisories() -> Vec<Advisory> {
    let read = |package: u32| {
        let entry = |ecosystem: &str| {
            format!(
                r#"{{"package":{{"ecosystem":"{ecosystem}","name":"package-{package}"}},"ranges":[{{"type":"ECOSYSTEM","events":[{{"introduced":"1.2"}},{{"fixed":"2.4"}}]}}]}}"#
            )
        };
        let record = format!(
            r#"{{"id":"X-{package}","affected":[{},{}]}}"#,
            entry("npm"),
            entry("Debian:12")
        );
        Advisory::from_json(record.as_bytes(), &Limits::default())
            .unwrap()
            .0
    };
    (0..8).map(read).collect()
}

/// Makes the checksums those of the contents.
fn sign(segment: &mut [u8]) {
    let sound = self::segment();
    let body = Header::read(&sound, 0).map(|(_, body, _)| body.len()).unwrap();
    let (head, rest) = segment.split_at_mut(HEADER);
    let (body, sums) = rest.split_at_mut(body);
    let table = pages::table(body);
    sums.copy_from_slice(&table);
    head[HEADER - 16..HEADER - 8].copy_from_slice(&pages::checksum(&table).to_le_bytes());
    let sum = pages::checksum(&head[..HEADER - 8]);
    head[HEADER - 8..].copy_from_slice(&sum.to_le_bytes());
}

/// Everything that reads; what it says does not matter, only that it comes back.
fn read_all(segments: &[&[u8]], advisories: &[Advisory]) {
    let Ok(fleet) = Fleet::open(segments) else { return };
    let (_, _) = (fleet.counts(), fleet.check());
    let _ = fleet.names(&fleet.all());
    let _ = fleet.contains("inventory 7");
    for advisory in advisories {
        if let Ok(answer) = fleet.affected_by(advisory) {
            let _ = fleet.names(&answer.affected);
            for component in &answer.components {
                let _ = fleet.inventories_of(component);
            }
        }
    }
    for removals in [Removals::Keep, Removals::Drop] {
        let _ = fleet.merge(removals);
    }
}

#[test]
fn a_signed_segment_reads_as_before() {
    let mut signed = segment();
    sign(&mut signed);
    assert_eq!(signed, segment());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Somebody who writes checksums to his liking gets errors or wrong answers, and no more.
    #[test]
    fn nothing_written_into_a_segment_stops_the_reader(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let (mut forged, sound, some) = (segment(), segment(), advisories());
        for (at, byte) in changes {
            let at = at.index(forged.len());
            forged[at] = byte;
        }
        sign(&mut forged);
        read_all(&[&forged], &some);
        read_all(&[&sound, &forged], &some);
        read_all(&[&forged, &sound], &some);
    }
}
