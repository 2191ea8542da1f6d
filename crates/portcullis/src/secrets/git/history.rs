//! Everything that a repository ever held.

use std::collections::HashSet;
use std::sync::Arc;

use portcullis_findings::{Gap, GapKind, Label, LimitHit, RuleId, Stage};
use portcullis_secret_detect::git::{Copied, ObjectId, ObjectKind, commit};

use super::blobs::{self, Scanned};
use super::head::Head;
use super::mapping::{self, Hits, Lost};
use crate::progress::Progress;
use crate::secrets::options::{ScannedSecrets, SecretOptions};
use crate::secrets::scan::{Kept, SecretHash};
use crate::source::git::{
    CommitRow, Content, Missed, ObjectLimits, Pack, Place, Reader, Repository, RepositoryError, Streamed,
    Visitor, traverse,
};

/// How many files with secrets are kept in mind.
const MAX_HITS: usize = 2_000_000;
/// How many objects that were not looked at are told each for itself.
const MAX_LOST: usize = 1_000;

/// Scans every file, commit message and annotated tag of a repository, reachable or not, each once.
///
/// A secret is told once for every path, at the first commit that has it there. Objects are looked at in the order of packs: of what is
/// stored as a change of another object only the change is looked at, with what it could touch. Comments that ask to pass over findings
/// count as they stand in the commit that is checked out. The answer is the same at any number of
/// threads.
///
/// # Errors
///
/// [`RepositoryError`] in no case yet; what cannot be read is a gap.
pub fn scan_history(
    repository: &Repository,
    options: &SecretOptions<'_>,
    progress: &dyn Progress,
) -> Result<ScannedSecrets, RepositoryError> {
    let mut all = ScannedSecrets {
        gaps: repository.gaps.clone(),
        ..ScannedSecrets::default()
    };
    let mut history = History::default();
    let head = Head::new(repository, options);
    let packs = &repository.store.packs;
    progress.begin("scanning packs", Some(packs.len() as u64));
    for (at, pack) in packs.iter().enumerate() {
        let begin = || Looker {
            repository,
            options,
            head: &head,
            pack: at,
            kept: Kept::new(options),
            left: Left::default(),
        };
        let limits = ObjectLimits {
            held: options.object_bytes,
            streamed: options.limits.unpacked_bytes,
        };
        let seen = traverse(pack, limits, begin, |looker| std::mem::take(&mut looker.left));
        all.gaps.extend(seen.gaps);
        for part in seen.left {
            history.take(part, options, &mut all, &pack.name);
        }
        history.miss(pack, &seen.missed, &mut all.gaps);
        progress.advance(1);
    }
    loose(repository, options, &head, &mut history, &mut all);
    progress.begin("looking for commits of secrets", None);
    let mapped = mapping::map(
        repository,
        options,
        &history.commits,
        &history.hits,
        &history.lost,
    );
    all.take(mapped, options.findings, &Label::default());
    all.ignores = head.ignores(repository, options, &history.asking);
    all.gaps.extend(head.gaps);
    all.ignores.notes.extend(options.lists.notes());
    all.gaps.extend(rules_of_paths(options));
    Ok(all)
}

/// A gap for the rules that a history is not asked for.
fn rules_of_paths(options: &SecretOptions<'_>) -> Option<Gap> {
    let names: Vec<&str> = options.scanner.rules_of_paths().map(RuleId::as_str).collect();
    let cause = format!(
        "rules that look at paths alone are not asked of a history: {}",
        names.join(", ")
    );
    (!names.is_empty()).then(|| Gap::new(Stage::Secret, GapKind::NotCovered, "", cause))
}

#[derive(Default)]
struct History {
    commits: Vec<CommitRow>,
    hits: Hits,
    /// Files of the commit that is checked out that may ask to pass over findings.
    asking: HashSet<ObjectId>,
    /// Objects that were not looked at, and the limit that they hit.
    lost: Lost,
    crowded: bool,
}

impl History {
    fn miss(&mut self, pack: &Pack, missed: &[Missed], gaps: &mut Vec<Gap>) {
        for one in missed {
            let Some(id) = pack.index.id(one.name) else {
                continue;
            };
            if self.lost.len() < MAX_LOST {
                self.lost.insert(id, one.limit);
                continue;
            }
            let cause = "further objects are not looked at";
            let gap =
                Gap::new(Stage::Source, GapKind::Skipped, pack.name.clone(), cause).with_limit(one.limit);
            gaps.push(gap);
            return;
        }
    }

    fn take(&mut self, part: Left, options: &SecretOptions<'_>, all: &mut ScannedSecrets, label: &Label) {
        self.commits.extend(part.commits);
        self.asking.extend(part.asking);
        all.take(part.seen, options.findings, label);
        for (id, secrets) in part.hits {
            if self.hits.len() < MAX_HITS {
                self.hits.insert(id, secrets);
            } else if !self.crowded {
                self.crowded = true;
                let limit = LimitHit {
                    what: "files with secrets in a history",
                    allowed: MAX_HITS as u64,
                };
                let cause = "secrets of further files are not told";
                let gap = Gap::new(Stage::Secret, GapKind::Truncated, label.clone(), cause);
                all.gaps.push(gap.with_limit(limit));
            }
        }
    }
}

/// What was seen of some objects.
#[derive(Default)]
struct Left {
    commits: Vec<CommitRow>,
    hits: Vec<(ObjectId, Arc<[SecretHash]>)>,
    asking: Vec<ObjectId>,
    seen: ScannedSecrets,
}

