//! Which certificate transparency logs have the certificate.

use std::collections::BTreeSet;

use super::signer::Leaf;
use super::{Evidenced, Reason, Refusal, Step};
use crate::key::{KeyId, Scheme};
use crate::policy::Policy;
use crate::trust::{CertificateAuthority, TrustRoot};
use crate::x509::{CertificateError, precertificate, scts};

/// Checks timestamps of the certificate until enough different logs have signed one while they were trusted.
pub(super) fn check(
    root: &TrustRoot,
    policy: &Policy,
    leaf: &Leaf<'_>,
    issuer: &CertificateAuthority,
) -> Result<(), Refusal> {
    let Some(needed) = policy.scts else { return Ok(()) };
    let refuse = |error: CertificateError| Step::Sct.refuse(Reason::Certificate(error));
    let shown = precertificate(&leaf.certificate).map_err(refuse)?;
    let mut logs: BTreeSet<KeyId> = BTreeSet::new();
    for sct in scts(&leaf.certificate).map_err(refuse)? {
        if logs.len() >= needed.get() {
            break;
        }
        let Some(message) = sct.message(&issuer.key_hash, &shown) else {
            continue;
        };
        let signed = root.ct_logs.iter().find(|log| {
            log.id == sct.log_id
                && log.window.contains(sct.time)
                && tls_numbers(log.key.scheme()) == Some(sct.algorithm)
                && log.key.verify(&message, sct.signature).is_ok()
        });
        logs.extend(signed.map(|log| log.key.key_id()));
    }
    if logs.len() < needed.get() {
        return Err(Step::Sct.refuse(Reason::TooFew {
            of: Evidenced::CertificateLogs,
            needed: needed.get(),
            reached: logs.len(),
        }));
    }
    Ok(())
}

/// SignatureAndHashAlgorithm of the schemes a log may have (RFC 5246, 7.4.1.4.1; RFC 6962, 2.1.4).
const fn tls_numbers(scheme: Scheme) -> Option<(u8, u8)> {
    match scheme {
        Scheme::EcdsaP256Sha256 => Some((4, 3)),
        Scheme::EcdsaP384Sha384 => Some((5, 3)),
        Scheme::RsaPkcs1Sha256 => Some((4, 1)),
        _ => None,
    }
}
