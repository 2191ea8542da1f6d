//! The allowlists of a rule file, for findings of other rules than its own.

use std::sync::Arc;

use super::fields::Fields;
use super::screen::{Screen, Target};
use super::{ImportError, MAX_BYTES, document};
use crate::import::View;
use crate::origin::Origin;
use crate::sink::SecretMatch;

/// How many allowlists one file may have for this: each is a program of some megabytes at most.
const MAX_LISTS: usize = 16;

/// What the file of gitleaks or betterleaks lets pass for all rules, held against findings of any rule.
///
/// Like [`super::PeerBaseline`] it names neither who accepted something nor until when.
///
/// ```
/// use portcullis_secret_detect::import::Allowlists;
/// let file = br#"
/// [[allowlists]]
/// description = "samples"
/// paths = ['''^samples/''']
/// "#;
/// let lists = Allowlists::read(".gitleaks.toml", file)?;
/// assert_eq!((lists.len(), lists.not_used()), (1, 0));
/// # Ok::<(), portcullis_secret_detect::import::ImportError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Allowlists {
    screens: Vec<Arc<Screen>>,
    not_used: usize,
}

impl Allowlists {
    /// Reads the allowlists of a file, whatever its rules are and whatever it builds on.
    ///
    /// # Errors
    ///
    /// [`ImportError`] if the file is no TOML or one of these allowlists is not understood.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, ImportError> {
        if bytes.len() > MAX_BYTES {
            return Err(ImportError::Size {
                file: name.to_owned(),
            });
        }
        let mut fields = Fields::new("", document::table(name, bytes)?);
        let (mut lists, mut notes) = (
            Self {
                screens: Vec::new(),
                not_used: 0,
            },
            Vec::new(),
        );
        for table in document::allowlists(&mut fields)? {
            if lists.screens.len() >= MAX_LISTS {
                lists.not_used += 1;
                continue;
            }
            let (screen, targets) = document::screen("", table, &mut notes)?;
            // What it says of a rule of that tool, or of text around a match, is not said of a finding of another rule.
            if targets.is_empty() && (screen.regexes.is_none() || screen.target == Target::Secret) {
                lists.screens.push(screen);
            } else {
                lists.not_used += 1;
            }
        }
        for rule in fields.tables("rules")? {
            lists.not_used += document::allowlists(&mut Fields::new("", rule))?.len();
        }
        Ok(lists)
    }

    /// How many allowlists there are that findings are held against.
    #[must_use]
    pub fn len(&self) -> usize {
        self.screens.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.screens.is_empty()
    }

    /// How many more the file has, which say something of its own rules alone or look at text around a match.
    #[must_use]
    pub fn not_used(&self) -> usize {
        self.not_used
    }

    /// The first allowlist, counted from 0, that lets a finding in an input pass.
    #[must_use]
    pub fn accepts(&self, origin: &Origin, found: &SecretMatch) -> Option<usize> {
        let view = View::whole(found.secret().expose(), origin);
        self.screens
            .iter()
            .position(|screen| screen.lets_input_pass(origin) || screen.lets_match_pass(&view))
    }
}
