//! What a range of commits brought in.

use std::collections::{BTreeSet, HashSet};

use portcullis_findings::{Gap, GapKind, Label, Location, Stage};
use portcullis_secret_detect::git::{ObjectId, ObjectKind, TreeMode, commit, tree};

use super::blobs::message;
use super::staged::object;
use crate::parallel::map_ordered;
use crate::progress::Progress;
use crate::secrets::options::{ScannedSecrets, SecretOptions};
use crate::secrets::scan::Kept;
use crate::source::git::{CommitRow, Reader, Repository, RepositoryError, oldest_first};

/// How many objects are scanned before their findings are put together.
const BATCH: usize = 128;

/// A file that a commit brought in.
struct Brought {
    commit: ObjectId,
    path: Vec<u8>,
    id: ObjectId,
}

/// Scans the files and messages that the commits of `B` brought in which are not commits of `A`, in a range `A..B`.
///
/// A file counts for the first of the commits that has it at a path; one that a parent has at that path was not brought in. An `A`
/// of zeros, as hooks are told for a new branch, stands for the commits of all references; a `B` of zeros for nothing.
///
/// # Errors
///
/// [`RepositoryError`] if a name means nothing, or a commit or folder of the range cannot be read.
pub fn scan_range(
    repository: &Repository,
    range: &str,
    options: &SecretOptions<'_>,
    progress: &dyn Progress,
) -> Result<ScannedSecrets, RepositoryError> {
    let (from, to) = range.split_once("..").ok_or_else(|| RepositoryError::Range {
        range: range.to_owned(),
    })?;
    let mut reader = Reader::new(options.object_bytes);
    let mut all = ScannedSecrets {
        gaps: repository.gaps.clone(),
        ..ScannedSecrets::default()
    };
    let to = repository.resolve(to.trim_start_matches('.'), &mut reader)?;
    if to.is_null() {
        return Ok(all);
    }
    let from = repository.resolve(from, &mut reader)?;
    let known = if from.is_null() {
        repository.all_commits(&mut reader)
    } else {
        vec![from]
    };
    progress.begin("listing commits", None);
    let known = ancestors(repository, known, &HashSet::new(), &mut reader, &mut all.gaps)?;
    let known: HashSet<ObjectId> = known.iter().map(|row| row.id).collect();
    let commits = ancestors(repository, vec![to], &known, &mut reader, &mut all.gaps)?;
    let mut brought = Vec::new();
    let mut seen = BTreeSet::new();
    let mut kept = Kept::new(options);
    for at in oldest_first(&commits) {
        let Some(row) = commits.get(at) else { continue };
        let bytes = read(repository, &row.id, &mut reader)?;
        message(options, &mut kept, ObjectKind::Commit, &row.id, &bytes, &mut all);
        bring(repository, row, &mut reader, &mut seen, &mut brought)?;
    }
    progress.begin("scanning files", Some(brought.len() as u64));
    for batch in brought.chunks(BATCH) {
        let begin = || (Kept::new(options), Reader::new(options.object_bytes));
        let each = map_ordered(batch, begin, |(kept, reader), one| {
            let place = Location::new(Label::new(&one.path)).with_commit(one.commit.to_string());
            let scanned = object(repository, options, kept, reader, &place, &one.id);
            progress.advance(1);
            scanned
        });
        for (one, scanned) in batch.iter().zip(each) {
            all.take(scanned, options.findings, &Label::new(&one.path));
        }
    }
    all.ignores.notes.extend(options.lists.notes());
    Ok(all)
}

fn read(
    repository: &Repository,
    id: &ObjectId,
    reader: &mut Reader,
) -> Result<std::sync::Arc<Vec<u8>>, RepositoryError> {
    let object = repository.store.read(id, reader);
    object
        .map(|(_, bytes)| bytes)
        .map_err(|cause| RepositoryError::Object { id: *id, cause })
}

