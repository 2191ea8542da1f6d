//! The compiled index of advisories. An input is a list of changes to a sound file: four bytes of place, one to write over it.

use std::sync::LazyLock;

use portcullis_vuln_match::{
    Built, Coordinates, Ecosystem, Index, IndexBuilder, IndexError, Limits, Provenance,
};

const PAGE: usize = 1024;

/// A changed file gives an error or the answers of the sound one; with checksums made to fit, and for bytes that never were an
/// index, the reader only comes back.
pub fn index(data: &[u8]) {
    if let Ok(index) = Index::open(data) {
        let _ = (told(&index), index.verify_all());
    }
    let sound = &*SOUND;
    let mut changed = sound.index.clone();
    for change in data.as_chunks::<5>().0 {
        let [a, b, c, d, byte] = *change;
        let place = u32::from_le_bytes([a, b, c, d]) as usize % changed.len();
        changed[place] ^= byte;
    }
    match Index::open(&changed).and_then(|index| told(&index)) {
        Ok(answers) => assert_eq!(answers, *EXACT),
        Err(error) => assert_ne!(changed, sound.index, "{error}"),
    }
    let verified = Index::open(&changed).and_then(|index| index.verify_all());
    assert_eq!(verified.is_ok(), changed == sound.index);
    forge(&mut changed);
    if let Ok(index) = Index::open(&changed) {
        let _ = told(&index);
    }
}

static SOUND: LazyLock<Built> = LazyLock::new(|| {
    let mut builder = IndexBuilder::new(Limits::default());
    for at in 0..24 {
        let record = format!(
            concat!(
                r#"{{"id":"X-{at}","modified":"2026-01-01T00:00:00.5Z","aliases":["CVE-{group}"],"related":["Y-1"],"#,
                r#""summary":"a fault of package-{group}","severity":[{{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}],"#,
                r#""affected":[{{"package":{{"ecosystem":"npm","name":"package-{group}"}},"versions":["7.0.0"],"#,
                r#""ranges":[{{"type":"SEMVER","events":[{{"introduced":"0"}},{{"fixed":"1.{at}.0"}},{{"introduced":"2.0.0"}},{{"limit":"3.0.0"}}]}}],"#,
                r#""ecosystem_specific":{{"affects":{{"functions":["f::g"]}}}}}},"#,
                r#"{{"package":{{"ecosystem":"Debian:{release}","name":"a"}},"ranges":[{{"type":"ECOSYSTEM","events":[{{"introduced":"0"}},{{"last_affected":"1:{at}-1"}}]}}]}}]}}"#
            ),
            at = at,
            group = at % 6,
            release = 11 + at % 3
        );
        builder.add("generated", record.as_bytes());
    }
    builder.build(&Provenance::default())
});

static EXACT: LazyLock<Vec<String>> = LazyLock::new(|| told(&SOUND.open().unwrap()).unwrap());

/// Everything that can be asked.
fn told(index: &Index<'_>) -> Result<Vec<String>, IndexError> {
    let mut told = vec![format!("{} {:?}", index.len(), index.ecosystems())];
    for (ecosystem, name) in [
        ("npm", "package-1"),
        ("npm", "package-5"),
        ("npm", "none"),
        ("Debian:12", "a"),
        ("Debian", "a"),
    ] {
        let package = Coordinates::new(Ecosystem::parse(ecosystem), name);
        for version in [
            None,
            Some("1.7.0"),
            Some("7.0.0"),
            Some("5-1"),
            Some("no version"),
        ] {
            for found in index.matches_of(&package, version)? {
                let why: Vec<_> = found.explanations().iter().map(ToString::to_string).collect();
                told.push(format!(
                    "{:?} {why:?} {:?} {:?}",
                    found.ids(),
                    found.fix(),
                    found.severity()
                ));
            }
        }
    }
    for advisory in index.advisories() {
        let advisory = advisory?;
        let entries = advisory.entries()?;
        let symbols: Vec<_> = entries.iter().flat_map(|entry| entry.symbols()).collect();
        told.push(format!(
            "{} {} {:?} {:?} {entries:?} {symbols:?}",
            advisory.id(),
            advisory.summary(),
            advisory.modified(),
            advisory.related()?
        ));
    }
    Ok(told)
}

/// Makes the checksums those of the contents.
fn forge(file: &mut [u8]) {
    use twox_hash::XxHash3_64;
    let data_at = file.get(24..28).and_then(|bytes| bytes.first_chunk().copied());
    let data_at = data_at.map_or(0, u32::from_le_bytes) as usize;
    let Some((head, data)) = data_at
        .checked_mul(PAGE)
        .and_then(|at| file.split_at_mut_checked(at))
    else {
        return;
    };
    let sums: Vec<u8> = data
        .chunks(PAGE)
        .flat_map(|page| XxHash3_64::oneshot(page).to_le_bytes())
        .collect();
    let (Some(place), total) = (head.get_mut(PAGE..PAGE + sums.len()), XxHash3_64::oneshot(&sums)) else {
        return;
    };
    place.copy_from_slice(&sums);
    head[32..40].copy_from_slice(&total.to_le_bytes());
    let sum = XxHash3_64::oneshot(&head[..PAGE - 8]);
    head[PAGE - 8..PAGE].copy_from_slice(&sum.to_le_bytes());
}
