//! Comments that ask to pass over findings, in the files of the commit that is checked out.

use std::collections::HashSet;

use portcullis_findings::{Gap, GapKind, Label, Location, Stage};
use portcullis_secret_detect::git::{ObjectId, TreeMode, commit, tree};
use portcullis_secret_detect::ignore::IgnoreComments;

use super::blobs;
use crate::secrets::ignores::Ignores;
use crate::secrets::options::{ScannedSecrets, SecretOptions};
use crate::secrets::scan::Kept;
use crate::source::Form;
use crate::source::git::{Reader, Repository};

/// How many files are looked through.
const MAX_FILES: usize = 1_000_000;

/// The files of the commit that is checked out. A comment of an older version asks for nothing any more.
#[derive(Default)]
pub(super) struct Head {
    /// By path, in the order of their folders.
    files: Vec<(Vec<u8>, ObjectId)>,
    ids: HashSet<ObjectId>,
    pub(super) gaps: Vec<Gap>,
}

impl Head {
    /// Lists them; in a repository without commits there are none.
    pub(super) fn new(repository: &Repository, options: &SecretOptions<'_>) -> Self {
        let mut head = Self::default();
        if let Some(id) = repository.head() {
            head.list(repository, &id, &mut Reader::new(options.object_bytes));
        }
        head.ids = head.files.iter().map(|(_, id)| *id).collect();
        head
    }

    /// Whether an object is one of them and may hold a comment. Of what is packed that is not seen from without.
    pub(super) fn may_ask(&self, options: &SecretOptions<'_>, id: &ObjectId, bytes: &[u8]) -> bool {
        let is_packed = || options.limits.depth > 0 && Form::of(bytes).is_some();
        self.ids.contains(id) && (is_packed() || !IgnoreComments::read(bytes).is_empty())
    }

    /// Whether an object is one of them.
    pub(super) fn has(&self, id: &ObjectId) -> bool {
        self.ids.contains(id)
    }

    /// What the files of `asking` ask for, and what of it has no effect.
    pub(super) fn ignores(
        &self,
        repository: &Repository,
        options: &SecretOptions<'_>,
        asking: &HashSet<ObjectId>,
    ) -> Ignores {
        let mut all = Ignores::default();
        let mut reader = Reader::new(options.object_bytes);
        let mut kept = Kept::new(options);
        let most = options.limits.unpacked_bytes;
        for (path, id) in self.files.iter().filter(|(_, id)| asking.contains(id)) {
            // What cannot be read was told when the history was looked at.
            let Ok(mut content) = repository.store.content(id, &mut reader, most) else {
                continue;
            };
            let (mut one, place) = (ScannedSecrets::default(), Location::new(Label::new(path)));
            blobs::unpacked(options, &mut kept, &place, &mut *content.reader(), &mut one);
            all.take(one.ignores);
        }
        all
    }

    fn list(&mut self, repository: &Repository, id: &ObjectId, reader: &mut Reader) {
        let root = repository.store.read(id, reader).ok();
        let Some(root) = root.and_then(|(_, bytes)| commit(&bytes).ok()) else {
            return self.miss(id);
        };
        let mut folders = vec![(Vec::new(), root.tree)];
        while let Some((path, id)) = folders.pop() {
            let Ok((_, bytes)) = repository.store.read(&id, reader) else {
                self.miss(&id);
                continue;
            };
            for entry in tree(&bytes, repository.store.kind).flatten() {
                if self.files.len() + folders.len() >= MAX_FILES {
                    return self.miss(&id);
                }
                let mut path: Vec<u8> = path.clone();
                path.extend_from_slice(entry.name);
                match entry.mode {
                    TreeMode::Tree if path.len() < 1 << 16 => {
                        path.push(b'/');
                        folders.push((path, entry.id));
                    }
                    TreeMode::Blob => self.files.push((path, entry.id)),
                    _ => {}
                }
            }
        }
    }

    fn miss(&mut self, id: &ObjectId) {
        let cause = "comments that ask to pass over findings are not looked for below it";
        let label = Label::new(id.to_string());
        self.gaps
            .push(Gap::new(Stage::Source, GapKind::Skipped, label, cause));
    }
}
