//! Keys in token modules (PKCS #11 2.40 and later).

use std::fmt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Function, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::eddsa::{EddsaParams, EddsaSignatureScheme};
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use cryptoki::types::AuthPin;
use portcullis_findings::{Digest, Secret};
use portcullis_sign::{EcdsaForm, KeyKind, PublicParts, Scheme, SignError, VerifyingKey};

use super::file::KEY_BYTES;
use super::{Access, TokenUri};
use crate::fs::read_bounded;

/// A private key that stays in its token. Calls take turns: a session does one thing at a time.
pub struct TokenKey {
    session: Mutex<Session>,
    private: ObjectHandle,
    public: VerifyingKey,
}

impl TokenKey {
    /// Loads the module, opens a session with the one token that matches, logs in if there is a PIN, and finds the one key that
    /// matches. The error tells what was tried.
    pub(super) fn open(uri: &TokenUri, access: &Access) -> Result<Self, String> {
        let Some(module) = uri.module.as_deref().or(access.module.as_deref()) else {
            return Err("no token module is named: give module-path=… in the URI".to_owned());
        };
        let context = load(module)?;
        let session = context
            .open_ro_session(slot(&context, uri)?)
            .map_err(tried("opening a session"))?;
        if let Some(pin) = pin(uri, access)? {
            let pin = std::str::from_utf8(pin.expose()).map_err(|_| "the PIN is not UTF-8".to_owned())?;
            match session.login(UserType::User, Some(&AuthPin::from(pin.to_owned()))) {
                // Another session of this process has logged in; the state is the token's.
                Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => {}
                Err(error) => return Err(tried("logging in")(error)),
            }
        }
        let private = the_one(&session, ObjectClass::PRIVATE_KEY, &named(uri), "private key")?;
        let public = public_key(&session, uri, private)?;
        Ok(Self {
            session: Mutex::new(session),
            private,
            public,
        })
    }

    pub(super) fn public_key(&self) -> &VerifyingKey {
        &self.public
    }

    /// For Ed25519, which signs whole messages alone.
    pub(super) fn sign_whole(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let pure = Mechanism::Eddsa(EddsaParams::new(EddsaSignatureScheme::Ed25519));
        self.sign(&pure, message)
    }

    /// The digest is of the hash of the key's scheme.
    pub(super) fn sign_digest(&self, digest: &Digest) -> Result<Vec<u8>, SignError> {
        let scheme = self.public.scheme();
        match scheme.key_kind() {
            KeyKind::P256 | KeyKind::P384 => {
                let fixed = self.sign(&Mechanism::Ecdsa, digest.as_bytes())?;
                EcdsaForm::der_of_fixed(&fixed).ok_or(SignError::Refused)
            }
            KeyKind::Rsa if scheme == Scheme::RsaPkcs1Sha256 => {
                let info = [SHA256_INFO, digest.as_bytes()].concat();
                self.sign(&Mechanism::RsaPkcs, &info)
            }
            _ => Err(SignError::NoDigestInput { scheme }),
        }
    }

    fn sign(&self, mechanism: &Mechanism<'_>, data: &[u8]) -> Result<Vec<u8>, SignError> {
        self.session
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .sign(mechanism, self.private, data)
            .map_err(|error| SignError::Remote {
                reason: tried("signing")(error),
            })
    }
}

impl fmt::Debug for TokenKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenKey({:?})", self.public)
    }
}

/// DigestInfo of SHA-256 up to the digest (RFC 8017, 9.2, note 1).
const SHA256_INFO: &[u8] = &[
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

/// CKA_EC_PARAMS: the curve by its object identifier, Ed25519 also by its name (PKCS #11 3.0, 2.3.5).
const CURVES: [(&[u8], KeyKind); 4] = [
    (b"\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07", KeyKind::P256),
    (b"\x06\x05\x2b\x81\x04\x00\x22", KeyKind::P384),
    (b"\x06\x03\x2b\x65\x70", KeyKind::Ed25519),
    (b"\x13\x0cedwards25519", KeyKind::Ed25519),
];

fn load(module: &Path) -> Result<Pkcs11, String> {
    let context = Pkcs11::new(module).map_err(tried("loading the token module"))?;
    match context.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, Function::Initialize)) => Ok(context),
        Err(error) => Err(tried("starting the token module")(error)),
    }
}

fn slot(context: &Pkcs11, uri: &TokenUri) -> Result<Slot, String> {
    let mut matching = Vec::new();
    for slot in context.get_slots_with_token().map_err(tried("listing tokens"))? {
        let info = context
            .get_token_info(slot)
            .map_err(tried("asking for a token"))?;
        let matches = uri.slot.is_none_or(|id| slot.id() == id)
            && uri.token.as_deref().is_none_or(|label| info.label() == label)
            && uri
                .serial
                .as_deref()
                .is_none_or(|serial| info.serial_number() == serial);
        if matches && info.token_initialized() {
            matching.push(slot);
        }
    }
    match matching.as_slice() {
        [slot] => Ok(*slot),
        [] => Err("no token matches".to_owned()),
        many => Err(format!(
            "{} tokens match; name one with token=… or serial=…",
            many.len()
        )),
    }
}

