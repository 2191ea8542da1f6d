//! `portcullis verify bundle`, and the same under the protocol of sigstore-conformance.

use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::path::Path;

use anyhow::{Context, bail};
use portcullis::bundles::{BundleArtifact, BundleRequest, verify_bundle};
use portcullis::findings::{Digest, Label};
use portcullis::keys;
use portcullis::sign::Evidence;
use portcullis::sign::policy::{Matcher, Policy, Relaxation};
use portcullis::sign::tlog::{NoteKey, Witnesses};
use portcullis::sign::verify::{Refusal, Signer, TimeSource};
use portcullis::sign::x509::Claim;
use serde_json::{Value, json};

use crate::args::{BundleArgs, BundleFormat, ConformanceArgs, SignerArgs};
use crate::style::{Mark, Style, print};

/// Checks a bundle: 0 if it is accepted, 1 if it is refused.
pub(crate) fn run(args: &BundleArgs) -> anyhow::Result<u8> {
    let request = BundleRequest {
        bundle: args.bundle.clone(),
        trusted_root: args.signer.trusted_root.clone(),
        artifact: artifact(&args.artifact),
        policy: policy(&args.signer)?,
    };
    let style = Style::of_stdout();
    let (text, code) = match verify_bundle(&request)? {
        Ok(verified) => match args.format {
            BundleFormat::Text => (describe(verified.evidence(), style), 0),
            BundleFormat::Json => (accepted(verified.evidence()), 0),
        },
        Err(refused) => match args.format {
            BundleFormat::Text => {
                let reason = Label::new(refused.to_string()).to_string();
                (format!("{}  {reason}\n", style.paint(Mark::Red, "REFUSED")), 1)
            }
            BundleFormat::Json => (refusal(&refused.to_string(), refused.refusal()), 1),
        },
    };
    print(&text).context("standard output")?;
    Ok(code)
}

/// The verb `verify-bundle` of the conformance suite.
pub(crate) fn conformance(args: ConformanceArgs) -> anyhow::Result<u8> {
    if args.trusted_root.is_none() {
        let instance = if args.staging { "staging" } else { "production" };
        bail!("no trusted root is built in; give the one of the {instance} instance with --trusted-root");
    }
    run(&BundleArgs {
        artifact: args.artifact,
        bundle: args.bundle,
        signer: SignerArgs {
            trusted_root: args.trusted_root,
            certificate_identity: args.certificate_identity,
            certificate_identity_regexp: None,
            certificate_identity_glob: None,
            certificate_oidc_issuer: args.certificate_oidc_issuer,
            certificate_claim: Vec::new(),
            key: args.key,
            witness: Vec::new(),
            witness_threshold: None,
            insecure_ignore_tlog: false,
            insecure_ignore_sct: false,
        },
        format: BundleFormat::Text,
    })
}

pub(super) fn policy(args: &SignerArgs) -> anyhow::Result<Policy> {
    let mut policy = Policy::builder();
    if let Some(key) = &args.key {
        policy = policy.key(keys::verifying_key(key)?);
    }
    if let Some(issuer) = &args.certificate_oidc_issuer {
        policy = if issuer.is_empty() {
            policy.without_issuer()
        } else {
            policy.issuer(issuer)
        };
    }
    let names = [
        args.certificate_identity.as_ref().map(Matcher::exact),
        args.certificate_identity_regexp.as_ref().map(Matcher::pattern),
        args.certificate_identity_glob.as_ref().map(Matcher::glob),
    ];
    for name in names.into_iter().flatten() {
        policy = policy.identity(name.context("the certificate's identity")?);
    }
    for claim in &args.certificate_claim {
        let (name, value) = claim
            .split_once('=')
            .with_context(|| format!("{claim:?} is not of the form CLAIM=VALUE"))?;
        let claim = Claim::of_name(name).with_context(|| format!("there is no claim {name:?}"))?;
        policy = policy.claim(claim, Matcher::exact(value).context("the claim's value")?);
    }
    if let Some(witnesses) = witnesses(args)? {
        policy = policy.witnesses(witnesses);
    }
    if args.insecure_ignore_tlog {
        policy = policy.relax(Relaxation::Unlogged);
    }
    if args.insecure_ignore_sct {
        policy = policy.relax(Relaxation::NoSct);
    }
    Ok(policy.build()?)
}

