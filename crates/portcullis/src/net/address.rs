//! Addresses of archives, and what may follow from one.

use std::fmt::{self, Write};
use std::net::IpAddr;
use std::str::FromStr;

/// Bytes of one address; servers refuse longer ones too.
const MAX_BYTES: usize = 8 * 1024;

/// An `http` or `https` address. Displayed without its query, which may hold a signature.
#[derive(Clone, Eq, PartialEq)]
pub struct Address(Box<Parts>);

/// Boxed, because every error names its address.
#[derive(Clone, Eq, PartialEq)]
struct Parts {
    https: bool,
    /// Host and port.
    authority: String,
    /// Begins with a slash.
    path: String,
    query: Option<String>,
}

/// A text is no address that is opened.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AddressError {
    /// Neither `http://` nor `https://`.
    #[error("an address begins with https:// (or http://)")]
    Scheme,
    /// No host.
    #[error("the address names no host")]
    Host,
    /// A user name or password, which would end up in logs.
    #[error("the address holds a user name")]
    UserName,
    /// A space, a control character, or one that belongs escaped.
    #[error("the address holds a character that is not allowed, at byte {byte}")]
    Character {
        /// Where, counted from 0.
        byte: usize,
    },
    /// Longer than 8 KiB.
    #[error("the address has more than {allowed} bytes")]
    Long {
        /// How many bytes it may have.
        allowed: usize,
    },
}

impl Address {
    /// [`super::PUBLIC_BASE`].
    pub(super) fn public() -> Self {
        let (_, authority) = super::PUBLIC_BASE.split_once("://").unwrap_or_default();
        Self(Box::new(Parts {
            https: true,
            authority: authority.to_owned(),
            path: "/".to_owned(),
            query: None,
        }))
    }

    /// Whether it is an `https` one.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.https
    }

    /// Whether its host is this machine: an address of the loopback network, or `localhost`.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let host = match self.0.authority.strip_prefix('[') {
            Some(rest) => rest.split_once(']').map_or(rest, |(host, _)| host),
            None => self
                .0
                .authority
                .rsplit_once(':')
                .map_or(self.0.authority.as_str(), |(host, _)| host),
        };
        host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// The address below this one with these further path segments, escaped. A query is left off.
    #[must_use]
    pub fn below(&self, segments: &[&str]) -> Self {
        let mut path = self.0.path.trim_end_matches('/').to_owned();
        for segment in segments {
            path.push('/');
            path.push_str(&escape(segment));
        }
        Self(Box::new(Parts {
            path,
            query: None,
            ..(*self.0).clone()
        }))
    }

    /// The address below this one with a further path, whose segments are escaped already. A query is left off.
    pub(super) fn with_encoded(&self, path: &str) -> Self {
        let mut below = self.below(&[]);
        below.0.path.push('/');
        below.0.path.push_str(path);
        below
    }

    /// Where a redirection leads (RFC 9110 10.2.2, RFC 3986 5.2).
    pub(super) fn redirected(&self, location: &str) -> Result<Self, AddressError> {
        let scheme = if self.0.https { "https" } else { "http" };
        let before = location.split(['/', '?', '#']).next().unwrap_or_default();
        if before.ends_with(':') {
            location.parse()
        } else if location.starts_with("//") {
            format!("{scheme}:{location}").parse()
        } else if location.starts_with('/') {
            format!("{scheme}://{}{location}", self.0.authority).parse()
        } else {
            let folder = self.0.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{scheme}://{}{folder}/{location}", self.0.authority).parse()
        }
    }

    /// The whole of it, with the query.
    pub(super) fn to_request(&self) -> String {
        match &self.0.query {
            Some(query) => format!("{self}?{query}"),
            None => self.to_string(),
        }
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        if text.len() > MAX_BYTES {
            return Err(AddressError::Long { allowed: MAX_BYTES });
        }
        let allowed = |byte: &u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(byte);
        if let Some(byte) = text.bytes().position(|byte| !allowed(&byte)) {
            return Err(AddressError::Character { byte });
        }
        let (scheme, rest) = text.split_once("://").ok_or(AddressError::Scheme)?;
        let https = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err(AddressError::Scheme),
        };
        // A fragment is never sent.
        let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
        let (authority, rest) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err(AddressError::UserName);
        }
        if authority.is_empty() || authority.starts_with(':') {
            return Err(AddressError::Host);
        }
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (rest, None),
        };
        Ok(Self(Box::new(Parts {
            https,
            authority: authority.to_owned(),
            path: if path.is_empty() { "/" } else { path }.to_owned(),
            query,
        })))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.0.https { "https" } else { "http" };
        write!(f, "{scheme}://{}{}", self.0.authority, self.0.path)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