fn pin(uri: &TokenUri, access: &Access) -> Result<Option<Secret>, String> {
    if let Some(path) = &uri.pin_source {
        let bytes = read_bounded(path, KEY_BYTES).map_err(|error| error.to_string())?;
        let end = bytes.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r'));
        let pin = Secret::new(bytes.get(..end.map_or(0, |last| last + 1)).unwrap_or_default());
        return Ok(Some(pin));
    }
    Ok(uri.pin.clone().or_else(|| access.pin.clone()))
}

fn named(uri: &TokenUri) -> Vec<Attribute> {
    let label = uri
        .object
        .as_ref()
        .map(|label| Attribute::Label(label.clone().into_bytes()));
    let id = uri.id.as_ref().map(|id| Attribute::Id(id.clone()));
    label.into_iter().chain(id).collect()
}

fn the_one(
    session: &Session,
    class: ObjectClass,
    named: &[Attribute],
    what: &str,
) -> Result<ObjectHandle, String> {
    let mut template = vec![Attribute::Class(class)];
    template.extend_from_slice(named);
    let found = session
        .find_objects(&template)
        .map_err(tried("looking for the key"))?;
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(format!("the token shows no such {what} (a PIN may be needed)")),
        many => Err(format!(
            "{} objects are such a {what}; name one with id=…",
            many.len()
        )),
    }
}

/// The public object of the same identifier, or of the same name where the private one has none.
fn public_key(session: &Session, uri: &TokenUri, private: ObjectHandle) -> Result<VerifyingKey, String> {
    let attributes = session
        .get_attributes(private, &[AttributeType::Id])
        .map_err(tried("asking for the key"))?;
    let id = attributes.into_iter().find(|attribute| match attribute {
        Attribute::Id(id) => !id.is_empty(),
        _ => false,
    });
    let by = id.map_or_else(|| named(uri), |id| vec![id]);
    let public = the_one(session, ObjectClass::PUBLIC_KEY, &by, "public key")?;
    let (mut kind, mut parameters, mut point, mut modulus, mut exponent) = (None, None, None, None, None);
    for wanted in [
        AttributeType::KeyType,
        AttributeType::EcParams,
        AttributeType::EcPoint,
        AttributeType::Modulus,
        AttributeType::PublicExponent,
    ] {
        // A key has those of its type alone; modules differ in how they say so of the others.
        for attribute in session.get_attributes(public, &[wanted]).unwrap_or_default() {
            match attribute {
                Attribute::KeyType(value) => kind = Some(value),
                Attribute::EcParams(value) => parameters = Some(value),
                Attribute::EcPoint(value) => point = Some(value),
                Attribute::Modulus(value) => modulus = Some(value),
                Attribute::PublicExponent(value) => exponent = Some(value),
                _ => {}
            }
        }
    }
    let curve = parameters.and_then(|parameters| {
        let row = CURVES.iter().find(|(known, _)| *known == parameters);
        row.map(|(_, kind)| *kind)
    });
    let point = point.as_deref().map(|point| unwrapped(point, curve));
    let parts = match (kind, curve, point, &modulus, &exponent) {
        (Some(KeyType::RSA), _, _, Some(modulus), Some(exponent)) => PublicParts::Rsa { modulus, exponent },
        (_, Some(KeyKind::P256), Some(point), _, _) => PublicParts::P256 { point },
        (_, Some(KeyKind::P384), Some(point), _, _) => PublicParts::P384 { point },
        (_, Some(KeyKind::Ed25519), Some(key), _, _) => PublicParts::Ed25519 { key },
        _ => return Err("the key is of a kind that is not known here".to_owned()),
    };
    VerifyingKey::from_parts(parts).map_err(|error| error.to_string())
}

/// CKA_EC_POINT is an OCTET STRING with the point (PKCS #11 2.40, 2.3.3), but some modules give the bare point, as version 3.0
/// has it for Edwards curves. Which it is, its length tells: by its bytes an uncompressed point may be taken for an OCTET STRING.
fn unwrapped(point: &[u8], curve: Option<KeyKind>) -> &[u8] {
    let bare: &[usize] = match curve {
        Some(KeyKind::P256) => &[33, 65],
        Some(KeyKind::P384) => &[49, 97],
        _ => &[32],
    };
    match point {
        [4, length, inner @ ..] if usize::from(*length) == inner.len() && !bare.contains(&point.len()) => {
            inner
        }
        bare => bare,
    }
}

fn tried(what: &'static str) -> impl Fn(Error) -> String {
    move |error| format!("{what}: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_told_from_octet_strings_by_their_length() {
        for (curve, lengths) in [
            (KeyKind::P256, [33, 65]),
            (KeyKind::P384, [49, 97]),
            (KeyKind::Ed25519, [32, 32]),
        ] {
            for length in lengths {
                // Its own bytes say OCTET STRING, and the right length.
                let mut bare = vec![7; length];
                bare[0] = 4;
                bare[1] = (length - 2) as u8;
                let wrapped = [&[4, length as u8], bare.as_slice()].concat();
                assert_eq!(unwrapped(&bare, Some(curve)), bare, "{curve:?}");
                assert_eq!(unwrapped(&wrapped, Some(curve)), bare, "{curve:?}");
            }
        }
        assert!(unwrapped(&[], None).is_empty());
    }
}
