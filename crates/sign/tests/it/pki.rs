//! Certificates for the tests.

use portcullis_sign::{MessageSigner as _, SigningKey};

use crate::der::{element, generalized_time, integer, octets, oid, sequence, set, signature_identifier};

pub(crate) const TIME_STAMPING: &str = "2b06010505070308";
pub(crate) const CODE_SIGNING: &str = "2b06010505070303";

/// What a certificate says; everything may be changed.
#[derive(Clone)]
pub(crate) struct Profile {
    pub(crate) subject: &'static str,
    pub(crate) issuer: &'static str,
    pub(crate) serial: u8,
    pub(crate) not_before: &'static str,
    pub(crate) not_after: &'static str,
    pub(crate) authority: bool,
    /// The subject key identifier, if it has one.
    pub(crate) key_identifier: Option<&'static [u8]>,
    /// Whether critical, and which.
    pub(crate) usages: Option<(bool, Vec<&'static str>)>,
}

impl Profile {
    pub(crate) fn authority(subject: &'static str, issuer: &'static str) -> Self {
        Self {
            subject,
            issuer,
            serial: 1,
            not_before: "20200101000000Z",
            not_after: "20400101000000Z",
            authority: true,
            key_identifier: None,
            usages: None,
        }
    }

    pub(crate) fn stamper(subject: &'static str, issuer: &'static str, serial: u8) -> Self {
        Self {
            serial,
            not_before: "20250101000000Z",
            not_after: "20270101000000Z",
            authority: false,
            usages: Some((true, vec![TIME_STAMPING])),
            ..Self::authority(subject, issuer)
        }
    }

    /// The certificate of `key`, signed by `by`.
    pub(crate) fn sign(&self, key: &SigningKey, by: &SigningKey) -> Vec<u8> {
        let algorithm = signature_identifier(by.public_key());
        let body = sequence(&[
            &element(0xa0, &[&integer(2)]),
            &integer(self.serial),
            &algorithm,
            &name(self.issuer),
            &sequence(&[
                &generalized_time(self.not_before),
                &generalized_time(self.not_after),
            ]),
            &name(self.subject),
            key.public_key().as_spki_der(),
            &element(0xa3, &[&sequence(&[&self.extensions()])]),
        ]);
        let signature = by.sign(&body).unwrap();
        sequence(&[&body, &algorithm, &element(3, &[&[0], &signature])])
    }

    fn extensions(&self) -> Vec<u8> {
        let critical = element(1, &[&[0xff]]);
        let mut all = Vec::new();
        // Key usage: digitalSignature, or keyCertSign.
        let bits: &[u8] = if self.authority { &[2, 0x04] } else { &[7, 0x80] };
        all.extend(sequence(&[
            &oid("551d0f"),
            &critical,
            &octets(&element(3, &[bits])),
        ]));
        if self.authority {
            let constraints = sequence(&[&critical]);
            all.extend(sequence(&[&oid("551d13"), &critical, &octets(&constraints)]));
        }
        if let Some(identifier) = self.key_identifier {
            all.extend(sequence(&[&oid("551d0e"), &octets(&octets(identifier))]));
        }
        if let Some((is_critical, usages)) = &self.usages {
            let list: Vec<u8> = usages.iter().flat_map(|usage| oid(usage)).collect();
            let mark: &[u8] = if *is_critical { &critical } else { &[] };
            all.extend(sequence(&[&oid("551d25"), mark, &octets(&sequence(&[&list]))]));
        }
        all
    }
}

pub(crate) fn name(common: &str) -> Vec<u8> {
    let text = element(0x0c, &[common.as_bytes()]);
    sequence(&[&set(&[&sequence(&[&oid("550403"), &text])])])
}
