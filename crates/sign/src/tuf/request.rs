//! What the client asks its caller for.

/// A file of the repository that is wanted next.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Request {
    pub(super) kind: RequestKind,
    pub(super) name: String,
    pub(super) limit: u64,
}

/// Below which address a file lies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum RequestKind {
    /// The repository's metadata.
    Metadata,
    /// The repository's targets.
    Target,
}

/// What came of a request. A transport that failed is neither: the update waits until there is an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Answer {
    /// The file. No more than [`Request::limit`] bytes and one need to be read: that is enough for it to be refused.
    Bytes(Vec<u8>),
    /// The repository says that there is no such file.
    NotFound,
}

impl Request {
    /// Below which address it lies.
    #[must_use]
    pub const fn kind(&self) -> RequestKind {
        self.kind
    }

    /// The name to put behind the address. Metadata has one part, targets may have several, with `/` between. Every part is
    /// percent-encoded but for letters, digits and `-._~`; none is `.` or `..`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The most bytes that are accepted.
    #[must_use]
    pub const fn limit(&self) -> u64 {
        self.limit
    }
}

/// The file of a role's metadata, in one part.
pub(super) fn metadata_name(role: &str, version: Option<u64>) -> String {
    let role = encoded(role);
    match version {
        Some(version) => format!("{version}.{role}.json"),
        None => format!("{role}.json"),
    }
}

/// A part of a name in which no byte has a meaning.
pub(super) fn encoded(part: &str) -> String {
    use std::fmt::Write as _;
    part.bytes()
        .fold(String::with_capacity(part.len()), |mut out, byte| {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                out.push(char::from(byte));
            } else {
                // Writing into a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
            out
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_roles_never_become_paths() {
        for (role, name) in [
            ("../../etc/passwd", "3...%2F..%2Fetc%2Fpasswd.json"),
            ("a/b", "3.a%2Fb.json"),
            (r"a\b", "3.a%5Cb.json"),
            ("?q#f%00", "3.%3Fq%23f%2500.json"),
            ("é", "3.%C3%A9.json"),
            ("", "3..json"),
        ] {
            assert_eq!(metadata_name(role, Some(3)), name);
        }
        assert_eq!(metadata_name("..", None), "...json");
    }
}
