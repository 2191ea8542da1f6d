//! Builders of small archives.

use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;

use flate2::Compression;
use flate2::write::GzEncoder;
use portcullis_archive::{ArchiveError, Entry, Limits, Summary, tar as tars, zip as zips};
use portcullis_findings::Budget;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub(crate) type Files = Vec<(String, Vec<u8>)>;

pub(crate) fn zip_of(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A tar of raw names, which the writer of the crate would refuse.
pub(crate) fn tar_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in files {
        builder
            .append(
                &header(name, content.len() as u64, tar::EntryType::Regular),
                *content,
            )
            .unwrap();
    }
    builder.into_inner().unwrap()
}

pub(crate) fn header(name: &str, size: u64, kind: tar::EntryType) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    let field = &mut header.as_old_mut().name;
    field[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_size(size);
    header.set_mode(0o644);
    header.set_cksum();
    header
}

pub(crate) fn gzip_of(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[cfg(feature = "zstd")]
pub(crate) fn zstd_of(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn collect(files: &mut Files) -> impl FnMut(Entry, &mut dyn Read) -> ControlFlow<()> {
    |entry, content| {
        let mut bytes = Vec::new();
        let _ = content.read_to_end(&mut bytes);
        files.push((entry.label.to_string(), bytes));
        ControlFlow::Continue(())
    }
}

pub(crate) fn read_zip(bytes: &[u8], limits: &Limits) -> Result<(Files, Summary), ArchiveError> {
    let mut files = Vec::new();
    let summary = zips::read(
        Cursor::new(bytes),
        limits,
        &Budget::unlimited(),
        collect(&mut files),
    )?;
    Ok((files, summary))
}

pub(crate) fn read_tar(bytes: impl Read, limits: &Limits) -> Result<(Files, Summary), ArchiveError> {
    let mut files = Vec::new();
    let summary = tars::read(bytes, limits, &Budget::unlimited(), collect(&mut files))?;
    Ok((files, summary))
}

/// Causes with the entry they are about.
pub(crate) fn causes(summary: &Summary) -> Vec<String> {
    summary
        .gaps
        .iter()
        .map(|gap| format!("{}: {}", gap.input, gap.cause))
        .collect()
}
