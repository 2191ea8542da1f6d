//! Lockfiles: one file per format and one line in [`Format::ALL`].
//!
//! Every reader is a pure function from bytes to an inventory with its edges, and the place of every entry in the text.
//! Where a format has no edges they are *unknown*; what a lockfile does not pin down is a [`Gap`] that names the line.

use portcullis_findings::{Digest, Gap, Inventory, Label, Note};

use crate::text::{Fault, Source};
use crate::{Limits, LockfileError};

mod cargo;
mod draft;
mod go_mod;
mod grouped;
mod include;
mod known;
mod npm;
mod poetry;
mod python;
mod requirements;
pub(crate) mod resolved;
mod several;
mod uv;

pub use include::Include;
pub use known::{KnownKind, KnownManifest};
pub use several::{Lockfile, read_all};

/// A lockfile format that is read.
#[derive(Debug)]
pub struct Format {
    name: &'static str,
    ecosystem: &'static str,
    file_names: &'static [FileName],
    companions: &'static [&'static str],
    read: fn(&Input<'_, '_>) -> Result<Extract, Fault>,
}

/// What a file of a format is called.
#[derive(Clone, Copy, Debug)]
enum FileName {
    Is(&'static str),
    /// Begins with the first and ends with the second, which do not overlap.
    Between(&'static str, &'static str),
}

/// What one lockfile says.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Extract {
    /// Its components, occurrences and edges.
    pub inventory: Inventory,
    /// What it does not pin down, in the order of the text.
    pub gaps: Vec<Gap>,
    /// What else is worth telling, such as credentials that were left out of an address.
    pub notes: Vec<Note>,
    /// What became of the dependencies it declares.
    pub edges: EdgeTally,
    /// Files it includes, by label and place. They are not part of this inventory.
    pub includes: Vec<Include>,
}

/// What became of the dependencies that a lockfile declares.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct EdgeTally {
    /// Dependencies declared by an entry.
    pub declared: usize,
    /// Those that lead to an entry.
    pub resolved: usize,
    /// Optional ones (optional, extra, platform, optional peer) that are not in the lockfile, as they may be.
    pub absent_optional: usize,
    /// Required peers that are not in the lockfile: the user of the package was to bring them.
    pub absent_peer: usize,
    /// Required ones that are not in the lockfile, or fit several entries. Each one is a gap or leaves the graph unknown.
    pub undecided: usize,
}

/// A file beside the lockfile that tells more, as named by [`Format::companions`].
#[derive(Clone, Copy, Debug)]
pub struct Companion<'a> {
    /// Its file name, in the folder of the lockfile.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What a reader gets.
#[derive(Debug)]
struct Input<'i, 'a> {
    format: &'static Format,
    source: Source<'a>,
    companions: &'i [Companion<'a>],
    limits: &'i Limits,
    digests: ManifestDigests,
}

/// Whether the digests of the bytes that are read are put into the [`Manifest`](portcullis_findings::Manifest)s.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ManifestDigests {
    /// They are, so that documents and decisions can name what was read.
    #[default]
    Taken,
    /// They are not, for callers who only want to know what is in it.
    LeftOut,
}

impl Input<'_, '_> {
    /// The digest of bytes that a manifest was read from, if it is wanted.
    fn digest_of(&self, source: &Source<'_>) -> Option<Digest> {
        (self.digests == ManifestDigests::Taken).then(|| Digest::sha256(source.bytes()))
    }
}

impl Format {
    /// All formats that are read.
    pub const ALL: &'static [Self] = &[
        cargo::FORMAT,
        npm::PACKAGE_LOCK,
        npm::SHRINKWRAP,
        requirements::FORMAT,
        poetry::FORMAT,
        uv::FORMAT,
        go_mod::FORMAT,
    ];

    /// The format of a file by its name, without folders.
    ///
    /// ```
    /// use portcullis_sbom::lockfile::Format;
    /// assert_eq!(Format::of_file_name(b"Cargo.lock").map(Format::name), Some("Cargo.lock"));
    /// assert!(Format::of_file_name(b"Cargo.toml").is_none());
    /// ```
    #[must_use]
    pub fn of_file_name(name: &[u8]) -> Option<&'static Self> {
        Self::ALL
            .iter()
            .find(|format| format.file_names.iter().any(|pattern| pattern.fits(name)))
    }

    /// The format of a file by its path: by its name, or because it is a text file in a folder `requirements`.
    ///
    /// ```
    /// use portcullis_findings::Label;
    /// use portcullis_sbom::lockfile::Format;
    /// let name = |label: &str| Format::of_label(&Label::new(label)).map(Format::name);
    /// assert_eq!(name("svc/requirements/dev.txt"), Some("requirements.txt"));
    /// assert_eq!(name("svc/go.mod"), Some("go.mod"));
    /// assert_eq!(name("svc/notes/dev.txt"), None);
    /// ```
    #[must_use]
    pub fn of_label(label: &Label) -> Option<&'static Self> {
        let by_name = Self::of_file_name(label.file_name());
        let folder = label.directory().rsplit(|byte| *byte == b'/').next();
        let listed = folder == Some(b"requirements") && label.file_name().ends_with(b".txt");
        by_name.or_else(|| listed.then_some(&requirements::FORMAT))
    }

    /// Its name, that of its usual file.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The ecosystem of its packages as OSV spells it.
    #[must_use]
    pub const fn ecosystem(&self) -> &'static str {
        self.ecosystem
    }

    /// Names of files in the same folder that [`Format::read`] can use, if they exist.
    #[must_use]
    pub const fn companions(&self) -> &'static [&'static str] {
        self.companions
    }

    /// Reads a lockfile of this format.
    ///
    /// `label` is the path that locations carry. Companions that are not named by [`Format::companions`] are not looked at.
    ///
    /// # Errors
    ///
    /// [`LockfileError`] if it is too large, cut short, malformed or of a version that is not known. A companion that
    /// cannot be read is a gap.
    pub fn read(
        &'static self,
        label: &Label,
        bytes: &[u8],
        companions: &[Companion<'_>],
        limits: &Limits,
    ) -> Result<Extract, LockfileError> {
        self.read_with(label, bytes, companions, limits, ManifestDigests::Taken)
    }

    /// [`Format::read`] with or without the digests of what is read.
    ///
    /// # Errors
    ///
    /// The same as those of [`Format::read`].
    pub fn read_with(
        &'static self,
        label: &Label,
        bytes: &[u8],
        companions: &[Companion<'_>],
        limits: &Limits,
        digests: ManifestDigests,
    ) -> Result<Extract, LockfileError> {
        let input = Input {
            format: self,
            source: Source::new(label, bytes, limits)?,
            companions,
            limits,
            digests,
        };
        (self.read)(&input).map_err(LockfileError::from)
    }
}

impl FileName {
    fn fits(self, name: &[u8]) -> bool {
        match self {
            Self::Is(exact) => name == exact.as_bytes(),
            Self::Between(start, end) => {
                name.len() >= start.len() + end.len()
                    && name.starts_with(start.as_bytes())
                    && name.ends_with(end.as_bytes())
            }
        }
    }
}
