//! What Cloud Build states, in its build types of 0.1 and of 1.

use super::ProvenanceV1;
use super::claims::{Claims, commit, other_than};
use super::git::{GitUri, branch, tag};
use crate::intoto::{JsonObject, ResourceDescriptor};

/// The message that holds a build's substitutions.
const BUILD: &str = "type.googleapis.com/google.devtools.cloudbuild.v1.Build";

/// Materials are a repository (0.3), a commit's page (`…/commit/…`, 0.2) or an archive (`gs://…#…`).
pub(super) fn cloud_build(material: Option<&ResourceDescriptor>, arguments: Option<&JsonObject>) -> Claims {
    let source = material.and_then(|one| one.uri.as_deref()).map(|uri| {
        let uri = uri.strip_prefix("git+").unwrap_or(uri);
        let uri = uri.split_once('#').map_or(uri, |(uri, _)| uri);
        let commit = uri.rsplit_once("/commit/").map(|(uri, _)| uri);
        GitUri {
            repository: commit.unwrap_or(uri).to_owned(),
            reference: None,
        }
    });
    let build = arguments.filter(|all| all.text_at(&["@type"]).as_deref() == Some(BUILD));
    let substitution = |name: &str| build.and_then(|all| all.text_at(&["substitutions", name]));
    Claims {
        source,
        loose_ref: true,
        tag: substitution("TAG_NAME").map(|name| format!("refs/tags/{name}")),
        branch: substitution("BRANCH_NAME").map(|name| format!("refs/heads/{name}")),
        ..Claims::default()
    }
}

/// What was built is `sourceToBuild`; where that is left out, it is the repository that the configuration comes from, which
/// is what begins the build otherwise. A tag or branch counts if the platform's own substitutions name it, too.
pub(super) fn cloud_build_v1(one: &ProvenanceV1) -> Claims {
    let parameters = &one.external_parameters;
    let place = |name: &str| {
        let uri = parameters.text_at(&[name, "repository"])?;
        Some(GitUri {
            repository: uri.strip_prefix("git+").unwrap_or(&uri).to_owned(),
            reference: parameters.text_at(&[name, "ref"]),
        })
    };
    let (config, built) = (place("buildConfigSource"), place("sourceToBuild"));
    // One that names no repository is not left out: what it means, nobody knows.
    let source = if parameters.contains(&["sourceToBuild"]) {
        built
    } else {
        config.clone()
    };
    let reference = source.as_ref().and_then(|source| source.reference.clone());
    let substituted = |name: &str, found: Option<&str>| {
        let internal = one.internal_parameters.as_ref();
        let stated = internal.and_then(|all| all.text_at(&["systemSubstitutions", name]));
        found.is_some() && stated.as_deref() == found
    };
    let of_source = |material: &&ResourceDescriptor| {
        let uri = material.uri.as_deref().map(GitUri::parse);
        uri.is_some()
            && uri.map(|uri| uri.repository) == source.as_ref().map(|source| source.repository.clone())
    };
    let (of_tag, of_branch) = (
        reference.as_deref().and_then(tag),
        reference.as_deref().and_then(branch),
    );
    Claims {
        tag: reference.clone().filter(|_| substituted("TAG_NAME", of_tag)),
        branch: reference
            .clone()
            .filter(|_| substituted("BRANCH_NAME", of_branch)),
        // The builders' own images are materials, too.
        commit: one.resolved_dependencies.iter().find(of_source).and_then(commit),
        parameter: other_than(
            parameters,
            &[
                "buildConfig",
                "buildConfigSource",
                "sourceToBuild",
                "substitutions",
            ],
        ),
        loose_ref: true,
        trigger: config,
        source,
        ..Claims::default()
    }
}
