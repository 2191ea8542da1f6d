//! Who is said to have signed, and whether that is who the policy asks for.

use super::evidence::{Signer, SigningCertificate, SigningTime};
use super::message::Message;
use super::{Reason, Refusal, Step};
use crate::bundle::{Bundle, Material};
use crate::key::{KeyId, VerifyingKey};
use crate::policy::{ManagedKey, Matcher, Policy, SignerRule};
use crate::trust::TrustRoot;
use crate::x509::{self, Certificate, Claim, Claims, SubjectName};

/// Who may have signed: the holder of the bundle's certificate, or of one of the policy's keys.
pub(super) enum Claimed<'a> {
    Certificate(Box<Leaf<'a>>),
    Keys(&'a [ManagedKey]),
}

/// Whose key made the signature.
pub(super) enum Who<'a> {
    Certificate(Box<Leaf<'a>>),
    Key(&'a ManagedKey),
}

/// The certificate of a bundle, as the policy wants it; whether an authority issued it is not yet known.
pub(super) struct Leaf<'a> {
    pub(super) certificate: Certificate<'a>,
    pub(super) key: VerifyingKey,
    name: SubjectName,
    claims: Claims,
}

pub(super) fn of<'a>(policy: &'a Policy, bundle: &'a Bundle) -> Result<Claimed<'a>, Refusal> {
    match (&policy.signer, &bundle.material) {
        (
            SignerRule::Certificate {
                issuer,
                identities,
                claims,
            },
            Material::Certificate { leaf, .. },
        ) => {
            let leaf = Leaf::read(leaf).map_err(|error| Step::Signer.refuse(Reason::Certificate(error)))?;
            leaf.satisfies(issuer.as_deref(), identities, claims)?;
            Ok(Claimed::Certificate(Box::new(leaf)))
        }
        (SignerRule::Keys(keys), Material::Key) => Ok(Claimed::Keys(keys)),
        (SignerRule::Certificate { .. }, Material::Key) => Err(Step::Signer.refuse(Reason::NoCertificate)),
        (SignerRule::Keys(_), Material::Certificate { .. }) => Err(Step::Signer.refuse(Reason::NotByKey)),
    }
}

/// Certificates behind the leaf are not used: the trusted root has the real ones. A root that is not among them is a sign of
/// somebody who wants it to be trusted. (Bundles of 2022 and 2023 often repeat the real one.)
pub(super) fn no_foreign_root(root: &TrustRoot, bundle: &Bundle) -> Result<(), Refusal> {
    let Material::Certificate { chain, .. } = &bundle.material else {
        return Ok(());
    };
    for document in chain {
        let certificate =
            Certificate::parse(document).map_err(|error| Step::Signer.refuse(Reason::Certificate(error)))?;
        if certificate.is_self_issued() && !root.has_certificate(document) {
            return Err(Step::Signer.refuse(Reason::RootInBundle));
        }
    }
    Ok(())
}

impl<'a> Claimed<'a> {
    /// Whose key made the signature.
    pub(super) fn who_signed(self, message: &Message<'_>) -> Result<Who<'a>, Refusal> {
        let bad = || Step::Signature.refuse(Reason::BadSignature);
        match self {
            Self::Certificate(leaf) => match message.is_signed_by(&leaf.key)? {
                true => Ok(Who::Certificate(leaf)),
                false => Err(bad()),
            },
            Self::Keys(keys) => {
                for key in keys {
                    if message.is_signed_by(&key.key)? {
                        return Ok(Who::Key(key));
                    }
                }
                Err(bad())
            }
        }
    }

    pub(super) fn keys(&self) -> Vec<&VerifyingKey> {
        match self {
            Self::Certificate(leaf) => vec![&leaf.key],
            Self::Keys(keys) => keys.iter().map(|key| &key.key).collect(),
        }
    }
}

impl<'a> Who<'a> {
    pub(super) const fn certificate(&self) -> Option<&Leaf<'a>> {
        match self {
            Self::Certificate(leaf) => Some(leaf),
            Self::Key(_) => None,
        }
    }

    pub(super) const fn key(&self) -> &VerifyingKey {
        match self {
            Self::Certificate(leaf) => &leaf.key,
            Self::Key(key) => &key.key,
        }
    }

    pub(super) const fn key_id(&self) -> KeyId {
        self.key().key_id()
    }

    /// Whether the signer's key was in use at every one of the times.
    pub(super) fn was_in_use(&self, times: &[SigningTime]) -> Result<(), Refusal> {
        for SigningTime { time, .. } in times {
            let in_use = match self {
                Self::Certificate(leaf) => leaf.certificate.is_valid_at(*time),
                Self::Key(key) => key.window.is_none_or(|window| window.contains(*time)),
            };
            if !in_use {
                return Err(Step::Time.refuse(match self {
                    Self::Certificate(leaf) => Reason::CertificateNotValid {
                        time: *time,
                        not_before: leaf.certificate.not_before,
                        not_after: leaf.certificate.not_after,
                    },
                    Self::Key(_) => Reason::KeyNotInUse { time: *time },
                }));
            }
        }
        Ok(())
    }

    pub(super) fn into_evidence(self) -> Signer {
        match self {
            Self::Key(key) => Signer::Key(key.key.key_id()),
            Self::Certificate(leaf) => Signer::Certificate(Box::new(SigningCertificate {
                der: leaf.certificate.der.to_vec(),
                name: leaf.name,
                issuer: leaf.claims.issuer,
                claims: leaf.claims.others,
            })),
        }
    }
}

impl<'a> Leaf<'a> {
    fn read(document: &'a [u8]) -> Result<Self, x509::CertificateError> {
        let certificate = Certificate::parse(document)?;
        x509::may_sign_code(&certificate)?;
        Ok(Self {
            key: certificate.key()?,
            name: SubjectName::of(&certificate)?,
            claims: Claims::of(&certificate)?,
            certificate,
        })
    }

    fn satisfies(
        &self,
        issuer: Option<&str>,
        identities: &[Matcher],
        claims: &[(Claim, Matcher)],
    ) -> Result<(), Refusal> {
        if self.claims.issuer.as_deref() != issuer {
            return Err(Step::Identity.refuse(Reason::Issuer {
                expected: issuer.map(str::to_owned),
                found: self.claims.issuer.clone(),
            }));
        }
        if !identities.iter().any(|name| name.matches(self.name.as_str())) {
            return Err(Step::Identity.refuse(Reason::Identity {
                expected: identities.iter().map(Matcher::to_string).collect(),
                found: self.name.to_string(),
            }));
        }
        for (claim, value) in claims {
            let found = self.claims.others.get(claim);
            if !found.is_some_and(|found| value.matches(found)) {
                return Err(Step::Identity.refuse(Reason::Claim {
                    claim: *claim,
                    expected: value.to_string(),
                    found: found.cloned(),
                }));
            }
        }
        Ok(())
    }
}
