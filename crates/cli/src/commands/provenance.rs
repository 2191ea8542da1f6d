//! `portcullis verify provenance`.

use std::path::Path;

use anyhow::{Context, bail};
use portcullis::findings::{Algorithm, Digest};
use portcullis::fs;
use portcullis::provenance::{ProvenanceRequest, ProvenanceSigners, verify_provenance};
use portcullis::sign::slsa::{BuildLevel, Expectations, TrustedBuilder, Verdict};
use portcullis::sign::{TrustedKeys, VerifyingKey};

use super::check::{accept, digest, key, refuse};
use crate::args::VerifyProvenanceArgs;

/// 0 if the artifact was built by whom and from what is expected, 1 if not.
pub(crate) fn run(args: &VerifyProvenanceArgs) -> anyhow::Result<u8> {
    let of_package = !args.registry_key.is_empty();
    let artifact = if of_package {
        package_digest(&args.artifact)?
    } else {
        digest(&args.artifact)?
    };
    let (signers, builders) = match (&args.trusted_root, &args.builder_id) {
        (Some(root), id) => {
            let trusted_root = root.clone();
            let signers = if of_package {
                let registry = keys(&args.registry_key)?;
                ProvenanceSigners::Package {
                    trusted_root,
                    registry,
                }
            } else {
                ProvenanceSigners::GitHub { trusted_root }
            };
            let builders = match id {
                Some(id) => vec![TrustedBuilder::github(id).context("--builder-id")?],
                None => TrustedBuilder::github_generators(),
            };
            (signers, builders)
        }
        (None, Some(id)) => {
            let keys = keys(&args.key)?;
            let ids: Vec<_> = keys.iter().map(|key| key.key_id()).collect();
            // What the platform is worth is for whoever trusts its keys to know; the level is not printed.
            let builder = TrustedBuilder::keyed(id, ids, BuildLevel::L1);
            let trusted = TrustedKeys::any_of(keys).context("--key")?;
            (ProvenanceSigners::Keys(trusted), vec![builder])
        }
        (None, None) => bail!("--builder-id: keys need to know whose they are"),
    };
    let mut expected = Expectations::of(artifact.clone())
        .source(&args.source_uri)
        .builders(builders);
    if let Some(branch) = &args.source_branch {
        expected = expected.branch(branch);
    }
    if let Some(tag) = &args.source_tag {
        expected = expected.tag(tag);
    }
    if let Some(version) = &args.source_versioned_tag {
        expected = expected.version_tag(version);
    }
    for input in &args.build_workflow_input {
        let Some((name, value)) = input.split_once('=') else {
            bail!("--build-workflow-input: `{input}` is not of the form NAME=VALUE")
        };
        expected = expected.input(name, value);
    }
    if let Some(name) = &args.package_name {
        expected = expected.package_name(name);
    }
    if let Some(version) = &args.package_version {
        expected = expected.package_version(version);
    }
    let request = ProvenanceRequest {
        provenance: args.provenance_path.clone(),
        artifact,
        signers,
        expectations: expected.build()?,
    };
    match verify_provenance(&request)? {
        Ok(verdict) => accept(&describe(&verdict)),
        Err(refused) => refuse(&refused.to_string()),
    }
}

fn keys(names: &[String]) -> anyhow::Result<Vec<VerifyingKey>> {
    names.iter().map(|name| key(name)).collect()
}

/// npm knows packages by their SHA-512.
fn package_digest(artifact: &str) -> anyhow::Result<Digest> {
    match artifact.strip_prefix("sha512:") {
        Some(hex) => Digest::from_hex(Algorithm::Sha512, hex).with_context(|| artifact.to_owned()),
        None => Ok(fs::digest_file(Path::new(artifact), Algorithm::Sha512)?),
    }
}

fn describe(verdict: &Verdict) -> String {
    let commit = verdict.commit.as_deref().unwrap_or("a commit that is not stated");
    format!(
        "built by {} from {} at {commit}",
        verdict.builder_id, verdict.source
    )
}
