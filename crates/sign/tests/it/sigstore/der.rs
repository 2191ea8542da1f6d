//! Just enough DER to issue certificates.

pub(super) use crate::der::{element, sequence};

pub(crate) const CODE_SIGNING: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x03];
pub(crate) const SERVER_AUTH: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01];
pub(crate) const SCT_LIST: &[u8] = &[0x2b, 0x06, 0x01, 0x04, 0x01, 0xd6, 0x79, 0x02, 0x04, 0x02];
const ECDSA_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];

pub(crate) fn oid(bytes: &[u8]) -> Vec<u8> {
    element(0x06, &[bytes])
}

/// `1.3.6.1.4.1.57264.1.number`.
pub(crate) fn fulcio(number: u8) -> Vec<u8> {
    [
        &[0x2b, 0x06, 0x01, 0x04, 0x01, 0x83, 0xbf, 0x30, 0x01][..],
        &[number],
    ]
    .concat()
}

pub(crate) fn utf8(text: &str) -> Vec<u8> {
    element(0x0c, &[text.as_bytes()])
}

pub(crate) fn name(common: &str) -> Vec<u8> {
    let attribute = sequence(&[&oid(&[0x55, 0x04, 0x03]), &utf8(common)]);
    sequence(&[&element(0x31, &[&attribute])])
}

/// GeneralizedTime of an RFC 3339 text in UTC.
pub(crate) fn time(text: &str) -> Vec<u8> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    element(0x18, &[digits.as_bytes(), b"Z"])
}

pub(crate) fn extension(id: &[u8], critical: bool, value: &[u8]) -> Vec<u8> {
    let critical: &[u8] = if critical { &[0x01, 0x01, 0xff] } else { &[] };
    sequence(&[&oid(id), critical, &element(0x04, &[value])])
}

pub(crate) fn key_usage(bits: u8) -> Vec<u8> {
    extension(
        &[0x55, 0x1d, 0x0f],
        true,
        &[0x03, 0x02, bits.trailing_zeros().min(7) as u8, bits],
    )
}

pub(crate) fn extended_key_usage(usage: &[u8]) -> Vec<u8> {
    extension(&[0x55, 0x1d, 0x25], false, &sequence(&[&oid(usage)]))
}

pub(crate) fn authority() -> Vec<u8> {
    extension(&[0x55, 0x1d, 0x13], true, &sequence(&[&[0x01, 0x01, 0xff]]))
}

/// `tag` is that of the GeneralName: 0x81 an address, 0x82 a host, 0x86 a URI.
pub(crate) fn alternative_name(tag: u8, text: &str) -> Vec<u8> {
    extension(
        &[0x55, 0x1d, 0x11],
        true,
        &sequence(&[&element(tag, &[text.as_bytes()])]),
    )
}

pub(crate) fn algorithm() -> Vec<u8> {
    sequence(&[&oid(ECDSA_SHA256)])
}

/// What is signed of a certificate.
pub(crate) struct Tbs<'a> {
    pub(crate) issuer: Vec<u8>,
    pub(crate) subject: Vec<u8>,
    pub(crate) valid: (&'a str, &'a str),
    pub(crate) spki: &'a [u8],
    pub(crate) extensions: Vec<Vec<u8>>,
}

impl Tbs<'_> {
    pub(crate) fn encode(&self) -> Vec<u8> {
        sequence(&[
            &element(0xa0, &[&[0x02, 0x01, 0x02]]),
            &[0x02, 0x01, 0x2a],
            &algorithm(),
            &self.issuer,
            &sequence(&[&time(self.valid.0), &time(self.valid.1)]),
            &self.subject,
            self.spki,
            &element(0xa3, &[&sequence(&[&self.extensions.concat()])]),
        ])
    }
}

pub(crate) fn certificate(tbs: &[u8], signature: &[u8]) -> Vec<u8> {
    sequence(&[tbs, &algorithm(), &element(0x03, &[&[0], signature])])
}
