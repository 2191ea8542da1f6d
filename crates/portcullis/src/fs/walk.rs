//! All regular files below a folder, in one order, with a gap for everything that is passed over.

use std::path::{Path, PathBuf};

use portcullis_findings::{Gap, GapKind, Label, LimitHit, Stage};

/// A regular file of a tree.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct FileEntry {
    /// Its path below the root, `/` between the parts.
    pub label: Label,
    /// Where to open it.
    pub path: PathBuf,
    /// Its size when it was listed.
    pub bytes: u64,
}

/// What a walk found.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Walk {
    /// The files, by label bytes.
    pub files: Vec<FileEntry>,
    /// What was passed over and why.
    pub gaps: Vec<Gap>,
    /// What the policy leaves out; gaps too, kept apart because someone chose them.
    pub excluded: Vec<Gap>,
    /// Symbolic links to files of the tree, under the link's own name: the file is read at its own place, but a lockfile is
    /// one by its name.
    pub links: Vec<FileEntry>,
    /// Symbolic links that were not followed because their target is in the tree and read there; `links` among them.
    pub links_inside: u64,
    /// Whether the top holds a folder of git's own data, which is passed over.
    pub git_folder: bool,
}

/// How much a walk takes in.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct WalkLimits {
    /// Files, folders and links together; 5 million by default.
    pub entries: u64,
    /// Folders inside one another; 256 by default.
    pub depth: u32,
}

impl Default for WalkLimits {
    fn default() -> Self {
        Self {
            entries: 5_000_000,
            depth: 256,
        }
    }
}

/// What a walk does with a path.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// Looks at it.
    Take,
    /// Leaves it out as a gap, for this reason.
    Exclude(String),
    /// Passes over it: the caller is about to write it, and tells so.
    Own,
}

/// The root itself could not be looked at.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WalkError {
    /// There is no such file or folder, or it cannot be read.
    #[error("{}: {source}", root.display())]
    Root {
        /// What was asked for.
        root: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is neither a file nor a folder.
    #[error("{}: neither a file nor a folder", root.display())]
    Kind {
        /// What was asked for.
        root: PathBuf,
    },
}

/// Lists all regular files below `root` (or `root` itself), hidden and git-ignored ones included.
///
/// The folder `.git` at the top is left out; one further down is a gap. Symbolic links are not followed: one whose target lies
/// in the tree is counted, since the target is read at its own place; any other (outside, broken, a loop) is a gap. `rule`
/// decides on labels; an excluded folder is one gap and is not entered.
///
/// # Errors
///
/// [`WalkError`] if the root cannot be looked at. Whatever fails below it is a gap.
pub fn walk(root: &Path, limits: &WalkLimits, rule: &dyn Fn(&Label) -> Rule) -> Result<Walk, WalkError> {
    let error = |source| WalkError::Root {
        root: root.to_owned(),
        source,
    };
    let canonical = root.canonicalize().map_err(error)?;
    let kind = std::fs::metadata(&canonical).map_err(error)?;
    let mut walker = Walker {
        canonical: &canonical,
        limits,
        rule,
        walk: Walk::default(),
        entries: 0,
    };
    if kind.is_file() {
        let name = canonical.file_name().unwrap_or_default().as_encoded_bytes();
        walker.walk.files.push(FileEntry {
            label: Label::new(name),
            path: canonical.clone(),
            bytes: kind.len(),
        });
    } else if kind.is_dir() {
        std::fs::read_dir(&canonical).map_err(error)?;
        walker.folders(&canonical);
    } else {
        return Err(WalkError::Kind {
            root: root.to_owned(),
        });
    }
    let mut walk = walker.walk;
    walk.files.sort_unstable_by(|one, two| one.label.cmp(&two.label));
    walk.links.sort_unstable_by(|one, two| one.label.cmp(&two.label));
    walk.gaps.sort_unstable();
    walk.excluded.sort_unstable();
    Ok(walk)
}

struct Walker<'a> {
    canonical: &'a Path,
    limits: &'a WalkLimits,
    rule: &'a dyn Fn(&Label) -> Rule,
    walk: Walk,
    entries: u64,
}