/// The commits that lead to these, without those that are known. A parent that is not there ends its line, which is a gap.
fn ancestors(
    repository: &Repository,
    tips: Vec<ObjectId>,
    known: &HashSet<ObjectId>,
    reader: &mut Reader,
    gaps: &mut Vec<Gap>,
) -> Result<Vec<CommitRow>, RepositoryError> {
    let mut rows = Vec::new();
    let mut seen: HashSet<ObjectId> = tips.iter().copied().collect();
    let mut waiting: Vec<(ObjectId, bool)> = tips.into_iter().map(|tip| (tip, true)).collect();
    while let Some((id, is_tip)) = waiting.pop() {
        if known.contains(&id) {
            continue;
        }
        let bytes = match read(repository, &id, reader) {
            Ok(bytes) => bytes,
            Err(error) if is_tip => return Err(error),
            Err(error) => {
                let label = Label::new(id.to_string());
                gaps.push(Gap::new(
                    Stage::Source,
                    GapKind::Skipped,
                    label,
                    error.to_string(),
                ));
                continue;
            }
        };
        let Ok(read) = commit(&bytes) else {
            let label = Label::new(id.to_string());
            gaps.push(Gap::new(
                Stage::Source,
                GapKind::Skipped,
                label,
                "the commit is damaged",
            ));
            continue;
        };
        waiting.extend(
            read.parents
                .iter()
                .filter(|parent| seen.insert(**parent))
                .map(|parent| (*parent, false)),
        );
        rows.push(CommitRow {
            id,
            tree: read.tree,
            parents: read.parents,
            time: read.time,
        });
    }
    Ok(rows)
}

/// The files that a commit has and none of its parents has at the same path.
fn bring(
    repository: &Repository,
    row: &CommitRow,
    reader: &mut Reader,
    seen: &mut BTreeSet<(Vec<u8>, ObjectId)>,
    brought: &mut Vec<Brought>,
) -> Result<(), RepositoryError> {
    let mut parents = Vec::new();
    for parent in &row.parents {
        // A parent beyond the end of a shallow clone has nothing: more is looked at, not less.
        if let Ok(bytes) = read(repository, parent, reader)
            && let Ok(parent) = commit(&bytes)
        {
            parents.push(parent.tree);
        }
    }
    let kind = repository.store.kind;
    let mut folders = vec![(Vec::new(), row.tree, parents)];
    while let Some((path, id, parents)) = folders.pop() {
        if parents.contains(&id) {
            continue;
        }
        let bytes = read(repository, &id, reader)?;
        let mut before = Vec::new();
        for parent in &parents {
            before.push(read(repository, parent, reader)?);
        }
        let olds: Vec<_> = before
            .iter()
            .map(|bytes| {
                tree(bytes, kind)
                    .flatten()
                    .map(|entry| (entry.name, entry))
                    .collect::<std::collections::BTreeMap<_, _>>()
            })
            .collect();
        for entry in tree(&bytes, kind) {
            let damaged = |_| RepositoryError::Object {
                id,
                cause: "it is damaged".to_owned(),
            };
            let entry = entry.map_err(damaged)?;
            let olds: Vec<_> = olds.iter().filter_map(|old| old.get(entry.name)).collect();
            if olds.iter().any(|old| old.id == entry.id) || entry.mode == TreeMode::Submodule {
                continue;
            }
            let mut path = path.clone();
            path.extend_from_slice(entry.name);
            if entry.mode == TreeMode::Tree {
                path.push(b'/');
                if path.len() < 1 << 16 {
                    let olds = olds.iter().filter(|old| old.mode == TreeMode::Tree);
                    folders.push((path, entry.id, olds.map(|old| old.id).collect()));
                }
            } else if seen.insert((path.clone(), entry.id)) {
                brought.push(Brought {
                    commit: row.id,
                    path,
                    id: entry.id,
                });
            }
        }
    }
    Ok(())
}
