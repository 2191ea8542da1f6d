//! Signed certificate timestamps inside a certificate (RFC 6962, 3.2 and 3.3).

use portcullis_findings::Timestamp;

use super::{Certificate, CertificateError};
use crate::der::write::{self, element};
use crate::der::{self, Reader};

/// 1.3.6.1.4.1.11129.2.4.2, the list of timestamps.
const SCT_LIST: &[u8] = &[0x2b, 0x06, 0x01, 0x04, 0x01, 0xd6, 0x79, 0x02, 0x04, 0x02];
const MAX_SCTS: usize = 32;

/// One timestamp, unverified.
pub(crate) struct Sct<'a> {
    pub(crate) log_id: &'a [u8],
    pub(crate) time: Timestamp,
    millis: [u8; 8],
    extensions: &'a [u8],
    /// The TLS numbers of hash and signature algorithm.
    pub(crate) algorithm: (u8, u8),
    pub(crate) signature: &'a [u8],
}

/// The timestamps a certificate carries, in their order; empty without the extension.
pub(crate) fn scts<'a>(certificate: &Certificate<'a>) -> Result<Vec<Sct<'a>>, CertificateError> {
    let Some(extension) = certificate.extension(SCT_LIST) else {
        return Ok(Vec::new());
    };
    let list = Reader::document(extension.value, der::OCTET_STRING)?.rest();
    read_list(list).ok_or_else(|| extension.error())
}

/// The signed part of the certificate without its timestamps: what was shown to the log.
pub(crate) fn precertificate(certificate: &Certificate<'_>) -> Result<Vec<u8>, CertificateError> {
    let body = Reader::document(certificate.tbs, der::SEQUENCE)?;
    let mut members = Vec::with_capacity(certificate.tbs.len());
    body.each(MAX_MEMBERS, |member| -> Result<(), CertificateError> {
        if member.tag == der::constructed(3) {
            let list = without_list(member.content)?;
            members.extend(element(der::constructed(3), &[&write::sequence(&[&list])]));
        } else {
            members.extend_from_slice(member.whole);
        }
        Ok(())
    })?;
    Ok(write::sequence(&[&members]))
}

/// Members of a TBSCertificate.
const MAX_MEMBERS: usize = 10;

impl Sct<'_> {
    /// What the log signs: `digitally-signed struct` of RFC 6962, 3.2, for a precertificate.
    ///
    /// `None` if the certificate is too long for its length field.
    pub(crate) fn message(&self, issuer_key_hash: &[u8; 32], precertificate: &[u8]) -> Option<Vec<u8>> {
        let [0, length @ ..] = u32::try_from(precertificate.len()).ok()?.to_be_bytes() else {
            return None;
        };
        let extensions = u16::try_from(self.extensions.len()).ok()?.to_be_bytes();
        Some(
            [
                // Version 1, certificate_timestamp.
                &[0, 0][..],
                &self.millis,
                // precert_entry.
                &[0, 1],
                issuer_key_hash,
                &length,
                precertificate,
                &extensions,
                self.extensions,
            ]
            .concat(),
        )
    }
}

fn without_list(mut holder: Reader<'_>) -> Result<Vec<u8>, CertificateError> {
    let list = holder.expect(der::SEQUENCE)?;
    let mut kept = Vec::new();
    list.each(
        super::MAX_EXTENSIONS,
        |extension| -> Result<(), CertificateError> {
            let mut body = extension.content;
            if body.oid()? != SCT_LIST {
                kept.extend_from_slice(extension.whole);
            }
            Ok(())
        },
    )?;
    Ok(kept)
}

fn read_list(list: &[u8]) -> Option<Vec<Sct<'_>>> {
    let (mut rest, after) = counted(list)?;
    if !after.is_empty() || rest.is_empty() {
        return None;
    }
    let mut scts = Vec::new();
    while !rest.is_empty() {
        let (one, after) = counted(rest)?;
        scts.push(read_one(one)?);
        rest = after;
        if scts.len() > MAX_SCTS {
            return None;
        }
    }
    Some(scts)
}

fn read_one(sct: &[u8]) -> Option<Sct<'_>> {
    // Version 1.
    let rest = sct.strip_prefix(&[0])?;
    let (log_id, rest) = rest.split_at_checked(32)?;
    let (millis, rest) = rest.split_first_chunk::<8>()?;
    let (extensions, rest) = counted(rest)?;
    let ([hash, kind], rest) = rest.split_first_chunk::<2>()?;
    let (signature, rest) = counted(rest)?;
    rest.is_empty().then_some(Sct {
        log_id,
        time: moment(u64::from_be_bytes(*millis))?,
        millis: *millis,
        extensions,
        algorithm: (*hash, *kind),
        signature,
    })
}

fn moment(millis: u64) -> Option<Timestamp> {
    let seconds = i64::try_from(millis / 1000).ok()?;
    let nanos = u32::try_from(millis % 1000).ok()? * 1_000_000;
    Timestamp::from_unix_nanos(seconds, nanos).ok()
}

/// An opaque value behind its two-byte length, and what follows.
fn counted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}
