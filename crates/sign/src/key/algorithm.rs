//! AlgorithmIdentifiers (RFC 5280, 4.1.1.2): of keys and of signatures.

use super::{DerProblem, KeyError, KeyKind, Scheme, VerifyingKey};
use crate::der::{self, Reader, write};

/// 1.2.840.10045.2.1, id-ecPublicKey.
const EC_PUBLIC_KEY: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
/// 1.2.840.10045.3.1.7, secp256r1.
const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
/// 1.3.132.0.34, secp384r1.
const P384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];
/// 1.3.101.112, id-Ed25519.
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];
/// 1.2.840.113549.1.1.1, rsaEncryption.
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
/// 1.2.840.113549.1.1.10, id-RSASSA-PSS.
const PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a];
/// 1.2.840.113549.1.1.8, id-mgf1.
const MGF1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x08];

const NULL: u8 = 0x05;

/// The parameters of PSS that there are schemes for: identifier of the hash, length of the salt.
const PSS_PARAMETERS: [(Scheme, &[u8], u8); 3] = [
    (
        Scheme::RsaPssSha256,
        &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01],
        32,
    ),
    (
        Scheme::RsaPssSha384,
        &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02],
        48,
    ),
    (
        Scheme::RsaPssSha512,
        &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03],
        64,
    ),
];

/// Signature algorithms other than PSS, the scheme by the kind of key (RFC 5758, 3.2; RFC 4055, 5; RFC 8410, 3).
const SIGNATURES: [(&[u8], &[Scheme]); 6] = [
    (
        &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
        &[Scheme::EcdsaP256Sha256, Scheme::EcdsaP384Sha256],
    ),
    (
        &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x03],
        &[Scheme::EcdsaP256Sha384, Scheme::EcdsaP384Sha384],
    ),
    (ED25519, &[Scheme::Ed25519]),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b],
        &[Scheme::RsaPkcs1Sha256],
    ),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0c],
        &[Scheme::RsaPkcs1Sha384],
    ),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0d],
        &[Scheme::RsaPkcs1Sha512],
    ),
];

/// Reads the content of a key's AlgorithmIdentifier. The hash of a curve is its own; RSA keys that are not restricted to
/// PSS get PKCS #1 v1.5 with SHA-256, and PSS keys without parameters SHA-256.
pub(super) fn of_key(mut identifier: Reader<'_>) -> Result<Scheme, KeyError> {
    let oid = identifier.expect(der::OID)?.rest();
    let scheme = match oid {
        // RFC 8410, 3: the parameters must be absent.
        ED25519 => Scheme::Ed25519,
        EC_PUBLIC_KEY => of_curve(identifier.expect(der::OID)?.rest())?,
        RSA => {
            // RFC 3279, 2.3.1: the parameters must be NULL.
            identifier.expect(NULL)?.finish()?;
            Scheme::RsaPkcs1Sha256
        }
        PSS => match identifier.take_if(der::SEQUENCE)? {
            Some(parameters) => pss(parameters)?,
            None => Scheme::RsaPssSha256,
        },
        other => return Err(unsupported(other)),
    };
    identifier.finish()?;
    Ok(scheme)
}

/// The scheme of a named curve (RFC 5480, 2.1.1; explicit parameters are not for PKIX).
pub(super) fn of_curve(oid: &[u8]) -> Result<Scheme, KeyError> {
    match oid {
        P256 => Ok(Scheme::EcdsaP256Sha256),
        P384 => Ok(Scheme::EcdsaP384Sha384),
        other => Err(KeyError::UnsupportedCurve {
            oid: der::dotted(other),
        }),
    }
}

/// Writes a key's AlgorithmIdentifier.
pub(super) fn write(scheme: Scheme) -> Vec<u8> {
    let oid = |bytes| write::element(der::OID, &[bytes]);
    let null = write::element(NULL, &[]);
    match scheme.key_kind() {
        KeyKind::P256 => write::sequence(&[&oid(EC_PUBLIC_KEY), &oid(P256)]),
        KeyKind::P384 => write::sequence(&[&oid(EC_PUBLIC_KEY), &oid(P384)]),
        KeyKind::Ed25519 => write::sequence(&[&oid(ED25519)]),
        KeyKind::Rsa => match PSS_PARAMETERS.iter().find(|(row, ..)| *row == scheme) {
            None => write::sequence(&[&oid(RSA), &null]),
            Some((_, hash, salt)) => {
                let hash = write::sequence(&[&oid(hash), &null]);
                let mgf = write::sequence(&[&oid(MGF1), &hash]);
                let parameters = write::sequence(&[
                    &write::element(CONTEXT_0, &[&hash]),
                    &write::element(CONTEXT_1, &[&mgf]),
                    &write::element(CONTEXT_2, &[&write::unsigned(&[*salt])]),
                ]);
                write::sequence(&[&oid(PSS), &parameters])
            }
        },
    }
}

