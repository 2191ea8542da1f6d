//! Which trusted authority issued the certificate.

use super::evidence::SigningTime;
use super::signer::Leaf;
use super::{Reason, Refusal, Step};
use crate::trust::{CertificateAuthority, TrustRoot};
use crate::x509::PathError;

/// The authority that issued the certificate, itself trusted and valid at every one of the times. One signature is checked,
/// unless several authorities have the same name and key identifier.
pub(super) fn issuer<'r>(
    root: &'r TrustRoot,
    leaf: &Leaf<'_>,
    times: &[SigningTime],
) -> Result<&'r CertificateAuthority, Refusal> {
    let refuse = |reason| Step::Chain.refuse(reason);
    // The policy's threshold makes sure that there is a time.
    let Some(first) = times.first() else {
        return Err(refuse(Reason::Path(PathError::Time)));
    };
    let mut refused = Reason::Path(PathError::UnknownIssuer);
    for authority in &root.authorities {
        if !authority.is_named_by(&leaf.certificate) {
            continue;
        }
        if let Some(outside) = times.iter().find(|time| !authority.is_trusted_at(time.time)) {
            refused = Reason::AuthorityNotTrusted { time: outside.time };
            continue;
        }
        match authority
            .anchor()
            .issued_for_code(leaf.certificate.der, first.time)
        {
            Ok(()) => return Ok(authority),
            Err(error) => refused = Reason::Path(error),
        }
    }
    Err(refuse(refused))
}
