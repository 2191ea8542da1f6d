//! The check of provenance against expectations.

use super::builder::{Signing, is_delegator};
use super::certificate;
use super::claims::{self, Claims, Dialect};
use super::expectations::Expected;
use super::git::{GitUri, VersionTag, branch, repository, tag};
use super::{
    BuildLevel, CertificateClaims, Expectations, Mismatch, Provenance, SignerIdentity, SourcePlace,
    TrustedBuilder,
};
use crate::intoto::{ResourceDescriptor, Statement};
use crate::verified::{Evidence, Verified};

/// What was shown about an artifact.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Verdict {
    /// The level of the build track its builder is trusted for.
    pub level: BuildLevel,
    /// Who built it, with the version.
    pub builder_id: String,
    /// The repository it is built from.
    pub source: String,
    /// The commit, where provenance states one.
    pub commit: Option<String>,
    /// The run, as its builder names it.
    pub invocation_id: Option<String>,
}

/// Checks provenance against what is expected of it. All that does not fit is told, in a fixed order.
///
/// Who signed is taken from the statement's evidence: the certificate of a Sigstore bundle, or the keys. A certificate must
/// say of the source what provenance says. Where a tenant could have written the provenance (GitHub's runner, npm's command
/// line), every claim in it must stand in the certificate, and claims that cannot are refused.
///
/// # Errors
///
/// The mismatches, at least one.
pub fn check(
    statement: &Verified<Statement<Provenance>>,
    expectations: &Expectations,
) -> Result<Verdict, Vec<Mismatch>> {
    check_as(
        statement,
        &SignerIdentity::from(statement.evidence()),
        expectations,
    )
}

/// The same where another verifier has shown who signed this very statement; the caller vouches for that.
///
/// # Errors
///
/// The mismatches, at least one.
pub fn check_as(
    statement: &Verified<Statement<Provenance>>,
    signer: &SignerIdentity,
    expectations: &Expectations,
) -> Result<Verdict, Vec<Mismatch>> {
    let expected = &expectations.0;
    let provenance = statement.get().predicate();
    let mut found = Vec::new();

    let builder = match builder(provenance, signer, statement.evidence(), expected) {
        Ok(builder) => Some(builder),
        Err(mismatch) => {
            found.push(mismatch);
            None
        }
    };
    subject(statement.get(), expected, &mut found);
    if let SignerIdentity::Certificate(certificate) = signer {
        certified_source(certificate, expected, &mut found);
    }
    let dialect = Dialect::of(provenance.build_type(), &expected.build_types);
    let claims = dialect.and_then(|dialect| claims::read(dialect, provenance));
    match &claims {
        Some(claims) => {
            source(claims, expected, &mut found);
            references(claims, expected, &mut found);
            inputs(claims, expected, &mut found);
            if let Some(name) = &claims.parameter {
                found.push(Mismatch::Parameter { name: name.clone() });
            }
        }
        None => found.push(unknown_type(provenance)),
    }
    materials(provenance.materials(), expected, &mut found);
    if let Some(builder) = builder {
        if let (Signing::Runner(_), SignerIdentity::Certificate(certificate)) = (&builder.signing, signer) {
            certificate::confirms(certificate, statement.get(), dialect, &mut found);
        }
        match expected.level {
            Some(level) if level > builder.level => found.push(Mismatch::Level {
                expected: level,
                found: builder.level,
            }),
            _ => {}
        }
        if found.is_empty() {
            return Ok(Verdict {
                level: builder.level,
                builder_id: provenance.builder_id().to_owned(),
                source: expected.source.clone(),
                commit: claims.and_then(|claims| claims.commit),
                invocation_id: provenance.invocation_id().map(str::to_owned),
            });
        }
    }
    Err(found)
}

fn unknown_type(provenance: &Provenance) -> Mismatch {
    Mismatch::BuildType {
        found: provenance.build_type().to_owned(),
    }
}

