//! References to artifacts (in-toto `ResourceDescriptor`).

use super::{DigestSet, JsonObject};

/// A reference to an artifact or document.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct ResourceDescriptor {
    /// A name whose meaning producer and consumer agree on; `_` or none if it means nothing.
    pub name: Option<String>,
    /// Where or what it is.
    pub uri: Option<String>,
    /// What identifies it.
    pub digest: Option<DigestSet>,
    /// Its bytes, where they are short enough to be here.
    pub content: Option<Vec<u8>>,
    /// Where it can be fetched.
    pub download_location: Option<String>,
    /// Its media type.
    pub media_type: Option<String>,
    /// What else producer and consumer agree on.
    pub annotations: Option<JsonObject>,
}

impl ResourceDescriptor {
    /// A reference by digest, with a name.
    #[must_use]
    pub fn named(name: impl Into<String>, digest: impl Into<DigestSet>) -> Self {
        Self {
            name: Some(name.into()),
            digest: Some(digest.into()),
            ..Self::default()
        }
    }

    /// A reference by URI.
    #[must_use]
    pub fn at_uri(uri: impl Into<String>) -> Self {
        Self {
            uri: Some(uri.into()),
            ..Self::default()
        }
    }

    /// The same reference with a digest.
    #[must_use]
    pub fn with_digest(mut self, digest: impl Into<DigestSet>) -> Self {
        self.digest = Some(digest.into());
        self
    }

    /// The same reference with a name.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}