impl VerifyingKey {
    /// The same key for the signature algorithm of a certificate or of signed data: `identifier` is an AlgorithmIdentifier
    /// in DER. The algorithm must be one for this key, so what names it cannot choose beyond the hash.
    ///
    /// # Errors
    ///
    /// [`KeyError::UnsupportedAlgorithm`], [`KeyError::UnsupportedPss`] or [`KeyError::Der`] for the identifier,
    /// [`KeyError::Scheme`] if it is not for this key.
    pub fn for_signature_algorithm(self, identifier: &[u8]) -> Result<Self, KeyError> {
        let mut outer = Reader::new(identifier);
        let mut body = outer.expect(der::SEQUENCE)?;
        outer.finish()?;
        let oid = body.expect(der::OID)?.rest();
        if oid == PSS {
            let scheme = pss(body.expect(der::SEQUENCE)?)?;
            body.finish()?;
            return Ok(self.with_scheme(scheme)?);
        }
        let Some((_, schemes)) = SIGNATURES.iter().find(|(row, _)| *row == oid) else {
            return Err(unsupported(oid));
        };
        // RFC 4055, 5: NULL for RSA; the others have none. Some writers leave NULL out.
        if self.scheme().key_kind() == KeyKind::Rsa
            && let Some(null) = body.take_if(NULL)?
        {
            null.finish()?;
        }
        body.finish()?;
        let kind = self.scheme().key_kind();
        let asked = schemes.iter().find(|scheme| scheme.key_kind() == kind);
        match asked.or(schemes.first()) {
            Some(scheme) => Ok(self.with_scheme(*scheme)?),
            None => Err(unsupported(oid)),
        }
    }
}

const CONTEXT_0: u8 = 0xa0;
const CONTEXT_1: u8 = 0xa1;
const CONTEXT_2: u8 = 0xa2;

/// RSASSA-PSS-params (RFC 4055, 3.1). Members left out stand for SHA-1 and a salt of 20 bytes, which no scheme has; the
/// trailer field has one value, which DER leaves out.
fn pss(mut parameters: Reader<'_>) -> Result<Scheme, KeyError> {
    let Some(mut hash) = parameters.take_if(CONTEXT_0)? else {
        return Err(KeyError::UnsupportedPss);
    };
    let hash_oid = hash_identifier(&mut hash)?;
    hash.finish()?;
    let Some(mut mgf) = parameters.take_if(CONTEXT_1)? else {
        return Err(KeyError::UnsupportedPss);
    };
    let mut mgf_body = mgf.expect(der::SEQUENCE)?;
    mgf.finish()?;
    let mgf_oid = mgf_body.expect(der::OID)?.rest();
    if mgf_oid != MGF1 {
        return Err(unsupported(mgf_oid));
    }
    let mgf_hash = hash_identifier(&mut mgf_body)?;
    mgf_body.finish()?;
    let Some(mut salt) = parameters.take_if(CONTEXT_2)? else {
        return Err(KeyError::UnsupportedPss);
    };
    let salt_at = salt;
    let length = salt.expect(der::INTEGER)?.rest();
    salt.finish()?;
    parameters.finish()?;
    if length.is_empty() {
        return Err(salt_at.error(DerProblem::Value).into());
    }
    PSS_PARAMETERS
        .iter()
        .find(|(_, oid, salt)| *oid == hash_oid && *oid == mgf_hash && length == [*salt])
        .map(|(scheme, ..)| *scheme)
        .ok_or(KeyError::UnsupportedPss)
}

/// The AlgorithmIdentifier of a hash: its parameters are NULL or absent (RFC 4055, 2.1).
fn hash_identifier<'a>(holder: &mut Reader<'a>) -> Result<&'a [u8], KeyError> {
    let mut body = holder.expect(der::SEQUENCE)?;
    let oid = body.expect(der::OID)?.rest();
    if let Some(null) = body.take_if(NULL)? {
        null.finish()?;
    }
    body.finish()?;
    Ok(oid)
}

fn unsupported(oid: &[u8]) -> KeyError {
    KeyError::UnsupportedAlgorithm {
        oid: der::dotted(oid),
    }
}
