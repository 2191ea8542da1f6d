//! Rules and baselines of other tools.
//!
//! [`read`] takes rule files of gitleaks and betterleaks: their rules keep their meaning and run in the same engine as the
//! built-in ones. Files are read as they are written today by those tools: gitleaks 8.30, betterleaks 1.7.
//!
//! ```
//! use portcullis_secret_detect::import::{self, Extends};
//! use portcullis_secret_detect::{RuleSet, Scanner, SecretMatch};
//!
//! let file = br#"
//! [[rules]]
//! id = "acme-token"
//! description = "A token of Acme."
//! regex = '''acme_[a-z0-9]{16}\b'''
//! keywords = ["acme_"]
//! entropy = 3.0
//! "#;
//! let imported = import::read("rules.toml", file, &mut |_: &Extends| None)?;
//! assert_eq!(imported.rules[0].original_id(), "acme-token");
//! let scanner = Scanner::new(RuleSet::builtin().with(RuleSet::import(imported.rules)?)?)?;
//! let mut found: Vec<SecretMatch> = Vec::new();
//! let _ = scanner.scan(&mut scanner.scratch(), b"key: acme_q7xz0pfl2mwn8kd4 ", &mut found);
//! assert_eq!(found[0].rule().as_str(), "imported/acme-token");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What differs from those tools, because input has no bound and comes in pieces here:
//!
//! - A match is at most [`crate::MAX_EXTENDED_WIDTH`] bytes long; a pattern without a bound matches within that.
//! - A keyword that is no part of the match is looked for 4 KiB around it, not in the whole file; the line of a match is seen
//!   up to 1 KiB on each side; parts of a composite rule begin at most 16 KiB apart.
//! - Texts are bytes: `.` is one byte, and case folding and classes are ASCII.
//! - Each pattern of a list keeps its flags to itself.
//! - `validate` is never run: nothing leaves the machine.

mod allow;
mod baseline;
mod dialect;
mod document;
mod error;
mod expr;
mod fields;
mod patterns;
mod plan;
mod rule;
mod screen;
mod view;

use std::fmt;

use portcullis_findings::RuleId;

pub use allow::Allowlists;
pub use baseline::{PeerBaseline, PeerBaselineError, PeerEntry};
pub use error::ImportError;
pub use expr::{ExprError, Program};
pub use rule::{ImportedRule, Required};
pub(crate) use view::View;

/// How large a rule file may be, in bytes.
pub const MAX_BYTES: usize = 8 << 20;

/// How many files may extend one another in a row.
pub const MAX_EXTENDS: usize = 2;

/// Whose files they are.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Peer {
    /// gitleaks.
    Gitleaks,
    /// betterleaks.
    Betterleaks,
    /// detect-secrets.
    DetectSecrets,
}

/// Another file that a file builds on.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Extends {
    /// The rules that come with the tool.
    Default(Peer),
    /// The file of this path.
    Path(String),
}

/// What a rule file holds.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Imported {
    /// Whose file it is.
    pub peer: Peer,
    /// Its title; empty if it has none.
    pub title: String,
    /// The rules, in the order of the file, those it builds on behind its own; allowlists are part of them.
    pub rules: Vec<ImportedRule>,
    /// How many allowlists there are, those of single rules included.
    pub allowlists: usize,
    /// What to know about them.
    pub notes: Vec<Note>,
}

/// Something to know about a rule that was read.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Note {
    /// The rule, by its name in the file; empty for the file itself.
    pub rule: String,
    /// What it is.
    pub kind: NoteKind,
}

/// What there is to know about a rule that was read.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum NoteKind {
    /// It is searched by a literal of one or two bytes, which costs time.
    ShortLiteral,
    /// Its pattern has no bound, or one above [`crate::MAX_EXTENDED_WIDTH`]; longer matches are not seen as such.
    Unbounded,
    /// It has no keyword; literals of its pattern serve.
    NoKeyword,
    /// Neither keywords nor its pattern have a literal that every match contains: the whole text is searched, slowly.
    Everywhere,
    /// Its keywords need not be part of a match; they are looked for in the 4 KiB around one.
    KeywordApart,
    /// It asks a service whether a secret is valid, which is never done here.
    NotValidated,
    /// The file has a key here that means nothing.
    UnknownKey(String),
    /// A rule that is switched off is not there.
    UnknownDisabled,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.rule.is_empty() {
            write!(f, "{}: ", self.rule)?;
        }
        match &self.kind {
            NoteKind::ShortLiteral => f.write_str("searched by a literal of less than three bytes"),
            NoteKind::Unbounded => write!(
                f,
                "the pattern has no bound; matches end within {} bytes",
                crate::MAX_EXTENDED_WIDTH
            ),
            NoteKind::NoKeyword => f.write_str("no keyword; literals of the pattern serve"),
            NoteKind::Everywhere => f.write_str("no literal to search by; the whole text is searched"),
            NoteKind::KeywordApart => {
                f.write_str("the keywords are no part of the match; they are looked for in 4 KiB around it")
            }
            NoteKind::NotValidated => f.write_str("secrets are not sent to a service for validation"),
            NoteKind::UnknownKey(key) => write!(f, "the key `{key}` means nothing here"),
            NoteKind::UnknownDisabled => f.write_str("switched off, and not there"),
        }
    }
}

/// Reads a rule file; which tool's it is follows from what it holds.
///
/// `name` is for errors. `extended` gives the bytes of files that the file builds on; what it answers nothing for is an
/// error, since the rules would be incomplete.
///
/// # Errors
///
/// [`ImportError`] naming the rule, and what of it cannot be honoured.
pub fn read(
    name: &str,
    bytes: &[u8],
    extended: &mut dyn FnMut(&Extends) -> Option<Vec<u8>>,
) -> Result<Imported, ImportError> {
    document::read(name, bytes, extended)
}

/// The name here of a rule of a file.
pub(crate) fn id_of(original: &str) -> RuleId {
    RuleId::of_parts("imported", original)
}
