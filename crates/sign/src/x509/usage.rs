//! What a certificate may be used for (RFC 5280, 4.2.1.3, 4.2.1.9, 4.2.1.12).

use super::{Certificate, CertificateError};
use crate::der::{self, Reader};

const KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x0f];
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x13];
const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x25];
const SUBJECT_KEY: &[u8] = &[0x55, 0x1d, 0x0e];
const AUTHORITY_KEY: &[u8] = &[0x55, 0x1d, 0x23];
const ANY_USAGE: &[u8] = &[0x55, 0x1d, 0x25, 0x00];
/// 1.3.6.1.5.5.7.3.3, id-kp-codeSigning.
pub(super) const CODE_SIGNING: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x03];

/// 1.3.6.1.5.5.7.3.8, id-kp-timeStamping.
pub(super) const TIME_STAMPING: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08];

/// Bits of the first byte of KeyUsage.
const DIGITAL_SIGNATURE: u8 = 0x80;
const KEY_CERT_SIGN: u8 = 0x04;

/// The critical extensions of an authority that are understood here: basic constraints, key usage, extended key usage.
const UNDERSTOOD: [&[u8]; 3] = [BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE];
/// Name constraints of an authority above the issuing one would have to be applied to the leaf.
const NAME_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x1e];
const MAX_USAGES: usize = 32;

/// A leaf: its key usage names signatures, its extended key usage code signing.
pub(crate) fn may_sign_code(leaf: &Certificate<'_>) -> Result<(), CertificateError> {
    if key_usage(leaf)?.is_none_or(|bits| bits & DIGITAL_SIGNATURE == 0) {
        return Err(CertificateError::Usage {
            act: "be used for signatures",
        });
    }
    if extended(leaf)? != Some(Extended::CodeSigning) {
        return Err(CertificateError::Usage { act: "sign code" });
    }
    Ok(())
}

/// A leaf that stamps times: for that alone, said in a critical extension (RFC 3161, 2.3); its key usage, if stated, names
/// signatures.
pub(crate) fn may_stamp(leaf: &Certificate<'_>) -> Result<(), CertificateError> {
    let signs = key_usage(leaf)?.is_none_or(|bits| bits & DIGITAL_SIGNATURE != 0);
    let alone = match leaf.extension(EXTENDED_KEY_USAGE) {
        Some(extension) if extension.critical => {
            let mut usages = Reader::document(extension.value, der::SEQUENCE)?;
            usages.oid()? == TIME_STAMPING && usages.is_empty()
        }
        _ => false,
    };
    if signs && alone {
        Ok(())
    } else {
        Err(CertificateError::Usage { act: "stamp times" })
    }
}

/// Whether the certificate says that it is an authority's.
pub(crate) fn claims_authority(certificate: &Certificate<'_>) -> Result<bool, CertificateError> {
    let Some(extension) = certificate.extension(BASIC_CONSTRAINTS) else {
        return Ok(false);
    };
    let mut body = Reader::document(extension.value, der::SEQUENCE)?;
    Ok(body.peek() == Some(der::BOOLEAN) && body.boolean()?)
}

/// An authority of a chain, with `below` authorities between it and the leaf.
pub(crate) fn is_authority(certificate: &Certificate<'_>, below: usize) -> Result<(), CertificateError> {
    let refused = CertificateError::Usage {
        act: "issue certificates at its place in the chain",
    };
    // RFC 5280, 4.2.1.3 and 4.2.1.9: both extensions must be there in an authority, the constraints critical.
    if !may_issue(certificate, below)?
        || key_usage(certificate)?.is_none_or(|bits| bits & KEY_CERT_SIGN == 0)
        || matches!(extended(certificate)?, Some(Extended::Other))
    {
        return Err(refused);
    }
    let foreign = certificate.extensions().iter().find(|extension| {
        (extension.critical && !UNDERSTOOD.contains(&extension.oid)) || extension.oid == NAME_CONSTRAINTS
    });
    foreign.map_or(Ok(()), |extension| Err(extension.error()))
}

/// The key identifier an authority states for itself (RFC 5280, 4.2.1.2).
pub(crate) fn subject_key<'a>(certificate: &Certificate<'a>) -> Option<&'a [u8]> {
    let extension = certificate.extension(SUBJECT_KEY)?;
    Some(Reader::document(extension.value, der::OCTET_STRING).ok()?.rest())
}

/// The key identifier a leaf states for its issuer (RFC 5280, 4.2.1.1).
pub(crate) fn authority_key<'a>(certificate: &Certificate<'a>) -> Option<&'a [u8]> {
    let extension = certificate.extension(AUTHORITY_KEY)?;
    let mut body = Reader::document(extension.value, der::SEQUENCE).ok()?;
    Some(body.take_if(der::primitive(0)).ok()??.rest())
}

#[derive(Eq, PartialEq)]
enum Extended {
    /// Code signing, by name or by *any*.
    CodeSigning,
    Other,
}

fn may_issue(certificate: &Certificate<'_>, below: usize) -> Result<bool, CertificateError> {
    let Some(extension) = certificate.extension(BASIC_CONSTRAINTS) else {
        return Ok(false);
    };
    let mut body = Reader::document(extension.value, der::SEQUENCE)?;
    let authority = body.peek() == Some(der::BOOLEAN) && body.boolean()?;
    let length = if body.is_empty() {
        None
    } else {
        Some(body.unsigned()?)
    };
    body.finish()?;
    Ok(authority
        && extension.critical
        && length.is_none_or(|length| u64::try_from(below).is_ok_and(|below| below <= length)))
}

/// The first eight bits; `None` without the extension.
fn key_usage(certificate: &Certificate<'_>) -> Result<Option<u8>, CertificateError> {
    let Some(extension) = certificate.extension(KEY_USAGE) else {
        return Ok(None);
    };
    let bits = Reader::document(extension.value, der::BIT_STRING)?;
    match bits.rest() {
        [unused @ 0..=7, first, rest @ ..] if rest.len() <= 1 => {
            // Unused bits of the only byte are zero in DER.
            let mask = if rest.is_empty() { 0xff << unused } else { 0xff };
            Ok(Some(first & mask))
        }
        _ => Err(extension.error()),
    }
}

fn extended(certificate: &Certificate<'_>) -> Result<Option<Extended>, CertificateError> {
    let Some(extension) = certificate.extension(EXTENDED_KEY_USAGE) else {
        return Ok(None);
    };
    let mut found = Extended::Other;
    Reader::document(extension.value, der::SEQUENCE)?.each(
        MAX_USAGES,
        |usage| -> Result<(), CertificateError> {
            if usage.tag != der::OID {
                return Err(extension.error());
            }
            if [CODE_SIGNING, ANY_USAGE].contains(&usage.content.rest()) {
                found = Extended::CodeSigning;
            }
            Ok(())
        },
    )?;
    Ok(Some(found))
}