fn witnesses(args: &SignerArgs) -> anyhow::Result<Option<Witnesses>> {
    let Some(all) = NonZeroUsize::new(args.witness.len()) else {
        return Ok(None);
    };
    let mut keys = Vec::new();
    for vkey in &args.witness {
        keys.push(NoteKey::from_vkey(vkey).with_context(|| format!("the witness {vkey:?}"))?);
    }
    let threshold = args.witness_threshold.unwrap_or(all);
    Ok(Some(Witnesses::at_least(threshold, keys)?))
}

/// A digest, unless a file has that name.
fn artifact(argument: &Path) -> BundleArtifact {
    let digest = argument.to_str().and_then(|text| Digest::parse(text).ok());
    match digest {
        Some(digest) if !argument.exists() => BundleArtifact::Digest(digest),
        _ => BundleArtifact::File(argument.to_owned()),
    }
}

pub(super) fn describe(evidence: &Evidence, style: Style) -> String {
    let clean = |text: &str| Label::new(text).to_string();
    let mut out = format!("{}  ", style.paint(Mark::Green, "VERIFIED"));
    match evidence.signer() {
        Some(Signer::Certificate(certificate)) => {
            let _ = writeln!(out, "signed by {}", clean(certificate.name().as_str()));
            let _ = writeln!(
                out,
                "  issuer    {}",
                clean(certificate.issuer().unwrap_or("not stated"))
            );
            for (claim, value) in certificate.claims() {
                let _ = writeln!(out, "  claim     {claim}: {}", clean(value));
            }
        }
        Some(Signer::Key(key)) => {
            let _ = writeln!(out, "signed by key {key}");
        }
        _ => out.push('\n'),
    }
    for time in evidence.times() {
        let (kind, key) = source(time.source);
        let _ = writeln!(out, "  at        {} ({kind} {key})", time.time);
    }
    for entry in evidence.log_entries() {
        let _ = writeln!(out, "  logged    {} in log {}", entry.index, entry.log);
        for witness in &entry.cosigned {
            let _ = writeln!(out, "  witnessed {} by {}", witness.time, clean(&witness.name));
        }
    }
    out
}

fn accepted(evidence: &Evidence) -> String {
    format!("{}\n", shown(evidence))
}

/// What was shown, for programs.
pub(super) fn shown(evidence: &Evidence) -> Value {
    let signer = match evidence.signer() {
        Some(Signer::Certificate(certificate)) => json!({
            "certificate": {
                "name": certificate.name().as_str(),
                "issuer": certificate.issuer(),
                "claims": certificate
                    .claims()
                    .map(|(claim, value)| (claim.to_string(), value.into()))
                    .collect::<serde_json::Map<_, _>>(),
            }
        }),
        Some(Signer::Key(key)) => json!({ "key": key.to_string() }),
        _ => json!(null),
    };
    let times: Vec<_> = evidence
        .times()
        .iter()
        .map(|time| {
            let (kind, key) = source(time.source);
            json!({ "time": time.time.to_string(), "source": kind, "key": key })
        })
        .collect();
    let entries: Vec<_> = evidence
        .log_entries()
        .iter()
        .map(|entry| {
            json!({
                "log": entry.log.to_string(),
                "index": entry.index,
                "time": entry.time.map(|time| time.to_string()),
                "witnesses": entry.cosigned.iter().map(|witness| {
                    json!({ "name": witness.name, "time": witness.time.to_string() })
                }).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "accepted": true,
        "signer": signer,
        "payloadType": evidence.payload_type(),
        "times": times,
        "entries": entries,
    })
}

fn refusal(message: &str, refusal: Option<&Refusal>) -> String {
    let answer = json!({
        "accepted": false,
        "step": refusal.map_or("bundle", |refusal| refusal.step.as_str()),
        "reason": message,
        "satisfiedBy": refusal.map_or("another-bundle", |refusal| refusal.remedy().as_str()),
    });
    format!("{answer}\n")
}

fn source(source: TimeSource) -> (&'static str, String) {
    match source {
        TimeSource::Log(key) => ("log", key.to_string()),
        TimeSource::TimestampAuthority(key) => ("timestamp authority", key.to_string()),
        _ => ("", String::new()),
    }
}
