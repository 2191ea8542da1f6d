//! Makes authorities and their tokens.

use portcullis_findings::{Algorithm, Digest, Timestamp};
use portcullis_sign::timestamp::{TimestampAuthority, TimestampAuthorityError};
use portcullis_sign::{MessageSigner as _, Scheme, SigningKey, Window};

use crate::der::{
    digest, element, generalized_time, hash_identifier, integer, octets, oid, sequence, set,
    signature_identifier,
};
use crate::pki::{Profile, name};
use crate::support::key;

pub(crate) const TST_INFO: &str = "2a864886f70d0109100104";
pub(crate) const CONTENT_TYPE: &str = "2a864886f70d010903";
pub(crate) const MESSAGE_DIGEST: &str = "2a864886f70d010904";
pub(crate) const SIGNING_CERTIFICATE: &str = "2a864886f70d010910020c";
pub(crate) const SIGNING_CERTIFICATE_V2: &str = "2a864886f70d010910022f";
pub(crate) const MESSAGE: &[u8] = b"the bytes of a signature";
pub(crate) const TIME: &str = "20260301120000Z";

/// A root, what it issued, and their keys.
pub(crate) struct Tsa {
    pub(crate) root: Vec<u8>,
    pub(crate) intermediate: Vec<u8>,
    pub(crate) leaf: Vec<u8>,
    pub(crate) root_key: SigningKey,
    pub(crate) intermediate_key: SigningKey,
    pub(crate) leaf_key: SigningKey,
    pub(crate) profile: Profile,
}

impl Tsa {
    pub(crate) fn new(scheme: Scheme, seed: u8) -> Self {
        Self::with(scheme, seed, Profile::stamper("stamper", "intermediate", 7))
    }

    /// One whose signer has that certificate.
    pub(crate) fn with(scheme: Scheme, seed: u8, profile: Profile) -> Self {
        let (root_key, intermediate_key, leaf_key) =
            (key(scheme, seed), key(scheme, seed + 1), key(scheme, seed + 2));
        Self {
            root: Profile::authority("root", "root").sign(&root_key, &root_key),
            intermediate: Profile::authority("intermediate", "root").sign(&intermediate_key, &root_key),
            leaf: profile.sign(&leaf_key, &intermediate_key),
            root_key,
            intermediate_key,
            leaf_key,
            profile,
        }
    }

    pub(crate) fn chain(&self) -> Vec<Vec<u8>> {
        vec![self.leaf.clone(), self.intermediate.clone(), self.root.clone()]
    }

    pub(crate) fn trusted(&self) -> TimestampAuthority {
        self.trusted_in(window("2025-01-01T00:00:00Z")).unwrap()
    }

    pub(crate) fn trusted_in(&self, window: Window) -> Result<TimestampAuthority, TimestampAuthorityError> {
        TimestampAuthority::new(&self.chain(), window)
    }

    /// Trust in the authorities alone: tokens bring their signer's certificate.
    pub(crate) fn trusted_without_signer(&self) -> TimestampAuthority {
        TimestampAuthority::new(&self.chain()[1..], window("2025-01-01T00:00:00Z")).unwrap()
    }

    pub(crate) fn stamp(&self) -> Stamp<'_> {
        Stamp {
            key: &self.leaf_key,
            issuer: name(self.profile.issuer),
            serial: self.profile.serial,
            key_identifier: None,
            time: TIME,
            message: MESSAGE,
            imprint_hash: Algorithm::Sha256,
            hash: match self.leaf_key.public_key().scheme() {
                Scheme::EcdsaP384Sha384 => Algorithm::Sha384,
                _ => Algorithm::Sha256,
            },
            algorithm: signature_identifier(self.leaf_key.public_key()),
            certificates: Vec::new(),
            certificate: Some(self.leaf.clone()),
            attributes: Vec::new(),
            without: Vec::new(),
            content_type: TST_INFO,
            signers: 1,
            status: 0,
            info_tail: Vec::new(),
        }
    }
}

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn window(start: &str) -> Window {
    Window::from(time(start))
}

