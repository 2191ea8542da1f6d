//! Packages of npm: provenance by the builder, and what the registry says about the same tarball.

use super::expectations::Expected;
use super::{
    Expectations, Mismatch, PackagePlace, Provenance, PublishAttestation, SignerIdentity, Verdict, check_as,
};
use crate::intoto::{ResourceDescriptor, Statement};
use crate::verified::Verified;

/// Checks a package of npm: its provenance as [`check`](super::check) does, and the publish attestation of its registry,
/// which must be about the same tarball, the same package and the same version, whether or not a name is expected.
///
/// The publish attestation must have been verified with the registry's key.
///
/// # Errors
///
/// The mismatches, at least one.
pub fn check_package(
    provenance: &Verified<Statement<Provenance>>,
    publish: &Verified<Statement<PublishAttestation>>,
    expectations: &Expectations,
) -> Result<Verdict, Vec<Mismatch>> {
    let signer = SignerIdentity::from(provenance.evidence());
    check_package_as(provenance, &signer, publish, expectations)
}

/// The same where another verifier has shown who signed this very provenance; the caller vouches for that.
///
/// # Errors
///
/// The mismatches, at least one.
pub fn check_package_as(
    provenance: &Verified<Statement<Provenance>>,
    signer: &SignerIdentity,
    publish: &Verified<Statement<PublishAttestation>>,
    expectations: &Expectations,
) -> Result<Verdict, Vec<Mismatch>> {
    let expected = &expectations.0;
    let (verdict, mut found) = match check_as(provenance, signer, expectations) {
        Ok(verdict) => (Some(verdict), Vec::new()),
        Err(found) => (None, found),
    };
    let subjects = publish.get();
    if subjects.subject(&expected.subject).is_none() {
        found.push(Mismatch::Subject {
            expected: expected.subject.clone(),
        });
    }
    let said = publish.get().predicate();
    let built = package(provenance.get().subjects(), expected);
    let published = package(publish.get().subjects(), expected);
    // What the registry says is what is expected, unless the caller knows better.
    let name = expected.package_name.as_ref().unwrap_or(&said.name);
    let version = expected.package_version.as_ref().unwrap_or(&said.version);
    for (place, stated) in [
        (PackagePlace::Provenance, built),
        (PackagePlace::PublishSubject, published),
        (
            PackagePlace::Publish,
            Some((said.name.clone(), said.version.clone())),
        ),
    ] {
        let (found_name, found_version) = match stated {
            Some((name, version)) => (Some(name), Some(version)),
            None => (None, None),
        };
        if found_name.as_ref() != Some(name) {
            found.push(Mismatch::PackageName {
                place,
                expected: name.clone(),
                found: found_name,
            });
        }
        if found_version.as_ref() != Some(version) {
            found.push(Mismatch::PackageVersion {
                place,
                expected: version.clone(),
                found: found_version,
            });
        }
    }
    match verdict {
        Some(verdict) if found.is_empty() => Ok(verdict),
        _ => Err(found),
    }
}

/// Name and version of the package that the subject with the artifact's digest is named as.
fn package(subjects: &[ResourceDescriptor], expected: &Expected) -> Option<(String, String)> {
    let about = |subject: &&ResourceDescriptor| {
        subject
            .digest
            .as_ref()
            .is_some_and(|set| set.contains(&expected.subject))
    };
    let purl: portcullis_findings::Purl = subjects.iter().find(about)?.name.as_deref()?.parse().ok()?;
    if purl.ty() != "npm" {
        return None;
    }
    let name = match purl.namespace() {
        Some(scope) => format!("{scope}/{}", purl.name()),
        None => purl.name().to_owned(),
    };
    Some((name, purl.version()?.to_owned()))
}
