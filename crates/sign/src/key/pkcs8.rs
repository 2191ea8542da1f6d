//! PrivateKeyInfo and OneAsymmetricKey (RFC 5208, RFC 5958), with the inner forms of RFC 5915 and RFC 8410.

use zeroize::Zeroizing;

use super::der::{self, Reader};
use super::{Found, KeyError, Scheme, spki};

/// `[0]` constructed: attributes, or the curve inside an ECPrivateKey.
const CONTEXT_0: u8 = 0xa0;
/// `[1]` constructed: the public key inside an ECPrivateKey, and as ring before 0.17 wrote it for Ed25519.
const CONTEXT_1: u8 = 0xa1;
/// `[1]` primitive: the public key of a version 2 document.
const CONTEXT_1_PRIMITIVE: u8 = 0x81;

const P256_HEADER: [u8; 36] = [
    0x30, 0x81, 0x87, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
    0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x04, 0x6d, 0x30, 0x6b, 0x02, 0x01, 0x01,
    0x04, 0x20,
];
const P256_MIDDLE: [u8; 5] = [0xa1, 0x44, 0x03, 0x42, 0x00];
const ED25519_HEADER: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// What a document holds: the private value, and the public keys stored beside it (to be checked against it).
pub(super) struct Parts<'a> {
    pub(super) scheme: Scheme,
    pub(super) private: &'a [u8; 32],
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
    let scheme = spki::algorithm(body.expect(der::SEQUENCE)?)?;
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
    let (private, inner_public) = match scheme {
        Scheme::EcdsaP256Sha256 => ec_private_key(inner)?,
        Scheme::Ed25519 => (curve_private_key(inner)?, None),
    };
    Ok(Parts {
        scheme,
        private,
        public: [outer_public, inner_public],
    })
}

/// The document as OpenSSL writes it: version 1, for P-256 with the public key inside, for Ed25519 without.
pub(super) fn write(scheme: Scheme, private: &[u8; 32], public: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut document = Zeroizing::new(Vec::with_capacity(160));
    match scheme {
        Scheme::EcdsaP256Sha256 => {
            document.extend_from_slice(&P256_HEADER);
            document.extend_from_slice(private);
            document.extend_from_slice(&P256_MIDDLE);
            document.extend_from_slice(public);
        }
        Scheme::Ed25519 => {
            document.extend_from_slice(&ED25519_HEADER);
            document.extend_from_slice(private);
        }
    }
    document
}

/// RFC 5915: `SEQUENCE { 1, OCTET STRING, [0] curve?, [1] BIT STRING? }`.
fn ec_private_key(mut inner: Reader<'_>) -> Result<(&[u8; 32], Option<&[u8]>), KeyError> {
    let mut body = inner.expect(der::SEQUENCE)?;
    inner.finish()?;
    let version = body.version()?;
    if version != 1 {
        return Err(KeyError::Version { version });
    }
    // RFC 5915, 3: always ceil(log2(n) / 8) bytes, here 32.
    let private = body.expect(der::OCTET_STRING)?.array()?;
    if let Some(mut parameters) = body.take_if(CONTEXT_0)? {
        let curve = parameters.expect(der::OID)?.rest();
        parameters.finish()?;
        if curve != spki::P256 {
            return Err(KeyError::UnsupportedCurve {
                oid: der::dotted(curve),
            });
        }
    }
    let public = nested_bits(&mut body)?;
    body.finish()?;
    Ok((private, public))
}

/// RFC 8410, 7: CurvePrivateKey is an OCTET STRING in the OCTET STRING.
fn curve_private_key(mut inner: Reader<'_>) -> Result<&[u8; 32], KeyError> {
    let seed = inner.expect(der::OCTET_STRING)?.array()?;
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
