//! What provenance says otherwise than was expected.

use portcullis_findings::Digest;

use super::BuildLevel;
use crate::intoto::DigestSet;

/// One expectation that provenance, or the signer's identity, does not meet.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Mismatch {
    /// Nobody trusted has signed.
    #[error("{found:?} is not a trusted builder")]
    UntrustedBuilder {
        /// The certificate's subject, or the builder id a key was used for.
        found: String,
    },
    /// A trusted signer, but for another builder.
    #[error("the builder is {found:?} where {expected:?} was expected")]
    Builder {
        /// The trusted builder's id.
        expected: String,
        /// The id in the provenance.
        found: String,
    },
    /// The builder, but not in a trusted version.
    #[error("the builder {found:?} is not in a trusted version")]
    BuilderVersion {
        /// The id with its version.
        found: String,
    },
    /// A build type whose parameters are not understood, or that the builder must not sign.
    #[error("the build type {found:?} is not supported for this builder")]
    BuildType {
        /// The build type.
        found: String,
    },
    /// Built from another repository.
    #[error("{place} is {found:?} where source {expected:?} was expected")]
    Source {
        /// Where it stands.
        place: SourcePlace,
        /// The repository expected.
        expected: String,
        /// What is there; empty if nothing is.
        found: String,
    },
    /// What began the build and what was built are not the same ref of the source.
    #[error("the build was begun by {trigger:?}, but {source_uri:?} was built")]
    SourceRef {
        /// The workflow's repository and ref.
        trigger: String,
        /// The material's.
        source_uri: String,
    },
    /// Not built from a branch, or from one nobody knows.
    #[error("branch {expected:?} was expected, but the build is not known to be of a branch")]
    NoBranch {
        /// The branch expected.
        expected: String,
    },
    /// Built from another branch.
    #[error("built from branch {found:?} where {expected:?} was expected")]
    Branch {
        /// The branch expected.
        expected: String,
        /// The branch found.
        found: String,
    },
    /// Not built from a tag.
    #[error("tag {expected:?} was expected, but the build is not known to be of a tag")]
    NoTag {
        /// The tag expected.
        expected: String,
    },
    /// Built from another tag.
    #[error("built from tag {found:?} where {expected:?} was expected")]
    Tag {
        /// The tag expected.
        expected: String,
        /// The tag found.
        found: String,
    },
    /// Built from a tag that is not of the version.
    #[error("built from tag {found:?}, which is not of version {expected:?}")]
    VersionTag {
        /// The version expected.
        expected: String,
        /// The tag found.
        found: String,
    },
    /// An external parameter that the build type does not have: what it made the build do, nobody has looked at.
    #[error("the external parameter {name:?} is not understood")]
    Parameter {
        /// Its name.
        name: String,
    },
    /// Another input of the workflow, or none.
    #[error("input {name:?} is {found:?} where {expected:?} was expected")]
    Input {
        /// The input's name.
        name: String,
        /// The value expected.
        expected: String,
        /// The value found.
        found: Option<String>,
    },
    /// The statement is not about the artifact.
    #[error("no subject has digest {expected}")]
    Subject {
        /// The artifact.
        expected: Digest,
    },
    /// The artifact under another name.
    #[error("the subject is named {found:?} where {expected:?} was expected")]
    SubjectName {
        /// The name expected.
        expected: String,
        /// The name found.
        found: Option<String>,
    },
    /// A material that must have been used is not there, or with other digests.
    #[error("material {uri:?} is missing or has another digest")]
    Material {
        /// The material's URI.
        uri: String,
        /// The digests it should have.
        digest: Option<DigestSet>,
    },
    /// A lower level than asked for.
    #[error("the builder is trusted for {found}, {expected} is required")]
    Level {
        /// The level asked for.
        expected: BuildLevel,
        /// The level the builder is trusted for.
        found: BuildLevel,
    },
    /// A claim the certificate does not confirm.
    #[error("{claim} is {found:?}, the certificate says {certified:?}")]
    Certificate {
        /// The claim's name.
        claim: String,
        /// What the provenance says.
        found: String,
        /// What the certificate says.
        certified: Option<String>,
    },
    /// A claim of a run's own that nothing can confirm.
    #[error("{claim} cannot be confirmed by the certificate")]
    Unconfirmed {
        /// The claim's name.
        claim: String,
    },
    /// Another package, or no package at all.
    #[error("{place} is about package {found:?} where {expected:?} was expected")]
    PackageName {
        /// Where it stands.
        place: PackagePlace,
        /// The name expected.
        expected: String,
        /// What is there.
        found: Option<String>,
    },
    /// Another version of the package.
    #[error("{place} is about version {found:?} where {expected:?} was expected")]
    PackageVersion {
        /// Where it stands.
        place: PackagePlace,
        /// The version expected.
        expected: String,
        /// What is there.
        found: Option<String>,
    },
    /// A summary of another verifier.
    #[error("the verifier is {found:?} where {expected:?} was expected")]
    Verifier {
        /// The verifier expected.
        expected: String,
        /// The verifier found.
        found: String,
    },
    /// A summary signed by a key that is not this verifier's.
    #[error("the summary is not signed by a key of the verifier")]
    VerifierKey,
    /// A summary about the artifact as something else.
    #[error("verified as {found:?} where {expected:?} was expected")]
    Resource {
        /// The resource expected.
        expected: String,
        /// The resource found.
        found: String,
    },
    /// A summary of a verification that failed.
    #[error("the verification failed")]
    Failed,
    /// A level the summary does not state.
    #[error("level {expected:?} is not stated")]
    SummaryLevel {
        /// The level expected.
        expected: String,
    },
    /// A summary about other artifacts.
    #[error("no subject has digest {algorithm}:{value}")]
    SummarySubject {
        /// The algorithm.
        algorithm: String,
        /// The digest.
        value: String,
    },
}

/// Where a repository is named.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SourcePlace {
    /// The certificate.
    Certificate,
    /// What began the build.
    Trigger,
    /// What was built.
    Material,
}

impl std::fmt::Display for SourcePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Certificate => "the certificate's repository",
            Self::Trigger => "the repository that began the build",
            Self::Material => "the repository that was built",
        })
    }
}

/// Where a package is named.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum PackagePlace {
    /// The provenance's subject.
    Provenance,
    /// The publish attestation's subject.
    PublishSubject,
    /// What the publish attestation says.
    Publish,
}

impl std::fmt::Display for PackagePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Provenance => "the provenance",
            Self::PublishSubject => "the subject of the publish attestation",
            Self::Publish => "the publish attestation",
        })
    }
}
