//! Builders the caller trusts, and how their signatures name them.

use std::collections::BTreeSet;

use super::BuildLevel;
use super::git::{VersionTag, tag};
use crate::key::KeyId;

/// GitHub's issuer of identities for workflows.
pub(super) const GITHUB_ISSUER: &str = "https://token.actions.githubusercontent.com";
const GENERATOR: &str = "https://github.com/slsa-framework/slsa-github-generator/.github/workflows/";
/// They sign in the name of the workflow that called them.
const DELEGATORS: [&str; 2] = [
    "delegator_generic_slsa3.yml",
    "delegator_lowperms-generic_slsa3.yml",
];
const GENERATORS: [&str; 8] = [
    "generator_generic_slsa3.yml",
    "generator_container_slsa3.yml",
    "builder_go_slsa3.yml",
    "builder_container-based_slsa3.yml",
    "builder_nodejs_slsa3.yml",
    "builder_maven_slsa3.yml",
    "builder_gradle_slsa3.yml",
    "builder_bazel_slsa3.yml",
];
const RUNNER: &str = "https://github.com/actions/runner";
const HOSTED: &str = "/github-hosted";
const SELF_HOSTED: &str = "/self-hosted";

/// A builder the caller trusts up to a level.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TrustedBuilder {
    /// Without its version.
    pub(super) id: String,
    pub(super) refs: BuilderRefs,
    pub(super) signing: Signing,
    pub(super) issuer: String,
    pub(super) level: BuildLevel,
}

/// Which versions of a builder are trusted; they stand behind `@` in its id.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum BuilderRefs {
    /// Tags of releases, `refs/tags/vX.Y.Z` without prerelease: the default for workflows.
    Releases,
    /// This one; a name without `refs/` is a tag.
    Exactly(String),
    /// Every one, and none: for builders that move with the source they build.
    Any,
}

/// How a signature shows the builder.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Signing {
    /// The certificate's subject is the builder, or a delegator that signs for it.
    Workflow,
    /// The certificate's subject is any workflow of the source: what it says must be in the certificate too.
    Runner(&'static str),
    /// One of these keys.
    Keys(BTreeSet<KeyId>),
}

/// A builder id that is of no known kind.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("builder {id:?} is neither a GitHub workflow nor GitHub's runner")]
pub struct UnknownBuilder {
    /// The id.
    pub id: String,
}

impl TrustedBuilder {
    /// A builder on GitHub by its id: a reusable workflow
    /// (`https://github.com/org/repo/.github/workflows/build.yml`, with or without `@ref`), or GitHub's runner
    /// (`https://github.com/actions/runner`, `…/github-hosted`, `…/self-hosted`).
    ///
    /// A workflow on GitHub's machines is trusted for level 3, GitHub's runner, whose users sign themselves, for level 2,
    /// a runner of their own for level 1.
    ///
    /// # Errors
    ///
    /// [`UnknownBuilder`] for any other id.
    pub fn github(id: &str) -> Result<Self, UnknownBuilder> {
        let (name, reference) = match id.split_once('@') {
            Some((name, reference)) => (name, BuilderRefs::Exactly(reference.to_owned())),
            None => (id, BuilderRefs::Releases),
        };
        let runner = name.strip_prefix(RUNNER);
        let (refs, signing, level) = match runner {
            // The id without a kind is that of the days when there were no others.
            Some("" | HOSTED) => (BuilderRefs::Any, Signing::Runner("github-hosted"), BuildLevel::L2),
            Some(SELF_HOSTED) => (BuilderRefs::Any, Signing::Runner("self-hosted"), BuildLevel::L1),
            None if is_workflow(name) => (reference, Signing::Workflow, BuildLevel::L3),
            _ => return Err(UnknownBuilder { id: id.to_owned() }),
        };
        Ok(Self {
            id: name.to_owned(),
            refs,
            signing,
            issuer: GITHUB_ISSUER.to_owned(),
            level,
        })
    }

    /// The builders of the SLSA GitHub generator: generic, container, Go, container-based, Node.js, Maven, Gradle, Bazel.
    #[must_use]
    pub fn github_generators() -> Vec<Self> {
        let generator = |file: &&str| Self {
            id: format!("{GENERATOR}{file}"),
            refs: BuilderRefs::Releases,
            signing: Signing::Workflow,
            issuer: GITHUB_ISSUER.to_owned(),
            level: BuildLevel::L3,
        };
        GENERATORS.iter().map(generator).collect()
    }

