//! From files of a history to the commits and paths that brought secrets in.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use portcullis_findings::{Gap, GapKind, Label, LimitHit, Location, Stage};
use portcullis_secret_detect::SecretMatch;
use portcullis_secret_detect::git::ObjectId;

use super::tree_edges::{Child, Leading, Number};
use crate::secrets::options::{ScannedSecrets, SecretOptions};
use crate::secrets::scan::{self, Kept, SecretHash, hash};
use crate::secrets::tree::budget;
use crate::source::git::{CommitRow, Reader, Repository, oldest_first};
use crate::source::unpack;

/// Bytes of a path.
const PATH_BYTES: usize = 1 << 16;

/// The files with secrets, and which.
pub(super) type Hits = BTreeMap<ObjectId, Arc<[SecretHash]>>;

/// The objects that were not looked at, and the limits that they hit.
pub(super) type Lost = BTreeMap<ObjectId, LimitHit>;

/// Tells each secret once for every path that it ever stood at, where the first commit brought it in; secrets of files that no commit
/// has, by the name of the object.
pub(super) fn map(
    repository: &Repository,
    options: &SecretOptions<'_>,
    commits: &[CommitRow],
    hits: &Hits,
    lost: &Lost,
) -> ScannedSecrets {
    let mut all = ScannedSecrets::default();
    if hits.is_empty() && lost.is_empty() {
        return all;
    }
    let files = hits.keys().chain(lost.keys()).copied().collect();
    let leading = Leading::new(repository, &files);
    let introduced = introduced(repository, commits, &leading, hits, lost);
    all.gaps.extend(leading.gaps);
    all.gaps.extend(gaps(lost, &introduced));
    let mut told: HashSet<SecretHash> = HashSet::new();
    let mut tell = Teller {
        repository,
        options,
        kept: Kept::new(options),
        reader: Reader::new(options.object_bytes),
        told: HashSet::new(),
    };
    for one in introduced.into_iter().filter(|one| !one.secrets.is_empty()) {
        told.extend(&one.secrets);
        let place = Location::new(Label::new(&one.path)).with_commit(one.commit.to_string());
        let part = tell.file(&place, &one.id, &one.secrets);
        all.take(part, options.findings, place.label());
    }
    for (id, secrets) in hits {
        let secrets: BTreeSet<SecretHash> = secrets
            .iter()
            .copied()
            .filter(|secret| !told.contains(secret))
            .collect();
        if !secrets.is_empty() {
            told.extend(&secrets);
            let place = Location::new(Label::new(format!("unreachable object {id}")));
            let part = tell.file(&place, id, &secrets);
            all.take(part, options.findings, place.label());
        }
    }
    // They were counted when they were looked at first.
    (all.inputs, all.bytes) = (0, 0);
    all
}

/// A gap for each object that was not looked at, where the first commit has it.
fn gaps(lost: &Lost, introduced: &[Introduced]) -> Vec<Gap> {
    let mut places: HashMap<ObjectId, &Introduced> = HashMap::new();
    for one in introduced.iter().filter(|one| lost.contains_key(&one.id)) {
        places.entry(one.id).or_insert(one);
    }
    let gap = |(id, limit): (&ObjectId, &LimitHit)| {
        let (label, cause) = match places.get(id) {
            Some(one) => (
                Label::new(&one.path),
                format!("the object {id} of commit {} is not looked at", one.commit),
            ),
            None => (
                Label::new(id.to_string()),
                "the object is not looked at".to_owned(),
            ),
        };
        Gap::new(Stage::Source, GapKind::Skipped, label, cause).with_limit(*limit)
    };
    lost.iter().map(gap).collect()
}

/// Secrets that a commit brought in at a path, or a file there that was not looked at.
struct Introduced {
    commit: ObjectId,
    path: Vec<u8>,
    id: ObjectId,
    secrets: BTreeSet<SecretHash>,
}

