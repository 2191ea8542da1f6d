//! What is in it: all lockfiles of a tree, or one SBOM.

use std::collections::{BTreeSet, VecDeque};
use std::path::Path;

use portcullis_findings::{Gap, GapKind, Inventory, InventoryBuilder, Label, LimitHit, Note, Stage};
use portcullis_sbom::lockfile::{
    Companion, Extract, Format, Include, KnownKind, KnownManifest, ManifestDigests,
};
use portcullis_sbom::{Limits, cyclonedx};

use super::mask::Mask;
use super::{GateError, GateOptions, Gated};
use crate::fs::{FileEntry, Walk, read_bounded};
use crate::inventory::{InventoryError, ReadInventory};
use crate::parallel::map_ordered;
use crate::progress::Progress;

/// How many bytes of lockfiles are read at once: what they hold takes several times as much until it is put together.
const BATCH_BYTES: u64 = 4 * 1024 * 1024;
/// How much one lockfile may be: a syntax tree takes several times its bytes, and no stage may take more than 256 MB.
#[allow(clippy::field_reassign_with_default, reason = "the type may grow fields")]
fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.bytes = 8 * 1024 * 1024;
    limits.components = 50_000;
    limits
}

/// Reads what the caller asked for: the SBOM if one is named, else every lockfile of the tree.
pub(super) fn take(
    options: &GateOptions,
    tree: &Walk,
    progress: &dyn Progress,
) -> Result<ReadInventory, GateError> {
    match &options.sbom {
        Some(path) => of_sbom(path, &lockfile_candidates(tree)),
        None => Ok(of_tree(
            tree,
            options.lockfile_entries,
            ManifestDigests::Taken,
            progress,
        )),
    }
}

/// The lockfiles of a tree.
pub(crate) fn of_tree(
    tree: &Walk,
    allowed: usize,
    digests: ManifestDigests,
    progress: &dyn Progress,
) -> ReadInventory {
    of_lockfiles(&lockfile_candidates(tree), allowed, digests, progress)
}

/// A link to a file makes a lockfile of it if the link has the name of one.
fn lockfile_candidates(tree: &Walk) -> Vec<FileEntry> {
    let mut files: Vec<FileEntry> = tree.files.iter().chain(&tree.links).cloned().collect();
    files.sort_unstable_by(|one, two| one.label.cmp(&two.label));
    files
}

/// The inventory as CycloneDX JSON.
pub(super) fn to_cyclonedx(gated: &Gated) -> String {
    let mut metadata = cyclonedx::Metadata::new(gated.tool.clone(), gated.name.clone());
    metadata.timestamp = gated.document_time;
    let mut document = cyclonedx::write(&gated.inventory, &metadata, cyclonedx::SpecVersion::default());
    Mask::new(&gated.scanner).document(&mut document);
    document
}

fn of_sbom(path: &Path, files: &[FileEntry]) -> Result<ReadInventory, GateError> {
    let mut read = of_document(path)?;
    let lockfiles = files
        .iter()
        .filter(|entry| Format::of_label(&entry.label).is_some())
        .count();
    let text =
        format!("the inventory is that of this document; {lockfiles} lockfiles in the tree were not read");
    read.notes.push(Note::new(path.display().to_string(), text));
    Ok(read)
}

/// A CycloneDX JSON document.
pub(crate) fn of_document(path: &Path) -> Result<ReadInventory, InventoryError> {
    let limits = Limits::default();
    let bytes = read_bounded(path, limits.bytes)?;
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let read = cyclonedx::read(&Label::new(name), &bytes, &limits);
    let document = read.map_err(|source| InventoryError::Document {
        path: path.to_owned(),
        source,
    })?;
    let statements = document.vex.statements.len();
    let mut taken = ReadInventory {
        inventory: document.inventory,
        gaps: document.gaps,
        notes: document.notes,
    };
    if statements > 0 {
        let text = format!(
            "{statements} VEX statements in the document have no effect: nobody vouches for their author"
        );
        taken.notes.push(Note::new(path.display().to_string(), text));
    }
    Ok(taken)
}

