//! Where the build types put source, ref and inputs.

use super::git::{GitUri, branch, tag};
use super::{Provenance, ProvenanceV1, ProvenanceV02, google};
use crate::intoto::{JsonObject, ResourceDescriptor};

/// What provenance says of the source, read as its build type has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Claims {
    /// What began the build; `None` where the build type does not tell.
    pub(super) trigger: Option<GitUri>,
    /// What was built.
    pub(super) source: Option<GitUri>,
    /// Whether the source may be of another ref than the trigger, or of none.
    pub(super) loose_ref: bool,
    /// A ref of a tag.
    pub(super) tag: Option<String>,
    /// A ref of a branch.
    pub(super) branch: Option<String>,
    /// Inputs of a workflow that was started by hand.
    pub(super) inputs: Option<JsonObject>,
    /// The commit of what was built.
    pub(super) commit: Option<String>,
    /// The first external parameter that the build type does not have.
    pub(super) parameter: Option<String>,
}

/// A build type whose parameters are understood.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Dialect {
    /// The SLSA GitHub generator with provenance 0.2: GitHub's context in the environment, in lower case.
    Generator,
    /// A workflow that called a delegator of the SLSA GitHub generator.
    Delegator,
    /// The SLSA GitHub generator's container-based builder.
    ContainerBased,
    /// npm's command line with provenance 0.2.
    Npm,
    /// GitHub's workflow build type: npm's command line and artifact attestations.
    Workflow,
    /// Cloud Build.
    CloudBuild,
    /// A build type the caller named.
    Plain,
}

const DIALECTS: &[(&str, Dialect)] = &[
    (
        "https://github.com/slsa-framework/slsa-github-generator/generic@v1",
        Dialect::Generator,
    ),
    (
        "https://github.com/slsa-framework/slsa-github-generator/go@v1",
        Dialect::Generator,
    ),
    (
        "https://github.com/slsa-framework/slsa-github-generator/container@v1",
        Dialect::Generator,
    ),
    (
        "https://github.com/slsa-framework/slsa-github-generator@v1",
        Dialect::Generator,
    ),
    (
        "https://github.com/slsa-framework/slsa-github-generator-go@v1",
        Dialect::Generator,
    ),
    (
        "https://github.com/slsa-framework/slsa-github-generator/delegator-generic@v0",
        Dialect::Delegator,
    ),
    (
        "https://slsa.dev/container-based-build/v0.1?draft",
        Dialect::ContainerBased,
    ),
    ("https://github.com/npm/cli/gha@v1", Dialect::Npm),
    ("https://github.com/npm/cli/gha/v2", Dialect::Npm),
    (
        "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1",
        Dialect::Workflow,
    ),
    (
        "https://actions.github.io/buildtypes/workflow/v1",
        Dialect::Workflow,
    ),
    (
        "https://cloudbuild.googleapis.com/GoogleHostedWorker@v0.2",
        Dialect::CloudBuild,
    ),
    (
        "https://cloudbuild.googleapis.com/CloudBuildYaml@v0.1",
        Dialect::CloudBuild,
    ),
    (
        "https://cloudbuild.googleapis.com/CloudBuildSteps@v0.1",
        Dialect::CloudBuild,
    ),
    (
        "https://cloud.google.com/build/gcb-buildtypes/google-worker/v1",
        Dialect::CloudBuild,
    ),
];

impl Dialect {
    pub(super) fn of(build_type: &str, named: &[String]) -> Option<Self> {
        let known = DIALECTS.iter().find(|(known, _)| *known == build_type);
        let plain = || {
            named
                .iter()
                .any(|named| named == build_type)
                .then_some(Self::Plain)
        };
        known.map(|(_, dialect)| *dialect).or_else(plain)
    }
}

/// Reads provenance; `None` if the build type is not written in this version of it.
pub(super) fn read(dialect: Dialect, provenance: &Provenance) -> Option<Claims> {
    let mut claims = in_dialect(dialect, provenance)?;
    // Elsewhere the first material is what was built.
    if !matches!((dialect, provenance), (Dialect::CloudBuild, Provenance::V1(_))) {
        claims.commit = provenance.materials().first().and_then(commit);
    }
    Some(claims)
}

