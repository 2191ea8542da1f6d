//! How a key is named.

use std::fmt;
use std::path::PathBuf;

use portcullis_findings::Secret;

/// Where a key is kept.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum KeyReference {
    /// A file.
    File(PathBuf),
    /// An environment variable that holds the document itself: `env://NAME`.
    Environment(String),
    /// A token module: `pkcs11:token=…;object=…`.
    Token(TokenUri),
    /// A vault behind the program `sigstore-kms-NAME`: `NAME://…`.
    Plugin {
        /// The name, which is not empty and has nothing but ASCII letters, digits, `-` and `_`.
        name: String,
        /// What the program calls the key: all behind `://`.
        resource: String,
    },
}

/// A key in a token (RFC 7512): what it must match, and how to get at it. Attributes that are not here are refused, not passed over:
/// each of them narrows what is meant.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct TokenUri {
    /// `token`: the label of the token.
    pub token: Option<String>,
    /// `serial`: its serial number.
    pub serial: Option<String>,
    /// `slot-id`.
    pub slot: Option<u64>,
    /// `object`: the label of the key.
    pub object: Option<String>,
    /// `id`: the identifier of the key.
    pub id: Option<Vec<u8>>,
    /// `module-path`: the library to load.
    pub module: Option<PathBuf>,
    /// `pin-value`.
    pub pin: Option<Secret>,
    /// `pin-source`: a file (`file:/path` or a path) that holds the PIN.
    pub pin_source: Option<PathBuf>,
}

/// This names no key.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyReferenceError {
    /// Nothing is named.
    #[error("the name of the key is empty")]
    Empty,
    /// A scheme that cannot be the name of a program.
    #[error("`{scheme}` cannot be the name of a key program: letters, digits, - and _ only")]
    Scheme {
        /// What stands before `://`.
        scheme: String,
    },
    /// An attribute of a token URI that is not known, stands twice, or has no such value.
    #[error("the attribute `{name}` of the token's URI is {problem}")]
    Attribute {
        /// Its name.
        name: String,
        /// `unknown`, `given twice`, `not a value it can have`.
        problem: &'static str,
    },
    /// Neither `object` nor `id` says which key of the token is meant.
    #[error("the token's URI names no key: give object=… or id=…")]
    NoObject,
}

impl std::str::FromStr for KeyReference {
    type Err = KeyReferenceError;

    fn from_str(text: &str) -> Result<Self, KeyReferenceError> {
        if text.is_empty() {
            return Err(KeyReferenceError::Empty);
        }
        if let Some(rest) = text.strip_prefix("pkcs11:") {
            return token_uri(rest).map(Self::Token);
        }
        let Some((scheme, rest)) = text.split_once("://") else {
            return Ok(Self::File(text.into()));
        };
        match scheme {
            "env" => Ok(Self::Environment(rest.to_owned())),
            "file" => Ok(Self::File(rest.into())),
            name if !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') =>
            {
                Ok(Self::Plugin {
                    name: name.to_owned(),
                    resource: rest.to_owned(),
                })
            }
            other => Err(KeyReferenceError::Scheme {
                scheme: other.to_owned(),
            }),
        }
    }
}

impl fmt::Display for KeyReference {
    /// For messages: never a PIN, and of a token only what tells it from others.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Environment(name) => write!(f, "env://{name}"),
            Self::Token(uri) => write!(
                f,
                "pkcs11:token={};object={}",
                uri.token.as_deref().unwrap_or("*"),
                uri.object.as_deref().unwrap_or("*")
            ),
            Self::Plugin { name, resource } => write!(f, "{name}://{resource}"),
        }
    }
}

