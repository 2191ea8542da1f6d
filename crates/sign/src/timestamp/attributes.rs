//! The signed attributes of a token (RFC 5652, 11; RFC 5035; RFC 5816).

use portcullis_findings::{Algorithm, Digest};

use super::authority::Signer;
use super::{TimestampError, cms, hash};
use crate::backend::ring::sha1;
use crate::der::{self, Reader, dotted};

/// 1.2.840.113549.1.9.3, 1.2.840.113549.1.9.4.
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
/// 1.2.840.113549.1.9.16.2.12, id-aa-signingCertificate, and …47, id-aa-signingCertificateV2.
const SIGNING_CERTIFICATE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0c];
const SIGNING_CERTIFICATE_V2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f];

const MAX_ATTRIBUTES: usize = 32;

/// What the signer states beside the content.
pub(super) struct Attributes<'a> {
    /// The digest of the content.
    pub(super) message_digest: Digest,
    certificate: Option<CertificateHash<'a>>,
    certificate_v2: Option<CertificateHash<'a>>,
}

/// The hash of the signer's certificate.
struct CertificateHash<'a> {
    algorithm: Algorithm,
    hash: &'a [u8],
}

impl<'a> Attributes<'a> {
    /// `algorithm` is the hash of the signer.
    pub(super) fn read(set: Reader<'a>, algorithm: Algorithm) -> Result<Self, TimestampError> {
        let mut seen: Vec<(&[u8], Reader<'a>)> = Vec::new();
        set.each(MAX_ATTRIBUTES, |element| {
            let mut attribute = element.content;
            let oid = attribute.oid()?;
            let values = attribute.expect(der::SET)?;
            attribute.finish()?;
            if element.tag != der::SEQUENCE || seen.iter().any(|(known, _)| *known == oid) {
                return Err(bad(oid));
            }
            seen.push((oid, values));
            Ok(())
        })?;
        let find = |oid: &[u8]| {
            seen.iter()
                .find_map(|(known, values)| (*known == oid).then_some(*values))
        };

        let content_type = one(find(CONTENT_TYPE), CONTENT_TYPE, Reader::oid)?;
        if content_type != cms::TST_INFO {
            return Err(bad(CONTENT_TYPE));
        }
        let digest = one(find(MESSAGE_DIGEST), MESSAGE_DIGEST, Reader::octets)?;
        let digest = Digest::new(algorithm, digest).map_err(|_| bad(MESSAGE_DIGEST))?;
        let certificate = |oid: &'static [u8], fallback: Algorithm| {
            find(oid)
                .map(|values| certificate_hash(values, oid, fallback))
                .transpose()
        };
        Ok(Self {
            message_digest: digest,
            certificate: certificate(SIGNING_CERTIFICATE, Algorithm::Sha1)?,
            certificate_v2: certificate(SIGNING_CERTIFICATE_V2, Algorithm::Sha256)?,
        })
    }

    /// Whether the certificate is the one the signer meant, as far as it says so.
    pub(super) fn check_certificate(&self, signer: &Signer<'_>) -> Result<(), TimestampError> {
        for stated in [&self.certificate, &self.certificate_v2].into_iter().flatten() {
            let same = if stated.algorithm == Algorithm::Sha1 {
                // The first version knows no other hash; the key that verifies is chosen without it.
                sha1(signer.certificate) == stated.hash
            } else {
                hash::of(stated.algorithm, signer.certificate)
                    .is_some_and(|digest| digest.as_bytes() == stated.hash)
            };
            if !same {
                return Err(TimestampError::OtherCertificate);
            }
        }
        Ok(())
    }
}

/// `SigningCertificate` or `SigningCertificateV2`: the first of the certificates is the signer's (RFC 5035, 3).
fn certificate_hash<'a>(
    values: Reader<'a>,
    oid: &'static [u8],
    fallback: Algorithm,
) -> Result<CertificateHash<'a>, TimestampError> {
    let mut signing = one(Some(values), oid, |values| values.expect(der::SEQUENCE))?;
    let mut certificates = signing.expect(der::SEQUENCE)?;
    let mut first = certificates.expect(der::SEQUENCE)?;
    let algorithm = match (oid == SIGNING_CERTIFICATE_V2, first.peek()) {
        (true, Some(der::SEQUENCE)) => hash::read(first.expect(der::SEQUENCE)?)?,
        _ => fallback,
    };
    Ok(CertificateHash {
        algorithm,
        hash: first.octets()?,
    })
}

/// The one value of an attribute.
fn one<'a, T>(
    values: Option<Reader<'a>>,
    oid: &[u8],
    read: impl FnOnce(&mut Reader<'a>) -> Result<T, der::DerError>,
) -> Result<T, TimestampError> {
    let mut values = values.ok_or_else(|| bad(oid))?;
    let value = read(&mut values)?;
    if values.is_empty() {
        Ok(value)
    } else {
        Err(bad(oid))
    }
}

fn bad(oid: &[u8]) -> TimestampError {
    TimestampError::Attribute { oid: dotted(oid) }
}
