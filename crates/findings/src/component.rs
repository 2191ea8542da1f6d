//! A thing in an inventory: what it is, apart from where it was seen.

use std::collections::BTreeSet;

use crate::{DigestSet, Licence, Purl};

/// A package, library or application. Where it was seen are the [`crate::Occurrence`]s of an [`crate::Inventory`].
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Component {
    /// What sort of thing it is.
    pub kind: ComponentKind,
    /// Its name as its ecosystem spells it, with namespace (`@scope/name`, `example.org/module`).
    pub name: String,
    /// Its version as stated; `None` if the source states none.
    pub version: Option<String>,
    /// Its package URL, if its type is known.
    pub purl: Option<Purl>,
    /// CPE names, 2.2 or 2.3, as stated. Each is meant to name the component; they are no part of its identity.
    pub cpes: BTreeSet<String>,
    /// Where it is said to come from.
    pub source: ComponentSource,
    /// Its licence as stated.
    pub licence: Licence,
    /// Digests of its distribution as stated.
    pub digests: DigestSet,
    /// Addresses of its distribution as stated, without user names and tokens.
    pub distributions: BTreeSet<String>,
}

/// The sorts of components.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ComponentKind {
    /// A package of a language or system ecosystem.
    Library,
    /// What is being built: the root of a manifest, or a member of its workspace.
    Application,
    /// An operating system.
    OperatingSystem,
    /// A container image.
    Container,
    /// A single file.
    File,
}

/// Where a component is said to come from. Part of its identity: a local package named like a public one is another.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ComponentSource {
    /// The source does not say.
    #[default]
    Unknown,
    /// A registry of its ecosystem, the default one or a mirror.
    Registry,
    /// A registry that the caller named as private.
    PrivateRegistry {
        /// Its address.
        url: String,
    },
    /// A git repository. Its version number says nothing certain about registry releases.
    Git {
        /// Repository address without user names and tokens.
        url: String,
        /// The commit, tag or branch, as exact as stated.
        revision: Option<String>,
    },
    /// An archive at an address.
    Url {
        /// The address without user names and tokens.
        url: String,
    },
    /// A folder beside the manifest.
    Path,
}

impl ComponentSource {
    /// The word used in reports: `unknown`, `registry`, `private-registry`, `git`, `url`, `path`.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Registry => "registry",
            Self::PrivateRegistry { .. } => "private-registry",
            Self::Git { .. } => "git",
            Self::Url { .. } => "url",
            Self::Path => "path",
        }
    }
}

impl Component {
    /// A component of which only the name is known.
    #[must_use]
    pub fn new(kind: ComponentKind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            version: None,
            purl: None,
            cpes: BTreeSet::new(),
            source: ComponentSource::Unknown,
            licence: Licence::Unknown,
            digests: DigestSet::default(),
            distributions: BTreeSet::new(),
        }
    }

    /// Name and version for people: `serde 1.0.1`, or the name alone.
    #[must_use]
    pub fn display_name(&self) -> String {
        match &self.version {
            Some(version) => [&self.name, " ", version].concat(),
            None => self.name.clone(),
        }
    }

    /// What makes two statements be about one component, in sorting order.
    pub(crate) fn identity(&self) -> (Option<&Purl>, &str, Option<&str>, &ComponentSource, ComponentKind) {
        (
            self.purl.as_ref(),
            &self.name,
            self.version.as_deref(),
            &self.source,
            self.kind,
        )
    }

    /// Takes over what another statement about the same component adds. A known licence stays; of two known ones the
    /// smaller text, so that the order of reading does not matter.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.cpes.extend(other.cpes);
        self.digests.extend(other.digests);
        self.distributions.extend(other.distributions);
        self.licence = match (std::mem::take(&mut self.licence), other.licence) {
            (Licence::Unknown, known) | (known, Licence::Unknown) => known,
            (one, two) => one.min(two),
        };
    }
}