/// A path segment of unreserved characters alone (RFC 3986 2.3), which is a file name everywhere too.
pub(super) fn escape(segment: &str) -> String {
    let mut out = String::with_capacity(segment.len());
    for byte in segment.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                // Writing to a string does not fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        text.parse().unwrap()
    }

    #[test]
    fn the_public_base_is_an_address() {
        assert_eq!(super::super::PUBLIC_BASE.parse(), Ok(Address::public()));
    }

    #[test]
    fn names_become_single_segments() {
        let base = address("https://mirror.example/osv/");
        let rows = [
            ("PyPI", "https://mirror.example/osv/PyPI/all.zip"),
            ("Red Hat", "https://mirror.example/osv/Red%20Hat/all.zip"),
            ("Debian:12", "https://mirror.example/osv/Debian%3A12/all.zip"),
            ("../x", "https://mirror.example/osv/..%2Fx/all.zip"),
        ];
        for (name, expected) in rows {
            assert_eq!(base.below(&[name, "all.zip"]).to_string(), expected);
        }
    }

    #[test]
    fn redirections_resolve_against_the_address() {
        let from = address("https://a.example/x/y?old");
        let rows = [
            ("https://b.example/z?sig=1", "https://b.example/z?sig=1"),
            ("//b.example/z", "https://b.example/z"),
            ("/z", "https://a.example/z"),
            (
                "z?to=http://c.example",
                "https://a.example/x/z?to=http://c.example",
            ),
            ("http://b.example#part", "http://b.example/"),
        ];
        for (location, expected) in rows {
            let found = from.redirected(location).map(|address| address.to_request());
            assert_eq!(found, Ok(expected.to_owned()));
        }
    }

    #[test]
    fn what_is_no_address_is_told_why() {
        let rows = [
            ("ftp://a.example", AddressError::Scheme),
            ("a.example", AddressError::Scheme),
            ("https://", AddressError::Host),
            ("https://:443/", AddressError::Host),
            ("https://me:word@a.example/", AddressError::UserName),
            ("https://a.example/a b", AddressError::Character { byte: 19 }),
            ("https://a.example/\r\nX: y", AddressError::Character { byte: 18 }),
        ];
        for (text, error) in rows {
            assert_eq!(text.parse::<Address>(), Err(error), "{text}");
        }
    }

    #[test]
    fn loopback_is_told_by_the_address_not_by_the_look() {
        let rows = [
            ("http://127.0.0.1:80", true),
            ("http://127.9.9.9", true),
            ("http://[::1]:8080/x", true),
            ("http://LOCALHOST", true),
            ("http://127.0.0.1.example", false),
            ("http://localhost.example", false),
            ("http://10.0.0.1", false),
        ];
        for (text, expected) in rows {
            assert_eq!(address(text).is_loopback(), expected, "{text}");
        }
    }

    #[test]
    fn a_query_is_not_displayed() {
        let signed = address("https://a.example/x?signature=precious");
        assert!(!format!("{signed} {signed:?}").contains("precious"));
    }
}
