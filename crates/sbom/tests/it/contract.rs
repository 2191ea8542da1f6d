//! What holds for every format in the list.

use std::sync::OnceLock;

use portcullis_findings::{Completeness, Label};
use portcullis_sbom::Limits;
use portcullis_sbom::lockfile::{Extract, Format, Lockfile, read_all};
use proptest::prelude::*;

use crate::lockfiles::samples;

fn read(format: &'static Format, bytes: &[u8]) -> Option<Extract> {
    format.read(&Label::new("x"), bytes, &[], &Limits::default()).ok()
}

/// A file cut short is refused, leaves a gap, or says less; it never says as much as the whole. Line formats have no end
/// mark, so a go.mod cut behind a line is a go.mod; what was cut off may even have replaced or excluded something.
#[test]
fn a_truncated_lockfile_never_passes_for_the_whole() {
    for (format, text) in samples()
        .into_iter()
        .filter(|(format, _)| format.name() != "go.mod")
    {
        let whole = read(format, text.as_bytes()).unwrap();
        let size = |extract: &Extract| {
            let inventory = &extract.inventory;
            let details: usize = inventory
                .components()
                .iter()
                .map(|component| {
                    component.digests.len() + component.distributions.len() + format!("{component:?}").len()
                })
                .sum();
            (inventory.components().len(), inventory.edge_count(), details)
        };
        let end = text.trim_end().len();
        for length in 0..end {
            let Some(cut) = read(format, &text.as_bytes()[..length]) else {
                continue;
            };
            assert!(
                !cut.gaps.is_empty() || size(&cut) < size(&whole),
                "{} cut to {length} bytes passes for the whole",
                format.name()
            );
            if format.name().ends_with(".json") {
                panic!("{} cut to {length} bytes was read", format.name());
            }
        }
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing_but_places() {
    for (format, text) in samples() {
        let plain = read(format, text.as_bytes()).unwrap();
        let other = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let other = read(format, other.as_bytes()).unwrap();
        assert_eq!(
            plain.inventory.components(),
            other.inventory.components(),
            "{}",
            format.name()
        );
        assert_eq!(plain.inventory.edge_count(), other.inventory.edge_count());
        assert_eq!(plain.gaps.len(), other.gaps.len());
    }
}

#[test]
fn every_occurrence_stands_at_a_place_that_names_it() {
    for (format, text) in samples() {
        let extract = read(format, text.as_bytes()).unwrap();
        for occurrence in extract.inventory.occurrences() {
            let region = occurrence.location.region().unwrap().bytes();
            let bytes = region.start as usize..region.end as usize;
            assert!(
                text.get(bytes.clone()).is_some_and(|text| !text.is_empty()),
                "{} {bytes:?}",
                format.name()
            );
        }
        let manifest = &extract.inventory.manifests()[0];
        assert_eq!(
            manifest.digest,
            Some(portcullis_findings::Digest::sha256(text.as_bytes()))
        );
        assert_eq!(manifest.format, format.name());
    }
}

#[test]
fn reading_twice_gives_the_same() {
    for (format, text) in samples() {
        let (one, two) = (
            read(format, text.as_bytes()).unwrap(),
            read(format, text.as_bytes()).unwrap(),
        );
        assert_eq!(one.inventory, two.inventory);
        assert_eq!(one.gaps, two.gaps);
    }
}

#[test]
fn several_lockfiles_are_answered_in_their_order() {
    let label = Label::new("x");
    let samples = samples();
    let files: Vec<_> = (0..40)
        .map(|at| {
            let (format, text) = samples[at % samples.len()];
            // Every third is cut short, so errors keep their place too.
            let bytes = &text.as_bytes()[..if at % 3 == 0 {
                40.min(text.len())
            } else {
                text.len()
            }];
            Lockfile {
                format,
                label: &label,
                bytes,
                companions: &[],
            }
        })
        .collect();
    let answers = read_all(&files, &Limits::default());
    assert_eq!(answers.len(), files.len());
    for (file, answer) in files.iter().zip(answers) {
        let alone = file
            .format
            .read(file.label, file.bytes, file.companions, &Limits::default());
        match (alone, answer) {
            (Ok(alone), Ok(answer)) => assert_eq!(alone.inventory, answer.inventory),
            (alone, answer) => assert_eq!(alone.err(), answer.err()),
        }
    }
}

fn any_format() -> impl Strategy<Value = (&'static Format, &'static str)> {
    static SAMPLES: OnceLock<Vec<(&'static Format, &'static str)>> = OnceLock::new();
    let samples = SAMPLES.get_or_init(samples);
    (0..samples.len()).prop_map(|at| SAMPLES.get().unwrap()[at])
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic((format, _) in any_format(), bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        drop(read(format, &bytes));
    }

    /// Damage that keeps most of the structure reaches deeper than noise.
    #[test]
    fn damaged_samples_never_panic(
        (format, text) in any_format(),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..12, "[\\[\\]{}\",:=/@#a-c0-9. \\n\u{202e}\u{0}-]{0,6}"), 1..6),
    ) {
        let mut text = text.to_owned();
        for (at, length, insert) in cuts {
            let mut start = at.index(text.len() + 1);
            while !text.is_char_boundary(start) { start -= 1; }
            let mut end = (start + length).min(text.len());
            while !text.is_char_boundary(end) { end += 1; }
            text.replace_range(start..end, &insert);
        }
        if let Some(extract) = read(format, text.as_bytes()) {
            for gap in &extract.gaps {
                let shown = gap.to_string();
                let hostile = shown.chars().any(|c| c.is_control() || c == '\u{202e}');
                prop_assert!(!hostile, "{}", shown.escape_debug());
            }
            if extract.edges.undecided > 0 {
                prop_assert_eq!(extract.inventory.manifests().iter().filter(|m| m.graph == Completeness::Complete).count(), 0);
            }
        }
    }
}