fn in_dialect(dialect: Dialect, provenance: &Provenance) -> Option<Claims> {
    match (dialect, provenance) {
        (Dialect::Generator, Provenance::V02(one)) => Some(generator(one)),
        (Dialect::Delegator, Provenance::V02(one)) => Some(delegator(one.into())),
        (Dialect::Delegator, Provenance::V1(one)) => Some(delegator(one.into())),
        (Dialect::ContainerBased, Provenance::V1(one)) => Some(container_based(one)),
        (Dialect::Npm, Provenance::V02(one)) => Some(npm(one)),
        (Dialect::Workflow, Provenance::V1(one)) => Some(workflow(one)),
        (Dialect::CloudBuild, Provenance::V01(one)) => {
            let arguments = one.recipe.arguments.as_ref();
            Some(google::cloud_build(one.materials.first(), arguments))
        }
        (Dialect::CloudBuild, Provenance::V1(one)) => Some(google::cloud_build_v1(one)),
        (Dialect::Plain, _) => Some(plain(provenance.materials())),
        _ => None,
    }
}

/// GitHub's context of a run. Generators write it in lower case with 0.2 and in upper case with 1.
struct Context<'a> {
    values: Option<&'a JsonObject>,
    upper: bool,
}

impl Context<'_> {
    fn text(&self, name: &str) -> Option<String> {
        let name = if self.upper {
            name.to_ascii_uppercase()
        } else {
            name.to_owned()
        };
        self.values?.text_at(&[&name])
    }

    fn event(&self, path: &[&str]) -> Option<String> {
        self.payload(path)?.1
    }

    /// The object and the text at a path of the event's payload.
    fn payload(&self, path: &[&str]) -> Option<(Option<JsonObject>, Option<String>)> {
        let name = if self.upper {
            "GITHUB_EVENT_PAYLOAD"
        } else {
            "github_event_payload"
        };
        let path: Vec<&str> = [name].iter().chain(path).copied().collect();
        let values = self.values?;
        Some((values.object_at(&path), values.text_at(&path)))
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.text(name).as_deref() == Some(value)
    }

    fn tag(&self) -> Option<String> {
        self.is("github_ref_type", "tag")
            .then(|| self.text("github_ref"))?
    }

    /// The branch of the run; of a tag the branch it was set on, where the event tells it.
    fn branch(&self) -> Option<String> {
        if self.is("github_ref_type", "branch") {
            return self.text("github_ref");
        }
        if !self.is("github_ref_type", "tag") {
            return None;
        }
        let base = self.text("github_base_ref").filter(|base| !base.is_empty());
        base.or_else(|| match self.text("github_event_name")?.as_str() {
            "push" => self.event(&["base_ref"]),
            "release" => self
                .event(&["release", "target_commitish"])
                .map(|branch| format!("refs/heads/{branch}")),
            _ => None,
        })
    }

    fn inputs(&self) -> Option<JsonObject> {
        let by_hand = self.is("github_event_name", "workflow_dispatch");
        by_hand.then(|| self.payload(&["inputs"])?.0)?
    }

    /// The repository and ref of the workflow that began the run.
    fn trigger(&self) -> Option<GitUri> {
        let workflow = self.text("github_workflow_ref")?;
        let (path, reference) = workflow.split_once('@')?;
        let mut parts = path.splitn(3, '/');
        let (owner, repository) = (parts.next()?, parts.next()?);
        Some(GitUri {
            repository: format!("https://github.com/{owner}/{repository}"),
            reference: Some(reference.to_owned()),
        })
    }
}

fn git(material: Option<&ResourceDescriptor>) -> Option<GitUri> {
    material?.uri.as_deref().map(GitUri::parse)
}

/// The commit of a material, under both names it goes by.
pub(super) fn commit(material: &ResourceDescriptor) -> Option<String> {
    let digest = material.digest.as_ref()?;
    digest
        .value("gitCommit")
        .or_else(|| digest.value("sha1"))
        .map(str::to_owned)
}

/// The first external parameter that is none of those the build type has (SLSA 1.1, *Verifying artifacts*, step 2).
pub(super) fn other_than(parameters: &JsonObject, known: &[&str]) -> Option<String> {
    let mut names = parameters.names().into_iter();
    names.find(|name| !known.contains(&name.as_str()))
}