/// A token in the making.
#[derive(Clone)]
pub(crate) struct Stamp<'a> {
    pub(crate) key: &'a SigningKey,
    pub(crate) issuer: Vec<u8>,
    pub(crate) serial: u8,
    /// Names the signer instead of issuer and serial number.
    pub(crate) key_identifier: Option<&'static [u8]>,
    pub(crate) time: &'static str,
    /// What is stamped.
    pub(crate) message: &'a [u8],
    pub(crate) imprint_hash: Algorithm,
    pub(crate) hash: Algorithm,
    pub(crate) algorithm: Vec<u8>,
    /// In the token, in this order.
    pub(crate) certificates: Vec<Vec<u8>>,
    /// Named by its hash in an attribute.
    pub(crate) certificate: Option<Vec<u8>>,
    /// Further attributes: identifier and value.
    pub(crate) attributes: Vec<(&'static str, Vec<u8>)>,
    /// Attributes left out.
    pub(crate) without: Vec<&'static str>,
    pub(crate) content_type: &'static str,
    pub(crate) signers: usize,
    pub(crate) status: u8,
    /// Behind the time in the content.
    pub(crate) info_tail: Vec<u8>,
}

impl Stamp<'_> {
    /// A response with the token.
    pub(crate) fn response(&self) -> Vec<u8> {
        let status = sequence(&[&integer(self.status)]);
        if self.status > 1 {
            return sequence(&[&status]);
        }
        sequence(&[&status, &self.token()])
    }

    /// The token alone.
    pub(crate) fn token(&self) -> Vec<u8> {
        let imprint = match self.imprint_hash {
            // Of no use beyond being refused.
            Algorithm::Sha1 => Digest::new(Algorithm::Sha1, [0; 20]).unwrap(),
            algorithm => digest(algorithm, self.message),
        };
        let info = sequence(&[
            &integer(1),
            &oid("2b0601040183bf3002"),
            &sequence(&[&hash_identifier(self.imprint_hash), &octets(imprint.as_bytes())]),
            &integer(42),
            &generalized_time(self.time),
            &self.info_tail,
        ]);
        let signer = self.signer(&info);
        let signers: Vec<&[u8]> = vec![&signer; self.signers];
        let certificates: Vec<&[u8]> = self.certificates.iter().map(Vec::as_slice).collect();
        let data = sequence(&[
            &integer(3),
            &set(&[&hash_identifier(self.hash)]),
            &sequence(&[&oid(TST_INFO), &element(0xa0, &[&octets(&info)])]),
            &element(0xa0, &certificates),
            &set(&signers),
        ]);
        sequence(&[&oid("2a864886f70d010702"), &element(0xa0, &[&data])])
    }

    fn signer(&self, info: &[u8]) -> Vec<u8> {
        let mut attributes = vec![
            (CONTENT_TYPE, oid(self.content_type)),
            (MESSAGE_DIGEST, octets(digest(self.hash, info).as_bytes())),
        ];
        if let Some(certificate) = &self.certificate {
            let hash = octets(digest(Algorithm::Sha256, certificate).as_bytes());
            let value = sequence(&[&sequence(&[&sequence(&[&hash])])]);
            attributes.push((SIGNING_CERTIFICATE_V2, value));
        }
        attributes.retain(|(identifier, _)| !self.without.contains(identifier));
        attributes.extend(self.attributes.clone());
        let content: Vec<u8> = attributes
            .iter()
            .flat_map(|(identifier, value)| sequence(&[&oid(identifier), &set(&[value])]))
            .collect();
        let signature = self.key.sign(&set(&[&content])).unwrap();
        let (version, name) = match self.key_identifier {
            Some(identifier) => (3, element(0x80, &[identifier])),
            None => (1, sequence(&[&self.issuer, &integer(self.serial)])),
        };
        sequence(&[
            &integer(version),
            &name,
            &hash_identifier(self.hash),
            &element(0xa0, &[&content]),
            &self.algorithm,
            &octets(&signature),
        ])
    }
}
