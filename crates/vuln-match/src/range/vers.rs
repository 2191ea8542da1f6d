//! The text of a VERS: `vers:npm/>=1.0.0|<2.0.0`, read strictly by clause 5 of its specification.

use std::fmt;

use super::{Comparator, RangeError, VersFault, VersionRange};
use crate::Scheme;

/// A canonical VERS, of any type: what is written in it. Whether a version lies in it is for [`VersionRange`], which also
/// reads what is not canonical.
///
/// ```
/// use portcullis_vuln_match::{Comparator, Vers};
/// let vers = Vers::parse("vers:npm/>=1.0.0|<2.0.0")?;
/// assert_eq!(vers.ty(), "npm");
/// assert_eq!(vers.constraints().next(), Some((Comparator::GreaterOrEqual, "1.0.0")));
/// assert!(Vers::parse("vers:npm/<2.0.0|>=1.0.0|1.5.0").is_err());
/// # Ok::<(), portcullis_vuln_match::RangeError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Vers {
    ty: String,
    constraints: Vec<(Comparator, String)>,
}

impl Vers {
    /// Reads a canonical VERS. Sorting is checked where the type has an order here.
    ///
    /// # Errors
    ///
    /// [`RangeError`] if it is too long or anything but canonical.
    pub fn parse(text: &str) -> Result<Self, RangeError> {
        if text.len() > VersionRange::MAX_BYTES {
            return Err(RangeError::TooLong { bytes: text.len() });
        }
        let fault = |index, fault| RangeError::Vers { index, fault };
        if text.bytes().any(|byte| !byte.is_ascii_graphic()) {
            return Err(fault(0, VersFault::Character));
        }
        let (ty, list) = text
            .strip_prefix("vers:")
            .and_then(|rest| rest.split_once('/'))
            .filter(|(ty, _)| is_type(ty))
            .ok_or(fault(0, VersFault::Type))?;
        let mut constraints = Vec::new();
        if list != "*" {
            for (index, part) in list.split('|').enumerate() {
                constraints.push(constraint(part, ty).map_err(|found| fault(index, found))?);
            }
        }
        check_sequence(&constraints).map_err(|index| fault(index, VersFault::Redundant))?;
        if let Some(scheme) = Scheme::for_purl_type(ty) {
            check_order(&constraints, scheme)?;
        }
        Ok(Self {
            ty: ty.to_owned(),
            constraints,
        })
    }

    /// The type: `npm`, `pypi` and so on.
    #[must_use]
    pub fn ty(&self) -> &str {
        &self.ty
    }

    /// The constraints in rising order, versions decoded; none of them is `*`, all versions.
    pub fn constraints(&self) -> impl Iterator<Item = (Comparator, &str)> {
        self.constraints
            .iter()
            .map(|(comparator, version)| (*comparator, version.as_str()))
    }
}

impl fmt::Display for Vers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(f, &self.ty, self.constraints())
    }
}

/// Writes a VERS of constraints in their order.
pub(super) fn write<'a>(
    f: &mut fmt::Formatter<'_>,
    ty: &str,
    constraints: impl Iterator<Item = (Comparator, &'a str)>,
) -> fmt::Result {
    write!(f, "vers:{ty}/")?;
    let mut empty = true;
    for (comparator, version) in constraints {
        if !empty {
            f.write_str("|")?;
        }
        empty = false;
        if comparator != Comparator::Equal {
            f.write_str(comparator.as_str())?;
        }
        for byte in version.bytes() {
            if byte.is_ascii_graphic() && !is_encoded(byte) {
                write!(f, "{}", char::from(byte))?;
            } else {
                write!(f, "%{byte:02X}")?;
            }
        }
    }
    if empty { f.write_str("*") } else { Ok(()) }
}

/// Decodes a version once.
///
/// # Errors
///
/// A percent sign that begins no encoded byte, or bytes that are no text.
pub(super) fn decoded(text: &str) -> Result<String, VersFault> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, behind) = after.split_at_checked(2).ok_or(VersFault::Encoding)?;
        let byte = digits.iter().try_fold(0, |value, digit| {
            Some(value * 16 + char::from(*digit).to_digit(16)?)
        });
        bytes.push(byte.ok_or(VersFault::Encoding)? as u8);
        rest = behind;
    }
    String::from_utf8(bytes).map_err(|_| VersFault::Encoding)
}

fn constraint(part: &str, ty: &str) -> Result<(Comparator, String), VersFault> {
    let (comparator, version) = Comparator::split(part);
    match comparator {
        _ if part.is_empty() => return Err(VersFault::Pipe),
        _ if version.contains('*') => return Err(VersFault::Asterisk),
        Some(Comparator::Equal) => return Err(VersFault::Sign),
        _ if version.is_empty() => return Err(VersFault::Pipe),
        _ if version.contains(['<', '>', '=', '!']) => return Err(VersFault::Sign),
        _ => {}
    }
    let plain = decoded(version)?;
    for triplet in version.split('%').skip(1) {
        let digits = triplet.get(..2).unwrap_or_default();
        let byte = u8::from_str_radix(digits, 16).unwrap_or_default();
        let plainly = byte.is_ascii_alphanumeric()
            || matches!(byte, b'-' | b'.' | b'_' | b'~')
            || byte == b':' && ty == "datetime";
        if plainly || digits.bytes().any(|digit| digit.is_ascii_lowercase()) {
            return Err(VersFault::NeedlessEncoding);
        }
    }
    Ok((comparator.unwrap_or(Comparator::Equal), plain))
}

