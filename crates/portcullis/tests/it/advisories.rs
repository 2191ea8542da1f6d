//! Advisories packed in every way that is read.

use std::io::Write;

use portcullis::findings::{Gap, GapKind};
use portcullis::fs::Loading;
use portcullis::policy::Verdict;
use portcullis::vuln_match::{IndexBuilder, IndexError, Limits, Provenance, SourceOfRecords};
use portcullis::{Advisories, AdvisoriesError, Silent, compile_advisories, open_advisories, open_index};

use crate::support::{ADVISORY, Tree, gate_with, lockfile, summary};

const RECORDS: [(&str, &str); 4] = [
    (
        "osv/npm/2026/X-1.json",
        r#"{"id":"X-1","modified":"2026-01-01T00:00:00Z"}"#,
    ),
    (
        "osv/PyPI/X-2.JSON",
        r#"{"id":"X-2","modified":"2026-01-02T00:00:00Z"}"#,
    ),
    ("osv/PyPI/broken.json", "{"),
    ("README.md", "hello"),
];

fn zip_of(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn tar_of(files: &[(&str, &str)]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        tar.append_data(&mut header, name, content.as_bytes()).unwrap();
    }
    tar.into_inner().unwrap()
}

fn gzip_of(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn zstd_of(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// Opened under a name that tells nothing.
fn open(bytes: &[u8]) -> Result<Advisories, AdvisoriesError> {
    let beside = Tree::new(&[]);
    open_advisories(&beside.write("advisories.data", bytes), &Silent)
}

fn gaps(advisories: &Advisories) -> Vec<String> {
    let told = advisories.gaps.iter();
    told.map(|gap| format!("{}: {}", gap.input, gap.cause)).collect()
}

#[test]
fn a_folder_and_every_archive_of_it_are_the_same_advisories() {
    let tree = Tree::new(&RECORDS);
    let folder = open_advisories(tree.path(), &Silent).unwrap();
    assert_eq!((folder.index().unwrap().len(), folder.other_files), (2, 1));
    assert!(
        gaps(&folder)
            .iter()
            .any(|gap| gap.starts_with("osv/PyPI/broken.json")),
        "{:?}",
        gaps(&folder)
    );
    let tar = tar_of(&RECORDS);
    for packed in [zip_of(&RECORDS), gzip_of(&tar), zstd_of(&tar), tar] {
        let archive = open(&packed).unwrap();
        assert_eq!(archive.index().unwrap().len(), folder.index().unwrap().len());
        assert_eq!(archive.other_files, folder.other_files);
        assert_eq!(gaps(&archive), gaps(&folder));
    }
}

#[test]
fn archives_in_a_folder_are_read_beside_its_records() {
    let tree = Tree::new(&[RECORDS[0]]);
    tree.write("PyPI/all.zip", &zip_of(&RECORDS[1..]));
    tree.write("npm/all.tar.gz", b"no archive");
    tree.write("npm/all.zip.part", &zip_of(&RECORDS)[..40]);
    let advisories = open_advisories(tree.path(), &Silent).unwrap();
    assert_eq!(advisories.index().unwrap().len(), 2);
    // The README in the zip, and the part.
    assert_eq!(advisories.other_files, 2);
    let gaps = gaps(&advisories);
    assert!(
        gaps.iter()
            .any(|gap| gap.starts_with("PyPI/all.zip!osv/PyPI/broken.json: ")),
        "{gaps:?}"
    );
    assert!(
        gaps.iter().any(|gap| gap.starts_with("npm/all.tar.gz: ")),
        "{gaps:?}"
    );
}

#[test]
fn a_tar_that_was_cut_gives_what_was_whole_and_a_gap() {
    let tar = tar_of(&RECORDS);
    // Behind the first entry (header and one block), in the middle of the second one's content.
    let cut = open(&tar[..1024 + 512 + 10]).unwrap();
    assert_eq!(cut.index().unwrap().len(), 1);
    assert!(
        gaps(&cut)
            .iter()
            .any(|gap| gap.starts_with("osv/PyPI/X-2.JSON: ")),
        "{:?}",
        gaps(&cut)
    );
    let gzip = gzip_of(&tar);
    let cut = open(&gzip[..gzip.len() - 8]).unwrap();
    assert!(!cut.gaps.is_empty());
}

#[test]
fn a_gzip_bomb_is_a_gap_with_its_limit() {
    let bomb = "x".repeat(8 << 20);
    let advisories = open(&gzip_of(&tar_of(&[RECORDS[0], ("bomb.json", &bomb)]))).unwrap();
    assert_eq!(advisories.index().unwrap().len(), 1);
    assert!(
        advisories.gaps.iter().any(|gap| gap.limit.is_some()),
        "{:?}",
        gaps(&advisories)
    );
}

#[test]
fn what_is_no_archive_is_refused() {
    for bytes in ["", "no archive at all", "{\"id\":\"X-1\"}"] {
        assert!(
            matches!(open(bytes.as_bytes()), Err(AdvisoriesError::Unrecognised { .. })),
            "{bytes:?}"
        );
    }
    for bytes in [&b"PK\x03\x04 and then nothing"[..], &gzip_of(b"a text")] {
        assert!(matches!(open(bytes), Err(AdvisoriesError::Archive { .. })));
    }
}

#[test]
fn a_compiled_index_is_recognised_and_says_the_same() {
    let tree = Tree::new(&RECORDS);
    let folder = open_advisories(tree.path(), &Silent).unwrap();
    let mut builder = IndexBuilder::new(Limits::default()).with_details();
    builder.add("bad", b"{");
    let compiled = compile_advisories(&[tree.path()], builder, &Provenance::default(), &Silent).unwrap();
    let path = tree.path().join("a.idx");
    std::fs::write(&path, &compiled.built.index).unwrap();
    std::fs::write(tree.path().join("a.details"), compiled.built.details.unwrap()).unwrap();
    for loading in [Loading::Map, Loading::Read] {
        let advisories = open_index(&path, &[], loading).unwrap();
        let index = advisories.index().unwrap();
        assert_eq!(index.digest(), folder.index().unwrap().digest());
        assert_eq!((advisories.set_aside, advisories.gaps.len()), (1, 1));
        assert!(advisories.details().unwrap().is_some());
    }
    assert_eq!(open_advisories(&path, &Silent).unwrap().index().unwrap().len(), 2);

    let mut damaged = compiled.built.index.clone();
    damaged[100] ^= 1;
    std::fs::write(&path, &damaged).unwrap();
    assert!(matches!(
        open_advisories(&path, &Silent),
        Err(AdvisoriesError::Index {
            source: IndexError::Header,
            ..
        })
    ));
    let mut other = IndexBuilder::new(Limits::default());
    other.add("other", br#"{"id": "OTHER-1"}"#);
    std::fs::write(&path, other.build(&Provenance::default()).index).unwrap();
    let advisories = open_advisories(&path, &Silent).unwrap();
    assert!(matches!(
        advisories.details(),
        Err(AdvisoriesError::Index {
            source: IndexError::Details,
            ..
        })
    ));
}

#[test]
fn an_index_that_was_compiled_too_long_ago_is_stale_however_new_its_records_are() {
    let tree = Tree::new(&[("package-lock.json", &lockfile("2.0.0"))]);
    let beside = Tree::new(&[]);
    for (built, snapshot, verdict, cause) in [
        ("2026-10-31", None, Verdict::Allow, None),
        ("2026-10-31", Some("2026-10-26"), Verdict::Allow, None),
        ("2026-10-31", Some("5c85fbf"), Verdict::Allow, None),
        (
            "2026-10-31",
            Some("2026-10-20"),
            Verdict::Undecided,
            Some("2026-10-20T00:00:00Z, 12 days old"),
        ),
        (
            "2026-10-20",
            None,
            Verdict::Undecided,
            Some("2026-10-20T00:00:00Z, 12 days old"),
        ),
    ] {
        let mut provenance = Provenance::default();
        provenance.built = built.parse().ok();
        let mut source = SourceOfRecords::new("records");
        source.snapshot = snapshot.map(str::to_owned);
        provenance.sources.push(source);
        let mut builder = IndexBuilder::new(Limits::default());
        builder.add("X-1.json", ADVISORY.as_bytes());
        let path = beside.write("records.index", &builder.build(&provenance).index);
        let gated = gate_with(tree.path(), |options| options.advisories = Some(path));
        let (found, gaps) = summary(&gated);
        assert_eq!(found, verdict, "{built} {snapshot:?} {gaps:?}");
        assert_eq!(gaps.len(), usize::from(cause.is_some()), "{gaps:?}");
        let stale = |gap: &Gap| gap.kind == GapKind::Stale && gap.cause.contains(cause.unwrap_or_default());
        assert!(gated.report.gaps().iter().all(stale), "{gaps:?}");
    }
}
