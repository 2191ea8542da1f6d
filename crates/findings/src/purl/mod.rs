//! Package URLs (ECMA-427): parse, build, canonical form.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

mod percent;
mod types;

/// A package URL in canonical form: `pkg:type/namespace/name@version?qualifiers#subpath`.
///
/// ```
/// use portcullis_findings::Purl;
/// let purl: Purl = "pkg:PyPI/Django_Rest@1.0".parse()?;
/// assert_eq!(purl.to_string(), "pkg:pypi/django-rest@1.0");
/// # Ok::<(), portcullis_findings::PurlError>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Purl {
    /// Of known types the name in their table.
    ty: Cow<'static, str>,
    namespace: Option<Box<str>>,
    name: Box<str>,
    version: Option<Box<str>>,
    /// `None` if both are empty. Most are, and inventories hold many package URLs.
    rest: Option<Box<Rest>>,
}

/// What few package URLs have.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
struct Rest {
    qualifiers: BTreeMap<String, String>,
    subpath: Option<String>,
}

/// Builds a [`Purl`] from parts as they are, not percent-encoded.
#[derive(Clone, Debug)]
pub struct PurlBuilder(Purl);

/// The text or the parts are not a package URL.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PurlError {
    /// It does not begin with `pkg:`.
    #[error("a package URL begins with `pkg:`")]
    Scheme,
    /// The type is missing or holds a character it cannot.
    #[error(
        "the type of a package URL is made of ASCII letters, digits, `.` and `-` and begins with a letter"
    )]
    Type,
    /// The name is missing.
    #[error("the package URL has no name")]
    Name,
    /// A percent sign without two hexadecimal digits, or bytes that are no UTF-8.
    #[error("percent-encoding of the {part} is not UTF-8 text")]
    Encoding {
        /// Which part.
        part: &'static str,
    },
    /// A qualifier's key holds a character it cannot, or stands twice.
    #[error("not a qualifier key: `{key}`")]
    Qualifier {
        /// The key, shortened.
        key: String,
    },
    /// The type's definition asks for something else.
    #[error("a package URL of type {ty} {rule}")]
    Rule {
        /// The type.
        ty: String,
        /// What it asks for.
        rule: &'static str,
    },
    /// Longer than is read.
    #[error("a package URL has at most {} bytes, found {bytes}", Purl::MAX_BYTES)]
    TooLong {
        /// How many bytes there were.
        bytes: usize,
    },
}

impl Purl {
    /// The longest text that is read.
    pub const MAX_BYTES: usize = 16 * 1024;

    /// Begins a package URL of a type and a name.
    #[must_use]
    #[inline]
    pub fn builder(ty: impl AsRef<str>, name: impl Into<String>) -> PurlBuilder {
        PurlBuilder(Self {
            ty: types::shared(ty.as_ref()),
            namespace: None,
            name: name.into().into(),
            version: None,
            rest: None,
        })
    }

    /// The type, lower case: `cargo`, `npm`, `pypi` …
    #[must_use]
    pub fn ty(&self) -> &str {
        &self.ty
    }

    /// The namespace, its parts joined by `/`.
    #[must_use]
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// The qualifiers, by key.
    pub fn qualifiers(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        static NONE: BTreeMap<String, String> = BTreeMap::new();
        let qualifiers = self.rest.as_ref().map_or(&NONE, |rest| &rest.qualifiers);
        qualifiers
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The value of one qualifier.
    #[must_use]
    pub fn qualifier(&self, key: &str) -> Option<&str> {
        self.rest.as_ref()?.qualifiers.get(key).map(String::as_str)
    }

    /// The path inside the package.
    #[must_use]
    pub fn subpath(&self) -> Option<&str> {
        self.rest.as_ref()?.subpath.as_deref()
    }

    /// The package itself: without version, subpath and qualifiers, but for one without which its type names no package.
    #[must_use]
    pub fn package(&self) -> Self {
        let required = types::required_qualifier(&self.ty).and_then(|key| {
            let value = self.qualifier(key)?.to_owned();
            Some((key.to_owned(), value))
        });
        Self {
            ty: self.ty.clone(),
            namespace: self.namespace.clone(),
            name: self.name.clone(),
            version: None,
            rest: Rest::new(required.into_iter().collect(), None),
        }
    }
}

impl Rest {
    fn new(qualifiers: BTreeMap<String, String>, subpath: Option<String>) -> Option<Box<Self>> {
        let is_empty = qualifiers.is_empty() && subpath.is_none();
        (!is_empty).then(|| Box::new(Self { qualifiers, subpath }))
    }
}

impl PurlBuilder {
    /// The namespace, its parts joined by `/`.
    #[must_use]
    pub fn namespace(mut self, namespace: impl Into<String>) -> Self {
        self.0.namespace = Some(namespace.into().into());
        self
    }

    /// The version.
    #[must_use]
    #[inline]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.0.version = Some(version.into().into());
        self
    }

    /// A qualifier; an empty value removes it.
    #[must_use]
    #[inline]
    pub fn qualifier(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        let rest = self.0.rest.get_or_insert_default();
        rest.qualifiers.insert(key.into(), value.into());
        self
    }

    /// The path inside the package.
    #[must_use]
    pub fn subpath(mut self, subpath: impl Into<String>) -> Self {
        self.0.rest.get_or_insert_default().subpath = Some(subpath.into());
        self
    }

    /// The package URL, normalised by the rules of its type.
    ///
    /// # Errors
    ///
    /// [`PurlError`] if type, name or a qualifier key cannot stand in one.
    #[inline]
    pub fn build(self) -> Result<Purl, PurlError> {
        canonical(self.0)
    }
}

