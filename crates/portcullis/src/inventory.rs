//! What is in one place: a tree with lockfiles, one lockfile, or an SBOM.

use std::path::{Path, PathBuf};

use portcullis_findings::{Gap, Inventory, Note};
use portcullis_sbom::lockfile::{Format, ManifestDigests};

use crate::fs::{ReadError, Rule, WalkError, WalkLimits, walk};
use crate::gate;
use crate::progress::Progress;

/// An inventory, and what could not be read of it.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct ReadInventory {
    /// The components with their places and edges.
    pub inventory: Inventory,
    /// What was not read, and why.
    pub gaps: Vec<Gap>,
    /// What is worth knowing and changes nothing.
    pub notes: Vec<Note>,
}

/// There is no inventory to speak of; a fault in one of several lockfiles is a gap instead.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InventoryError {
    /// The path cannot be looked at.
    #[error(transparent)]
    Walk(#[from] WalkError),
    /// The document cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file has not the name of a lockfile, and is no CycloneDX document either.
    #[error("{}: {source}", path.display())]
    Document {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: portcullis_sbom::DocumentError,
    },
}

/// Reads what a path holds: every lockfile of a folder, one lockfile by its name, or a CycloneDX JSON document.
///
/// After `lockfile_entries` entries the rest of the lockfiles is a gap; see
/// [`GateOptions::LOCKFILE_ENTRIES`](crate::GateOptions::LOCKFILE_ENTRIES).
///
/// # Errors
///
/// [`InventoryError`] if the path cannot be looked at, or is one file and that is neither.
pub fn read_inventory(
    path: &Path,
    lockfile_entries: usize,
    progress: &dyn Progress,
) -> Result<ReadInventory, InventoryError> {
    read_with(path, lockfile_entries, ManifestDigests::Taken, progress)
}

/// [`read_inventory`] with or without the digests of lockfiles.
pub(crate) fn read_with(
    path: &Path,
    lockfile_entries: usize,
    digests: ManifestDigests,
    progress: &dyn Progress,
) -> Result<ReadInventory, InventoryError> {
    progress.begin("listing files", None);
    let tree = walk(path, &WalkLimits::default(), &|_| Rule::Take)?;
    let one_document = !path.is_dir()
        && !tree
            .files
            .iter()
            .any(|entry| Format::of_label(&entry.label).is_some());
    if one_document {
        return gate::inventory::of_document(path);
    }
    let mut read = gate::inventory::of_tree(&tree, lockfile_entries, digests, progress);
    read.gaps.splice(0..0, tree.gaps);
    Ok(read)
}