struct Looker<'a> {
    repository: &'a Repository,
    options: &'a SecretOptions<'a>,
    head: &'a Head,
    pack: usize,
    kept: Kept,
    left: Left,
}

impl Looker<'_> {
    /// The name of an object, unless an earlier pack has it too.
    fn id(&self, place: Place) -> Option<ObjectId> {
        let store = &self.repository.store;
        let id = store.packs.get(self.pack)?.index.id(place.name)?;
        let is_first = self.pack == 0 || store.locate(&id).is_none_or(|(pack, _)| pack == self.pack);
        is_first.then_some(id)
    }

    fn object(&mut self, kind: ObjectKind, id: Option<ObjectId>, bytes: &[u8]) -> Scanned {
        match kind {
            ObjectKind::Blob => {
                let gaps = &mut self.left.seen.gaps;
                let scanned = blobs::whole(self.options, &mut self.kept, id, bytes, gaps);
                self.file(id, bytes, &scanned);
                scanned
            }
            ObjectKind::Commit | ObjectKind::Tag => {
                if let Some(id) = id {
                    self.message(kind, id, bytes);
                }
                Scanned::default()
            }
            _ => Scanned::default(),
        }
    }

    fn streamed(&mut self, id: Option<ObjectId>, size: u64, content: &mut Streamed<'_>) {
        if let Some(known) = id {
            if self.head.has(&known) {
                self.left.asking.push(known);
            }
            let gaps = &mut self.left.seen.gaps;
            let scanned = blobs::packed(self.options, &mut self.kept, id, content, gaps);
            self.blob(id, size, &scanned);
        }
    }

    fn file(&mut self, id: Option<ObjectId>, bytes: &[u8], scanned: &Scanned) {
        if let Some(id) = id.filter(|id| self.head.may_ask(self.options, id, bytes)) {
            self.left.asking.push(id);
        }
        self.blob(id, bytes.len() as u64, scanned);
    }

    fn blob(&mut self, id: Option<ObjectId>, size: u64, scanned: &Scanned) {
        let Some(id) = id else { return };
        self.left.seen.inputs += 1;
        self.left.seen.bytes += size;
        if !scanned.secrets.is_empty() {
            self.left.hits.push((id, Arc::clone(&scanned.secrets)));
        }
    }

    fn message(&mut self, kind: ObjectKind, id: ObjectId, bytes: &[u8]) {
        let seen = &mut self.left.seen;
        blobs::message(self.options, &mut self.kept, kind, &id, bytes, seen);
        if kind != ObjectKind::Commit {
            return;
        }
        match commit(bytes) {
            Ok(read) => self.left.commits.push(CommitRow {
                id,
                tree: read.tree,
                parents: read.parents,
                time: read.time,
            }),
            Err(error) => {
                let (label, cause) = (id.to_string(), error.to_string());
                let gap = Gap::new(Stage::Source, GapKind::Skipped, Label::new(label), cause);
                seen.gaps.push(gap);
            }
        }
    }
}

impl Visitor for Looker<'_> {
    type Known = Scanned;

    fn wants(kind: ObjectKind) -> bool {
        kind != ObjectKind::Tree
    }

    fn whole(&mut self, place: Place, bytes: &[u8]) -> Scanned {
        let id = self.id(place);
        self.object(place.kind, id, bytes)
    }

    fn large(&mut self, place: Place, size: u64, content: &mut Streamed<'_>) {
        let id = self.id(place);
        self.streamed(id, size, content);
    }

    fn derived(&mut self, place: Place, base: (&Scanned, &[u8]), bytes: &[u8], copies: &[Copied]) -> Scanned {
        let id = self.id(place);
        if place.kind != ObjectKind::Blob {
            return self.object(place.kind, id, bytes);
        }
        let gaps = &mut self.left.seen.gaps;
        let scanned = blobs::changed(self.options, &mut self.kept, base, (id, bytes), copies, gaps);
        self.file(id, bytes, &scanned);
        scanned
    }
}

fn loose(
    repository: &Repository,
    options: &SecretOptions<'_>,
    head: &Head,
    history: &mut History,
    all: &mut ScannedSecrets,
) {
    let mut looker = Looker {
        repository,
        options,
        head,
        pack: 0,
        kept: Kept::new(options),
        left: Left::default(),
    };
    let mut reader = Reader::new(options.object_bytes);
    for id in repository.store.loose_ids() {
        if repository.store.locate(&id).is_some() {
            continue;
        }
        let content = repository
            .store
            .content(&id, &mut reader, options.limits.unpacked_bytes);
        match content {
            Ok(Content::Held((kind, bytes))) => {
                let _ = looker.object(kind, Some(id), &bytes);
            }
            Ok(Content::Large(mut content)) => {
                looker.streamed(Some(id), content.left(), &mut content);
                if content.is_damaged() {
                    let label = Label::new(id.to_string());
                    let cause = "the loose object is damaged";
                    all.gaps
                        .push(Gap::new(Stage::Source, GapKind::Truncated, label, cause));
                }
            }
            Err(cause) => {
                let label = Label::new(id.to_string());
                all.gaps
                    .push(Gap::new(Stage::Source, GapKind::Skipped, label, cause));
            }
        }
        history.take(
            std::mem::take(&mut looker.left),
            options,
            all,
            &Label::new("objects"),
        );
    }
}
