//! Responses (RFC 3161, 2.4.2) and the signed data inside (RFC 5652, 5).

use portcullis_findings::Algorithm;

use super::attributes::Attributes;
use super::{TimestampError, hash};
use crate::der::{self, Element, Reader};

/// 1.2.840.113549.1.7.2, id-signedData.
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// 1.2.840.113549.1.9.16.1.4, id-ct-TSTInfo.
pub(super) const TST_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];
/// 1.2.840.113549.1.1.1, rsaEncryption, and 1.2.840.10045.2.1, id-ecPublicKey.
const KEY_ALGORITHMS: [&[u8]; 2] = [
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01],
    &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01],
];

/// PKIStatus *granted* and *grantedWithMods*.
const GRANTED: u64 = 1;
/// The version of signed data whose content is not plain data.
const VERSION: u8 = 3;
const MAX_CERTIFICATES: usize = 16;
const MAX_ALGORITHMS: usize = 8;

/// A token, taken apart; nothing of it is verified.
pub(super) struct Token<'a> {
    /// The TSTInfo in DER.
    pub(super) content: &'a [u8],
    /// Certificates in DER, in their order, which means nothing.
    pub(super) certificates: Vec<&'a [u8]>,
    pub(super) signer: SignerName<'a>,
    /// Of the content, and of the attributes.
    pub(super) hash: Algorithm,
    /// The signature's AlgorithmIdentifier with its header.
    pub(super) algorithm: &'a [u8],
    pub(super) signature: &'a [u8],
    attributes: Element<'a>,
}

/// How a SignerInfo names its certificate.
#[derive(Clone, Copy)]
pub(super) enum SignerName<'a> {
    /// The issuer's name with its header, and the content of the serial number.
    IssuerAndSerial { issuer: &'a [u8], serial: &'a [u8] },
    /// The subject key identifier.
    Key(&'a [u8]),
}

impl<'a> Token<'a> {
    /// Reads a TimeStampResp, or the ContentInfo alone.
    pub(super) fn parse(document: &'a [u8]) -> Result<Self, TimestampError> {
        let mut body = Reader::document(document, der::SEQUENCE)?;
        if body.peek() == Some(der::OID) {
            return content_info(body);
        }
        let mut status = body.expect(der::SEQUENCE)?;
        let status = status.unsigned()?;
        if status > GRANTED {
            return Err(TimestampError::NotGranted { status });
        }
        let info = body.expect(der::SEQUENCE)?;
        body.finish()?;
        content_info(info)
    }

    /// What the signature is over: the attributes as a SET, not under the tag they have here (RFC 5652, 5.4).
    pub(super) fn signed_attributes(&self) -> Vec<u8> {
        let mut bytes = self.attributes.whole.to_vec();
        if let Some(tag) = bytes.first_mut() {
            *tag = der::SET;
        }
        bytes
    }

    pub(super) fn attributes(&self) -> Result<Attributes<'a>, TimestampError> {
        Attributes::read(self.attributes.content, self.hash)
    }

    /// Whether the signature algorithm is named by that of the key.
    pub(super) fn names_key_algorithm(&self) -> Result<bool, TimestampError> {
        let oid = Reader::document(self.algorithm, der::SEQUENCE)?.oid()?;
        Ok(KEY_ALGORITHMS.contains(&oid))
    }
}

fn content_info(mut info: Reader<'_>) -> Result<Token<'_>, TimestampError> {
    if info.oid()? != SIGNED_DATA {
        return Err(not("content type"));
    }
    let mut holder = info.expect(der::constructed(0))?;
    info.finish()?;
    let data = holder.expect(der::SEQUENCE)?;
    holder.finish()?;
    signed_data(data)
}

fn signed_data(mut data: Reader<'_>) -> Result<Token<'_>, TimestampError> {
    if data.version()? != VERSION {
        return Err(not("version of the signed data"));
    }
    // What the signer uses counts, not this list.
    data.expect(der::SET)?
        .each(MAX_ALGORITHMS, |_| Ok::<_, TimestampError>(()))?;

    let mut encapsulated = data.expect(der::SEQUENCE)?;
    if encapsulated.oid()? != TST_INFO {
        return Err(not("content type of the signed data"));
    }
    let mut holder = encapsulated.expect(der::constructed(0))?;
    encapsulated.finish()?;
    let content = holder.octets()?;
    holder.finish()?;

    let mut certificates = Vec::new();
    if let Some(set) = data.take_if(der::constructed(0))? {
        set.each(MAX_CERTIFICATES, |element| {
            // Other choices are attribute certificates and older forms.
            if element.tag == der::SEQUENCE {
                certificates.push(element.whole);
            }
            Ok::<_, TimestampError>(())
        })?;
    }
    // Revocation lists are not used: authorities are retired by their windows.
    data.take_if(der::constructed(1))?;

    let mut signers = data.expect(der::SET)?;
    data.finish()?;
    let signer = signers.expect(der::SEQUENCE).map_err(|error| {
        if signers.is_empty() {
            TimestampError::Signers { count: 0 }
        } else {
            error.into()
        }
    })?;
    if !signers.is_empty() {
        let mut count = 1;
        signers.each(MAX_CERTIFICATES, |_| {
            count += 1;
            Ok::<_, TimestampError>(())
        })?;
        return Err(TimestampError::Signers { count });
    }
    signer_info(signer, content, certificates)
}

fn signer_info<'a>(
    mut info: Reader<'a>,
    content: &'a [u8],
    certificates: Vec<&'a [u8]>,
) -> Result<Token<'a>, TimestampError> {
    let version = info.version()?;
    let signer = match info.take_if(der::primitive(0))? {
        Some(key) => SignerName::Key(key.rest()),
        None => {
            let mut name = info.expect(der::SEQUENCE)?;
            let issuer = name.expect_element(der::SEQUENCE)?.whole;
            let serial = name.integer()?;
            name.finish()?;
            SignerName::IssuerAndSerial { issuer, serial }
        }
    };
    // RFC 5652, 5.3: the version follows from the way the signer is named.
    match (version, &signer) {
        (1, SignerName::IssuerAndSerial { .. }) | (3, SignerName::Key(_)) => {}
        _ => return Err(not("version of the signer")),
    }
    let hash = hash::read(info.expect(der::SEQUENCE)?)?;
    // Attributes are optional in CMS and required in a timestamp (RFC 3161, 2.4.2).
    let attributes = info.expect_element(der::constructed(0))?;
    let algorithm = info.expect_element(der::SEQUENCE)?.whole;
    let signature = info.octets()?;
    // Unsigned attributes say nothing.
    info.take_if(der::constructed(1))?;
    info.finish()?;
    Ok(Token {
        content,
        certificates,
        signer,
        hash,
        algorithm,
        signature,
        attributes,
    })
}

const fn not(structure: &'static str) -> TimestampError {
    TimestampError::NotATimestamp { structure }
}