fn is_type(ty: &str) -> bool {
    ty.starts_with(|first: char| first.is_ascii_lowercase())
        && ty != "invalid"
        && ty
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
}

/// Clause 5.3.3.2.
fn is_encoded(byte: u8) -> bool {
    matches!(byte, b'>' | b'<' | b'=' | b'!' | b'*' | b'|' | b'%')
}

/// Clause 5.4, the rules of contiguous constraints. Gives the index of one that cannot follow.
fn check_sequence(constraints: &[(Comparator, String)]) -> Result<(), usize> {
    let mut before: Option<Comparator> = None;
    for (index, (comparator, _)) in constraints.iter().enumerate() {
        let follows = match (before, *comparator) {
            (_, Comparator::NotEqual) => continue,
            (None, _) => true,
            (Some(Comparator::Equal), next) => next == Comparator::Equal || next.is_lower_bound(),
            (Some(bound), next) if bound.is_lower_bound() => next.is_bound() && !next.is_lower_bound(),
            (Some(_), next) => next == Comparator::Equal || next.is_lower_bound(),
        };
        if !follows {
            return Err(index);
        }
        before = Some(*comparator);
    }
    Ok(())
}

fn check_order(constraints: &[(Comparator, String)], scheme: Scheme) -> Result<(), RangeError> {
    let keys: Vec<_> = constraints
        .iter()
        .map(|(_, version)| scheme.parse(version))
        .collect();
    for (at, (low, high)) in keys.iter().zip(keys.iter().skip(1)).enumerate() {
        match low.cmp(high) {
            std::cmp::Ordering::Equal => return Err(RangeError::Repeated),
            std::cmp::Ordering::Greater if low.is_ordered() && high.is_ordered() => {
                return Err(RangeError::Vers {
                    index: at + 1,
                    fault: VersFault::Unsorted,
                });
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_canonical_prints_as_it_was_read() {
        for text in [
            "vers:npm/*",
            "vers:npm/1.2.3",
            "vers:npm/>=1.0.0|<2.0.0",
            "vers:gem/>=2.2.0|!=2.2.1|<2.3.0",
            "vers:pypi/!=1.0|!=2.0",
            "vers:pypi/<1.0|1.5|>=2.0",
            "vers:deb/1:2.0-1",
            "vers:made-up/b%7Ca|a%25b",
            "vers:datetime/2024-01-01T00:00:00Z",
        ] {
            assert_eq!(Vers::parse(text).unwrap().to_string(), text);
        }
        let once = Vers::parse("vers:npm/1.0%252F0").unwrap();
        assert_eq!(once.constraints().next(), Some((Comparator::Equal, "1.0%2F0")));
    }

    #[test]
    fn what_is_not_canonical_is_refused() {
        let rows = [
            ("npm/1.0.0", 0, VersFault::Type),
            ("vers:NPM/1.0.0", 0, VersFault::Type),
            ("vers:invalid/1.0.0", 0, VersFault::Type),
            ("vers:npm", 0, VersFault::Type),
            ("vers:npm/", 0, VersFault::Pipe),
            ("vers:npm/|1.0.0", 0, VersFault::Pipe),
            ("vers:npm/1.0.0|", 1, VersFault::Pipe),
            ("vers:npm/1.0.0||2.0.0", 1, VersFault::Pipe),
            ("vers:npm/>=", 0, VersFault::Pipe),
            ("vers:npm/>= 1.0.0", 0, VersFault::Character),
            ("vers:npm/1.0.0%", 0, VersFault::Encoding),
            ("vers:npm/1.0.0%G0", 0, VersFault::Encoding),
            ("vers:npm/1.0.0%FF", 0, VersFault::Encoding),
            ("vers:npm/1.0.0%2b1", 0, VersFault::NeedlessEncoding),
            ("vers:npm/1.0.0%31", 0, VersFault::NeedlessEncoding),
            (
                "vers:datetime/2024-01-01T00%3A00%3A00Z",
                0,
                VersFault::NeedlessEncoding,
            ),
            ("vers:npm/=1.0.0", 0, VersFault::Sign),
            ("vers:npm/><1.0.0", 0, VersFault::Sign),
            ("vers:npm/1.0.0|*", 1, VersFault::Asterisk),
            ("vers:npm/2.0.0|1.0.0", 1, VersFault::Unsorted),
            ("vers:npm/>1.0.0|>2.0.0", 1, VersFault::Redundant),
            ("vers:npm/1.0.0|!=1.5.0|<2.0.0", 2, VersFault::Redundant),
        ];
        for (text, index, fault) in rows {
            assert_eq!(
                Vers::parse(text),
                Err(RangeError::Vers { index, fault }),
                "{text}"
            );
        }
        assert_eq!(Vers::parse("vers:npm/1.0.0|>=1.0.0"), Err(RangeError::Repeated));
    }
}
