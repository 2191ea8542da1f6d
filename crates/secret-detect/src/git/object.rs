//! Commits, trees and tags.

use crate::git::{GitError, ObjectId, ObjectIdKind};

/// What an object is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ObjectKind {
    /// A commit.
    Commit,
    /// A folder.
    Tree,
    /// A file.
    Blob,
    /// An annotated tag.
    Tag,
}

impl ObjectKind {
    /// Reads the word of an object's header.
    #[must_use]
    pub fn parse(word: &[u8]) -> Option<Self> {
        match word {
            b"commit" => Some(Self::Commit),
            b"tree" => Some(Self::Tree),
            b"blob" => Some(Self::Blob),
            b"tag" => Some(Self::Tag),
            _ => None,
        }
    }
}

/// What is needed of a commit.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Commit {
    /// Its tree.
    pub tree: ObjectId,
    /// Its parents, in order.
    pub parents: Vec<ObjectId>,
    /// When it was committed, in seconds since 1970; 0 if the line is not understood.
    pub time: i64,
}

/// What is needed of an annotated tag.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Tag {
    /// What it names.
    pub object: ObjectId,
    /// What that is.
    pub kind: ObjectKind,
    /// Its own name.
    pub name: Vec<u8>,
}

/// What an entry of a tree is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum TreeMode {
    /// A folder.
    Tree,
    /// A file, executable or not.
    Blob,
    /// A symbolic link; its content is where it leads.
    Link,
    /// A commit of another repository.
    Submodule,
}

/// An entry of a tree.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct TreeEntry<'a> {
    /// What it is.
    pub mode: TreeMode,
    /// Its name in the folder.
    pub name: &'a [u8],
    /// The name of its object.
    pub id: ObjectId,
}

/// Reads a commit.
///
/// # Errors
///
/// [`GitError`] if it does not begin with its tree and parents.
pub fn commit(bytes: &[u8]) -> Result<Commit, GitError> {
    let damaged = |byte: usize| GitError::Malformed {
        what: "a commit",
        byte: byte as u64,
    };
    let mut lines = Lines { bytes, at: 0 };
    let tree = lines
        .field(b"tree ")
        .and_then(ObjectId::from_hex)
        .ok_or(damaged(0))?;
    let mut parents = Vec::new();
    while let Some(digits) = lines.field(b"parent ") {
        parents.push(ObjectId::from_hex(digits).ok_or(damaged(lines.at))?);
    }
    let _author = lines.field(b"author ");
    let time = lines.field(b"committer ").and_then(time_of).unwrap_or(0);
    Ok(Commit { tree, parents, time })
}

/// Reads an annotated tag.
///
/// # Errors
///
/// [`GitError`] if it does not begin with what it names.
pub fn tag(bytes: &[u8]) -> Result<Tag, GitError> {
    let damaged = GitError::Malformed {
        what: "a tag",
        byte: 0,
    };
    let mut lines = Lines { bytes, at: 0 };
    let object = lines.field(b"object ").and_then(ObjectId::from_hex);
    let kind = lines.field(b"type ").and_then(ObjectKind::parse);
    let name = lines.field(b"tag ").unwrap_or_default().to_vec();
    match (object, kind) {
        (Some(object), Some(kind)) => Ok(Tag { object, kind, name }),
        _ => Err(damaged),
    }
}

/// The entries of a tree, in its order.
#[must_use]
pub fn tree(bytes: &[u8], kind: ObjectIdKind) -> TreeEntries<'_> {
    TreeEntries { bytes, kind, at: 0 }
}

/// Reads a tree entry by entry; behind an error there is nothing.
#[derive(Clone, Debug)]
pub struct TreeEntries<'a> {
    bytes: &'a [u8],
    kind: ObjectIdKind,
    at: usize,
}

impl<'a> Iterator for TreeEntries<'a> {
    type Item = Result<TreeEntry<'a>, GitError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
        let entry = entry(rest, self.kind);
        let start = self.at;
        match entry {
            Some((entry, length)) => {
                self.at += length;
                Some(Ok(entry))
            }
            None => {
                self.at = self.bytes.len();
                Some(Err(GitError::Malformed {
                    what: "a tree",
                    byte: start as u64,
                }))
            }
        }
    }
}

/// Mode in octal digits, a space, the name, a zero byte, the object's name.
fn entry(bytes: &[u8], kind: ObjectIdKind) -> Option<(TreeEntry<'_>, usize)> {
    let space = bytes.iter().take(8).position(|byte| *byte == b' ')?;
    let mode = bytes.get(..space)?.iter().try_fold(0_u32, |mode, digit| {
        matches!(digit, b'0'..=b'7').then(|| mode * 8 + u32::from(digit - b'0'))
    })?;
    let name = bytes.get(space + 1..)?;
    let end = name.iter().position(|byte| *byte == 0)?;
    let id = name.get(end + 1..end + 1 + kind.len())?;
    let mode = match mode & 0o170_000 {
        0o040_000 => TreeMode::Tree,
        0o100_000 => TreeMode::Blob,
        0o120_000 => TreeMode::Link,
        0o160_000 => TreeMode::Submodule,
        _ => return None,
    };
    let entry = TreeEntry {
        mode,
        name: name.get(..end)?,
        id: ObjectId::new(id)?,
    };
    Some((entry, space + 1 + end + 1 + kind.len()))
}

struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lines<'a> {
    /// The rest of the next line if it begins with `name`; otherwise the line stays.
    fn field(&mut self, name: &[u8]) -> Option<&'a [u8]> {
        let rest = self.bytes.get(self.at..)?.strip_prefix(name)?;
        let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        self.at += name.len() + length + 1;
        rest.get(..length)
    }
}

/// `Name <mail> seconds zone`.
fn time_of(line: &[u8]) -> Option<i64> {
    let mut words = line.rsplit(|byte| *byte == b' ');
    let _zone = words.next()?;
    std::str::from_utf8(words.next()?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_tells_its_tree_parents_and_time() {
        let digits = "1".repeat(40);
        let text = format!(
            "tree {digits}\nparent {digits}\nparent {digits}\nauthor A <a@b> 1 +0000\ncommitter A B <a@b> 77 +0100\n\nx"
        );
        let read = commit(text.as_bytes()).unwrap();
        assert_eq!((read.parents.len(), read.time), (2, 77));
        assert!(commit(b"parent 12").is_err());
    }

    #[test]
    fn a_tree_lists_its_entries_until_damage() {
        let mut bytes = b"100644 a b\0".to_vec();
        bytes.extend([9; 20]);
        bytes.extend(b"40000 c\0");
        bytes.extend([8; 20]);
        let entries: Vec<_> = tree(&bytes, ObjectIdKind::Sha1).map(Result::unwrap).collect();
        assert_eq!((entries[0].name, entries[0].mode), (&b"a b"[..], TreeMode::Blob));
        assert_eq!((entries[1].name, entries[1].mode), (&b"c"[..], TreeMode::Tree));
        bytes.pop();
        assert!(tree(&bytes, ObjectIdKind::Sha1).last().unwrap().is_err());
    }
}
