//! Provenance that a tenant may have written: each of its claims must stand in the certificate.

use super::claims::Dialect;
use super::git::GitUri;
use super::{CertificateClaims, Mismatch, Provenance, ProvenanceV1, ProvenanceV02, Run};
use crate::intoto::{DigestSet, JsonObject, ResourceDescriptor, Statement};

/// Compares every claim of provenance with the certificate. Claims with no counterpart there are refused, so that nobody
/// relies on them.
pub(super) fn confirms(
    certificate: &CertificateClaims,
    statement: &Statement<Provenance>,
    dialect: Option<Dialect>,
    found: &mut Vec<Mismatch>,
) {
    let mut check = Confirmation { certificate, found };
    let provenance = statement.predicate();
    match (dialect, provenance) {
        (Some(Dialect::Npm), Provenance::V02(one)) => check.npm(one),
        (Some(Dialect::Workflow), Provenance::V1(one)) => check.workflow(one),
        _ => check.found.push(Mismatch::BuildType {
            found: provenance.build_type().to_owned(),
        }),
    }
    // One run, one artifact, one source.
    if statement.subjects().len() != 1 {
        check.unconfirmed("subject");
    }
    if provenance.materials().len() != 1 {
        check.unconfirmed("materials");
    }
    for material in provenance.materials().iter().take(1) {
        check.material(material);
    }
}

struct Confirmation<'a> {
    certificate: &'a CertificateClaims,
    found: &'a mut Vec<Mismatch>,
}

