//! Path validation by rustls-webpki, over this crate's own back ends.

use std::time::Duration;

use pki_types::{
    AlgorithmIdentifier, CertificateDer, InvalidSignature, SignatureVerificationAlgorithm, TrustAnchor,
    UnixTime, alg_id,
};
use portcullis_findings::Timestamp;
use webpki::{EndEntityCert, Error, KeyUsage};

use super::PathError;
use super::usage::{CODE_SIGNING, TIME_STAMPING};
use crate::backend::{self, Check};
use crate::key::Scheme;

/// An authority whose certificate is trusted as it is.
#[derive(Clone)]
pub(crate) struct Anchor(TrustAnchor<'static>);

impl Anchor {
    /// `None` for a certificate that webpki does not read.
    pub(crate) fn new(certificate: &[u8]) -> Option<Self> {
        let certificate = CertificateDer::from(certificate);
        webpki::anchor_from_trusted_cert(&certificate)
            .ok()
            .map(|anchor| Self(anchor.to_owned()))
    }

    /// Whether this authority issued `leaf` for signing code, and it is valid at `time`. One signature is checked.
    pub(crate) fn issued_for_code(&self, leaf: &[u8], time: Timestamp) -> Result<(), PathError> {
        self.issued(leaf, &[], time, KeyUsage::required(CODE_SIGNING))
    }

    /// Whether this authority, over `intermediates` in any order, issued `leaf` for stamping times, and all of them are valid
    /// at `time`.
    pub(crate) fn issued_for_timestamps(
        &self,
        leaf: &[u8],
        intermediates: &[Vec<u8>],
        time: Timestamp,
    ) -> Result<(), PathError> {
        // An authority between that states no usage is for all (RFC 5280, 4.2.1.12); the leaf's own is checked apart.
        let usage = KeyUsage::required_if_present(TIME_STAMPING);
        self.issued(leaf, intermediates, time, usage)
    }

    fn issued(
        &self,
        leaf: &[u8],
        intermediates: &[Vec<u8>],
        time: Timestamp,
        usage: KeyUsage,
    ) -> Result<(), PathError> {
        let leaf = CertificateDer::from(leaf);
        let leaf = EndEntityCert::try_from(&leaf).map_err(|error| problem(&error))?;
        let intermediates: Vec<_> = intermediates
            .iter()
            .map(|certificate| CertificateDer::from(certificate.as_slice()))
            .collect();
        let seconds = u64::try_from(time.as_unix()).map_err(|_| PathError::Time)?;
        leaf.verify_for_usage(
            ALGORITHMS,
            std::slice::from_ref(&self.0),
            &intermediates,
            UnixTime::since_unix_epoch(Duration::from_secs(seconds)),
            usage,
            None,
            None,
        )
        .map(|_| ())
        .map_err(|error| problem(&error))
    }
}

fn problem(error: &Error) -> PathError {
    match error {
        Error::UnknownIssuer => PathError::UnknownIssuer,
        Error::CertExpired { .. } | Error::CertNotValidYet { .. } => PathError::Time,
        Error::RequiredEkuNotFoundContext(_) => PathError::Usage,
        Error::InvalidSignatureForPublicKey => PathError::Signature,
        _ => PathError::Constraint,
    }
}

/// A scheme as webpki asks for it.
#[derive(Debug)]
struct Algorithm {
    scheme: Scheme,
    key: AlgorithmIdentifier,
    signature: AlgorithmIdentifier,
}

impl SignatureVerificationAlgorithm for Algorithm {
    fn verify_signature(&self, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        let check = Check {
            scheme: self.scheme,
            key,
            signature,
        };
        if backend::verifies_message(check, message) {
            Ok(())
        } else {
            Err(InvalidSignature)
        }
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.key
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.signature
    }
}

/// The pairs of key and signature algorithm in use for certificates; RSA keys are those of `rsaEncryption`.
static ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] = &[
    &Algorithm {
        scheme: Scheme::EcdsaP384Sha384,
        key: alg_id::ECDSA_P384,
        signature: alg_id::ECDSA_SHA384,
    },
    &Algorithm {
        scheme: Scheme::EcdsaP256Sha256,
        key: alg_id::ECDSA_P256,
        signature: alg_id::ECDSA_SHA256,
    },
    &Algorithm {
        scheme: Scheme::EcdsaP256Sha384,
        key: alg_id::ECDSA_P256,
        signature: alg_id::ECDSA_SHA384,
    },
    &Algorithm {
        scheme: Scheme::EcdsaP384Sha256,
        key: alg_id::ECDSA_P384,
        signature: alg_id::ECDSA_SHA256,
    },
    &Algorithm {
        scheme: Scheme::Ed25519,
        key: alg_id::ED25519,
        signature: alg_id::ED25519,
    },
    &Algorithm {
        scheme: Scheme::RsaPkcs1Sha256,
        key: alg_id::RSA_ENCRYPTION,
        signature: alg_id::RSA_PKCS1_SHA256,
    },
    &Algorithm {
        scheme: Scheme::RsaPkcs1Sha384,
        key: alg_id::RSA_ENCRYPTION,
        signature: alg_id::RSA_PKCS1_SHA384,
    },
    &Algorithm {
        scheme: Scheme::RsaPkcs1Sha512,
        key: alg_id::RSA_ENCRYPTION,
        signature: alg_id::RSA_PKCS1_SHA512,
    },
];