/// The trusted builder that signed, and that provenance names.
fn builder<'a>(
    provenance: &Provenance,
    signer: &SignerIdentity,
    evidence: &Evidence,
    expected: &'a Expected,
) -> Result<&'a TrustedBuilder, Mismatch> {
    let id = provenance.builder_id();
    let (name, reference) = versioned(id);
    let vouched = |builder: &&TrustedBuilder| vouches(builder, signer, evidence).is_some();
    let Some(first) = expected.builders.iter().find(vouched) else {
        return Err(Mismatch::UntrustedBuilder {
            found: match signer {
                SignerIdentity::Certificate(certificate) => certificate.subject.clone(),
                SignerIdentity::Keys => id.to_owned(),
            },
        });
    };
    let mut named = expected.builders.iter().filter(|builder| {
        // BuildKit writes an empty id: nobody's.
        !name.is_empty()
            && builder.is_named(name)
            && match vouches(builder, signer, evidence) {
                Some(Vouched::Exactly(subject)) => subject == id,
                Some(Vouched::ItsName) => true,
                None => false,
            }
    });
    match (
        named.clone().next(),
        named.find(|builder| builder.refs.allow(reference)),
    ) {
        (_, Some(builder)) => Ok(builder),
        (Some(_), None) => Err(Mismatch::BuilderVersion { found: id.to_owned() }),
        (None, None) => Err(Mismatch::Builder {
            expected: first.id.clone(),
            found: id.to_owned(),
        }),
    }
}

/// What a signature leaves to the provenance.
enum Vouched<'a> {
    /// Nothing: the builder's id, with its version, is this.
    Exactly(&'a str),
    /// The builder's id, among those that sign so.
    ItsName,
}

/// Whether the signature is one that this builder's would be, whatever provenance says.
fn vouches<'a>(
    builder: &TrustedBuilder,
    signer: &'a SignerIdentity,
    evidence: &Evidence,
) -> Option<Vouched<'a>> {
    match (&builder.signing, signer) {
        (Signing::Keys(keys), SignerIdentity::Keys) => evidence
            .keys()
            .any(|key| keys.contains(key))
            .then_some(Vouched::ItsName),
        (_, SignerIdentity::Certificate(certificate))
            if certificate.issuer.is_empty() || certificate.issuer != builder.issuer =>
        {
            None
        }
        // Whoever owns the machine owns the build: a workflow on a runner of its user's is worth what the user is.
        (Signing::Workflow, SignerIdentity::Certificate(certificate))
            if builder.level > BuildLevel::L1
                && certificate.runner_environment.as_deref() == Some("self-hosted") =>
        {
            None
        }
        (Signing::Workflow, SignerIdentity::Certificate(certificate)) => {
            let (workflow, reference) = versioned(&certificate.subject);
            if workflow == builder.id && builder.refs.allow(reference) {
                return Some(Vouched::Exactly(&certificate.subject));
            }
            is_delegator(workflow, reference).then_some(Vouched::ItsName)
        }
        (Signing::Runner(environment), SignerIdentity::Certificate(certificate)) => {
            let runs_there = certificate.runner_environment.as_deref() == Some(*environment);
            runs_there.then_some(Vouched::ItsName)
        }
        _ => None,
    }
}

/// An id and its version: all behind the first `@`, as tags may have another.
fn versioned(id: &str) -> (&str, Option<&str>) {
    match id.split_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (id, None),
    }
}

fn subject(statement: &Statement<Provenance>, expected: &Expected, found: &mut Vec<Mismatch>) {
    let named = |subject: &&ResourceDescriptor| {
        expected.subject_name.is_none() || subject.name == expected.subject_name
    };
    let about = || {
        let subjects = statement.subjects().iter();
        subjects.filter(|subject| {
            subject
                .digest
                .as_ref()
                .is_some_and(|set| set.contains(&expected.subject))
        })
    };
    if about().any(|subject| named(&subject)) {
        return;
    }
    found.push(match (about().next(), &expected.subject_name) {
        (Some(subject), Some(name)) => Mismatch::SubjectName {
            expected: name.clone(),
            found: subject.name.clone(),
        },
        _ => Mismatch::Subject {
            expected: expected.subject.clone(),
        },
    });
}

