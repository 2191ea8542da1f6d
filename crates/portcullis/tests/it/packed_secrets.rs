//! Secrets in archives.

use std::io::Write;

use portcullis::Silent;
use portcullis::findings::Label;
use portcullis::secret_detect::{RuleSet, Scanner};
use portcullis::secrets::{ScannedSecrets, SecretOptions, scan_stream, scan_tree};

use crate::support::Tree;

pub(crate) const TOKEN: &str = concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk");

pub(crate) fn tar(name: &str, content: &[u8]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_ustar();
    header.set_size(content.len() as u64);
    header.set_mode(0o644);
    builder.append_data(&mut header, name, content).unwrap();
    builder.into_inner().unwrap()
}

pub(crate) fn zip(name: &str, content: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer
        .start_file(name, zip::write::SimpleFileOptions::default())
        .unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap().into_inner()
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn zstd(content: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(content, ruzstd::encoding::CompressionLevel::Fastest)
}

pub(crate) fn wrap(form: usize, name: &str, content: &[u8]) -> (String, Vec<u8>) {
    match form {
        0 => (format!("{name}.tar"), tar(name, content)),
        1 => (format!("{name}.zip"), zip(name, content)),
        2 => (format!("{name}.gz"), gzip(content)),
        _ => (format!("{name}.zst"), zstd(content)),
    }
}

fn scanned(name: &str, content: &[u8], change: impl FnOnce(&mut SecretOptions<'_>)) -> ScannedSecrets {
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let mut options = SecretOptions::new(&scanner);
    change(&mut options);
    let streamed = scan_stream(Label::new(name), &mut &*content, &options);
    let tree = Tree::new(&[]);
    tree.write(name, content);
    let filed = scan_tree(tree.path(), &options, &Silent).unwrap();
    // Of a file the bytes are looked at too that no entry gives.
    let is_told = |finding| filed.findings.contains(finding);
    assert!(streamed.findings.iter().all(is_told), "{name}");
    if streamed.gaps.is_empty() {
        assert_eq!(filed.findings, streamed.findings, "{name}");
    }
    streamed
}

#[test]
fn any_nesting_gives_the_same_secret_at_the_same_line() {
    let text = format!("first\nsecond\n  token = \"{TOKEN}\"\n");
    let plain = scanned("a.txt", text.as_bytes(), |_| {});
    let region = plain.findings[0].locations()[0].region().cloned();
    assert!(region.is_some());
    for nesting in 0..84 {
        let (mut name, mut content) = ("a.txt".to_owned(), text.clone().into_bytes());
        // All lists of one to three forms.
        let (depth, mut code) = match nesting {
            0..4 => (1, nesting),
            4..20 => (2, nesting - 4),
            _ => (3, nesting - 20),
        };
        for _ in 0..depth {
            (name, content) = wrap(code % 4, &name, &content);
            code /= 4;
        }
        let packed = scanned(&name, &content, |_| {});
        assert_eq!(packed.gaps, [], "{name}");
        assert_eq!(packed.findings.len(), 1, "{name}");
        let place = &packed.findings[0].locations()[0];
        assert_eq!(place.region(), region.as_ref(), "{name}");
        // A stream in a stream keeps the endings that are left.
        assert!(place.label().as_bytes().starts_with(b"a.txt"), "{name}: {place}");
        assert_eq!(place.container()[0].as_bytes(), name.as_bytes());
        // A level less than needed is told; with none at all a tar is read as it lies there.
        if depth > 1 {
            let shallow = scanned(&name, &content, |options| options.limits.depth = depth - 1);
            assert!(shallow.findings.is_empty() && !shallow.gaps.is_empty(), "{name}");
        }
    }
}

#[test]
fn limits_are_told() {
    let bomb = gzip(&vec![b'a'; 32 << 20]);
    let bombs = scanned("bomb.gz", &bomb, |_| {});
    assert!(
        bombs.gaps.iter().any(|gap| gap.limit.is_some()),
        "{:?}",
        bombs.gaps
    );
    let unpacked = scanned("a.txt.gz", &gzip(&vec![b'b'; 4096]), |options| {
        options.limits.unpacked_bytes = 1000;
    });
    assert!(
        unpacked.gaps.iter().any(|gap| gap.limit.is_some()),
        "{:?}",
        unpacked.gaps
    );
    let mut builder = tar::Builder::new(Vec::new());
    for at in 0..200 {
        let mut header = tar::Header::new_ustar();
        header.set_size(0);
        builder
            .append_data(&mut header, format!("{at}"), &b""[..])
            .unwrap();
    }
    let many = builder.into_inner().unwrap();
    let entries = scanned("many.tar", &many, |options| options.limits.archive.entries = 100);
    assert!(
        entries
            .gaps
            .iter()
            .any(|gap| gap.limit.is_some_and(|limit| limit.allowed == 100))
    );
    assert_eq!(entries.inputs, 100);
    let held = scanned("in.tar", &tar("a.zip", &zip("a", &vec![0; 4096])), |options| {
        options.limits.held_bytes = 10
    });
    assert!(
        held.gaps
            .iter()
            .any(|gap| gap.limit.is_some_and(|limit| limit.allowed == 10))
    );
}

#[test]
fn what_only_begins_like_an_archive_is_read_as_it_is() {
    let text = format!("PK\x03\x04 token = \"{TOKEN}\"\n");
    let read = scanned("a.zip", text.as_bytes(), |_| {});
    assert_eq!((read.findings.len(), read.gaps.len()), (1, 1));
}
