//! What a consumer expects of provenance.

use std::collections::BTreeMap;

use portcullis_findings::{Algorithm, Digest};

use super::git::{VersionTag, repository};
use super::{BuildLevel, TrustedBuilder};
use crate::intoto::DigestSet;

/// What a consumer expects of provenance: at least an artifact, a source and a trusted builder. There is no default.
///
/// ```
/// use portcullis_findings::Digest;
/// use portcullis_sign::slsa::{BuildLevel, Expectations, TrustedBuilder};
/// let expected = Expectations::of(Digest::sha256(b"artifact"))
///     .source("github.com/org/app")
///     .builders(TrustedBuilder::github_generators())
///     .version_tag("v1.2")
///     .level(BuildLevel::L3)
///     .build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Expectations(pub(super) Expected);

/// Collects expectations.
#[derive(Clone, Debug, Eq, PartialEq)]
#[must_use]
pub struct ExpectationsBuilder(Expected);

#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Expected {
    pub(super) subject: Digest,
    pub(super) subject_name: Option<String>,
    pub(super) source: String,
    pub(super) builders: Vec<TrustedBuilder>,
    pub(super) build_types: Vec<String>,
    pub(super) branch: Option<String>,
    pub(super) tag: Option<String>,
    pub(super) version_tag: Option<String>,
    pub(super) inputs: BTreeMap<String, String>,
    pub(super) materials: Vec<(String, Option<DigestSet>)>,
    pub(super) level: Option<BuildLevel>,
    pub(super) package_name: Option<String>,
    pub(super) package_version: Option<String>,
}

/// Expectations that cannot be met, or that let through too much.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ExpectationsError {
    /// Without a builder anybody's provenance would do.
    #[error("no trusted builder is given")]
    NoBuilder,
    /// Without a source everybody's code would do.
    #[error("no source repository is given")]
    NoSource,
    /// A digest that others can be made for (SHA-1, MD5), or that is not of the artifact's bytes.
    #[error("an artifact is not known by its {} digest", .found.as_str())]
    Digest {
        /// The algorithm given.
        found: Algorithm,
    },
    /// Not `v1`, `v1.2` or a whole version.
    #[error("{found:?} is not a version tag")]
    VersionTag {
        /// What was given.
        found: String,
    },
}

impl Expectations {
    /// Begins with the artifact.
    pub const fn of(subject: Digest) -> ExpectationsBuilder {
        ExpectationsBuilder(Expected {
            subject,
            subject_name: None,
            source: String::new(),
            builders: Vec::new(),
            build_types: Vec::new(),
            branch: None,
            tag: None,
            version_tag: None,
            inputs: BTreeMap::new(),
            materials: Vec::new(),
            level: None,
            package_name: None,
            package_version: None,
        })
    }
}

impl ExpectationsBuilder {
    /// The repository it is built from, as `github.com/org/app` or a URI. Compared to the letter.
    pub fn source(mut self, source: &str) -> Self {
        self.0.source = if source.is_empty() {
            String::new()
        } else {
            repository(source)
        };
        self
    }

    /// One more builder that may have built it.
    pub fn builder(mut self, builder: TrustedBuilder) -> Self {
        self.0.builders.push(builder);
        self
    }

    /// More builders that may have built it.
    pub fn builders(mut self, builders: impl IntoIterator<Item = TrustedBuilder>) -> Self {
        self.0.builders.extend(builders);
        self
    }

    /// One more build type that is understood beside those known here: its first material is what was built, with the
    /// ref behind `@`.
    pub fn build_type(mut self, build_type: impl Into<String>) -> Self {
        self.0.build_types.push(build_type.into());
        self
    }

    /// The name of the subject that has the digest.
    pub fn subject_name(mut self, name: impl Into<String>) -> Self {
        self.0.subject_name = Some(name.into());
        self
    }

    /// The branch it is built from, as `main`.
    pub fn branch(mut self, branch: impl Into<String>) -> Self {
        self.0.branch = Some(branch.into());
        self
    }

    /// The tag it is built from.
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.0.tag = Some(tag.into());
        self
    }

    /// The version it is built from; a short one covers those below it (`v1.2` covers `v1.2.3`).
    pub fn version_tag(mut self, version: impl Into<String>) -> Self {
        self.0.version_tag = Some(version.into());
        self
    }

    /// An input that a workflow started by hand was given.
    pub fn input(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.inputs.insert(name.into(), value.into());
        self
    }

    /// A material that must have been used, by its URI, with these digests if any are given.
    pub fn material(mut self, uri: impl Into<String>, digest: Option<DigestSet>) -> Self {
        self.0.materials.push((uri.into(), digest));
        self
    }

    /// The least level.
    pub const fn level(mut self, level: BuildLevel) -> Self {
        self.0.level = Some(level);
        self
    }

    /// The package the artifact is, by its name in its registry. Asked by [`check_package`](super::check_package).
    pub fn package_name(mut self, name: impl Into<String>) -> Self {
        self.0.package_name = Some(name.into());
        self
    }

    /// The package's version. Asked by [`check_package`](super::check_package).
    pub fn package_version(mut self, version: impl Into<String>) -> Self {
        self.0.package_version = Some(version.into());
        self
    }

    /// The expectations.
    ///
    /// # Errors
    ///
    /// [`ExpectationsError`] without source or builder, for a digest below SHA-256, or for what is no version tag.
    pub fn build(self) -> Result<Expectations, ExpectationsError> {
        if self.0.builders.is_empty() {
            return Err(ExpectationsError::NoBuilder);
        }
        if self.0.source.is_empty() {
            return Err(ExpectationsError::NoSource);
        }
        match self.0.subject.algorithm() {
            Algorithm::Sha256 | Algorithm::Sha384 | Algorithm::Sha512 => {}
            found => return Err(ExpectationsError::Digest { found }),
        }
        match &self.0.version_tag {
            Some(found) if VersionTag::parse(found).is_none() => {
                Err(ExpectationsError::VersionTag { found: found.clone() })
            }
            _ => Ok(Expectations(self.0)),
        }
    }
}
