//! aws-lc-rs: P-384 in a third of ring's time, of messages and of digests.

use aws_lc_rs::digest::{self, Digest};
use aws_lc_rs::signature::{self, EcdsaVerificationAlgorithm, UnparsedPublicKey};

use super::{Backend, Check};
use crate::key::Scheme;

/// ECDSA over P-384.
pub(super) struct AwsLc;

impl Backend for AwsLc {
    fn verifies_message(&self, check: Check<'_>, message: &[u8]) -> Option<bool> {
        let (algorithm, _) = algorithm(check.scheme)?;
        let key = UnparsedPublicKey::new(algorithm, check.key);
        Some(key.verify(message, check.signature).is_ok())
    }

    fn verifies_digest(&self, check: Check<'_>, digest: &[u8]) -> Option<bool> {
        let (algorithm, hash) = algorithm(check.scheme)?;
        let key = UnparsedPublicKey::new(algorithm, check.key);
        let verifies = Digest::import_less_safe(digest, hash)
            .is_ok_and(|digest| key.verify_digest(&digest, check.signature).is_ok());
        Some(verifies)
    }
}

const fn algorithm(
    scheme: Scheme,
) -> Option<(&'static EcdsaVerificationAlgorithm, &'static digest::Algorithm)> {
    match scheme {
        Scheme::EcdsaP384Sha256 => Some((&signature::ECDSA_P384_SHA256_ASN1, &digest::SHA256)),
        Scheme::EcdsaP384Sha384 => Some((&signature::ECDSA_P384_SHA384_ASN1, &digest::SHA384)),
        _ => None,
    }
}
