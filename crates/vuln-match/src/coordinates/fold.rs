//! Which spellings of a name mean the same package.

/// What of a name's spelling does not count.
#[derive(Clone, Copy)]
enum Fold {
    /// Only this one.
    Exact,
    /// Any case.
    Case,
    /// Any case, and runs of `-`, `_` and `.` are one (PEP 503).
    Pep503,
    /// `-` and `_` are one; the registry takes no two names that differ only so.
    Dashes,
    /// A module path: any case, escaped or not.
    Module,
    /// An address: any case, without scheme, user and `.git`.
    Address,
    /// The name of what was rebuilt, without the mark of the rebuild.
    Rebuilt,
}

/// A name in the spelling that packages of its ecosystem are looked up by. Names of usual length need no allocation.
pub(crate) enum Folded<'a> {
    Same(&'a [u8]),
    Short([u8; SHORT], usize),
    Long(Vec<u8>),
}

const SHORT: usize = 112;

/// The spelling a package is looked up by. What is not text stays text: only ASCII bytes change or go.
pub(crate) fn fold_name<'a>(base: &str, name: &'a str) -> Folded<'a> {
    let fold = fold_of(base);
    let bytes = match fold {
        Fold::Module => name.trim_matches('/').as_bytes(),
        Fold::Rebuilt => unmarked(name).as_bytes(),
        _ => name.as_bytes(),
    };
    let changes = match fold {
        Fold::Exact | Fold::Rebuilt => false,
        Fold::Case => bytes.iter().any(u8::is_ascii_uppercase),
        Fold::Dashes => bytes.contains(&b'_'),
        Fold::Module => bytes
            .iter()
            .any(|byte| byte.is_ascii_uppercase() || *byte == b'!'),
        Fold::Address => true,
        Fold::Pep503 => !bytes
            .iter()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
    };
    if !changes {
        return Folded::Same(bytes);
    }
    let mut folded = Folded::with_room_for(bytes.len());
    match fold {
        Fold::Dashes => {
            let dashed = |byte: &u8| if *byte == b'_' { b'-' } else { *byte };
            bytes.iter().for_each(|byte| folded.push(dashed(byte)));
        }
        Fold::Pep503 => {
            let parts = bytes.split(|byte| b"-_.".contains(byte));
            folded.join(parts, b'-');
        }
        // `!` stands before a letter that is upper case (Go Modules Reference, "Module proxy"), and nowhere else.
        Fold::Module => folded.lower(bytes.iter().filter(|byte| **byte != b'!')),
        Fold::Address => folded.join(address(name).map(str::as_bytes).into_iter(), b'/'),
        _ => folded.lower(bytes.iter()),
    }
    folded
}

/// The key a package is indexed under: base ecosystem and folded name. The suffix takes no part.
pub(crate) fn index_key(base: &str, name: &str) -> String {
    let folded = fold_name(base, name);
    format!("{base}\0{}", String::from_utf8_lossy(folded.as_bytes()))
}

impl Folded<'_> {
    pub(crate) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Same(name) => name,
            Self::Short(bytes, len) => bytes.get(..*len).unwrap_or_default(),
            Self::Long(bytes) => bytes,
        }
    }

    fn with_room_for(bytes: usize) -> Self {
        if bytes <= SHORT {
            Self::Short([0; SHORT], 0)
        } else {
            Self::Long(Vec::with_capacity(bytes))
        }
    }

    fn push(&mut self, byte: u8) {
        match self {
            Self::Same(_) => {}
            Self::Short(bytes, len) => {
                if let Some(place) = bytes.get_mut(*len) {
                    *place = byte;
                    *len += 1;
                }
            }
            Self::Long(bytes) => bytes.push(byte),
        }
    }

    fn lower<'b>(&mut self, bytes: impl Iterator<Item = &'b u8>) {
        bytes.for_each(|byte| self.push(byte.to_ascii_lowercase()));
    }

    /// Parts in lower case, the empty ones left out.
    fn join<'b>(&mut self, parts: impl Iterator<Item = &'b [u8]>, between: u8) {
        for (at, part) in parts.filter(|part| !part.is_empty()).enumerate() {
            if at > 0 {
                self.push(between);
            }
            self.lower(part.iter());
        }
    }
}