fn of_lockfiles(
    files: &[FileEntry],
    allowed: usize,
    digests: ManifestDigests,
    progress: &dyn Progress,
) -> ReadInventory {
    let mut queue: VecDeque<(&FileEntry, &'static Format)> = files
        .iter()
        .filter_map(|entry| Some((entry, Format::of_label(&entry.label)?)))
        .collect();
    let mut known: BTreeSet<&Label> = queue.iter().map(|(entry, _)| &entry.label).collect();
    progress.begin("reading lockfiles", Some(queue.len() as u64));
    let mut taken = ReadInventory {
        gaps: unread(files),
        ..ReadInventory::default()
    };
    let mut inventory = Union::default();
    let mut occurrences = 0;
    while !queue.is_empty() {
        let batch = next_batch(&mut queue);
        let each = map_ordered(
            &batch,
            || (),
            |(), (entry, format)| {
                let extract = (occurrences < allowed).then(|| of_lockfile(entry, format, files, digests));
                progress.advance(1);
                extract
            },
        );
        for ((entry, format), extract) in batch.into_iter().zip(each) {
            let full = occurrences >= allowed;
            match extract
                .filter(|_| !full)
                .unwrap_or_else(|| Err(too_many(entry, allowed)))
            {
                Ok(extract) => {
                    taken.gaps.extend(extract.gaps);
                    taken.notes.extend(extract.notes);
                    occurrences += extract.inventory.occurrences().len();
                    inventory.absorb(extract.inventory);
                    for include in extract.includes {
                        match find(files, &include.label) {
                            // Whatever its name is: it is read as what includes it.
                            Some(included) if known.insert(&included.label) => {
                                queue.push_back((included, format))
                            }
                            Some(_) => {}
                            None => taken.gaps.push(missing(entry, &include)),
                        }
                    }
                }
                Err(gap) => taken.gaps.push(gap),
            }
        }
    }
    if known.is_empty() && taken.gaps.is_empty() {
        let cause = "no lockfile is in the tree, so nothing is known of what is in it";
        let gap = Gap::new(Stage::Inventory, GapKind::NotCovered, Label::default(), cause);
        taken.gaps.push(gap);
    }
    taken.inventory = inventory.build();
    taken
}

/// One inventory of several, each taken in as it comes. A single one stays as it is.
#[derive(Default)]
struct Union {
    first: Option<Inventory>,
    several: Option<InventoryBuilder>,
}

impl Union {
    fn absorb(&mut self, inventory: Inventory) {
        match (self.first.take(), &mut self.several) {
            (None, None) => self.first = Some(inventory),
            (first, several) => {
                let builder = several.get_or_insert_default();
                for inventory in first.into_iter().chain([inventory]) {
                    builder.absorb(inventory);
                }
            }
        }
    }

    fn build(self) -> Inventory {
        match self.first {
            Some(single) => single,
            None => self.several.unwrap_or_default().build(),
        }
    }
}

/// The next lockfiles, one at least, of at most [`BATCH_BYTES`] together.
fn next_batch<'a>(
    queue: &mut VecDeque<(&'a FileEntry, &'static Format)>,
) -> Vec<(&'a FileEntry, &'static Format)> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while let Some((entry, _)) = queue.front() {
        bytes += entry.bytes;
        if bytes > BATCH_BYTES && !batch.is_empty() {
            break;
        }
        batch.extend(queue.pop_front());
    }
    batch
}

fn find<'a>(files: &'a [FileEntry], label: &Label) -> Option<&'a FileEntry> {
    let at = files.binary_search_by(|entry| entry.label.cmp(label)).ok()?;
    files.get(at)
}

fn missing(entry: &FileEntry, include: &Include) -> Gap {
    let cause = format!(
        "the included file `{}` is not among the files that were read",
        include.label
    );
    Gap::new(Stage::Inventory, GapKind::Skipped, entry.label.clone(), cause).at(include.position)
}

fn too_many(entry: &FileEntry, allowed: usize) -> Gap {
    let limit = LimitHit {
        what: "entries of lockfiles in one tree",
        allowed: allowed as u64,
    };
    Gap::new(
        Stage::Inventory,
        GapKind::Skipped,
        entry.label.clone(),
        "the lockfile is not read",
    )
    .with_limit(limit)
}

fn of_lockfile(
    entry: &FileEntry,
    format: &'static Format,
    files: &[FileEntry],
    digests: ManifestDigests,
) -> Result<Extract, Gap> {
    let limits = limits();
    let skipped = |cause: String| Gap::new(Stage::Inventory, GapKind::Skipped, entry.label.clone(), cause);
    let read = |entry: &FileEntry| {
        read_bounded(&entry.path, limits.bytes)
            .map_err(|error| skipped(format!("the file cannot be read: {}", error.cause())))
    };
    let bytes = read(entry)?;
    let mut companions = Vec::new();
    for name in format.companions() {
        let label = beside(&entry.label, name.as_bytes());
        if let Some(companion) = find(files, &label) {
            companions.push((*name, read(companion)?));
        }
    }
    let companions: Vec<_> = companions
        .iter()
        .map(|(name, bytes)| Companion { name, bytes })
        .collect();
    format
        .read_with(&entry.label, &bytes, &companions, &limits, digests)
        .map_err(|error| {
            skipped(format!(
                "the lockfile cannot be read as {}: {error}",
                format.name()
            ))
        })
}

/// A gap for each file that pins or declares dependencies and is not read, unless a file beside or above answers for it.
fn unread(files: &[FileEntry]) -> Vec<Gap> {
    let labels: BTreeSet<&[u8]> = files.iter().map(|entry| entry.label.as_bytes()).collect();
    let mut gaps = Vec::new();
    for entry in files {
        let Some(known) = KnownManifest::of_file_name(entry.label.file_name()) else {
            continue;
        };
        let answered = match known.kind() {
            KnownKind::Declares { covered_by } => covered_by
                .iter()
                .any(|name| stands_beside_or_above(&entry.label, name.as_bytes(), &labels)),
            _ => false,
        };
        if !answered {
            gaps.push(known.gap(&entry.label));
        }
    }
    gaps
}

fn stands_beside_or_above(label: &Label, name: &[u8], labels: &BTreeSet<&[u8]>) -> bool {
    let mut at = label.clone();
    loop {
        if labels.contains(beside(&at, name).as_bytes()) {
            return true;
        }
        if at.directory().is_empty() {
            return false;
        }
        at = Label::new(at.directory());
    }
}

/// The file of this name in the folder of `label`.
fn beside(label: &Label, name: &[u8]) -> Label {
    if label.directory().is_empty() {
        return Label::new(name);
    }
    let mut bytes = label.directory().to_vec();
    bytes.push(b'/');
    bytes.extend_from_slice(name);
    Label::new(bytes)
}