fn token_uri(text: &str) -> Result<TokenUri, KeyReferenceError> {
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let attributes = path
        .split(';')
        .chain(query.split('&'))
        .filter(|part| !part.is_empty());
    let mut uri = TokenUri::default();
    let mut seen = Vec::new();
    for attribute in attributes {
        let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
        let wrong = |problem| KeyReferenceError::Attribute {
            name: name.to_owned(),
            problem,
        };
        if seen.contains(&name) {
            return Err(wrong("given twice"));
        }
        seen.push(name);
        let bytes = unescape(value).ok_or_else(|| wrong(NO_VALUE))?;
        let words = || String::from_utf8(bytes.clone()).map_err(|_| wrong(NO_VALUE));
        match name {
            "token" => uri.token = Some(words()?),
            "serial" => uri.serial = Some(words()?),
            "slot-id" => uri.slot = Some(words()?.parse().map_err(|_| wrong(NO_VALUE))?),
            "object" => uri.object = Some(words()?),
            "id" => uri.id = Some(bytes),
            "module-path" => uri.module = Some(words()?.into()),
            "pin-value" => uri.pin = Some(Secret::new(bytes)),
            "pin-source" => {
                let words = words()?;
                let path = words.strip_prefix("file:").unwrap_or(&words);
                uri.pin_source = Some(path.strip_prefix("//").unwrap_or(path).into());
            }
            "type" if matches!(value, "private" | "public") => {}
            "type" => return Err(wrong(NO_VALUE)),
            _ => return Err(wrong("unknown")),
        }
    }
    if uri.object.is_none() && uri.id.is_none() {
        return Err(KeyReferenceError::NoObject);
    }
    Ok(uri)
}

const NO_VALUE: &str = "not a value it can have";

/// Percent-decoding (RFC 3986, 2.1); `None` for a `%` without two digits.
fn unescape(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let mut digit = || bytes.next().and_then(|digit| char::from(digit).to_digit(16));
        let value = digit()? * 16 + digit()?;
        out.push(u8::try_from(value).ok()?);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_keys_are_read() {
        let read = |text: &str| text.parse::<KeyReference>();
        assert_eq!(read("a/key.pem"), Ok(KeyReference::File("a/key.pem".into())));
        assert_eq!(read("file:///k"), Ok(KeyReference::File("/k".into())));
        assert_eq!(read("env://KEY"), Ok(KeyReference::Environment("KEY".into())));
        assert_eq!(
            read("vault-x://a/b?c=d"),
            Ok(KeyReference::Plugin {
                name: "vault-x".into(),
                resource: "a/b?c=d".into()
            })
        );
        assert_eq!(read(""), Err(KeyReferenceError::Empty));
        assert!(matches!(read("../x://a"), Err(KeyReferenceError::Scheme { .. })));
        assert!(matches!(read("://a"), Err(KeyReferenceError::Scheme { .. })));
    }

    #[test]
    fn a_token_uri_is_read_and_never_shows_its_pin() {
        let text = "pkcs11:token=my%20token;id=%01%ff;object=k;type=private?module-path=/m.so&pin-value=1%32";
        let Ok(KeyReference::Token(uri)) = text.parse::<KeyReference>() else {
            panic!("{text} is a token's URI")
        };
        assert_eq!(uri.token.as_deref(), Some("my token"));
        assert_eq!(uri.id.as_deref(), Some(&[1, 0xff][..]));
        assert_eq!(uri.module, Some("/m.so".into()));
        assert_eq!(uri.pin.as_ref().map(Secret::expose), Some(&b"12"[..]));
        assert!(!format!("{uri:?} {}", KeyReference::Token(uri.clone())).contains("12"));
    }

    #[test]
    fn a_token_uri_that_is_not_understood_is_refused() {
        for text in [
            "pkcs11:token=a",
            "pkcs11:object=a;object=b",
            "pkcs11:object=a;manufacturer=b",
            "pkcs11:object=%4",
            "pkcs11:object=a;slot-id=x",
            "pkcs11:object=a;type=cert",
        ] {
            assert!(text.parse::<KeyReference>().is_err(), "{text}");
        }
    }
}
