//! The structure of a certificate (RFC 5280, 4.1).

use portcullis_findings::Timestamp;

use super::{CertificateError, MAX_CERTIFICATE_BYTES, MAX_EXTENSIONS};
use crate::der::{self, DerError, Reader, dotted};
use crate::key::VerifyingKey;

/// A certificate of version 3, taken apart; nothing of it is verified.
#[derive(Clone)]
pub(crate) struct Certificate<'a> {
    pub(crate) der: &'a [u8],
    /// The signed part, with its header.
    pub(crate) tbs: &'a [u8],
    /// The AlgorithmIdentifier of the signature, with its header.
    pub(crate) algorithm: &'a [u8],
    pub(crate) signature: &'a [u8],
    /// The content of the serial number.
    pub(crate) serial: &'a [u8],
    /// Names with their headers, compared as bytes.
    pub(crate) issuer: &'a [u8],
    pub(crate) subject: &'a [u8],
    pub(crate) not_before: Timestamp,
    pub(crate) not_after: Timestamp,
    /// SubjectPublicKeyInfo, with its header.
    pub(crate) spki: &'a [u8],
    extensions: Vec<Extension<'a>>,
}

#[derive(Clone)]
pub(crate) struct Extension<'a> {
    pub(crate) oid: &'a [u8],
    pub(crate) critical: bool,
    pub(crate) value: &'a [u8],
}

const VERSION_3: u8 = 2;

impl<'a> Certificate<'a> {
    pub(crate) fn parse(document: &'a [u8]) -> Result<Self, CertificateError> {
        if document.len() > MAX_CERTIFICATE_BYTES {
            return Err(CertificateError::TooLarge {
                size: document.len(),
                limit: MAX_CERTIFICATE_BYTES,
            });
        }
        let mut outer = Reader::document(document, der::SEQUENCE)?;
        let tbs = outer.expect_element(der::SEQUENCE)?;
        let algorithm = outer.expect_element(der::SEQUENCE)?.whole;
        let signature = outer.whole_bits()?;
        outer.finish()?;

        let mut body = tbs.content;
        let Some(mut version) = body.take_if(der::constructed(0))? else {
            return Err(CertificateError::Version);
        };
        if version.version()? != VERSION_3 {
            return Err(CertificateError::Version);
        }
        version.finish()?;
        let serial = body.integer()?;
        if body.expect_element(der::SEQUENCE)?.whole != algorithm {
            return Err(CertificateError::Algorithms);
        }
        let issuer = body.expect_element(der::SEQUENCE)?.whole;
        let mut validity = body.expect(der::SEQUENCE)?;
        let (not_before, not_after) = (validity.time()?, validity.time()?);
        validity.finish()?;
        let subject = body.expect_element(der::SEQUENCE)?.whole;
        let spki = body.expect_element(der::SEQUENCE)?.whole;
        // The unique identifiers of version 2, which RFC 5280 forbids authorities to write, are not taken.
        let extensions = match body.take_if(der::constructed(3))? {
            Some(extensions) => read_extensions(extensions)?,
            None => Vec::new(),
        };
        body.finish()?;
        Ok(Self {
            der: document,
            tbs: tbs.whole,
            algorithm,
            signature,
            serial,
            issuer,
            subject,
            not_before,
            not_after,
            spki,
            extensions,
        })
    }

    pub(crate) fn extensions(&self) -> &[Extension<'a>] {
        &self.extensions
    }

    pub(crate) fn extension(&self, oid: &[u8]) -> Option<&Extension<'a>> {
        self.extensions.iter().find(|extension| extension.oid == oid)
    }

    /// Both ends belong to the validity (RFC 5280, 4.1.2.5).
    pub(crate) fn is_valid_at(&self, time: Timestamp) -> bool {
        self.not_before <= time && time <= self.not_after
    }

    pub(crate) fn is_self_issued(&self) -> bool {
        self.subject == self.issuer
    }

    pub(crate) fn key(&self) -> Result<VerifyingKey, CertificateError> {
        Ok(VerifyingKey::from_spki_der(self.spki)?)
    }

    /// Whether `issuer` has signed this, by its key and with an algorithm for that key. Says nothing of names, times and
    /// constraints.
    pub(crate) fn is_signed_by(&self, issuer: &Self) -> Result<bool, CertificateError> {
        let key = issuer.key()?.for_signature_algorithm(self.algorithm)?;
        Ok(key.verify(self.tbs, self.signature).is_ok())
    }
}

impl<'a> Extension<'a> {
    pub(crate) fn error(&self) -> CertificateError {
        CertificateError::Extension {
            oid: dotted(self.oid),
        }
    }
}

fn read_extensions<'a>(mut holder: Reader<'a>) -> Result<Vec<Extension<'a>>, CertificateError> {
    let list = holder.expect(der::SEQUENCE)?;
    holder.finish()?;
    let mut extensions: Vec<Extension<'a>> = Vec::new();
    list.each(MAX_EXTENSIONS, |element| -> Result<(), CertificateError> {
        let extension = read_extension(element.content)?;
        if extensions.iter().any(|before| before.oid == extension.oid) {
            return Err(CertificateError::Twice {
                oid: dotted(extension.oid),
            });
        }
        extensions.push(extension);
        Ok(())
    })?;
    Ok(extensions)
}

fn read_extension(mut body: Reader<'_>) -> Result<Extension<'_>, DerError> {
    let oid = body.oid()?;
    // FALSE is the default, which DER leaves out; certificates that write it are in use all the same.
    let critical = body.peek() == Some(der::BOOLEAN) && body.boolean()?;
    let value = body.octets()?;
    body.finish()?;
    Ok(Extension { oid, critical, value })
}
