//! What is staged for the next commit.

use std::collections::BTreeMap;

use portcullis_findings::{Gap, GapKind, Label, Location, Stage};
use portcullis_secret_detect::git::{ObjectId, Staged, StagedMode, TreeMode, commit, tree};

use crate::parallel::map_ordered;
use crate::progress::Progress;
use crate::secrets::options::{ScannedSecrets, SecretOptions};
use crate::secrets::scan::Kept;
use crate::source::git::{Reader, Repository, RepositoryError};

/// How many objects are scanned before their findings are put together.
const BATCH: usize = 128;

/// Scans what is staged and differs from the commit that is checked out; everything staged if there is none.
///
/// # Errors
///
/// [`RepositoryError`] if the staging index or that commit cannot be read. A staged object that cannot be read is a gap.
pub fn scan_staged(
    repository: &Repository,
    options: &SecretOptions<'_>,
    progress: &dyn Progress,
) -> Result<ScannedSecrets, RepositoryError> {
    let mut all = ScannedSecrets::default();
    let staged = repository.staged()?;
    let before = head_files(repository, options, &staged)?;
    let mut changed: Vec<&Staged> = Vec::new();
    for entry in &staged {
        let is_content = matches!(entry.mode, StagedMode::Blob | StagedMode::Link) && !entry.intent_to_add;
        if is_content && before.get(&entry.path) != Some(&entry.id) {
            changed.push(entry);
        }
    }
    progress.begin("scanning staged files", Some(changed.len() as u64));
    for batch in changed.chunks(BATCH) {
        let begin = || (Kept::new(options), Reader::new(options.object_bytes));
        let each = map_ordered(batch, begin, |(kept, reader), entry| {
            let place = Location::new(Label::new(&entry.path));
            let one = object(repository, options, kept, reader, &place, &entry.id);
            progress.advance(1);
            one
        });
        for (entry, one) in batch.iter().zip(each) {
            all.take(one, options.findings, &Label::new(&entry.path));
        }
    }
    all.ignores.notes.extend(options.lists.notes());
    Ok(all)
}

/// Scans an object that is a file, packed content opened.
pub(super) fn object(
    repository: &Repository,
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    reader: &mut Reader,
    place: &Location,
    id: &ObjectId,
) -> ScannedSecrets {
    let mut one = ScannedSecrets::default();
    let most = options.limits.unpacked_bytes;
    match repository.store.content(id, reader, most) {
        Ok(mut content) => super::blobs::unpacked(options, kept, place, &mut *content.reader(), &mut one),
        Err(cause) => {
            let cause = format!("the object {id} cannot be read: {cause}");
            one.gaps.push(Gap::new(
                Stage::Source,
                GapKind::Skipped,
                place.label().clone(),
                cause,
            ));
        }
    }
    one
}

/// The files of the commit that is checked out, as far as folders hold something staged.
fn head_files(
    repository: &Repository,
    options: &SecretOptions<'_>,
    staged: &[Staged],
) -> Result<BTreeMap<Vec<u8>, ObjectId>, RepositoryError> {
    let mut files = BTreeMap::new();
    let mut reader = Reader::new(options.object_bytes);
    let Some(head) = repository.head() else {
        return Ok(files);
    };
    let mut read = |id: &ObjectId| {
        let object = repository.store.read(id, &mut reader);
        object.map_err(|cause| RepositoryError::Object { id: *id, cause })
    };
    let damaged = |id: ObjectId| RepositoryError::Object {
        id,
        cause: "it is damaged".to_owned(),
    };
    let root = commit(&read(&head)?.1).map_err(|_| damaged(head))?.tree;
    let mut folders = vec![(Vec::new(), root)];
    while let Some((path, id)) = folders.pop() {
        let bytes = read(&id)?.1;
        for entry in tree(&bytes, repository.store.kind) {
            let entry = entry.map_err(|_| damaged(id))?;
            let mut path: Vec<u8> = path.clone();
            path.extend_from_slice(entry.name);
            match entry.mode {
                TreeMode::Tree => {
                    path.push(b'/');
                    if path.len() < 1 << 16 && holds(staged, &path) {
                        folders.push((path, entry.id));
                    }
                }
                TreeMode::Submodule => {}
                _ => {
                    files.insert(path, entry.id);
                }
            }
        }
    }
    Ok(files)
}

/// Whether something is staged below a folder; entries are in the order of their paths.
fn holds(staged: &[Staged], folder: &[u8]) -> bool {
    let at = staged.partition_point(|entry| entry.path.as_slice() < folder);
    staged.get(at).is_some_and(|entry| entry.path.starts_with(folder))
}
