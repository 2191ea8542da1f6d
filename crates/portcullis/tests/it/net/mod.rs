//! Updates from a server on this machine that answers as it was told to, most of the time badly.

mod hostile;
mod index;
mod server;
mod transfer;
mod trust;

use std::path::{Path, PathBuf};
use std::time::Duration;

use portcullis::Silent;
use portcullis::net::{ArchiveState, FetchError, Selection, UpdateOptions, update_advisories};

use crate::support::Tree;

/// An archive of records, each with its date.
fn archive(records: &[(&str, &str)]) -> Vec<u8> {
    let record = |(id, modified): &(&str, &str)| {
        let text = format!(r#"{{"id":"{id}","modified":"{modified}"}}"#);
        (format!("{id}.json"), text.into_bytes())
    };
    zip_of(&records.iter().map(record).collect::<Vec<_>>())
}

fn zip_of(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write as _;

    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// January's state of the world, and February's.
fn january() -> Vec<u8> {
    archive(&[("X-1", "2026-01-01T00:00:00Z"), ("X-2", "2026-01-31T00:00:00Z")])
}

fn february() -> Vec<u8> {
    archive(&[("X-1", "2026-02-01T00:00:00Z"), ("X-2", "2026-01-31T00:00:00Z")])
}

/// A folder to update, from a server that has one ecosystem.
struct Mirror {
    folder: Tree,
    options: UpdateOptions,
}

impl Mirror {
    fn new(base: &str) -> Self {
        let folder = Tree::new(&[]);
        let mut options = UpdateOptions::new(folder.path());
        options.base = base.parse().unwrap();
        options.selection = Selection::Ecosystems(vec!["Red Hat".to_owned()]);
        options.retries.attempts = 3;
        options.retries.wait = Duration::from_millis(1);
        options.retries.longest_wait = Duration::from_millis(5);
        options.timeouts.stall = Duration::from_millis(300);
        options.timeouts.answer = Duration::from_millis(600);
        Self { folder, options }
    }

    /// Updates the one ecosystem.
    fn update(&self) -> Result<ArchiveState, FetchError> {
        let mut updated = update_advisories(&self.options, &Silent).unwrap();
        assert_eq!(updated.ecosystems.len(), 1);
        updated.ecosystems.pop().unwrap().result
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("Red%20Hat").join(name)
    }

    /// The archive that is in its place.
    fn present(&self) -> Option<Vec<u8>> {
        std::fs::read(self.path("all.zip")).ok()
    }

    fn part(&self) -> Option<Vec<u8>> {
        std::fs::read(self.path("all.zip.part")).ok()
    }
}

/// The files of a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
