//! PrivateKeyInfo and OneAsymmetricKey (RFC 5208, RFC 5958), with the inner forms of RFC 5915 and RFC 8410.

use zeroize::Zeroizing;

use super::{DerProblem, Found, KeyError, KeyKind, Scheme, algorithm, point};
use crate::der::{self, Reader, write};

/// `[0]` constructed: attributes, or the curve inside an ECPrivateKey.
const CONTEXT_0: u8 = 0xa0;
/// `[1]` constructed: the public key inside an ECPrivateKey, and as ring before 0.17 wrote it for Ed25519.
const CONTEXT_1: u8 = 0xa1;
/// `[1]` primitive: the public key of a version 2 document.
const CONTEXT_1_PRIMITIVE: u8 = 0x81;

/// What a document holds: the private value, and the public keys stored beside it (to be checked against it).
pub(super) struct Parts<'a> {
    pub(super) scheme: Scheme,
    pub(super) private: &'a [u8],
    pub(super) public: [Option<&'a [u8]>; 2],
}

pub(super) fn read(document: &[u8]) -> Result<Parts<'_>, KeyError> {
    match Found::of_der(document) {
        Some(Found::PrivateKey) | None => {}
        Some(found) => {
            return Err(KeyError::Unexpected {
                expected: Found::PrivateKey,
                found,
            });
        }
    }
    let mut outer = Reader::new(document);
    let mut body = outer.expect(der::SEQUENCE)?;
    outer.finish()?;
    let version = body.version()?;
    let scheme = algorithm::of_key(body.expect(der::SEQUENCE)?)?;
    let inner = body.expect(der::OCTET_STRING)?;
    body.take_if(CONTEXT_0)?;
    let outer_public = match body.take_if(CONTEXT_1_PRIMITIVE)? {
        Some(bits) => Some(bits.bits()?),
        None => nested_bits(&mut body)?,
    };
    body.finish()?;
    // RFC 5958, 2: version 0 without a public key, version 1 with one; some writers say 1 and leave it out.
    match (version, outer_public) {
        (0, None) | (1, _) => {}
        _ => return Err(KeyError::Version { version }),
    }
    let (private, inner_public) = match scheme.key_kind() {
        KeyKind::P256 | KeyKind::P384 => {
            let key = ec_private_key(inner, Some(scheme))?;
            let [_, public] = key.public;
            (key.private, public)
        }
        KeyKind::Ed25519 => (curve_private_key(inner)?, None),
        KeyKind::Rsa => return Err(KeyError::RsaPrivate),
    };
    Ok(Parts {
        scheme,
        private,
        public: [outer_public, inner_public],
    })
}

/// The document as OpenSSL writes it: version 1, for a NIST curve with the public key inside, for Ed25519 without.
pub(super) fn write(scheme: Scheme, private: &[u8], public: &[u8]) -> Zeroizing<Vec<u8>> {
    let inner = match scheme.key_kind() {
        KeyKind::Ed25519 => wiped(der::OCTET_STRING, &[private]),
        _ => {
            let bits = write::element(der::BIT_STRING, &[&[0], public]);
            let key = wiped(der::OCTET_STRING, &[private]);
            wiped(
                der::SEQUENCE,
                &[&write::unsigned(&[1]), &key, &write::element(CONTEXT_1, &[&bits])],
            )
        }
    };
    let inner = wiped(der::OCTET_STRING, &[&inner]);
    wiped(
        der::SEQUENCE,
        &[&write::unsigned(&[0]), &algorithm::write(scheme), &inner],
    )
}

/// `SEQUENCE { 1, OCTET STRING, [0] curve?, [1] BIT STRING? }` (RFC 5915). The curve may be left out where `outer` names it,
/// and must be the same where both do.
pub(super) fn ec_private_key(mut inner: Reader<'_>, outer: Option<Scheme>) -> Result<Parts<'_>, KeyError> {
    let mut body = inner.expect(der::SEQUENCE)?;
    inner.finish()?;
    let version = body.version()?;
    if version != 1 {
        return Err(KeyError::Version { version });
    }
    let private = body.expect(der::OCTET_STRING)?;
    let curve_at = body;
    let named = match body.take_if(CONTEXT_0)? {
        Some(mut parameters) => {
            let curve = parameters.expect(der::OID)?.rest();
            parameters.finish()?;
            Some(algorithm::of_curve(curve)?)
        }
        None => None,
    };
    let scheme = match (outer, named) {
        (Some(outer), Some(named)) if outer != named => return Err(curve_at.error(DerProblem::Value).into()),
        (Some(scheme), _) | (None, Some(scheme)) => scheme,
        (None, None) => return Err(curve_at.error(DerProblem::Value).into()),
    };
    // RFC 5915, 3: always ceil(log2(n) / 8) bytes.
    if private.rest().len() != point::width(scheme.key_kind()) {
        return Err(private.error(DerProblem::Value).into());
    }
    let public = nested_bits(&mut body)?;
    body.finish()?;
    Ok(Parts {
        scheme,
        private: private.rest(),
        public: [None, public],
    })
}

/// An element that holds a secret.
fn wiped(tag: u8, parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(write::element(tag, parts))
}

/// RFC 8410, 7: CurvePrivateKey is an OCTET STRING in the OCTET STRING.
fn curve_private_key(mut inner: Reader<'_>) -> Result<&[u8], KeyError> {
    let seed: &[u8; 32] = inner.expect(der::OCTET_STRING)?.array()?;
    inner.finish()?;
    Ok(seed)
}

fn nested_bits<'a>(body: &mut Reader<'a>) -> Result<Option<&'a [u8]>, KeyError> {
    let Some(mut holder) = body.take_if(CONTEXT_1)? else {
        return Ok(None);
    };
    let bits = holder.whole_bits()?;
    holder.finish()?;
    Ok(Some(bits))
}