    /// A builder that signs with keys of its own, as Cloud Build does. A version may stand behind `@`.
    #[must_use]
    pub fn keyed(id: &str, keys: impl IntoIterator<Item = KeyId>, level: BuildLevel) -> Self {
        let (name, refs) = match id.split_once('@') {
            Some((name, version)) => (name, BuilderRefs::Exactly(version.to_owned())),
            None => (id, BuilderRefs::Any),
        };
        Self {
            id: name.to_owned(),
            refs,
            signing: Signing::Keys(keys.into_iter().collect()),
            issuer: String::new(),
            level,
        }
    }

    /// The same builder in other versions.
    #[must_use]
    pub fn with_refs(mut self, refs: BuilderRefs) -> Self {
        self.refs = refs;
        self
    }

    /// The same builder, trusted for another level.
    #[must_use]
    pub const fn with_level(mut self, level: BuildLevel) -> Self {
        self.level = level;
        self
    }

    /// The same builder under another issuer of identities.
    #[must_use]
    pub fn with_issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer = issuer.into();
        self
    }

    /// Its id without version.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether an id without version is this builder's; GitHub's hosted runner has two.
    pub(super) fn is_named(&self, name: &str) -> bool {
        let plain = |id: &str| id.strip_suffix(HOSTED).unwrap_or(id).to_owned();
        name == self.id || (matches!(self.signing, Signing::Runner(_)) && plain(name) == plain(&self.id))
    }
}

impl BuilderRefs {
    pub(super) fn allow(&self, reference: Option<&str>) -> bool {
        match (self, reference) {
            (Self::Any, _) => true,
            (Self::Releases, Some(reference)) => is_release(reference),
            (Self::Exactly(expected), Some(reference)) => {
                reference == expected
                    || (!expected.starts_with("refs/") && tag(reference) == Some(expected.as_str()))
            }
            (_, None) => false,
        }
    }
}

/// Whether a subject is a delegator of the SLSA GitHub generator, at a release.
pub(super) fn is_delegator(workflow: &str, reference: Option<&str>) -> bool {
    let file = workflow.strip_prefix(GENERATOR);
    file.is_some_and(|file| DELEGATORS.contains(&file)) && reference.is_some_and(is_release)
}

fn is_release(reference: &str) -> bool {
    tag(reference)
        .and_then(VersionTag::parse)
        .is_some_and(|version| version.is_release())
}

/// `https://github.com/owner/repository/.github/workflows/file`.
fn is_workflow(name: &str) -> bool {
    let Some(path) = name.strip_prefix("https://github.com/") else {
        return false;
    };
    let mut parts = path.splitn(3, '/');
    let filled = |part: Option<&str>| part.is_some_and(|part| !part.is_empty());
    let (owner, repository, rest) = (parts.next(), parts.next(), parts.next());
    let file = rest.and_then(|rest| rest.strip_prefix(".github/workflows/"));
    filled(owner) && filled(repository) && filled(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_apart_by_their_kind() {
        let level = |id: &str| TrustedBuilder::github(id).map(|builder| builder.level).ok();
        assert_eq!(
            level("https://github.com/o/r/.github/workflows/b.yml"),
            Some(BuildLevel::L3)
        );
        assert_eq!(level("https://github.com/actions/runner"), Some(BuildLevel::L2));
        assert_eq!(
            level("https://github.com/actions/runner/self-hosted"),
            Some(BuildLevel::L1)
        );
        for other in [
            "https://github.com/actions/runner2",
            "https://github.com/actions/runner/github-hosted2",
            "https://github.com/o/r/b.yml",
            "https://github.com/o//.github/workflows/b.yml",
            "https://github.com.example/o/r/.github/workflows/b.yml",
            "",
        ] {
            assert_eq!(level(other), None, "{other}");
        }
    }

    #[test]
    fn only_releases_are_releases() {
        for (reference, allowed) in [
            ("refs/tags/v2.1.0", true),
            ("refs/tags/v2.1", false),
            ("refs/tags/v2.1.0-rc.1", false),
            ("refs/heads/main", false),
            ("refs/heads/v2.1.0", false),
            ("v2.1.0", false),
        ] {
            assert_eq!(
                BuilderRefs::Releases.allow(Some(reference)),
                allowed,
                "{reference}"
            );
        }
        assert!(!BuilderRefs::Releases.allow(None));
        assert!(BuilderRefs::Exactly("v2.1.0".to_owned()).allow(Some("refs/tags/v2.1.0")));
        assert!(!BuilderRefs::Exactly("v2.1.0".to_owned()).allow(Some("refs/heads/v2.1.0")));
        assert!(BuilderRefs::Exactly("refs/heads/main".to_owned()).allow(Some("refs/heads/main")));
        assert!(BuilderRefs::Exactly("v0.3".to_owned()).allow(Some("v0.3")));
    }
}
