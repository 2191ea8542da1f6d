//! Rule files that the caller names.

use std::path::{Path, PathBuf};

use portcullis_secret_detect::import::{self, Extends, ImportError};
use portcullis_secret_detect::{RuleSet, RuleSetError};

use crate::fs::{ReadError, read_bounded};

/// A rule file could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RuleFileError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is not understood, or a rule of it cannot be honoured.
    #[error("{}: {source}", path.display())]
    Import {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<ImportError>,
    },
    /// Its rules do not fit together, or not to those before.
    #[error("{}: {source}", path.display())]
    Rules {
        /// The file.
        path: PathBuf,
        /// Why.
        source: RuleSetError,
    },
}

/// Adds the rules of a file of gitleaks or betterleaks to a set. A file that it builds on is looked for beside it; the rules that
/// come with those tools are those of `defaults`, a file of the caller; without one a file that builds on them is refused.
///
/// # Errors
///
/// [`RuleFileError`] naming the file, and the rule that cannot be honoured.
pub fn read_rules(rules: RuleSet, path: &Path, defaults: Option<&Path>) -> Result<RuleSet, RuleFileError> {
    let limit = import::MAX_BYTES as u64;
    let bytes = read_bounded(path, limit)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut beside = |extends: &Extends| match extends {
        Extends::Path(name) => read_bounded(&folder.join(name), limit).ok(),
        Extends::Default(_) => read_bounded(defaults?, limit).ok(),
        _ => None,
    };
    let imported = import::read(&path.display().to_string(), &bytes, &mut beside).map_err(|source| {
        RuleFileError::Import {
            path: path.to_owned(),
            source: Box::new(source),
        }
    })?;
    RuleSet::import(imported.rules)
        .and_then(|more| rules.with(more))
        .map_err(|source| RuleFileError::Rules {
            path: path.to_owned(),
            source,
        })
}