fn fold_of(base: &str) -> Fold {
    match base {
        "PyPI" => Fold::Pep503,
        "crates.io" => Fold::Dashes,
        // Go's paths have a case, but purls of other tools lose it, and hosts serve both.
        "Go" | "Kubernetes" => Fold::Module,
        "NuGet" | "Packagist" | "Hex" | "Pub" | "GitHub Actions" | "Bitnami" | "VSCode" => Fold::Case,
        "SwiftURL" => Fold::Address,
        "Root" => Fold::Rebuilt,
        _ => Fold::Exact,
    }
}

/// Without the mark of a rebuilder.
fn unmarked(name: &str) -> &str {
    name.strip_prefix("@root/")
        .or_else(|| name.strip_prefix("root-"))
        .unwrap_or(name)
}

/// Host, owner and path: `https://user@host/a/b.git/` and `git@host:a/b` are `host/a/b`.
fn address(name: &str) -> [&str; 3] {
    let (bare, has_scheme) = match name.split_once("://") {
        Some((_, rest)) => (rest, true),
        None => (name, false),
    };
    let bare = bare.trim_end_matches('/');
    let bare = bare.strip_suffix(".git").unwrap_or(bare);
    let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
    let (user, host) = host
        .rsplit_once('@')
        .map_or(("", host), |(user, host)| (user, host));
    // `git@host:owner/name`; behind a scheme a colon begins a port.
    match host.split_once(':') {
        Some((host, owner)) if !has_scheme && !user.is_empty() => [host, owner, path],
        _ => [host, "", path],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_package_meet() {
        let rows = [
            ("PyPI", "Django_Rest.Framework", "django-rest-framework"),
            ("PyPI", "a-._b", "a-b"),
            ("crates.io", "serde_json", "serde-json"),
            ("Go", "github.com/BurntSushi/toml", "github.com/burntsushi/toml"),
            ("Go", "github.com/!burnt!sushi/toml", "github.com/BurntSushi/toml"),
            ("Go", "example.org/a/v2/", "example.org/a/v2"),
            ("NuGet", "Newtonsoft.Json", "newtonsoft.json"),
            ("Packagist", "Drupal/Core", "drupal/core"),
            ("GitHub Actions", "Actions/Checkout", "actions/checkout"),
            ("VSCode", "Publisher.Name", "publisher.name"),
            ("SwiftURL", "https://example.org/A/b.git", "example.org/a/b"),
            ("SwiftURL", "git@example.org:a/b.git", "example.org/a/b"),
            (
                "SwiftURL",
                "ssh://git@example.org/a/b/",
                "https://example.org/a/b",
            ),
            ("SwiftURL", "git@example.org:b.git", "example.org/b"),
            ("Root", "root-openssl", "openssl"),
            ("Root", "@root/left-pad", "left-pad"),
        ];
        for (base, left, right) in rows {
            assert_eq!(index_key(base, left), index_key(base, right), "{base} {left}");
        }
    }

    #[test]
    fn what_an_ecosystem_keeps_apart_stays_apart() {
        let rows = [
            ("npm", "JSONStream", "jsonstream"),
            ("Maven", "Org.example:a", "org.example:a"),
            ("RubyGems", "RedCloth", "redcloth"),
            ("CRAN", "MASS", "mass"),
            ("Go", "example.org/a", "example.org/a/v2"),
            ("Debian", "a-b", "a_b"),
            (
                "SwiftURL",
                "https://example.org:8443/a",
                "https://example.org/8443/a",
            ),
        ];
        for (base, left, right) in rows {
            assert_ne!(index_key(base, left), index_key(base, right), "{base} {left}");
        }
        assert_ne!(index_key("npm", "a"), index_key("PyPI", "a"));
        let long = "A_".repeat(200);
        assert_eq!(
            fold_name("Go", &long).as_bytes(),
            long.to_ascii_lowercase().as_bytes()
        );
    }
}