impl Walker<'_> {
    /// Enters folders from a stack, so that no depth of the tree is a depth of calls.
    fn folders(&mut self, root: &Path) {
        let mut stack = vec![(root.to_owned(), Label::default(), 0)];
        while let Some((folder, label, depth)) = stack.pop() {
            let listed = std::fs::read_dir(&folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
            let mut listed = match listed {
                Ok(listed) => listed,
                Err(error) => {
                    self.skip(&label, format!("the folder cannot be read: {}", error.kind()));
                    continue;
                }
            };
            // Sorted so that a limit cuts every run of one tree at the same place.
            listed.sort_unstable_by_key(std::fs::DirEntry::file_name);
            for entry in listed {
                let child = joined(&label, entry.file_name().as_encoded_bytes());
                self.entries += 1;
                if self.entries > self.limits.entries {
                    let limit = LimitHit {
                        what: "files and folders",
                        allowed: self.limits.entries,
                    };
                    let cause = "the rest of the tree is not listed";
                    let gap = Gap::new(Stage::Source, GapKind::Truncated, child, cause).with_limit(limit);
                    self.walk.gaps.push(gap);
                    return;
                }
                self.entry(&entry, child, depth, &mut stack);
            }
        }
    }

    fn entry(
        &mut self,
        entry: &std::fs::DirEntry,
        label: Label,
        depth: u32,
        stack: &mut Vec<(PathBuf, Label, u32)>,
    ) {
        match (self.rule)(&label) {
            Rule::Take => {}
            Rule::Own => return,
            Rule::Exclude(reason) => {
                let cause = format!("excluded by the policy: {reason}");
                self.walk
                    .excluded
                    .push(Gap::new(Stage::Source, GapKind::Skipped, label, cause));
                return;
            }
        }
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(error) => return self.skip(&label, format!("cannot be looked at: {}", error.kind())),
        };
        if kind.is_symlink() {
            self.link(entry, &label);
        } else if kind.is_dir() {
            if entry.file_name() == ".git" && depth == 0 {
                self.walk.git_folder = true;
            } else if entry.file_name() == ".git" {
                self.skip(
                    &label,
                    "a folder of git's own data below the top is not read".to_owned(),
                );
            } else if depth >= self.limits.depth {
                let limit = LimitHit {
                    what: "folders inside one another",
                    allowed: u64::from(self.limits.depth),
                };
                let gap = Gap::new(
                    Stage::Source,
                    GapKind::Truncated,
                    label,
                    "the folder is not entered",
                );
                self.walk.gaps.push(gap.with_limit(limit));
            } else {
                stack.push((entry.path(), label, depth + 1));
            }
        } else if kind.is_file() {
            match entry.metadata() {
                Ok(data) => self.walk.files.push(FileEntry {
                    label,
                    path: entry.path(),
                    bytes: data.len(),
                }),
                Err(error) => self.skip(&label, format!("cannot be looked at: {}", error.kind())),
            }
        } else {
            self.skip(&label, "neither a file, a folder nor a link".to_owned());
        }
    }

    fn link(&mut self, entry: &std::fs::DirEntry, label: &Label) {
        let target = match entry.path().canonicalize() {
            Ok(target) => target,
            Err(error) => {
                return self.skip(
                    label,
                    format!("the symbolic link leads nowhere: {}", error.kind()),
                );
            }
        };
        let Ok(below) = target.strip_prefix(self.canonical) else {
            return self.skip(label, "the symbolic link leads out of the tree".to_owned());
        };
        let mut parts = Label::default();
        for part in below.components() {
            parts = joined(&parts, part.as_os_str().as_encoded_bytes());
            if part.as_os_str() == ".git" || (self.rule)(&parts) != Rule::Take {
                return self.skip(
                    label,
                    format!("the symbolic link leads to `{parts}`, which is not read"),
                );
            }
        }
        self.walk.links_inside += 1;
        if let Some(data) = std::fs::metadata(&target).ok().filter(std::fs::Metadata::is_file) {
            let (label, bytes) = (label.clone(), data.len());
            self.walk.links.push(FileEntry {
                label,
                path: target,
                bytes,
            });
        }
    }

    fn skip(&mut self, label: &Label, cause: String) {
        self.walk
            .gaps
            .push(Gap::new(Stage::Source, GapKind::Skipped, label.clone(), cause));
    }
}

fn joined(folder: &Label, name: &[u8]) -> Label {
    if folder.as_bytes().is_empty() {
        return Label::new(name);
    }
    let mut bytes = folder.as_bytes().to_vec();
    bytes.push(b'/');
    bytes.extend_from_slice(name);
    Label::new(bytes)
}
