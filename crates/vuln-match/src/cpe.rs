//! CPE names, version 2.3 and 2.2 (NISTIR 7695), as a last resort.
//!
//! Of OSV's data only two sources carry CPE names: Red Hat's ecosystems are the tail of one (see [`crate::relation`]), and
//! Bitnami's records name those of the product they are about. A CPE name is a product of a vendor and no package of a
//! registry: `platform` of one vendor is not the npm package of that name. So it is looked up only for a component that
//! has no package URL of a known ecosystem, unless [`crate::CpePolicy`] forbids even that, and what is found is marked as of low
//! confidence ([`crate::Match::is_by_cpe`]). Where the name states a vendor and the advisory has CPE names of other vendors
//! alone, it is about another product.

use crate::{Coordinates, Ecosystem, Lookup, LookupBy};

/// A CPE name: what is compared, in lower case and without escapes.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Cpe {
    /// `a` for an application, `o` for an operating system, `h` for hardware.
    pub part: char,
    /// The vendor; `*` is any.
    pub vendor: String,
    /// The product.
    pub product: String,
    /// The version; `None` for any or none.
    pub version: Option<String>,
}

/// A text is no CPE name.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CpeError {
    /// It begins with neither `cpe:2.3:` nor `cpe:/`.
    #[error("a CPE name begins with `cpe:2.3:` or `cpe:/`")]
    Scheme,
    /// Its part is not `a`, `o` or `h`.
    #[error("the part of a CPE name is `a`, `o` or `h`")]
    Part,
    /// It names no product.
    #[error("the CPE name has no product")]
    Product,
    /// It is longer than is read.
    #[error("a CPE name has at most {} bytes, found {bytes}", Cpe::MAX_BYTES)]
    TooLong {
        /// How many bytes there were.
        bytes: usize,
    },
}

impl Cpe {
    /// The longest text that is read.
    pub const MAX_BYTES: usize = 4096;

    /// Reads a CPE name in either form.
    ///
    /// # Errors
    ///
    /// [`CpeError`] if it is none.
    ///
    /// ```
    /// use portcullis_vuln_match::Cpe;
    /// let name = Cpe::parse(r"cpe:2.3:a:minio:minio:2023.03.13:*:*:*:*:*:*:*")?;
    /// assert_eq!((name.product.as_str(), name.version.as_deref()), ("minio", Some("2023.03.13")));
    /// assert_eq!(Cpe::parse("cpe:/o:redhat:enterprise_linux:8")?.version.as_deref(), Some("8"));
    /// # Ok::<(), portcullis_vuln_match::CpeError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, CpeError> {
        if text.len() > Self::MAX_BYTES {
            return Err(CpeError::TooLong { bytes: text.len() });
        }
        let text = text.trim();
        let rest = text
            .strip_prefix("cpe:2.3:")
            .or_else(|| text.strip_prefix("cpe:/"))
            .ok_or(CpeError::Scheme)?;
        let mut parts = split(rest).into_iter();
        let part = match parts.next().as_deref() {
            Some("a") => 'a',
            Some("o") => 'o',
            Some("h") => 'h',
            _ => return Err(CpeError::Part),
        };
        let vendor = parts.next().unwrap_or_default();
        let product = parts.next().unwrap_or_default();
        if product.is_empty() || matches!(product.as_str(), "*" | "-") {
            return Err(CpeError::Product);
        }
        let version = parts
            .next()
            .filter(|version| !matches!(version.as_str(), "" | "*" | "-"));
        Ok(Self {
            part,
            vendor,
            product,
            version,
        })
    }

    /// Whether both name one product: vendor and product are equal, or the vendor is any.
    #[must_use]
    pub fn is_same_product(&self, other: &Self) -> bool {
        let is_vendor = || match (self.stated_vendor(), other.stated_vendor()) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        self.part == other.part && self.product == other.product && is_vendor()
    }

    /// The vendor, unless it is any.
    fn stated_vendor(&self) -> Option<&str> {
        Some(self.vendor.as_str()).filter(|vendor| !matches!(*vendor, "" | "*" | "-"))
    }

    /// Where a component that has nothing but this name may be looked up: Bitnami names its packages by product. What is
    /// found there is no more than a hint. `None` for what is no application.
    #[must_use]
    pub fn to_lookup(&self) -> Option<Lookup> {
        (self.part == 'a').then(|| {
            let package = Coordinates::new(Ecosystem::parse("Bitnami"), self.product.clone());
            Lookup {
                vendor: self.stated_vendor().map(str::to_owned),
                ..Lookup::new(package, self.version.clone(), LookupBy::Cpe)
            }
        })
    }
}

/// Whether an advisory's CPE names leave open that it is about a product of `vendor`: one is of that vendor, or none states any.
pub(crate) fn may_be_of<'n>(names: impl IntoIterator<Item = &'n str>, vendor: &str) -> bool {
    let names = names.into_iter().filter_map(|name| Cpe::parse(name).ok());
    let mut vendors = names
        .filter_map(|name| name.stated_vendor().map(str::to_owned))
        .peekable();
    vendors.peek().is_none() || vendors.any(|known| known == vendor)
}

/// The parts between colons that are not escaped, without escapes, in lower case.
fn split(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for character in text.chars() {
        match (character, parts.last_mut()) {
            ('\\', _) if !escaped => {
                escaped = true;
                continue;
            }
            (':', _) if !escaped => parts.push(String::new()),
            (_, Some(part)) => part.push(character.to_ascii_lowercase()),
            (_, None) => {}
        }
        escaped = false;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read_and_compared_by_vendor_and_product() {
        let name = Cpe::parse(r"cpe:2.3:a:Foo\:Bar:some\.thing:1\.2\:3:*:*:*:*:*:*:*").unwrap();
        assert_eq!(
            (name.vendor.as_str(), name.product.as_str()),
            ("foo:bar", "some.thing")
        );
        assert_eq!(name.version.as_deref(), Some("1.2:3"));
        let same = Cpe::parse("cpe:2.3:a:*:some.thing:-").unwrap();
        assert!(name.is_same_product(&same) && same.version.is_none());
        let other = Cpe::parse("cpe:/a:baz:some.thing").unwrap();
        assert!(!name.is_same_product(&other));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        let rows = [
            ("", CpeError::Scheme),
            ("cpe:2.4:a:b:c", CpeError::Scheme),
            ("cpe:2.3:x:b:c", CpeError::Part),
            ("cpe:/a", CpeError::Product),
            ("cpe:2.3:a:b:*", CpeError::Product),
        ];
        for (text, error) in rows {
            assert_eq!(Cpe::parse(text), Err(error), "{text}");
        }
        assert!(matches!(
            Cpe::parse(&"x".repeat(5000)),
            Err(CpeError::TooLong { .. })
        ));
    }

    #[test]
    fn only_applications_are_looked_up() {
        let place = Cpe::parse("cpe:/a:minio:minio:1").unwrap().to_lookup().unwrap();
        assert_eq!(place.package.ecosystem.as_str(), "Bitnami");
        assert_eq!(place.by, LookupBy::Cpe);
        assert!(
            Cpe::parse("cpe:/o:redhat:enterprise_linux:8")
                .unwrap()
                .to_lookup()
                .is_none()
        );
    }
}