fn certified_source(certificate: &CertificateClaims, expected: &Expected, found: &mut Vec<Mismatch>) {
    let source = certificate.source_repository.as_deref().map(repository);
    same_source(SourcePlace::Certificate, source.as_deref(), expected, found);
}

fn same_source(place: SourcePlace, source: Option<&str>, expected: &Expected, found: &mut Vec<Mismatch>) {
    if source != Some(expected.source.as_str()) {
        found.push(Mismatch::Source {
            place,
            expected: expected.source.clone(),
            found: source.unwrap_or_default().to_owned(),
        });
    }
}

fn source(claims: &Claims, expected: &Expected, found: &mut Vec<Mismatch>) {
    let of = |uri: &Option<GitUri>| uri.as_ref().map(|uri| uri.repository.clone());
    same_source(
        SourcePlace::Material,
        of(&claims.source).as_deref(),
        expected,
        found,
    );
    // Build types with a loose ref are those that may not tell what began the build.
    if claims.trigger.is_some() || !claims.loose_ref {
        same_source(
            SourcePlace::Trigger,
            of(&claims.trigger).as_deref(),
            expected,
            found,
        );
    }
    let reference = |uri: &Option<GitUri>| uri.as_ref().and_then(|uri| uri.reference.clone());
    let (trigger, built) = (reference(&claims.trigger), reference(&claims.source));
    let agree = trigger == built && built.is_some();
    if !agree && !(claims.loose_ref && (built.is_none() || claims.trigger.is_none())) {
        found.push(Mismatch::SourceRef {
            trigger: trigger.unwrap_or_default(),
            source_uri: built.unwrap_or_default(),
        });
    }
}

fn references(claims: &Claims, expected: &Expected, found: &mut Vec<Mismatch>) {
    if let Some(name) = &expected.branch {
        match claims.branch.as_deref().and_then(branch) {
            Some(branch) if branch == name => {}
            Some(branch) => found.push(Mismatch::Branch {
                expected: name.clone(),
                found: branch.to_owned(),
            }),
            None => found.push(Mismatch::NoBranch {
                expected: name.clone(),
            }),
        }
    }
    let of_tag = claims.tag.as_deref().and_then(tag);
    for (name, version) in [(&expected.tag, false), (&expected.version_tag, true)] {
        let Some(name) = name else { continue };
        let fits = |tag: &str| {
            let covers = || Some(VersionTag::parse(name)?.covers(&VersionTag::parse(tag)?));
            if version {
                covers() == Some(true)
            } else {
                tag == name
            }
        };
        match of_tag {
            Some(tag) if fits(tag) => {}
            Some(tag) if version => found.push(Mismatch::VersionTag {
                expected: name.clone(),
                found: tag.to_owned(),
            }),
            Some(tag) => found.push(Mismatch::Tag {
                expected: name.clone(),
                found: tag.to_owned(),
            }),
            None => found.push(Mismatch::NoTag {
                expected: name.clone(),
            }),
        }
    }
}

fn inputs(claims: &Claims, expected: &Expected, found: &mut Vec<Mismatch>) {
    for (name, value) in &expected.inputs {
        let given = claims.inputs.as_ref().and_then(|inputs| inputs.text_at(&[name]));
        if given.as_ref() != Some(value) {
            found.push(Mismatch::Input {
                name: name.clone(),
                expected: value.clone(),
                found: given,
            });
        }
    }
}

fn materials(materials: &[ResourceDescriptor], expected: &Expected, found: &mut Vec<Mismatch>) {
    for (uri, digest) in &expected.materials {
        let fits = |material: &ResourceDescriptor| {
            let states = |(name, value): (&str, &str)| {
                material.digest.as_ref().and_then(|set| set.value(name)) == Some(value)
            };
            material.uri.as_ref() == Some(uri) && digest.iter().all(|digest| digest.iter().all(states))
        };
        if !materials.iter().any(fits) {
            found.push(Mismatch::Material {
                uri: uri.clone(),
                digest: digest.clone(),
            });
        }
    }
}