fn generator(one: &ProvenanceV02) -> Claims {
    let context = Context {
        values: one.invocation.environment.as_ref(),
        upper: false,
    };
    Claims {
        trigger: one.invocation.config_source.uri.as_deref().map(GitUri::parse),
        source: git(one.materials.first()),
        loose_ref: false,
        tag: context.tag(),
        branch: context.branch(),
        inputs: context.inputs(),
        ..Claims::default()
    }
}

/// The parts of provenance that a delegator fills in both versions.
struct Delegated<'a> {
    context: Context<'a>,
    trigger: Option<GitUri>,
    source: Option<GitUri>,
}

impl<'a> From<&'a ProvenanceV02> for Delegated<'a> {
    fn from(one: &'a ProvenanceV02) -> Self {
        Self {
            context: Context {
                values: one.invocation.environment.as_ref(),
                upper: true,
            },
            trigger: one.invocation.config_source.uri.as_deref().map(GitUri::parse),
            source: git(one.materials.first()),
        }
    }
}

impl<'a> From<&'a ProvenanceV1> for Delegated<'a> {
    fn from(one: &'a ProvenanceV1) -> Self {
        let context = Context {
            values: one.internal_parameters.as_ref(),
            upper: true,
        };
        Self {
            trigger: context.trigger(),
            source: git(one.resolved_dependencies.first()),
            context,
        }
    }
}

/// A build may make a commit before it builds, so the ref is that of the source, and may be missing.
fn delegator(one: Delegated<'_>) -> Claims {
    let reference = one.source.as_ref().and_then(|source| source.reference.clone());
    let of_tag = reference.as_deref().and_then(tag).is_some();
    let of_branch = reference.as_deref().and_then(branch).is_some();
    Claims {
        branch: if of_branch {
            reference.clone()
        } else {
            one.context.branch().filter(|_| of_tag)
        },
        tag: reference.filter(|_| of_tag),
        inputs: one.context.inputs(),
        trigger: one.trigger,
        source: one.source,
        loose_ref: true,
        ..Claims::default()
    }
}

fn container_based(one: &ProvenanceV1) -> Claims {
    let context = Context {
        values: one.internal_parameters.as_ref(),
        upper: true,
    };
    Claims {
        trigger: context.trigger(),
        source: git(one.resolved_dependencies.first()),
        loose_ref: false,
        tag: context.tag(),
        branch: context.branch(),
        inputs: context.inputs(),
        ..Claims::default()
    }
}

fn npm(one: &ProvenanceV02) -> Claims {
    let trigger = one.invocation.config_source.uri.as_deref().map(GitUri::parse);
    let reference = trigger.as_ref().and_then(|trigger| trigger.reference.clone());
    Claims {
        source: git(one.materials.first()),
        // The first version of this build type names no ref of the source.
        loose_ref: one.build_type.ends_with("/gha@v1"),
        tag: reference.clone().filter(|reference| tag(reference).is_some()),
        branch: reference.filter(|reference| branch(reference).is_some()),
        trigger,
        ..Claims::default()
    }
}

fn workflow(one: &ProvenanceV1) -> Claims {
    let at = |name: &str| one.external_parameters.text_at(&["workflow", name]);
    let trigger = at("repository").map(|repository| GitUri {
        repository,
        reference: at("ref"),
    });
    let reference = at("ref");
    Claims {
        trigger,
        source: git(one.resolved_dependencies.first()),
        loose_ref: false,
        tag: reference.clone().filter(|reference| tag(reference).is_some()),
        branch: reference.filter(|reference| branch(reference).is_some()),
        inputs: one.external_parameters.object_at(&["inputs"]),
        parameter: other_than(&one.external_parameters, &["inputs", "vars", "workflow"]),
        ..Claims::default()
    }
}

fn plain(materials: &[ResourceDescriptor]) -> Claims {
    let source = git(materials.first());
    let reference = source.as_ref().and_then(|source| source.reference.clone());
    Claims {
        source,
        loose_ref: true,
        tag: reference.clone().filter(|reference| tag(reference).is_some()),
        branch: reference.filter(|reference| branch(reference).is_some()),
        ..Claims::default()
    }
}