impl Confirmation<'_> {
    fn npm(&mut self, one: &ProvenanceV02) {
        let empty = |part: &Option<JsonObject>| part.as_ref().is_none_or(JsonObject::is_empty);
        if !empty(&one.invocation.parameters) {
            self.unconfirmed("invocation.parameters");
        }
        if !empty(&one.build_config) {
            self.unconfirmed("buildConfig");
        }
        if let Some(environment) = &one.invocation.environment {
            self.environment(environment);
        }
        let reference = one.invocation.config_source.uri.as_deref().map(GitUri::parse);
        let reference = reference.and_then(|uri| uri.reference).unwrap_or_default();
        self.same(
            "configSource.uri",
            &reference,
            self.certificate.source_ref.as_deref(),
        );
        for (_, digest) in one
            .invocation
            .config_source
            .digest
            .iter()
            .flat_map(DigestSet::iter)
        {
            self.same(
                "configSource.digest",
                digest,
                self.certificate.source_digest.as_deref(),
            );
        }
        if let Some(path) = &one.invocation.config_source.entry_point {
            self.same("entryPoint", path, self.certificate.build_config_path());
        }
        let Run {
            invocation_id,
            started_on,
            finished_on,
            completeness,
            reproducible,
        } = &one.run;
        if *reproducible || *completeness != super::Completeness::default() {
            self.unconfirmed("metadata.completeness");
        }
        if started_on.is_some() || finished_on.is_some() {
            self.unconfirmed("metadata.times");
        }
        if let Some(id) = invocation_id {
            let run = self
                .certificate
                .run()
                .map(|(run, attempt)| format!("{run}-{attempt}"));
            self.same("buildInvocationId", id, run.as_deref());
        }
    }

    /// A repository with its commit, by whatever names that goes, and nothing else.
    fn material(&mut self, material: &ResourceDescriptor) {
        let ResourceDescriptor {
            name,
            uri: _,
            digest,
            content,
            download_location,
            media_type,
            annotations,
        } = material;
        for (_, digest) in digest.iter().flat_map(DigestSet::iter) {
            self.same("commit", digest, self.certificate.source_digest.as_deref());
        }
        let texts = [name, download_location, media_type];
        if texts.into_iter().any(Option::is_some) || content.is_some() || annotations.is_some() {
            self.unconfirmed("materials");
        }
    }

    /// GitHub's context: ten names, each of which the certificate knows under another.
    fn environment(&mut self, environment: &JsonObject) {
        let certificate = self.certificate;
        let repository = certificate.source_repository.as_deref();
        let without_host = |uri: Option<&str>| uri?.strip_prefix("https://github.com/").map(str::to_owned);
        let run = certificate.run();
        self.all(environment, |name| {
            let certified = match name {
                "GITHUB_EVENT_NAME" => certificate.build_trigger.clone(),
                "GITHUB_REF" => certificate.source_ref.clone(),
                "GITHUB_REPOSITORY" => without_host(repository),
                "GITHUB_REPOSITORY_ID" => certificate.source_id.clone(),
                "GITHUB_REPOSITORY_OWNER_ID" => certificate.source_owner_id.clone(),
                "GITHUB_RUN_ATTEMPT" => run.map(|(_, attempt)| attempt.to_owned()),
                "GITHUB_RUN_ID" => run.map(|(run, _)| run.to_owned()),
                "GITHUB_SHA" => certificate.source_digest.clone(),
                "GITHUB_WORKFLOW_REF" => without_host(Some(&certificate.subject)),
                "GITHUB_WORKFLOW_SHA" => certificate.subject_digest.clone(),
                _ => return None,
            };
            Some(certified)
        });
    }

    /// Every member is a text that stands in the certificate. The first one without a counterpart ends the search: a tenant may
    /// write any number of them. `None` is for a name without counterpart.
    fn all(&mut self, object: &JsonObject, certified: impl Fn(&str) -> Option<Option<String>>) {
        for (name, value) in object.texts() {
            let found = value.as_deref().unwrap_or_default();
            match certified(&name) {
                Some(certified) => self.same(&name, found, certified.as_deref().filter(|_| value.is_some())),
                None => return self.same(&name, found, None),
            }
        }
    }

    fn workflow(&mut self, one: &ProvenanceV1) {
        let certificate = self.certificate;
        let context = one
            .internal_parameters
            .as_ref()
            .and_then(|all| all.object_at(&["github"]));
        if let Some(context) = &context {
            self.all(context, |name| {
                let certified = match name {
                    "event_name" => &certificate.build_trigger,
                    "repository_id" => &certificate.source_id,
                    "repository_owner_id" => &certificate.source_owner_id,
                    "runner_environment" => &certificate.runner_environment,
                    _ => return None,
                };
                Some(certified.clone())
            });
        }
        let only = |object: &JsonObject, known: &[&str]| {
            object.names().iter().all(|name| known.contains(&name.as_str()))
        };
        if !one.internal_parameters.iter().all(|all| only(all, &["github"])) {
            self.unconfirmed("internalParameters");
        }
        let workflow = one.external_parameters.object_at(&["workflow"]);
        if !only(&one.external_parameters, &["workflow"])
            || !workflow
                .iter()
                .all(|all| only(all, &["path", "ref", "repository"]))
        {
            self.unconfirmed("externalParameters");
        }
        if !one.builder_dependencies.is_empty() || !one.builder_version.is_empty() {
            self.unconfirmed("builder");
        }
        if !one.byproducts.is_empty() {
            self.unconfirmed("byproducts");
        }
        let at = |name: &str| {
            one.external_parameters
                .text_at(&["workflow", name])
                .unwrap_or_default()
        };
        self.same("workflow.path", &at("path"), certificate.build_config_path());
        self.same("workflow.ref", &at("ref"), certificate.source_ref.as_deref());
        if one.started_on.is_some() || one.finished_on.is_some() {
            self.unconfirmed("metadata.times");
        }
        if let Some(id) = &one.invocation_id {
            self.same("invocationId", id, certificate.run_invocation.as_deref());
        }
    }

    fn same(&mut self, claim: &str, found: &str, certified: Option<&str>) {
        if certified != Some(found) {
            self.found.push(Mismatch::Certificate {
                claim: claim.to_owned(),
                found: found.to_owned(),
                certified: certified.map(str::to_owned),
            });
        }
    }

    fn unconfirmed(&mut self, claim: &str) {
        self.found.push(Mismatch::Unconfirmed {
            claim: claim.to_owned(),
        });
    }
}
