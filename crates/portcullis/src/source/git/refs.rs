//! Names of commits.

use std::path::PathBuf;

use portcullis_secret_detect::git::{ObjectId, ObjectKind, commit, tag};

use super::error::RepositoryError;
use super::repository::Repository;
use super::store::Reader;
use crate::fs::read_bounded;

/// Bytes of all packed references.
const PACKED_BYTES: u64 = 1 << 28;
/// How many references are listed.
const MAX_REFS: usize = 5_000_000;
/// How far references and tags may lead to one another.
const MAX_STEPS: usize = 16;

impl Repository {
    /// The commit that is checked out, if there is one.
    pub(crate) fn head(&self) -> Option<ObjectId> {
        self.reference("HEAD")
    }

    /// The commit of a name: `HEAD`, a branch, a tag, an object's name or a beginning of it, each with `~<n>` and `^<n>` behind.
    ///
    /// # Errors
    ///
    /// [`RepositoryError::Name`] if it names no commit.
    pub(crate) fn resolve(&self, name: &str, reader: &mut Reader) -> Result<ObjectId, RepositoryError> {
        let unknown = || RepositoryError::Name {
            name: name.to_owned(),
        };
        let (base, mut steps) = match name.find(['~', '^']) {
            Some(at) => name.split_at(at),
            None => (name, ""),
        };
        let base = if base == "@" || base.is_empty() {
            "HEAD"
        } else {
            base
        };
        let named = ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"]
            .iter()
            .find_map(|prefix| self.reference(&format!("{prefix}{base}")));
        let id = match named.or_else(|| ObjectId::from_hex(base.as_bytes())) {
            Some(id) => id,
            None => self.abbreviated(base).ok_or_else(unknown)?,
        };
        if id.is_null() {
            return Ok(id);
        }
        let mut id = self.peel(id, reader).ok_or_else(unknown)?;
        while let Some(sign) = steps.chars().next() {
            // One sign at a time.
            let behind = steps.get(1..).unwrap_or_default();
            let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
            let number: usize = if digits.is_empty() {
                1
            } else {
                digits.parse().map_err(|_| unknown())?
            };
            let (times, parent) = if sign == '~' { (number, 1) } else { (1, number) };
            for _ in 0..times {
                if parent == 0 {
                    break;
                }
                let object = self.store.read(&id, reader).map_err(|_| unknown())?;
                let commit = commit(&object.1).map_err(|_| unknown())?;
                id = *commit.parents.get(parent - 1).ok_or_else(unknown)?;
            }
            steps = behind.get(digits.len()..).unwrap_or_default();
            if !steps.is_empty() && !steps.starts_with(['~', '^']) {
                return Err(unknown());
            }
        }
        Ok(id)
    }

    /// The commits of all references, each once.
    pub(crate) fn all_commits(&self, reader: &mut Reader) -> Vec<ObjectId> {
        let mut ids: Vec<ObjectId> = self.packed_refs().into_iter().map(|(_, id)| id).collect();
        let mut folders = vec![(self.common.join("refs"), 0)];
        while let Some((folder, depth)) = folders.pop() {
            for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() && depth < 64 => folders.push((entry.path(), depth + 1)),
                    Ok(kind) if kind.is_file() && ids.len() < MAX_REFS => ids.extend(id_in(entry.path())),
                    _ => {}
                }
            }
        }
        ids.extend(self.head());
        ids.sort_unstable();
        ids.dedup();
        let mut commits: Vec<ObjectId> = ids.into_iter().filter_map(|id| self.peel(id, reader)).collect();
        commits.sort_unstable();
        commits.dedup();
        commits
    }

    /// What a reference names in the end.
    fn reference(&self, name: &str) -> Option<ObjectId> {
        let mut name = name.to_owned();
        for _ in 0..MAX_STEPS {
            // A name never leaves the folder.
            if name.split('/').any(|part| part == ".." || part.is_empty()) {
                return None;
            }
            let own = [&self.git_dir, &self.common]
                .iter()
                .find_map(|folder| read_bounded(&folder.join(&name), 4096).ok());
            let Some(text) = own else {
                let packed = self.packed_refs();
                return packed
                    .into_iter()
                    .find(|(packed, _)| *packed == name)
                    .map(|(_, id)| id);
            };
            match text.trim_ascii().strip_prefix(b"ref:") {
                Some(target) => name = std::str::from_utf8(target.trim_ascii()).ok()?.to_owned(),
                None => return ObjectId::from_hex(text.trim_ascii()),
            }
        }
        None
    }

    fn packed_refs(&self) -> Vec<(String, ObjectId)> {
        let bytes = read_bounded(&self.common.join("packed-refs"), PACKED_BYTES).unwrap_or_default();
        bytes
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.starts_with(b"#") && !line.starts_with(b"^"))
            .filter_map(|line| {
                let space = line.iter().position(|byte| *byte == b' ')?;
                let (digits, name) = line.split_at(space);
                let name = std::str::from_utf8(name.trim_ascii()).ok()?;
                Some((name.to_owned(), ObjectId::from_hex(digits)?))
            })
            .take(MAX_REFS)
            .collect()
    }

    /// The only object whose name begins so.
    fn abbreviated(&self, digits: &str) -> Option<ObjectId> {
        if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let wanted = digits.to_ascii_lowercase();
        let packed = self
            .store
            .packs
            .iter()
            .flat_map(|pack| (0..pack.index.len()).filter_map(|place| pack.index.id(place)));
        let mut found: Vec<ObjectId> = packed
            .chain(self.store.loose_ids())
            .filter(|id| id.to_string().starts_with(&wanted))
            .collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The commit that tags lead to.
    fn peel(&self, mut id: ObjectId, reader: &mut Reader) -> Option<ObjectId> {
        for _ in 0..MAX_STEPS {
            let object = self.store.read(&id, reader).ok()?;
            match object.0 {
                ObjectKind::Commit => return Some(id),
                ObjectKind::Tag => id = tag(&object.1).ok()?.object,
                _ => return None,
            }
        }
        None
    }
}

fn id_in(path: PathBuf) -> Option<ObjectId> {
    ObjectId::from_hex(read_bounded(&path, 4096).ok()?.trim_ascii())
}
