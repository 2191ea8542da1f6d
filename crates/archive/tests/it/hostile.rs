//! Damaged archives: no panic, no content beyond the limits, and what is missing is told.

use portcullis_archive::Limits;
use proptest::prelude::*;
use zip::CompressionMethod::Deflated;

use crate::build::{Files, gzip_of, read_tar, read_zip, tar_of, zip_of};

const FILES: &[(&str, &[u8])] = &[
    ("Cargo.lock", b"version = 4\n[[package]]\nname = \"a\"\n"),
    ("d/e/package.json", b"{\"name\": \"b\", \"version\": \"1.0.0\"}"),
    (
        "z",
        b"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
    ),
];

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.entries = 8;
    limits.entry_bytes = 1 << 16;
    limits.total_bytes = 1 << 17;
    limits.ratio_floor = 1 << 15;
    limits
}

fn within(files: &Files) -> bool {
    let total: usize = files.iter().map(|(_, content)| content.len()).sum();
    files.len() <= 8
        && total <= 1 << 17
        && files
            .iter()
            .all(|(name, _)| !name.starts_with('/') && !name.split('/').any(|part| part == ".."))
}

fn complete(files: &Files) -> bool {
    let expected = FILES
        .iter()
        .map(|(name, content)| ((*name).to_owned(), content.to_vec()));
    *files == expected.collect::<Files>()
}

/// Bytes with some of them changed.
fn changed(bytes: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let length = bytes.len();
    prop::collection::vec((0..length, any::<u8>()), 1..6).prop_map(move |changes| {
        let mut bytes = bytes.clone();
        for (at, value) in changes {
            bytes[at] = value;
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_cut_tar_tells_what_is_missing(cut in 0_usize..4096) {
        let whole = tar_of(FILES);
        let cut = cut.min(whole.len());
        match read_tar(&whole[..cut], &limits()) {
            Err(_) => prop_assert!(cut < 512),
            Ok((files, summary)) => {
                prop_assert!(within(&files));
                prop_assert!(complete(&files) || !summary.gaps.is_empty());
            }
        }
    }

    #[test]
    fn a_cut_zip_is_no_zip(cut in 0_usize..2048) {
        let whole = zip_of(FILES, Deflated);
        let cut = cut.min(whole.len() - 1);
        prop_assert!(read_zip(&whole[..cut], &limits()).is_err());
    }

    #[test]
    fn a_changed_tar_gives_all_files_or_has_a_gap(bytes in changed(tar_of(FILES))) {
        if let Ok((files, summary)) = read_tar(&bytes[..], &limits()) {
            prop_assert!(within(&files));
            // Contents have no checksum in a tar.
            prop_assert!(files.len() == FILES.len() || !summary.gaps.is_empty());
        }
    }

    #[test]
    fn a_changed_zip_is_whole_or_has_a_gap(bytes in changed(zip_of(FILES, Deflated))) {
        if let Ok((files, summary)) = read_zip(&bytes, &limits()) {
            prop_assert!(within(&files));
            prop_assert!(!summary.gaps.is_empty() || complete(&files));
        }
    }

    #[test]
    fn a_changed_tar_in_gzip_stays_within_limits(bytes in changed(gzip_of(&tar_of(FILES)))) {
        let budget = portcullis_findings::Budget::unlimited();
        let reader = portcullis_archive::gzip::reader(&bytes[..], &limits(), &budget);
        if let Ok((files, _)) = read_tar(reader, &limits()) {
            prop_assert!(within(&files));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2048)) {
        let _ = read_zip(&bytes, &limits()).map(|(files, _)| assert!(within(&files)));
        let _ = read_tar(&bytes[..], &limits()).map(|(files, _)| assert!(within(&files)));
    }
}