impl FromStr for Purl {
    type Err = PurlError;

    fn from_str(text: &str) -> Result<Self, PurlError> {
        if text.len() > Self::MAX_BYTES {
            return Err(PurlError::TooLong { bytes: text.len() });
        }
        let (scheme, rest) = text.split_once(':').ok_or(PurlError::Scheme)?;
        if !scheme.eq_ignore_ascii_case("pkg") {
            return Err(PurlError::Scheme);
        }
        let (rest, subpath) = match rest.rsplit_once('#') {
            Some((rest, subpath)) => (rest, Some(percent::decode_path(subpath, "subpath")?)),
            None => (rest, None),
        };
        let (rest, qualifiers) = match rest.rsplit_once('?') {
            Some((rest, qualifiers)) => (rest, parse_qualifiers(qualifiers)?),
            None => (rest, BTreeMap::new()),
        };
        let rest = rest.trim_matches('/');
        let (ty, rest) = rest.split_once('/').ok_or(PurlError::Name)?;
        let (rest, version) = match rest.rsplit_once('@') {
            // The scope of an npm name begins with `@`, which some tools leave unencoded.
            Some((before, after)) if after.contains('/') && (before.is_empty() || before.ends_with('/')) => {
                (rest, None)
            }
            Some((before, version)) => (before, Some(percent::decode(version, "version")?)),
            None => (rest, None),
        };
        let rest = rest.trim_end_matches('/');
        let (namespace, name) = match rest.rsplit_once('/') {
            Some((namespace, name)) => (Some(percent::decode_path(namespace, "namespace")?), name),
            None => (None, rest),
        };
        let name = percent::decode(name, "name")?;
        canonical(Self {
            ty: types::shared(ty),
            namespace: namespace.map(Into::into),
            name: name.into(),
            version: version.map(Into::into),
            rest: Rest::new(qualifiers, subpath),
        })
    }
}

impl fmt::Display for Purl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "pkg:{}/", self.ty)?;
        if let Some(namespace) = &self.namespace {
            write!(f, "{}/", percent::encode_path(namespace))?;
        }
        if types::name_is_path(&self.ty) {
            f.write_str(&percent::encode_path(&self.name))?;
        } else {
            f.write_str(&percent::encode(&self.name))?;
        }
        if let Some(version) = &self.version {
            write!(f, "@{}", percent::encode(version))?;
        }
        for (at, (key, value)) in self.qualifiers().enumerate() {
            write!(
                f,
                "{}{key}={}",
                if at == 0 { '?' } else { '&' },
                percent::encode(value)
            )?;
        }
        match self.subpath() {
            Some(subpath) => write!(f, "#{}", percent::encode_path(subpath)),
            None => Ok(()),
        }
    }
}

fn parse_qualifiers(text: &str) -> Result<BTreeMap<String, String>, PurlError> {
    let mut qualifiers = BTreeMap::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = percent::decode(value, "qualifiers")?;
        if qualifiers.insert(key.to_owned(), value).is_some() {
            return Err(not_a_key(key));
        }
    }
    Ok(qualifiers)
}

fn canonical(mut purl: Purl) -> Result<Purl, PurlError> {
    if purl.ty.bytes().any(|byte| byte.is_ascii_uppercase()) {
        purl.ty.to_mut().make_ascii_lowercase();
    }
    let mut bytes = purl.ty.bytes();
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    if !bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic()) || !bytes.all(letters) {
        return Err(PurlError::Type);
    }
    let path = |path: &str| Some(percent::tidy_path(path)).filter(|path| !path.is_empty());
    purl.namespace = purl
        .namespace
        .and_then(|namespace| path(&namespace))
        .map(Into::into);
    purl.version = purl.version.filter(|version| !version.is_empty());
    if let Some(rest) = purl.rest {
        let Rest {
            mut qualifiers,
            subpath,
        } = *rest;
        qualifiers.retain(|_, value| !value.is_empty());
        purl.rest = Rest::new(qualifiers, subpath.and_then(|subpath| path(&subpath)));
    }
    if let Some((key, _)) = purl.qualifiers().find(|(key, _)| !is_key(key)) {
        return Err(not_a_key(key));
    }
    if purl.name.is_empty() {
        return Err(PurlError::Name);
    }
    types::apply(&mut purl).map_err(|rule| PurlError::Rule {
        ty: purl.ty.chars().take(40).collect(),
        rule,
    })?;
    bounded(purl)
}

/// What is printed can be read again: encoding makes it at most three times as long.
fn bounded(purl: Purl) -> Result<Purl, PurlError> {
    let parts = [purl.namespace(), purl.version(), purl.subpath()];
    let parts = parts.into_iter().flatten().map(str::len).sum::<usize>();
    let pairs: usize = purl
        .qualifiers()
        .map(|(key, value)| key.len() + value.len() + 2)
        .sum();
    if (purl.ty.len() + purl.name.len() + parts + pairs + 8) * 3 > Purl::MAX_BYTES {
        let bytes = purl.to_string().len();
        if bytes > Purl::MAX_BYTES {
            return Err(PurlError::TooLong { bytes });
        }
    }
    Ok(purl)
}

/// Lower-case letters, digits and `.-_`, a letter first. Keys in another case are refused, not corrected: the cases that
/// the specification requires say so, against one it only recommends.
fn is_key(key: &str) -> bool {
    let letters =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'_');
    key.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase()) && key.bytes().all(letters)
}

fn not_a_key(key: &str) -> PurlError {
    PurlError::Qualifier {
        key: key.chars().take(40).collect(),
    }
}
