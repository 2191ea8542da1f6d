//! Who a certificate was issued to: its subject alternative name (RFC 5280, 4.2.1.6).

use std::fmt;

use super::{Certificate, CertificateError};
use crate::der::{self, Reader, constructed, primitive};

const SUBJECT_ALT_NAME: &[u8] = &[0x55, 0x1d, 0x11];
/// 1.3.6.1.4.1.57264.1.7, the user name of an issuer that has neither addresses nor URIs.
const USER_NAME: &[u8] = &[0x2b, 0x06, 0x01, 0x04, 0x01, 0x83, 0xbf, 0x30, 0x01, 0x07];
const UTF8_STRING: u8 = 0x0c;
const MAX_NAMES: usize = 32;

/// The one name of a signing certificate.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum SubjectName {
    /// An address: people and service accounts.
    Email(String),
    /// A URI: workflows and workloads.
    Uri(String),
    /// A host name.
    Dns(String),
    /// A user name of an issuer that has nothing else (other name `1.3.6.1.4.1.57264.1.7`).
    UserName(String),
}

impl SubjectName {
    /// The name itself, as a policy compares it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(name) | Self::Uri(name) | Self::Dns(name) | Self::UserName(name) => name,
        }
    }

    /// The name of a leaf, which must have exactly one.
    pub(crate) fn of(certificate: &Certificate<'_>) -> Result<Self, CertificateError> {
        let Some(extension) = certificate.extension(SUBJECT_ALT_NAME) else {
            return Err(CertificateError::Names { count: 0 });
        };
        let mut names = Vec::new();
        Reader::document(extension.value, der::SEQUENCE)?.each(
            MAX_NAMES,
            |element| -> Result<(), CertificateError> {
                let name = match element.tag {
                    tag if tag == primitive(1) => text(element.content.rest()).map(Self::Email),
                    tag if tag == primitive(2) => text(element.content.rest()).map(Self::Dns),
                    tag if tag == primitive(6) => text(element.content.rest()).map(Self::Uri),
                    tag if tag == constructed(0) => user_name(element.content)?.map(Self::UserName),
                    _ => None,
                };
                names.push(name.ok_or_else(|| extension.error())?);
                Ok(())
            },
        )?;
        let count = names.len();
        match names.pop() {
            Some(name) if count == 1 => Ok(name),
            _ => Err(CertificateError::Names { count }),
        }
    }
}

impl fmt::Display for SubjectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// IA5String: ASCII. Control characters are in no name, and would only deceive readers.
fn text(bytes: &[u8]) -> Option<String> {
    let plain = !bytes.is_empty() && bytes.iter().all(|byte| (0x20..0x7f).contains(byte));
    plain.then(|| String::from_utf8_lossy(bytes).into_owned())
}

fn user_name(mut other: Reader<'_>) -> Result<Option<String>, CertificateError> {
    let kind = other.oid()?;
    let mut value = other.expect(constructed(0))?;
    other.finish()?;
    if kind != USER_NAME {
        return Ok(None);
    }
    let name = value.expect(UTF8_STRING)?.rest();
    value.finish()?;
    let name = std::str::from_utf8(name).ok();
    Ok(name
        .filter(|name| !name.is_empty() && !name.chars().any(char::is_control))
        .map(str::to_owned))
}