fn introduced(
    repository: &Repository,
    commits: &[CommitRow],
    leading: &Leading,
    hits: &Hits,
    lost: &Lost,
) -> Vec<Introduced> {
    let mut paths = Paths::default();
    let mut visited: HashSet<(u32, Number)> = HashSet::new();
    let mut files: HashSet<(u32, ObjectId)> = HashSet::new();
    let mut known: HashSet<(u32, SecretHash)> = HashSet::new();
    let mut introduced = Vec::new();
    for at in oldest_first(commits) {
        let Some(commit) = commits.get(at) else { continue };
        let Some(root) = leading.number(repository, &commit.tree) else {
            continue;
        };
        let mut folders = vec![(0, root)];
        while let Some((path, number)) = folders.pop() {
            let Some(row) = leading.folders.get(&number) else {
                continue;
            };
            if !visited.insert((path, number)) {
                continue;
            }
            for (name, child) in row {
                let Some(path) = paths.inside(path, name) else {
                    continue;
                };
                match child {
                    Child::Folder(inner) => folders.push((path, *inner)),
                    Child::File(id) => {
                        if !files.insert((path, *id)) {
                            continue;
                        }
                        let secrets = hits.get(id).into_iter().flat_map(|secrets| secrets.iter());
                        let new: BTreeSet<SecretHash> = secrets
                            .copied()
                            .filter(|secret| known.insert((path, *secret)))
                            .collect();
                        if !new.is_empty() || lost.contains_key(id) {
                            introduced.push(Introduced {
                                commit: commit.id,
                                path: paths.bytes(path),
                                id: *id,
                                secrets: new,
                            });
                        }
                    }
                }
            }
        }
    }
    introduced
}

/// Paths by number; the root is 0.
#[derive(Default)]
struct Paths {
    numbers: HashMap<(u32, Vec<u8>), u32>,
    parts: Vec<(u32, Vec<u8>, usize)>,
}

impl Paths {
    fn inside(&mut self, folder: u32, name: &[u8]) -> Option<u32> {
        let key = (folder, name.to_vec());
        if let Some(number) = self.numbers.get(&key) {
            return Some(*number);
        }
        let before = self.part(folder).map_or(0, |part| part.2);
        let length = before + name.len() + 1;
        let number = u32::try_from(self.parts.len() + 1).ok()?;
        if length > PATH_BYTES {
            return None;
        }
        self.parts.push((folder, name.to_vec(), length));
        self.numbers.insert(key, number);
        Some(number)
    }

    fn part(&self, number: u32) -> Option<&(u32, Vec<u8>, usize)> {
        self.parts.get((number as usize).checked_sub(1)?)
    }

    fn bytes(&self, mut number: u32) -> Vec<u8> {
        let mut names = Vec::new();
        while let Some((folder, name, _)) = self.part(number) {
            names.push(name.as_slice());
            number = *folder;
        }
        names.reverse();
        names.join(&b'/')
    }
}

/// Looks at files again, now that their places are known.
struct Teller<'a> {
    repository: &'a Repository,
    options: &'a SecretOptions<'a>,
    kept: Kept,
    reader: Reader,
    /// Where rules ask for the place, the secrets of each path that were told.
    told: HashSet<(Vec<u8>, SecretHash)>,
}

impl Teller<'_> {
    fn file(&mut self, place: &Location, id: &ObjectId, secrets: &BTreeSet<SecretHash>) -> ScannedSecrets {
        let mut one = ScannedSecrets::default();
        let most = self.options.limits.unpacked_bytes;
        match self.repository.store.content(id, &mut self.reader, most) {
            Ok(mut content) => {
                let (options, kept, told) = (self.options, &mut self.kept, &mut self.told);
                let asks_origin = options.scanner.asks_origin();
                let path = place.label().as_bytes();
                // Another rule may see the secret where the one that saw it first does not look. What only a path tells is told of
                // no file of a history.
                let mut keep = |found: &SecretMatch| match asks_origin {
                    false => secrets.contains(&hash(found)),
                    true => !found.secret().is_empty() && told.insert((path.to_vec(), hash(found))),
                };
                let gaps = unpack(
                    place.clone(),
                    &mut *content.reader(),
                    &options.limits,
                    &budget(options),
                    &mut |place, content| scan::read_some(options, kept, place, content, &mut keep, &mut one),
                );
                one.gaps.extend(gaps);
            }
            Err(cause) => {
                let gap = Gap::new(Stage::Source, GapKind::Skipped, place.label().clone(), cause);
                one.gaps.push(gap);
            }
        }
        one
    }
}
